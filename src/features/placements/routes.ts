import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postPlacement, showAddForm } from './add-placement.ts';

export const placementsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/placements/new', { config: { may: 'record-disruption' } }, showAddForm(service));
  app.post('/placements/new', { config: { may: 'record-disruption' } }, postPlacement(service));
};
