import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { showChronology } from './see-chronology.ts';
import { sendBag, takeForm } from './take-chronology.ts';

export const chronologyFeature = (app: FastifyInstance, service: Service): void => {
  const chronology = '/disruptions/:id/chronology';
  app.get(chronology, { config: { may: 'see-disruption' } }, showChronology(service));
  formOnCase(app, service, `${chronology}/bag`, takeForm(service));
  app.get(`${chronology}/bag/:record`, { config: { may: 'take-chronology' } }, sendBag(service));
};
