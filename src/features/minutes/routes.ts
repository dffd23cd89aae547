import type { FastifyInstance } from 'fastify';
import { formOnCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { adjournForm } from './adjourn-meeting.ts';
import { agree } from './agree-minutes.ts';
import { postPassage, showNews } from './autosave.ts';
import { sendToBeChecked, settleComment, takeBackDraft } from './check-draft.ts';
import { postChecking, showChecking } from './checking.ts';
import { addPassage } from './choose-readers.ts';
import { ownCopyForm } from './own-copy.ts';
import { endForm, pauseForm, runMeeting } from './run-meeting.ts';
import { settleConflict } from './settle-conflict.ts';
import { showVersions } from './versions.ts';
import { postMinutes, showMinutes } from './write-minutes.ts';

/** Every text of a page at its longest, as a form encodes it. A single passage keeps to the general limit of 1 MiB. */
const WHOLE_PAGE = 8 * 1024 * 1024;

export const minutesFeature = (app: FastifyInstance, service: Service): void => {
  const write = { config: { may: 'write-minutes' } } as const;
  const writePage = { ...write, bodyLimit: WHOLE_PAGE } as const;
  const agreePage = { config: { may: 'agree-minutes' }, bodyLimit: WHOLE_PAGE } as const;
  const minutes = '/disruptions/:id/minutes';

  app.get(minutes, write, showMinutes(service));
  app.post(minutes, writePage, postMinutes(service));
  app.post(
    `${minutes}/agree`,
    agreePage,
    postMinutes(service, (actor, form, typed) => agree(service, actor, form, typed)),
  );
  app.post(
    `${minutes}/room`,
    writePage,
    postMinutes(service, (actor, form, typed) => runMeeting(service, actor, form, typed)),
  );
  app.post(`${minutes}/caught`, writePage, postMinutes(service));
  formOnCase(app, service, `${minutes}/pause`, pauseForm);
  formOnCase(app, service, `${minutes}/adjourn`, adjournForm);
  formOnCase(app, service, `${minutes}/end`, endForm);
  app.post(
    `${minutes}/passages`,
    writePage,
    postMinutes(service, (actor, form, typed) => addPassage(service, actor, form, typed)),
  );
  app.post(
    `${minutes}/passages/:passageId/settle`,
    writePage,
    postMinutes(service, (actor, form, typed) => settleConflict(service, actor, form, typed)),
  );
  app.post(`${minutes}/passages/:passageId`, write, postPassage(service));
  app.get(`${minutes}/revisions`, write, showNews(service));
  app.get(`${minutes}/versions`, write, showVersions(service));

  const checking = `${minutes}/checking`;
  const send = { config: { may: 'send-draft' } } as const;
  app.get(checking, send, showChecking(service));
  app.post(`${checking}/send`, send, postChecking(service, sendToBeChecked));
  app.post(`${checking}/take-back`, send, postChecking(service, takeBackDraft));
  app.post(`${checking}/comments/:commentId`, send, postChecking(service, settleComment));
  app.post(`${checking}/agree`, { config: { may: 'agree-minutes' } }, postChecking(service, agree));
  ownCopyForm(app, service);
};
