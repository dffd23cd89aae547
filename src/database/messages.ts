import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PlainDate } from '../domain/dates.ts';
import type { MessageContent, MessageKind } from '../domain/message.ts';
import { isAboutTimes } from '../domain/times-message.ts';
import type { Transaction } from './connection.ts';
import { hashOf, linkToken } from './private-secrets.ts';

export type NewMessage = {
  readonly invitationId: string;
  readonly kind: MessageKind;
  readonly content: MessageContent;
  /** Until when the message's own private link works; null for a message without one. */
  readonly linkUntil: Date | null;
  /** The procedure's rule that a reminder comes of, and the day the meeting is set to. */
  readonly reminder?: { readonly rule: string; readonly day: PlainDate };
};

const aboutTheMeeting: readonly MessageKind[] = [
  'invitation',
  'change',
  'reminder',
  'cancellation',
  'withdrawal',
  'times',
  'times-changed',
  'times-over',
];

/**
 * Queues messages, with a private link of its own for each that has one, and the jobs that send them, in the transaction
 * of the change that causes them.
 *
 * What still waits about a meeting is settled first, so that nobody is told two things: the newest message replaces it.
 * Somebody who has not heard of the meeting yet gets an invitation instead of a change or a reminder, and no word that it is off;
 * and so with the times they are asked about.
 */
export const queueMessages = async (
  tx: Transaction,
  queue: {
    readonly disruptionId: string;
    readonly at: Date;
    readonly secretKey: string;
    readonly messages: readonly NewMessage[];
  },
): Promise<void> => {
  const invitationIds = queue.messages
    .filter(({ kind }) => aboutTheMeeting.includes(kind))
    .map(({ invitationId }) => invitationId);
  await replaceWaiting(tx, invitationIds);
  const heard = await whoHasHeard(tx, invitationIds);
  const rows = queue.messages.flatMap((message) => {
    const kind = kindFor(message.kind, (of) => heard[of].has(message.invitationId));
    return kind === null
      ? []
      : [{ ...message, kind, id: randomUUID(), linkId: message.linkUntil && randomUUID() }];
  });
  if (rows.length === 0) return;

  const links = rows.flatMap(({ invitationId, linkId, linkUntil }) =>
    linkId && linkUntil
      ? [
          {
            id: linkId,
            invitation_id: invitationId,
            token_hash: hashOf(linkToken(queue.secretKey, linkId)),
            expires_at: linkUntil,
          },
        ]
      : [],
  );
  if (links.length > 0) await tx.insertInto('guest_link').values(links).execute();
  await tx
    .insertInto('message')
    .values(
      rows.map(({ id, invitationId, kind, content, linkId, reminder }) => ({
        id,
        disruption_id: queue.disruptionId,
        invitation_id: invitationId,
        kind,
        content: JSON.stringify(linkId ? { ...content, linkId } : content),
        queued_at: queue.at,
        ...(reminder && { reminder_rule: reminder.rule, reminder_day: reminder.day }),
      })),
    )
    .execute();
  await queueSending(tx, ...rows.map(({ id }) => id));
};

/** Queues the job that sends each message; a second one for a message that has not started replaces the first. */
export const queueSending = async (tx: Transaction, ...messageIds: readonly string[]): Promise<void> => {
  await sql`select app_add_job('send-message', jsonb_build_object('messageId', id), 'message:' || id)
    from unnest(${messageIds}::text[]) as id`.execute(tx);
};

/** The kind a message becomes for somebody who has or has not heard of the meeting; null when it says nothing to them. */
const kindFor = (kind: MessageKind, hasHeard: (of: keyof Heard) => boolean): MessageKind | null => {
  if (kind === 'times-changed' && !hasHeard('times')) return 'times';
  if (kind === 'times-over' && !hasHeard('times')) return null;
  if (isAboutTimes(kind) || hasHeard('meeting')) return kind;
  if (kind === 'change' || kind === 'reminder') return 'invitation';
  return kind === 'cancellation' || kind === 'withdrawal' ? null : kind;
};

const replaceWaiting = async (tx: Transaction, invitationIds: readonly string[]): Promise<void> => {
  if (invitationIds.length === 0) return;
  await tx
    .updateTable('message')
    .set({ status: 'not-needed' })
    .where('invitation_id', 'in', invitationIds)
    .where('kind', 'in', aboutTheMeeting)
    .where('status', 'in', ['queued', 'waiting', 'to-do', 'failed'])
    .execute();
};

/** The invitations of those who have heard of the meeting, and of times for it. */
type Heard = Readonly<Record<'meeting' | 'times', ReadonlySet<string>>>;

/**
 * Those to whose present address a message about the meeting has left, or may have: one that was tried counts, because
 * a mail server can take a message and its answer still be lost.
 */
const whoHasHeard = async (tx: Transaction, invitationIds: readonly string[]): Promise<Heard> => {
  if (invitationIds.length === 0) return { meeting: new Set(), times: new Set() };
  const rows = await tx
    .selectFrom('message')
    .where('invitation_id', 'in', invitationIds)
    .where('kind', 'in', ['invitation', 'change', 'times', 'times-changed'])
    .where('attempts', '>', 0)
    .where('to_earlier_address', '=', false)
    .select(['invitation_id', 'kind'])
    .$narrowType<{ invitation_id: string }>()
    .distinct()
    .execute();
  const having = (wanted: boolean) =>
    new Set(
      rows.filter(({ kind }) => isAboutTimes(kind) === wanted).map(({ invitation_id }) => invitation_id),
    );
  return { meeting: having(false), times: having(true) };
};
