import type { FastifyInstance } from 'fastify';
import { GUEST_LIMIT } from '../../web/security.ts';
import type { Service } from '../service.ts';
import { sendCalendar } from './calendar.ts';
import { askForCode, checkCode, showCode } from './one-time-code.ts';
import { finish, leave, openLink, showFinished, showStart } from './open-link.ts';
import { postDisagreement, sendCopyPdf, showCopy } from './see-copy.ts';
import { postReply, postWords, showMeeting } from './see-meeting.ts';

const guest = { config: { may: 'guest', ...GUEST_LIMIT } } as const;

/** The pages behind a private link: whoever is invited answers, writes, and reads their copy, with no account. */
export const guestsFeature = (
  app: FastifyInstance,
  service: Service,
  mail: { readonly from: string },
): void => {
  app.get('/private/:token', guest, openLink(service));
  app.get('/private', guest, showStart(service));
  app.post('/private/code', guest, askForCode(service));
  app.get('/private/code', guest, showCode(service));
  app.post('/private/code/check', guest, checkCode(service));
  app.get('/private/meeting', guest, showMeeting(service));
  app.post('/private/meeting/reply', guest, postReply(service));
  app.post('/private/meeting/words', guest, postWords(service));
  app.get('/private/meeting/calendar.ics', guest, sendCalendar(service, mail));
  app.get('/private/copies/:copyId', guest, showCopy(service));
  app.get('/private/copies/:copyId/minutes.pdf', guest, sendCopyPdf(service));
  app.post('/private/copies/:copyId/disagreement', guest, postDisagreement(service));
  app.post('/private/finish', guest, finish(service));
  app.get('/private/finished', guest, showFinished());
  app.get('/private/leave', guest, leave(service));
};
