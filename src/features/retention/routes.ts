import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import { formByPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { holdForm, liftForm, officeHoldForm, officeLiftForm } from './hold.ts';
import { showRecordsDue, showSchedule } from './records-due.ts';
import { decideForm, postAgain, sendCertificate, showDisposal } from './see-disposal.ts';
import { eventForm, postTakeBack, showKept } from './see-kept.ts';
import { proposeForm, showRecord } from './see-record.ts';

/** How long cases are kept, what keeps them, and that they go: proposed by one person and decided by another. */
export const retentionFeature = (app: FastifyInstance, service: Service): void => {
  const kept = '/disruptions/:id/kept';
  app.get(kept, { config: { may: 'see-disruption' } }, showKept(service));
  formOnCase(app, service, `${kept}/events/new`, eventForm(service));
  app.post(
    `${kept}/events/:eventId/take-back`,
    { config: { may: 'record-life-event' } },
    postTakeBack(service),
  );
  formOnCase(app, service, `${kept}/hold`, holdForm);
  formOnCase(app, service, `${kept}/holds/:holdId/lift`, liftForm);
  const sees = { config: { may: 'see-records-due' } } as const;
  const ofCase = '/retention/cases/:placementId';
  const ofDisposal = '/retention/disposals/:disposalId';
  app.get('/retention', sees, showRecordsDue(service));
  app.get('/retention/schedule', sees, showSchedule(service));
  app.get(ofCase, sees, showRecord(service));
  formByPost(app, service, `${ofCase}/hold`, officeHoldForm(service));
  formByPost(app, service, `${ofCase}/holds/:holdId/lift`, officeLiftForm(service));
  formByPost(app, service, `${ofCase}/propose`, proposeForm(service));
  app.get(ofDisposal, sees, showDisposal(service));
  app.get(`${ofDisposal}.pdf`, sees, sendCertificate(service));
  formByPost(app, service, `${ofDisposal}/decide`, decideForm(service));
  app.post(`${ofDisposal}/again`, { config: { may: 'propose-disposal' } }, postAgain(service));
};
