import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { matterForm } from './answer-matter.ts';
import { showArrangements } from './see-arrangements.ts';

export const arrangementsFeature = (app: FastifyInstance, service: Service): void => {
  const list = '/disruptions/:id/arrangements';
  app.get(list, { config: { may: 'see-disruption' } }, showArrangements(service));
  formOnCase(app, service, `${list}/:item/:about`, matterForm);
};
