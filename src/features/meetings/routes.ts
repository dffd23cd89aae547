import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postMeeting, showMeetingForm } from './arrange-meeting.ts';
import { postCancel, showCancelForm } from './cancel-meeting.ts';

export const meetingsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/:id/meeting', { config: { may: 'convene-meeting' } }, showMeetingForm(service));
  app.post('/disruptions/:id/meeting', { config: { may: 'convene-meeting' } }, postMeeting(service));
  app.get('/disruptions/:id/meeting/cancel', { config: { may: 'convene-meeting' } }, showCancelForm(service));
  app.post('/disruptions/:id/meeting/cancel', { config: { may: 'convene-meeting' } }, postCancel(service));
};
