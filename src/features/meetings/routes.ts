import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { meetingForm } from './arrange-meeting.ts';
import { cancelForm } from './cancel-meeting.ts';

export const meetingsFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/meeting', meetingForm);
  formOnCase(app, service, '/disruptions/:id/meeting/cancel', cancelForm);
};
