import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postCompleted, showAction } from './complete-action.ts';
import { postAction, showActionForm } from './record-action.ts';

export const actionsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/:id/actions/new', { config: { may: 'record-action' } }, showActionForm(service));
  app.post('/disruptions/:id/actions/new', { config: { may: 'record-action' } }, postAction(service));
  app.get('/disruptions/:id/actions/:actionId', { config: { may: 'complete-action' } }, showAction(service));
  app.post(
    '/disruptions/:id/actions/:actionId',
    { config: { may: 'complete-action' } },
    postCompleted(service),
  );
};
