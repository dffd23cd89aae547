import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { disagreementForm } from './attach-disagreement.ts';

export const disagreementsFeature = (app: FastifyInstance, service: Service): void =>
  formOnCase(app, service, '/disruptions/:id/disagreements', disagreementForm);
