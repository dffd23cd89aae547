import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { loadReach } from '../../database/contact-channels.ts';
import { openVault, type Vault, type Vaulted } from '../../database/vault.ts';
import { carerOfSource } from '../../domain/carer-identity.ts';
import {
  type Channel,
  channelFor,
  codeChannelFor,
  mobileNumber,
  type Reach,
  reachNobodyAsked,
  writtenIn,
} from '../../domain/contact-channel.ts';
import { lastDayToRead } from '../../domain/copy-time.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { mayStillBeSent } from '../../domain/delivery.ts';
import { contactOfSource } from '../../domain/invitation.ts';
import type { PageLanguage } from '../../domain/language.ts';
import { asTheyMayKnow, type MessageContent, type MessageKind } from '../../domain/message.ts';
import { hasBegun, isStillMissing } from '../../domain/reminder.ts';
import type { Service } from '../service.ts';
import { holdMessage } from './hold-message.ts';
import { readableCopy } from './store.ts';

export type Claimed = {
  readonly kind: MessageKind;
  readonly content: MessageContent;
  readonly channel: 'email' | 'text-message';
  readonly language: PageLanguage;
  /** The address or the number that it goes to. */
  readonly to: string;
  /** Whose case it is about. */
  readonly organisationId: string;
};

/**
 * Takes a message to send it now: counts the try before it is made, and asks anew whether it may leave, and how. Null
 * when it has left already, was replaced, or may not leave any more; when it waits for the hours in which messages leave; and when it waits for a person, who confirms how
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
      'invitation.id as invitationId',
      'message.content',
      'invitation.email',
      'invitation.source',
      'invitation.reader',
      'message.sent_now_by as sentNowBy',
      'disruption.procedure_id as procedureId',
      'disruption.procedure_version as procedureVersion',
      'invitation.person_id as personId',
      'disruption.broke_down_on as brokeDownOn',
      'disruption.id as disruptionId',
      'disruption.placement_id as placementId',
      'disruption.organisation_id as organisationId',
      'invitation.status',
      'invitation.reply',
      'invitation.contribution',
      'meeting.held_on as heldOn',
      sql<string>`to_char(meeting.starts_at, 'HH24:MI')`.as('startsAt'),
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
  const copy = row.kind === 'copy' ? await readableCopy(tx, row.invitationId, now) : undefined;
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
    hasCopy: copy !== undefined && isOf(copy, content),
    isStopped: reach?.stopped != null,
    isStillAsked:
      row.kind === 'feedback'
        ? !(await hasToldHowItWas(tx, row.invitationId))
        : content.check === undefined || (await isAskedStill(tx, row.invitationId, content.check)),
    isStillDue:
      !hasBegun(row, now) && (content.remindsOf === undefined || isStillMissing(content.remindsOf, row)),
  });
  if (!mayLeave) {
    await message.set({ status: 'not-needed' }).execute();
    return null;
  }
  const channel = reach === null ? 'email' : await channelOf(tx, service, row, reach);
  const isByHand = channel === 'letter' || channel === 'by-hand';
  // Somebody who says why sends it at any hour. What nobody confirmed a way for waits for that first.
  if (channel !== null && row.sentNowBy === null) {
    const held = await holdMessage(service, tx, { ...row, id, isByHand }, now);
    if (held !== null) return null;
  }
  if (channel === null || isByHand) {
    await message.set({ status: channel === null ? 'waiting' : 'to-do', channel }).execute();
    return null;
  }
  await message.set((from) => ({ attempts: from('attempts', '+', 1), channel })).execute();
  return {
    kind: row.kind,
    organisationId: row.organisationId,
    // Whether somebody may know the place, or how long they can read a copy, can have changed while the message waited.
    content: {
      ...asTheyMayKnow(content, row.mayKnowPlace),
      ...(copy && { copy: { id: copy.id, lastDay: lastDayToRead(copy.readableUntil) } }),
    },
    channel,
    language: writtenIn(reach?.language ?? 'en'),
    to: await addressOf(tx, service, { ...row, channel }),
  };
};

/** Whether somebody still has a draft to check; of a second word about it, that they have said nothing yet. */
const isAskedStill = async (
  tx: Transaction,
  invitationId: string,
  { isAgain }: { readonly isAgain: boolean },
): Promise<boolean> => {
  const draft = await tx
    .selectFrom('copy')
    .innerJoin('meeting', 'meeting.id', 'copy.meeting_id')
    .where('invitation_id', '=', invitationId)
    .where('meeting.minutes_status', '=', 'being-checked')
    .whereRef('copy.version', '=', 'meeting.minutes_version')
    .where('copy.released_at', 'is not', null)
    .where('copy.withdrawn_at', 'is', null)
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('minutes_comment').whereRef('copy_id', '=', 'copy.id').select('minutes_comment.id'),
      ).as('hasAnswered'),
    )
    .executeTakeFirst();
  return draft !== undefined && !(isAgain && draft.hasAnswered);
};
/** Whether somebody has said how the meeting was for them. */
const hasToldHowItWas = async (tx: Transaction, invitationId: string): Promise<boolean> => {
  const mark = await tx
    .selectFrom('feedback_mark')
    .where('invitation_id', '=', invitationId)
    .select('id')
    .executeTakeFirst();
  return mark !== undefined;
};

/** Whether a message still says what is true of somebody's copy: it is that one, and a reminder is of one not opened yet. */
const isOf = (
  copy: { readonly id: string; readonly openedAt: Date | null },
  content: Pick<MessageContent, 'copy' | 'remindsOf'>,
): boolean =>
  (content.copy === undefined || content.copy.id === copy.id) &&
  (content.remindsOf !== 'not-opened' || copy.openedAt === null);

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
