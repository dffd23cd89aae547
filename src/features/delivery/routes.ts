import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { confirmEmailsForm } from './confirm-emails.ts';
import { addressForm } from './correct-address.ts';
import { postFinished } from './finish-message.ts';
import { printLetter } from './print-letter.ts';
import { reachForm } from './reach.ts';
import { postReminder } from './remind.ts';
import { postRetry } from './retry-message.ts';
import { showInvitations } from './see-invitations.ts';
import { showPreparation } from './see-preparation.ts';
import { showReach } from './see-reach.ts';
import { sendNowForm } from './send-now.ts';
import { tellChildForm } from './tell-child.ts';

/** What has been sent to those invited and what came back, and what a person does when a message did not arrive. */
export const deliveryFeature = (app: FastifyInstance, service: Service): void => {
  app.get('/disruptions/:id/invitations', { config: { may: 'see-disruption' } }, showInvitations(service));
  app.post(
    '/disruptions/:id/messages/:messageId/retry',
    { config: { may: 'retry-message' } },
    postRetry(service),
  );
  app.post(
    '/disruptions/:id/messages/:messageId/done',
    { config: { may: 'retry-message' } },
    postFinished(service),
  );
  app.post(
    '/disruptions/:id/messages/:messageId/letter',
    { config: { may: 'open-vault' } },
    printLetter(service),
  );
  app.get('/disruptions/:id/preparation', { config: { may: 'see-disruption' } }, showPreparation(service));
  app.post(
    '/disruptions/:id/invitations/:invitationId/remind',
    { config: { may: 'retry-message' } },
    postReminder(service),
  );
  app.get('/disruptions/:id/reach', { config: { may: 'see-disruption' } }, showReach(service));
  formOnCase(app, service, '/disruptions/:id/reach/:source', reachForm);
  formOnCase(app, service, '/disruptions/:id/messages/:messageId/now', sendNowForm);
  formOnCase(app, service, '/disruptions/:id/told/:childId', tellChildForm);
  formOnCase(app, service, '/disruptions/:id/confirm-emails', confirmEmailsForm);
  formOnCase(app, service, '/disruptions/:id/invitations/:invitationId/address', addressForm);
};
