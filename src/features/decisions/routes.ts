import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { decisionForm } from './decide-on-meeting.ts';
import { reviewForm } from './review-decision.ts';

export const decisionsFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/decision', decisionForm);
  formOnCase(app, service, '/disruptions/:id/decision/review', reviewForm);
};
