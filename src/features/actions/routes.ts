import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { completionForm } from './complete-action.ts';
import { actionForm } from './record-action.ts';

export const actionsFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/actions/new', actionForm);
  formOnCase(app, service, '/disruptions/:id/actions/:actionId', completionForm);
};
