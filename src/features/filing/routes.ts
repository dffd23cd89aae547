import type { FastifyInstance } from 'fastify';
import { formByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { chooseFilingForm, postCheckAll, postTry, showFilingPlaces } from './connect-filing.ts';
import { postCheck, postTryAgain, showFiling } from './see-filing.ts';

export const filingFeature = (app: FastifyInstance, service: Service): void => {
  const filing = '/disruptions/:id/filing';
  const may = { config: { may: 'file-minutes' } } as const;
  app.get(filing, may, showFiling(service));
  app.post(`${filing}/again`, may, postTryAgain(service));
  app.post(`${filing}/:filingId/check`, may, postCheck(service));
  const connecting = { config: { may: 'connect-filing' } } as const;
  app.get('/filing', connecting, showFilingPlaces(service));
  app.post('/filing/check', connecting, postCheckAll(service));
  formByPost(app, service, '/filing/:kind', chooseFilingForm(service));
  app.post('/filing/:kind/try', connecting, postTry(service));
};
