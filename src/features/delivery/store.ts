import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import { loadReach } from '../../database/contact-channels.ts';
import { emailKey } from '../../database/sealing.ts';
import { correctIdentity, openVault, type Vault, type Vaulted } from '../../database/vault.ts';
import { carerOfSource, sourceOfCarer } from '../../domain/carer-identity.ts';
import type { Invitation } from '../../domain/case.ts';
import {
  type Channel,
  channelFor,
  codeChannelFor,
  mobileNumber,
  type Reach,
  reachNobodyAsked,
} from '../../domain/contact-channel.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { type Invited, mayStillBeSent } from '../../domain/delivery.ts';
import { contactOfSource } from '../../domain/invitation.ts';
import type { MessageContent, MessageKind } from '../../domain/message.ts';
import type { Service } from '../service.ts';

export type Claimed = {
  readonly kind: MessageKind;
  readonly content: MessageContent;
  readonly channel: 'email' | 'text-message';
  /** The address or the number that it goes to. */
  readonly to: string;
  /** Whose case it is about. */
  readonly organisationId: string;
};

/**
 * Takes a message to send it now: counts the try before it is made, and asks anew whether it may leave, and how. Null
 * when it has left already, was replaced, or may not leave any more; and when it waits for a person, who confirms how
 * somebody is reached, posts a letter or hands it over.
 */
export const claimMessage = async (
  tx: Transaction,
  service: Service,
  id: string,
): Promise<Claimed | null> => {
  const now = service.clock();
  const row = await tx
    .selectFrom('message')
    .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
    .innerJoin('meeting', 'meeting.id', 'invitation.meeting_id')
    .innerJoin('disruption', 'disruption.id', 'invitation.disruption_id')
    .leftJoin('guest_link', (join) =>
      join.on('guest_link.id', '=', sql<string>`(message.content ->> 'linkId')::uuid`),
    )
    .where('message.id', '=', id)
    .where('message.status', '=', 'queued')
    .select([
      'message.kind',
      'message.invitation_id as invitationId',
      'message.content',
      'invitation.email',
      'invitation.source',
      'invitation.person_id as personId',
      'disruption.broke_down_on as brokeDownOn',
      'disruption.id as disruptionId',
      'disruption.placement_id as placementId',
      'disruption.organisation_id as organisationId',
      'invitation.status',
      'invitation.may_know_place as mayKnowPlace',
      'meeting.status as meetingStatus',
      'guest_link.expires_at as linkUntil',
      'guest_link.withdrawn_at as linkWithdrawnAt',
      sql<boolean>`exists (select from person p where p.id = invitation.person_id and p.left_on <= app_today())`.as(
        'hasLeft',
      ),
    ])
    .forUpdate('message')
    .executeTakeFirst();
  if (row === undefined) return null;
  const content = row.content as MessageContent;
  const message = tx.updateTable('message').where('id', '=', id);
  // Those who sign in are reached where they sign in from.
  const reach =
    row.personId === null ? ((await loadReach(tx, row.placementId))[row.source] ?? reachNobodyAsked) : null;
  const mayLeave = mayStillBeSent(row.kind, {
    // Whoever has left is still down for the meeting, visibly, and hears nothing more of it.
    isInvited: row.status === 'invited' && !row.hasLeft,
    meetingStatus: row.meetingStatus,
    linkIsOpen:
      content.linkId === undefined ||
      (row.linkUntil !== null && row.linkUntil > now && row.linkWithdrawnAt === null),
    codeIsOpen: content.codeId !== undefined && (await codeIsOpen(tx, content.codeId, now)),
    hasCopy: await hasReleasedCopy(tx, row.invitationId),
    isStopped: reach?.stopped != null,
  });
  if (!mayLeave) {
    await message.set({ status: 'not-needed' }).execute();
    return null;
  }
  const channel = reach === null ? 'email' : await channelOf(tx, service, row, reach);
  if (channel === null || channel === 'letter' || channel === 'by-hand') {
    await message.set({ status: channel === null ? 'waiting' : 'to-do', channel }).execute();
    return null;
  }
  await message.set((from) => ({ attempts: from('attempts', '+', 1), channel })).execute();
  return {
    kind: row.kind,
    organisationId: row.organisationId,
    // Whether somebody may know the place can have changed while the message waited.
    content: asTheyMayKnow(content, row.mayKnowPlace),
    channel,
    to: await addressOf(tx, service, { ...row, channel }),
  };
};

