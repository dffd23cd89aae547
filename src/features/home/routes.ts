import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postHandoverRead, postNoticeRead, showWhatNeedsDoing } from './what-needs-doing.ts';

export const homeFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/', { config: { may: 'see-what-needs-doing' } }, showWhatNeedsDoing(service));
  app.post('/notices/:id/read', { config: { may: 'see-what-needs-doing' } }, postNoticeRead(service));
  app.post('/handed-over/:id/read', { config: { may: 'see-what-needs-doing' } }, postHandoverRead(service));
};
