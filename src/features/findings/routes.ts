import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { changeFinding, newFinding } from './record-finding.ts';
import { postTakeOut, showFindings } from './see-findings.ts';
import { whyNotForm } from './why-not.ts';

export const findingsFeature = (app: FastifyInstance, service: Service): void => {
  const write = { config: { may: 'write-minutes' } } as const;
  const findings = '/disruptions/:id/findings';
  app.get(findings, write, showFindings(service));
  formOnCase(app, service, `${findings}/new`, newFinding(service));
  formOnCase(app, service, `${findings}/:findingId`, changeFinding(service));
  app.post(`${findings}/:findingId/take-out`, write, postTakeOut(service));
  formOnCase(app, service, `${findings}/purposes/:purpose`, whyNotForm);
};
