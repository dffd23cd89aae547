import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { outcomeForm } from './record-outcome.ts';

export const risksFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/outcome', outcomeForm);
};
