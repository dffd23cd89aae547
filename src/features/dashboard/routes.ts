import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { showDashboard, showList } from './see-dashboard.ts';

/** What managers see to, over all their cases. */
export const dashboardFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/dashboard', { config: { may: 'see-dashboard' } }, showDashboard(service));
  app.get('/dashboard/:list', { config: { may: 'see-dashboard' } }, showList(service));
};
