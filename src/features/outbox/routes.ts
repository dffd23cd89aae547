import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { showOutbox, showSent } from './see-outbox.ts';

const visitor = { config: { may: 'see-outbox' } } as const;

/** What a demonstration has sent, to be read by whoever tries it out. A real service has no such page. */
export const outboxFeature = (app: FastifyInstance, service: Service): void => {
  if (!service.isDemonstration) return;
  app.get('/outbox', visitor, showOutbox(service));
  app.get('/outbox/:id', visitor, showSent(service));
};
