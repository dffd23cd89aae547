import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { viewForm } from './record-view.ts';

export const viewsFeature = (app: FastifyInstance, service: Service): void =>
  formOnCase(app, service, '/disruptions/:id/views', viewForm);
