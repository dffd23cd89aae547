import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';
import { queueSending } from '../../database/messages.ts';
import type { ChildTold } from '../../domain/child-told.ts';
import type { MessageKind } from '../../domain/message.ts';
import { childFirst, type SendAt } from '../../domain/sending-hours.ts';

/** A message of a case, and why it waits; `held` is null when it waits for no hour and no child. Undefined: no such message. */
export const heldMessage = async (
  tx: Transaction,
  disruptionId: string,
  messageId: string,
): Promise<
  { readonly kind: MessageKind; readonly name: string; readonly held: SendAt | null } | undefined
> => {
  const row = await tx
    .selectFrom('message')
    .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
    .where('message.id', '=', messageId)
    .where('message.disruption_id', '=', disruptionId)
    .select([
      'message.kind',
      'message.status',
      'invitation.name',
      'message.held_until as at',
      'message.held_because as because',
    ])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { kind, name, at, because, status } = row;
  return { kind, name, held: status === 'queued' && because !== '' ? { at, because } : null };
};

/** Sends a message that waits at once, whatever the hour, and keeps who wanted that and why. */
export const sendHeldNow = async (
  tx: Transaction,
  messageId: string,
  { by, because }: { readonly by: string; readonly because: string },
): Promise<void> => {
  await tx
    .updateTable('message')
    .set({ held_until: null, held_because: '', sent_now_by: by, sent_now_because: because })
    .where('id', '=', messageId)
    .where('status', '=', 'queued')
    .execute();
  await queueSending(tx, messageId);
};

/** What was last recorded of whether each child was told of the meeting. */
export const loadTold = async (
  tx: Transaction,
  disruptionId: string,
): Promise<readonly (ChildTold & { readonly childId: string; readonly recordedBy: string })[]> => {
  const rows = await tx
    .selectFrom('child_told')
    .innerJoin('person', 'person.id', 'child_told.recorded_by')
    .where('disruption_id', '=', disruptionId)
    .distinctOn('child_id')
    .orderBy('child_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('child_told.id')
    .select([
      'child_id as childId',
      'told',
      'told_on as toldOn',
      'how',
      'reason',
      'person.name as recordedBy',
    ])
    .execute();
  return rows.map(({ told, toldOn, how, reason, ...about }) =>
    told && toldOn !== null
      ? { ...about, told: true, toldOn, how, reason: '' }
      : { ...about, told: false, toldOn: null, how: '', reason },
  );
};

/** Keeps whether a child was told, and lets the messages be asked anew that waited for it. */
export const insertTold = async (
  tx: Transaction,
  told: ChildTold,
  about: {
    readonly disruptionId: string;
    readonly childId: string;
    readonly recordedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('child_told')
    .values({
      ...{ id: randomUUID(), disruption_id: about.disruptionId, child_id: about.childId },
      ...{ told: told.told, told_on: told.toldOn, how: told.how, reason: told.reason },
      ...{ recorded_by: about.recordedBy, recorded_at: about.at },
    })
    .execute();
  const waiting = await tx
    .selectFrom('message')
    .where('disruption_id', '=', about.disruptionId)
    .where('status', '=', 'queued')
    .where('held_because', '=', childFirst)
    .select('id')
    .execute();
  await queueSending(tx, ...waiting.map(({ id }) => id));
};
