import type { FastifyInstance } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { ownCommentsOn, saveSaid } from '../../database/minutes-comments.ts';
import { type Comment, sayOfDraft } from '../../domain/checking.ts';
import type { Doc } from '../../domain/document.ts';
import { refused } from '../../domain/result.ts';
import { partsAsked, readSaid } from '../../web/check-fields.ts';
import { changeCase, formOnCase, insist } from '../case-door.ts';
import type { Service } from '../service.ts';
import { ownCommentsOf, ownCopy } from './check-store.ts';
import { ownCopyView } from './own-copy.view.ts';

/** Somebody’s own copy of the minutes as they are, if it is out, with what they said of it and of drafts before. */
const findOwn = async (tx: Transaction, meetingId: string | undefined, personId: string) => {
  const copy = meetingId === undefined ? undefined : await ownCopy(tx, meetingId, personId);
  if (copy === undefined || meetingId === undefined) return null;
  const document = copy.document as Doc;
  const before: readonly Comment[] = await ownCommentsOf(tx, meetingId, copy.invitationId);
  return { ...copy, document, before, said: await ownCommentsOn(tx, copy.id) };
};

/** Where somebody on the case who was at the meeting reads their own copy, and says of a draft whether it is right. */
export const ownCopyForm = (app: FastifyInstance, service: Service): void =>
  formOnCase(app, service, '/disruptions/:id/minutes/own-copy', {
    act: 'check-minutes',
    show: async (shell, { tx, record, actor, typed, problems }) =>
      ownCopyView(shell, {
        ...{ record, typed, problems },
        own: await findOwn(tx, record.meeting?.id, actor.id),
      }),
    save: (_service, actor, form, typed) =>
      changeCase(service, actor, { ...form, act: 'check-minutes' }, async ({ tx, record, now }) => {
        const copy = await findOwn(tx, record.meeting?.id, actor.id);
        if (copy === null) return insist(refused([{ field: '', message: 'Your copy is not out any more' }]));
        const held = record.meeting?.minutesStatus === 'being-checked' ? partsAsked(copy.document) : [];
        const said = insist(sayOfDraft(readSaid(typed), held, copy.said));
        await saveSaid(tx, said, {
          ...{ disruptionId: record.id, invitationId: copy.invitationId, copyId: copy.id },
          ...{ saidBy: actor.id, at: now },
        });
        if (said.length > 0)
          await addHistory(tx, record.id, {
            at: now,
            by: actor,
            act: 'check-minutes',
            summary: 'Said of their copy of the draft minutes what is right and what is not',
            facts: { copyId: copy.id, right: said.filter(({ isRight }) => isRight).length, of: said.length },
          });
        return `/disruptions/${record.id}/minutes/own-copy`;
      }),
  });
