import { sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import { givenFiles, recordedFor } from '../../database/contribution-files.ts';
import { ownWayOf } from '../../database/kept-apart.ts';
import { emailKey } from '../../database/sealing.ts';
import { correctIdentity, type Vault, type Vaulted } from '../../database/vault.ts';
import { carerOfSource, sourceOfCarer } from '../../domain/carer-identity.ts';
import type { Invitation } from '../../domain/case.ts';
import type { Channel } from '../../domain/contact-channel.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Invited } from '../../domain/delivery.ts';
import { contactOfSource } from '../../domain/invitation.ts';
import { asTheyMayKnow, type MessageContent, type MessageKind } from '../../domain/message.ts';

/** Puts a message that failed back in the queue, and says whose it is; undefined when it has not failed. */
export const requeue = async (
  tx: Transaction,
  disruptionId: string,
  messageId: string,
): Promise<{ readonly kind: MessageKind; readonly name: string } | undefined> =>
  tx
    .updateTable('message')
    .from('invitation')
    .whereRef('invitation.id', '=', 'message.invitation_id')
    .where('message.id', '=', messageId)
    .where('message.disruption_id', '=', disruptionId)
    .where('message.status', '=', 'failed')
    .set({ status: 'queued', last_error: '' })
    .returning(['message.kind', 'invitation.name'])
    .executeTakeFirst();

/** What is to be printed, to be posted or handed over; undefined when it is not, or not any more. */
export const messageToPrint = async (
  tx: Transaction,
  disruptionId: string,
  messageId: string,
): Promise<
  | {
      readonly kind: MessageKind;
      readonly content: MessageContent;
      readonly name: string;
      readonly source: string;
    }
  | undefined
> => {
  const row = await tx
    .selectFrom('message')
    .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
    .where('message.id', '=', messageId)
    .where('message.disruption_id', '=', disruptionId)
    .where('message.status', '=', 'to-do')
    .select([
      'message.kind',
      'message.content',
      'invitation.name',
      'invitation.source',
      'invitation.may_know_place as mayKnowPlace',
    ])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { mayKnowPlace, ...message } = row;
  return { ...message, content: asTheyMayKnow(row.content as MessageContent, mayKnowPlace) };
};

/** A letter that was posted, or what was handed over, is sent; undefined when nobody has it to do any more. */
export const finishMessage = async (
  tx: Transaction,
  disruptionId: string,
  messageId: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<
  { readonly kind: MessageKind; readonly channel: Channel | null; readonly name: string } | undefined
> =>
  tx
    .updateTable('message')
    .from('invitation')
    .whereRef('invitation.id', '=', 'message.invitation_id')
    .where('message.id', '=', messageId)
    .where('message.disruption_id', '=', disruptionId)
    .where('message.status', '=', 'to-do')
    .set((row) => ({ status: 'sent', sent_at: at, done_by: by, attempts: row('message.attempts', '+', 1) }))
    .returning(['message.kind', 'message.channel', 'invitation.name'])
    .executeTakeFirst();

/** Everybody invited to a case's meetings, cancelled ones too, the latest meeting first. */
export const listInvited = async (tx: Transaction, disruptionId: string): Promise<readonly Invited[]> => {
  const rows = await tx
    .selectFrom('invitation')
    .innerJoin('meeting', 'meeting.id', 'invitation.meeting_id')
    .where('invitation.disruption_id', '=', disruptionId)
    .orderBy(sql`meeting.status in ('cancelled', 'taken-back')`)
    .orderBy('meeting.convened_at', 'desc')
    .orderBy('invitation.position')
    .orderBy('invitation.name')
    .select((from) => [
      'invitation.id',
      'invitation.source',
      'invitation.person_id as personId',
      'invitation.capacity',
      'invitation.name',
      'invitation.email',
      'invitation.mode',
      'invitation.may_know_place as mayKnowPlace',
      'invitation.status',
      'invitation.withdrawn_reason as withdrawnReason',
      'invitation.reply',
      'invitation.reply_note as replyNote',
      'invitation.needs',
      'invitation.contribution',
      'invitation.contribution_answers as contributionAnswers',
      givenFiles,
      recordedFor,
      'invitation.contribution_share as contributionShare',
      'invitation.contribution_chair_share as contributionChairShare',
      sql<PlainDate | null>`(select p.left_on from person p where p.id = invitation.person_id)`.as('leftOn'),
      sql<boolean>`exists (select from reach r join disruption d on d.placement_id = r.placement_id
        where d.id = invitation.disruption_id and r.source = invitation.source and r.stopped is not null)`.as(
        'isStopped',
      ),
      jsonObjectFrom(
        ownWayOf(tx, { disruptionId: 'invitation.disruption_id', source: 'invitation.source' }),
      ).as('ownWay'),
      'meeting.id as meetingId',
      'meeting.held_on as heldOn',
      'meeting.status as meetingStatus',
      jsonArrayFrom(
        from
          .selectFrom('message')
          .whereRef('message.invitation_id', '=', 'invitation.id')
          .orderBy('message.queued_at')
          .select([
            'message.id',
            'message.kind',
            'message.status',
            'message.attempts',
            'message.channel',
            'message.last_error as lastError',
            'message.to_earlier_address as toEarlierAddress',
            'message.sent_at as sentAt',
            'message.reminder_rule as reminderRule',
            'message.reminder_day as reminderDay',
            'message.held_until as heldUntil',
            'message.held_because as heldBecause',
          ]),
      ).as('messages'),
    ])
    .execute();
  return rows.map(({ meetingId, heldOn, meetingStatus, messages, ...invited }) => ({
    ...invited,
    meeting: { id: meetingId, heldOn, status: meetingStatus },
    // Inside JSON an instant is text.
    messages: messages.map(({ sentAt, heldUntil, heldBecause, ...message }) => ({
      ...message,
      sentAt: sentAt === null ? null : new Date(sentAt),
      held:
        message.status !== 'queued' || heldBecause === ''
          ? null
          : { at: heldUntil === null ? null : new Date(heldUntil), because: heldBecause },
    })),
  }));
};

/** Those of some invited to whom an address belongs; a carer's is compared by its keyed hash. */
export const ownersOf = async <T extends Pick<Invitation, 'source' | 'email'>>(
  tx: Transaction,
  { vaultKeys }: Vault,
  email: string,
  invited: readonly T[],
): Promise<readonly T[]> => {
  const carers = await tx
    .selectFrom('placement_carer')
    .where('email_key', '=', emailKey(vaultKeys, email))
    .select('id')
    .execute();
  const sources = new Set(carers.map(({ id }) => sourceOfCarer(id)));
  return invited.filter(
    (one) => sources.has(one.source) || (email !== '' && one.email.toLowerCase() === email.toLowerCase()),
  );
};

/** Puts an address right, on the invitation and on the case, or in the vault when it is a carer's. */
export const saveAddress = async (
  tx: Transaction,
  vault: Vault,
  of: Vaulted,
  { id, source, email }: Pick<Invitation, 'id' | 'source' | 'email'>,
): Promise<void> => {
  const carerId = carerOfSource(source);
  if (carerId !== undefined) await correctIdentity(tx, vault, of, { carerId, email });
  else await tx.updateTable('invitation').set({ email }).where('id', '=', id).execute();
  const contactId = contactOfSource(source);
  if (contactId !== undefined)
    await tx.updateTable('contact').set({ email }).where('id', '=', contactId).execute();
  await tx.updateTable('message').set({ to_earlier_address: true }).where('invitation_id', '=', id).execute();
};

/** Closes every link that somebody was sent. */
export const closeLinks = async (tx: Transaction, invitationId: string, at: Date): Promise<void> => {
  await tx
    .updateTable('guest_link')
    .set({ withdrawn_at: at })
    .where('invitation_id', '=', invitationId)
    .where('withdrawn_at', 'is', null)
    .execute();
};

/** The newest copy that somebody can read now by their private link; undefined when there is none. */
export const readableCopy = (
  tx: Transaction,
  invitationId: string,
  now: Date,
): Promise<
  { readonly id: string; readonly readableUntil: Date; readonly openedAt: Date | null } | undefined
> =>
  tx
    .selectFrom('copy')
    .where('invitation_id', '=', invitationId)
    .where('released_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where('readable_until', '>', now)
    .orderBy('version', 'desc')
    .select(['id', 'readable_until as readableUntil', 'opened_at as openedAt'])
    .$narrowType<{ readableUntil: Date }>()
    .executeTakeFirst();
