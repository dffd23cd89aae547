import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { versionForm } from './change-version.ts';
import { notNeededForm } from './decide-not-needed.ts';
import { dutyDoneForm } from './state-duty-done.ts';
import { takeBackForm } from './take-back-not-needed.ts';
import { notDoneForm } from './take-back-statement.ts';

export const dutiesFeature = (app: FastifyInstance, service: Service): void => {
  const duty = '/disruptions/:id/duties/:rule';
  formOnCase(app, service, duty, dutyDoneForm(service));
  formOnCase(app, service, `${duty}/take-back`, notDoneForm);
  formOnCase(app, service, `${duty}/not-needed`, notNeededForm);
  formOnCase(app, service, `${duty}/not-needed/take-back`, takeBackForm);
  formOnCase(app, service, '/disruptions/:id/version', versionForm(service));
};
