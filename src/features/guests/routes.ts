import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import type { GuestAct } from '../../domain/guest-act.ts';
import { GUEST_LIMIT } from '../../web/security.ts';
import { takesFileWithWords } from '../own-writing.ts';
import type { Service } from '../service.ts';
import { sendCalendar } from './calendar.ts';
import { postTimes, showTimesAsked } from './choose-times.ts';
import { askForCode, checkCode, showCode } from './one-time-code.ts';
import { finish, leave, openLink, showFinished, showStart } from './open-link.ts';
import { postOwnAction, showOwnActions } from './own-actions.ts';
import { postCheck, postDisagreement, sendCopyDocx, sendCopyPdf, showCopy } from './see-copy.ts';
import { postReply, showMeeting } from './see-meeting.ts';
import { sendPackFile, showPack } from './see-pack.ts';
import { postWords, sendOwnFile, showWords } from './see-words.ts';
import { postFeedback, showFeedbackForm } from './tell-how-it-was.ts';

/** A route for whoever holds a private link, and what the audit calls it. */
const guest = (act: GuestAct, rest: FastifyContextConfig = {}) =>
  ({ config: { may: 'guest', act, ...GUEST_LIMIT, ...rest } }) as const;

/** The pages behind a private link: whoever is invited answers, writes, and reads their copy, with no account. */
export const guestsFeature = (
  app: FastifyInstance,
  service: Service,
  mail: { readonly from: string },
): void => {
  app.get('/private/:token', guest('open-link'), openLink(service));
  app.get('/private', guest('see-start'), showStart(service));
  app.post('/private/code', guest('ask-for-code'), askForCode(service));
  app.get('/private/code', guest('see-code-form'), showCode(service));
  app.post('/private/code/check', guest('give-code'), checkCode(service));
  app.get('/private/meeting', guest('see-meeting'), showMeeting(service));
  app.post('/private/meeting/reply', guest('reply'), postReply(service));
  app.get('/private/meeting/words', guest('see-words'), showWords(service));
  app.post(
    '/private/meeting/words',
    guest('contribute', { takesFile: takesFileWithWords }),
    postWords(service),
  );
  app.get('/private/meeting/files/:fileId', guest('see-file'), sendOwnFile(service));
  app.get('/private/meeting/calendar.ics', guest('take-calendar'), sendCalendar(service, mail));
  app.get('/private/pack', guest('see-pack'), showPack(service));
  app.get('/private/pack/files/:fileId', guest('see-pack-file'), sendPackFile(service));
  app.get('/private/times', guest('see-times'), showTimesAsked(service));
  app.post('/private/times', guest('answer-times'), postTimes(service));
  app.get('/private/copies/:copyId', guest('see-copy'), showCopy(service));
  app.get('/private/copies/:copyId/minutes.docx', guest('download-copy'), sendCopyDocx(service));
  app.get('/private/copies/:copyId/minutes.pdf', guest('download-copy'), sendCopyPdf(service));
  app.post('/private/copies/:copyId/disagreement', guest('send-disagreement'), postDisagreement(service));
  app.post('/private/copies/:copyId/check', guest('check-copy'), postCheck(service));
  app.get('/private/actions', guest('see-actions'), showOwnActions(service));
  app.post('/private/actions', guest('do-action'), postOwnAction(service));
  app.get('/private/feedback', guest('see-feedback-form'), showFeedbackForm(service));
  app.post('/private/feedback', guest('give-feedback'), postFeedback(service));
  app.post('/private/finish', guest('finish'), finish(service));
  app.get('/private/finished', guest('see-finished'), showFinished(service));
  app.get('/private/leave', guest('leave'), leave(service));
};
