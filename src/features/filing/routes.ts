import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { postCheck, postTryAgain, showFiling } from './see-filing.ts';

export const filingFeature = (app: FastifyInstance, service: Service): void => {
  const filing = '/disruptions/:id/filing';
  const may = { config: { may: 'file-minutes' } } as const;
  app.get(filing, may, showFiling(service));
  app.post(`${filing}/again`, may, postTryAgain(service));
  app.post(`${filing}/:filingId/check`, may, postCheck(service));
};
