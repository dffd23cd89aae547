import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { sharingForm } from './confirm-sharing.ts';
import { viewForm } from './record-view.ts';

export const viewsFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/views', viewForm);
  formOnCase(app, service, '/disruptions/:id/views/:viewId/sharing', sharingForm);
};
