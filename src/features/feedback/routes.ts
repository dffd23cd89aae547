import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import { formByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { readWordsForm } from './read-words.ts';
import { showFeedback } from './see-feedback.ts';
import { ownFeedbackForm } from './tell-how-it-was.ts';

/** How meetings were: what staff who were asked say of one, and what is shown of what all said. */
export const feedbackFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/feedback', ownFeedbackForm);
  app.get('/feedback', { config: { may: 'see-feedback' } }, showFeedback(service));
  formByPost(app, service, '/feedback/words', readWordsForm(service));
};
