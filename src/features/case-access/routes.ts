import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { putOnForm } from './put-on-case.ts';
import { restrictForm } from './restrict-case.ts';
import { showPeople } from './see-people.ts';
import { takeOffForm } from './take-off-case.ts';

export const caseAccessFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/:id/people', { config: { may: 'see-who-may-open' } }, showPeople(service));
  formOnCase(app, service, '/disruptions/:id/people/add', putOnForm);
  formOnCase(app, service, '/disruptions/:id/people/:personId/:capacity/end', takeOffForm);
  formOnCase(app, service, '/disruptions/:id/restriction', restrictForm);
};
