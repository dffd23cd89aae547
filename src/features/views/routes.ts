import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postView, showViewForm } from './record-view.ts';

export const viewsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/:id/views', { config: { may: 'record-views' } }, showViewForm(service));
  app.post('/disruptions/:id/views', { config: { may: 'record-views' } }, postView(service));
};