const asTheyMayKnow = (content: MessageContent, mayKnowPlace: boolean): MessageContent =>
  content.meeting === undefined || mayKnowPlace
    ? content
    : { ...content, meeting: { ...content.meeting, place: null } };

/** How a message to somebody without an account leaves; a code by another way than its link did. */
const channelOf = async (
  tx: Transaction,
  { sends }: Pick<Service, 'sends'>,
  { kind, content, brokeDownOn }: { kind: MessageKind; content: unknown; brokeDownOn: PlainDate },
  reach: Reach,
): Promise<Channel | null> => {
  const { codeId } = content as MessageContent;
  if (kind !== 'code' || codeId === undefined) return channelFor(reach, { brokeDownOn, sends });
  const { channel } = await tx
    .selectFrom('guest_code')
    .leftJoin('message', (join) =>
      join.on(sql`message.content ->> 'linkId'`, '=', sql`guest_code.link_id::text`),
    )
    .where('guest_code.id', '=', codeId)
    .select('message.channel')
    .executeTakeFirstOrThrow();
  return codeChannelFor(reach, { link: channel ?? 'email', brokeDownOn, sends });
};

/** Where somebody's messages go: a carer's address is taken from the vault as a message leaves, and kept nowhere. */
const addressOf = async (
  tx: Transaction,
  vault: Vault,
  invited: Vaulted & {
    readonly source: string;
    readonly email: string;
    readonly channel: Claimed['channel'];
  },
): Promise<string> => {
  const carerId = carerOfSource(invited.source);
  const isText = invited.channel === 'text-message';
  if (carerId !== undefined) {
    const [present] = (await openVault(tx, vault, invited, 'sends-message'))[carerId] ?? [];
    return (isText ? mobileNumber(present?.phone ?? '') : present?.email) ?? '';
  }
  const contactId = contactOfSource(invited.source);
  if (!isText || contactId === undefined) return invited.email;
  const contact = await tx
    .selectFrom('contact')
    .where('id', '=', contactId)
    .select('phone')
    .executeTakeFirst();
  return mobileNumber(contact?.phone ?? '') ?? '';
};

const codeIsOpen = async (tx: Transaction, codeId: string, now: Date): Promise<boolean> => {
  const code = await tx
    .selectFrom('guest_code')
    .where('id', '=', codeId)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', now)
    .select('id')
    .executeTakeFirst();
  return code !== undefined;
};

/** A message that left is sent, whatever was decided about it while it was on its way. */
export const saveSent = async (tx: Transaction, id: string, at: Date): Promise<void> => {
  await tx
    .updateTable('message')
    .set({ status: 'sent', sent_at: at, last_error: '' })
    .where('id', '=', id)
    // Word that it did not arrive can be quicker than the answer that it was taken.
    .where('status', '<>', 'failed')
    .execute();
};

/** Why a message did not leave; with `gaveUp` it waits for a person. One that was replaced meanwhile stays replaced. */
export const saveFailure = async (
  tx: Transaction,
  id: string,
  failure: { readonly reason: string; readonly gaveUp: boolean },
): Promise<void> => {
  await tx
    .updateTable('message')
    .set({ last_error: failure.reason, ...(failure.gaveUp ? { status: 'failed' as const } : {}) })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .execute();
};

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
    .orderBy(sql`meeting.status = 'cancelled'`)
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
      'invitation.contribution_share as contributionShare',
      'invitation.contribution_chair_share as contributionChairShare',
      sql<PlainDate | null>`(select p.left_on from person p where p.id = invitation.person_id)`.as('leftOn'),
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
          ]),
      ).as('messages'),
    ])
    .execute();
  return rows.map(({ meetingId, heldOn, meetingStatus, messages, ...invited }) => ({
    ...invited,
    meeting: { id: meetingId, heldOn, status: meetingStatus },
    // Inside JSON an instant is text.
    messages: messages.map(({ sentAt, ...message }) => ({
      ...message,
      sentAt: sentAt === null ? null : new Date(sentAt),
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

export const hasReleasedCopy = async (tx: Transaction, invitationId: string): Promise<boolean> => {
  const copy = await tx
    .selectFrom('copy')
    .where('invitation_id', '=', invitationId)
    .where('released_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .select('id')
    .executeTakeFirst();
  return copy !== undefined;
};
