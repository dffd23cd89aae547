import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { actionForm } from './record-action.ts';
import { reviewDayForm } from './review-day.ts';
import { showAction } from './see-action.ts';
import { showActions } from './see-actions.ts';
import { sendOpenActions, showOpenActions } from './see-open-actions.ts';
import { stepForm } from './take-step.ts';

const steps = ['accept', 'hand-back', 'note', 'done', 'give', 'not-needed'] as const;

export const actionsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/actions', { config: { may: 'see-open-actions' } }, showOpenActions(service));
  app.get('/actions.csv', { config: { may: 'see-open-actions' } }, sendOpenActions(service));
  app.get('/disruptions/:id/actions', { config: { may: 'see-disruption' } }, showActions(service));
  formOnCase(app, service, '/disruptions/:id/actions/new', actionForm);
  formOnCase(app, service, '/disruptions/:id/actions/review', reviewDayForm);
  app.get('/disruptions/:id/actions/:actionId', { config: { may: 'see-disruption' } }, showAction(service));
  for (const step of steps)
    formOnCase(app, service, `/disruptions/:id/actions/:actionId/${step}`, stepForm(step));
};
