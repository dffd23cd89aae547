import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';
import { sendAuditCsv, sendAuditJson, showAudit } from './see-audit.ts';

/** What happened, for those who look after information: who, when, by which rule; never what is in a record. */
export const auditFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/audit', { config: { may: 'see-audit' } }, showAudit(service));
  app.get('/audit.csv', { config: { may: 'export-audit' } }, sendAuditCsv(service));
  app.get('/audit.json', { config: { may: 'export-audit' } }, sendAuditJson(service));
};
