import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { checkDisruption, postDisruption, showRecordForm } from './record-disruption.ts';
import {
  postCorrectDate,
  postStateDuty,
  showCorrectDate,
  showDisruption,
  showStateDuty,
} from './see-disruption.ts';

export const disruptionsFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/new', { config: { may: 'record-disruption' } }, showRecordForm(service));
  app.post('/disruptions/new', { config: { may: 'record-disruption' } }, checkDisruption(service));
  app.post('/disruptions', { config: { may: 'record-disruption' } }, postDisruption(service));
  app.get('/disruptions/:id', { config: { may: 'see-disruption' } }, showDisruption(service));
  app.get(
    '/disruptions/:id/correct-date',
    { config: { may: 'correct-disruption' } },
    showCorrectDate(service),
  );
  app.post(
    '/disruptions/:id/correct-date',
    { config: { may: 'correct-disruption' } },
    postCorrectDate(service),
  );
  app.get('/disruptions/:id/duties/:rule', { config: { may: 'state-duty-done' } }, showStateDuty(service));
  app.post('/disruptions/:id/duties/:rule', { config: { may: 'state-duty-done' } }, postStateDuty(service));
};
