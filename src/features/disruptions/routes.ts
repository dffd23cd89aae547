import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { correctionForm } from './correct-disruption.ts';
import { checkDisruption, postDisruption, showRecordForm } from './record-disruption.ts';
import { showDisruption } from './see-disruption.ts';

export const disruptionsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/new', { config: { may: 'record-disruption' } }, showRecordForm(service));
  app.post('/disruptions/new', { config: { may: 'record-disruption' } }, checkDisruption(service));
  app.post('/disruptions', { config: { may: 'record-disruption' } }, postDisruption(service));
  app.get('/disruptions/:id', { config: { may: 'see-disruption' } }, showDisruption(service));
  formOnCase(app, service, '/disruptions/:id/correct', correctionForm);
};
