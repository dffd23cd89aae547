import { addHistory } from '../../database/history.ts';
import { loadComments } from '../../database/minutes-comments.ts';
import { recallCopies } from '../../database/recalled-copies.ts';
import {
  sendToBeChecked as decideSending,
  settleComment as decideSettling,
  takeBackDraft as decideTakingBack,
} from '../../domain/checking.ts';
import { inWords } from '../../domain/dates.ts';
import { gapsIn } from '../../domain/minutes.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { saveDraftAgain, saveSentToBeChecked, saveSettled } from './check-store.ts';
import { roomOf } from './room.ts';
import { keepWhyNotHeard, roomProblems } from './run-meeting.ts';
import { loadWhole } from './whole-minutes.ts';

type Form = { readonly disruptionId: string; readonly key: string };

/**
 * Sends the draft to be checked by those who came (`by`, a day), once the meeting is over and everybody was heard or it is said
 * why not (`whyNotHeard`): nothing in it changes from here on, it is kept as it is,
 * and a copy of it can be prepared for each of them.
 */
export const sendToBeChecked = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'send-draft' }, async (open) => {
    const { tx, record, now, today } = open;
    const { agenda, passages, purposes, authors } = await loadWhole(open);
    const { meeting } = record;
    const room = meeting?.minutesStatus === 'draft' ? await roomOf(open, meeting, passages) : null;
    // There is no bar of the room on the page that sends it.
    const ofTheRoom = roomProblems(room, typed).map((problem) =>
      problem.field === 'room' ? { ...problem, field: '' } : problem,
    );
    const gaps = [...gapsIn(record, passages, agenda, purposes), ...ofTheRoom];
    const { by } = insist(decideSending(record, { by: readDate(typed, 'by'), today, gaps }));
    if (meeting === null) throw notThere();
    if (room !== null) await keepWhyNotHeard(open, meeting, room, typed);
    await saveSentToBeChecked(tx, meeting.id, { by, sentBy: actor.id, at: now });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'send-draft',
      summary: `Sent the draft minutes to be checked by ${inWords(by)}`,
      facts: { version: meeting.minutesVersion, by, authors },
    });
    return `/disruptions/${record.id}/copies`;
  });

/** Takes a draft that is being checked back to be written in, as the next version. Its copies are recalled. */
export const takeBackDraft = (service: Service, actor: Actor, form: Form): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'send-draft' }, async ({ tx, record, now }) => {
    const { version } = insist(decideTakingBack(record));
    if (record.meeting === null) throw notThere();
    const withdrawn = await recallCopies(tx, record.meeting.id, now, 'The draft was taken back');
    await saveDraftAgain(tx, record.meeting.id, version);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'take-back-draft',
      summary: `Took the draft minutes back to be written in, as version ${version}`,
      facts: { version, withdrawn },
    });
    return `/disruptions/${record.id}/minutes`;
  });

/** Decides what becomes of something that somebody said is not right: `outcome-…` and `because-…` of the form. */
export const settleComment = (
  service: Service,
  actor: Actor,
  form: Form & { readonly commentId: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'send-draft' }, async ({ tx, record, now }) => {
    const { meeting } = record;
    const comments = meeting === null ? [] : await loadComments(tx, meeting.id);
    const comment = comments.find(({ id }) => id === form.commentId);
    if (comment === undefined) throw notThere();
    const settled = insist(
      decideSettling(
        comment,
        {
          outcome: readText(typed, `outcome-${comment.id}`),
          because: readText(typed, `because-${comment.id}`),
        },
        record,
      ),
    );
    await saveSettled(tx, comment.id, { ...settled, by: actor.id, at: now });
    const who = meeting?.invitations.find(({ id }) => id === comment.invitationId)?.name ?? 'somebody';
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'settle-comment',
      summary: `Decided on what ${who} said of the draft minutes: ${settled.outcome === 'changed' ? 'changed' : `kept as it is, because ${settled.because}`}`,
      facts: { commentId: comment.id, passageId: comment.passageId, outcome: settled.outcome },
    });
    return `/disruptions/${record.id}/minutes/checking#comment-${comment.id}`;
  });
