import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { addDetailForm } from './add-detail.ts';
import { postTakenBack } from './take-back-detail.ts';

export const protectedDetailsFeature = (app: FastifyInstance, service: Service): void => {
  const details = '/disruptions/:id/protected-details';
  const protect = { config: { may: 'protect-details' } } as const;
  formOnCase(app, service, details, addDetailForm);
  app.post(`${details}/:detailId/take-back`, protect, postTakenBack(service));
};
