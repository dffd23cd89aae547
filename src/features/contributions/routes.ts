import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { markForm } from './mark-contribution.ts';
import { recordForm } from './record-contribution.ts';
import { sendFile } from './send-file.ts';
import { contributionForm } from './write-contribution.ts';

/** What staff write to a meeting of a case, and the chair's mark on what anybody wrote. */
export const contributionsFeature = (app: FastifyInstance, service: Service): void => {
  formOnCase(app, service, '/disruptions/:id/contribution', contributionForm);
  formOnCase(app, service, '/disruptions/:id/contributions/:invitationId/record', recordForm);
  formOnCase(app, service, '/disruptions/:id/contributions/:invitationId', markForm);
  app.get(
    '/disruptions/:id/contributions/:invitationId/files/:fileId',
    { config: { may: 'see-disruption' } },
    sendFile(service),
  );
};
