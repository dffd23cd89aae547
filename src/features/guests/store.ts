import { sql, type Updateable } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import { loadOwnContribution } from '../../database/contributions.ts';
import { ownWayOf } from '../../database/kept-apart.ts';
import { hasOwnPack } from '../../database/packs.ts';
import type { Tables } from '../../database/tables.ts';
import type { Action, Invitation } from '../../domain/case.ts';
import type { OwnInvitation } from '../../domain/contribution.ts';
import { type OwnContribution, questionsFor } from '../../domain/contribution-answers.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Doc } from '../../domain/document.ts';
import { asTheyTakePart } from '../../domain/own-way.ts';
import type { Service } from '../service.ts';

/** What a working link says to the service: whose it is, and who sent it. */
export type Link = {
  readonly id: string;
  readonly invitationId: string;
  readonly disruptionId: string;
  readonly organisationId: string;
  readonly reference: string;
  readonly name: string;
  readonly mode: Invitation['mode'];
  readonly capacity: Invitation['capacity'];
  /** What the case goes by, which says what people are asked who write. */
  readonly procedureId: string;
  readonly procedureVersion: string;
  readonly reader: Invitation['reader'];
  readonly council: { readonly name: string; readonly colour: string };
  readonly convener: string;
  /** The invitation was withdrawn or the meeting called off: the link opens nothing. */
  readonly isOff: boolean;
  /** There is no meeting yet: they are asked which times they can. */
  readonly isAskedWhen: boolean;
};

/** Whether an invitation is not of a member of staff who has left: they read nothing by a link either. */
const isOfNobodyWhoLeft = sql<boolean>`not exists (select from person p where p.id = invitation.person_id
  and p.left_on <= app_today())`;

/** Nor of anybody to whom nothing is sent any more: they have died, say, or a court forbids it. */
const isOfNobodyStopped = sql<boolean>`not exists (select from reach r where r.placement_id = disruption.placement_id
  and r.source = invitation.source and r.stopped is not null)`;

/** The link that a token belongs to; undefined for every token that opens nothing, for whatever reason. */
export const findLink = async (tx: Transaction, tokenHash: Buffer, now: Date): Promise<Link | undefined> => {
  const row = await tx
    .selectFrom('guest_link')
    .innerJoin('invitation', 'invitation.id', 'guest_link.invitation_id')
    .innerJoin('meeting', 'meeting.id', 'invitation.meeting_id')
    .innerJoin('person', 'person.id', 'meeting.convened_by')
    .innerJoin('disruption', 'disruption.id', 'invitation.disruption_id')
    .innerJoin('organisation', 'organisation.id', 'disruption.organisation_id')
    .where('token_hash', '=', tokenHash)
    .where('guest_link.withdrawn_at', 'is', null)
    .where('guest_link.expires_at', '>', now)
    .where(isOfNobodyWhoLeft)
    .where(isOfNobodyStopped)
    .select([
      'guest_link.id',
      'invitation.id as invitationId',
      'invitation.disruption_id as disruptionId',
      'disruption.reference',
      'disruption.organisation_id as organisationId',
      'invitation.name',
      'invitation.reader',
      'invitation.mode',
      'invitation.capacity',
      'disruption.procedure_id as procedureId',
      'disruption.procedure_version as procedureVersion',
      'organisation.name as council',
      'organisation.colour',
      'person.name as convener',
      'invitation.status',
      'meeting.status as meetingStatus',
    ])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { council, colour, status, meetingStatus, ...link } = row;
  return {
    ...link,
    council: { name: council, colour },
    isOff: status === 'withdrawn' || meetingStatus === 'cancelled' || meetingStatus === 'taken-back',
    isAskedWhen: meetingStatus === 'proposed',
  };
};

/**
 * The invitation, its meeting and the copies released to it; the place is empty for those who may not know it. Whoever takes
 * part apart from somebody has their own times, and learns of no others.
 */
export const loadOwn = async (tx: Transaction, invitationId: string): Promise<OwnInvitation> => {
  const row = await tx
    .selectFrom('invitation')
    .innerJoin('meeting', 'meeting.id', 'invitation.meeting_id')
    .where('invitation.id', '=', invitationId)
    .select([
      'invitation.name',
      'invitation.reader',
      'invitation.email',
      'invitation.mode',
      'invitation.may_know_place as mayKnowPlace',
      'invitation.reply',
      'invitation.reply_note as replyNote',
      'invitation.needs',
      'meeting.held_on as heldOn',
      sql<string>`to_char(meeting.starts_at, 'HH24:MI')`.as('startsAt'),
      'meeting.minutes_long as minutesLong',
      sql<string>`case when invitation.may_know_place then meeting.place else '' end`.as('place'),
      'meeting.video_link as videoLink',
      'meeting.calendar_uid as calendarUid',
      'meeting.sequence',
      'meeting.status',
      jsonObjectFrom(
        ownWayOf(tx, { disruptionId: 'invitation.disruption_id', source: 'invitation.source' }),
      ).as('ownWay'),
    ])
    .executeTakeFirstOrThrow();
  const { name, reader, email, mode, mayKnowPlace, reply, replyNote, needs, status, ownWay, ...meeting } =
    row;
  return {
    ...{ name, reader, email, mode, mayKnowPlace, reply, replyNote, needs },
    way: ownWay?.way ?? null,
    meeting: { ...asTheyTakePart(meeting, ownWay), status: status === 'held' ? 'held' : 'convened' },
    hasPack: await hasOwnPack(tx, { invitationId }),
    copies: await ownCopies(tx, invitationId)
      .select(['copy.id', 'copy.released_at as releasedAt', 'copy.readable_until as readableUntil'])
      .$narrowType<{ releasedAt: Date; readableUntil: Date }>()
      .orderBy('copy.version', 'desc')
      .execute(),
  };
};

/** One of the actions that a guest has. */
export type OwnAction = {
  readonly id: string;
  readonly what: string;
  readonly dueOn: PlainDate;
  readonly answer: Action['answer'];
  readonly isOpen: boolean;
};

/** The actions of whoever's transaction this is, as a guest: what is open first. What is not needed is asked no more. */
export const ownActions = async (tx: Transaction): Promise<readonly OwnAction[]> => {
  const rows = await tx
    .selectFrom('action')
    .where('not_needed_on', 'is', null)
    .orderBy(sql`done_on is not null`)
    .orderBy('due_on')
    .orderBy('id')
    .select(['id', 'what', 'due_on as dueOn', 'answer', 'done_on'])
    .execute();
  return rows.map(({ done_on, ...action }) => ({ ...action, isOpen: done_on === null }));
};

const ownCopies = (tx: Transaction, invitationId: string) =>
  tx
    .selectFrom('copy')
    .where('copy.invitation_id', '=', invitationId)
    .where('copy.released_at', 'is not', null)
    .where('copy.withdrawn_at', 'is', null)
    .where('copy.readable_until', '>', sql<Date>`app_now()`);

/** A guest’s own copy of a draft that is being checked; undefined when there is none. */
export const ownDraft = async (
  tx: Transaction,
  invitationId: string,
  copyId: string,
): Promise<Doc | undefined> => {
  const row = await ownCopies(tx, invitationId)
    .innerJoin('meeting', 'meeting.id', 'copy.meeting_id')
    .where('copy.id', '=', copyId)
    .where('meeting.minutes_status', '=', 'being-checked')
    .whereRef('copy.version', '=', 'meeting.minutes_version')
    .select('copy.document')
    .executeTakeFirst();
  return row?.document as Doc | undefined;
};

/** What a guest has said that they do not agree with in a copy, the earliest first. */
export const ownDisagreements = (
  tx: Transaction,
  copyId: string,
): Promise<readonly { readonly words: string; readonly sentAt: Date }[]> =>
  tx
    .selectFrom('sent_disagreement')
    .where('copy_id', '=', copyId)
    .orderBy('sent_at')
    .orderBy('id')
    .select(['words', 'sent_at as sentAt'])
    .execute();

/** Keeps what a guest does not agree with in one of their own copies. */
export const insertSent = async (
  tx: Transaction,
  sent: Pick<Link, 'disruptionId' | 'invitationId'> & {
    readonly id: string;
    readonly copyId: string;
    readonly words: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('sent_disagreement')
    .values({
      id: sent.id,
      disruption_id: sent.disruptionId,
      invitation_id: sent.invitationId,
      copy_id: sent.copyId,
      words: sent.words,
      sent_at: sent.at,
    })
    .execute();
};

/** What somebody wrote to the meeting, with what they are asked. */
export const ownContribution = async (
  { procedures }: Pick<Service, 'procedures'>,
  tx: Transaction,
  {
    invitationId,
    capacity,
    procedureId,
    procedureVersion,
  }: Pick<Link, 'invitationId' | 'capacity' | 'procedureId' | 'procedureVersion'>,
): Promise<OwnContribution> => ({
  ...(await loadOwnContribution(tx, invitationId)),
  asked: questionsFor(procedures.version(procedureId, procedureVersion), capacity),
});

type Answer = Pick<Updateable<Tables['invitation']>, 'reply' | 'reply_note' | 'needs' | 'replied_at'>;

/** Saves an answer while it can still count: false once the invitation was withdrawn or the meeting held or cancelled. */
export const saveAnswer = async (tx: Transaction, invitationId: string, answer: Answer): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set(answer)
    .where('id', '=', invitationId)
    .where('status', '=', 'invited')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('meeting')
          .whereRef('meeting.id', '=', 'invitation.meeting_id')
          .where('meeting.status', '=', 'convened')
          .select('meeting.id'),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** A copy released to this invitation, and whether it is opened for the first time; undefined when there is none. */
export const openCopy = async (
  tx: Transaction,
  invitationId: string,
  copyId: string,
  now: Date,
): Promise<
  | {
      readonly document: Doc;
      readonly pdf: Buffer;
      readonly docx: Buffer | null;
      readonly readableUntil: Date;
      readonly isFirst: boolean;
      /** Of a draft, by which day they say whether it is right; null of agreed minutes. */
      readonly checkBy: PlainDate | null;
    }
  | undefined
> => {
  const copy = await ownCopies(tx, invitationId)
    .innerJoin('meeting', 'meeting.id', 'copy.meeting_id')
    .where('copy.id', '=', copyId)
    .select(['copy.document', 'copy.pdf', 'copy.docx', 'copy.readable_until as readableUntil'])
    .select('meeting.check_by as checkBy')
    .$narrowType<{ readableUntil: Date }>()
    .executeTakeFirst();
  if (copy === undefined) return undefined;
  const { numUpdatedRows } = await tx
    .updateTable('copy')
    .set({ opened_at: now })
    .where('id', '=', copyId)
    .where('opened_at', 'is', null)
    .executeTakeFirst();
  return { ...copy, document: copy.document as Doc, isFirst: numUpdatedRows > 0n };
};

/** Tells whoever convened the meeting, by its reference alone, that a code was mistyped until it stopped working. */
export const tellConvener = async (
  tx: Transaction,
  { invitationId, disruptionId, reference }: Pick<Link, 'invitationId' | 'disruptionId' | 'reference'>,
): Promise<void> => {
  const path = `/disruptions/${disruptionId}/invitations`;
  await sql`with told as (
      insert into notice (id, organisation_id, person_id, kind, reference, path, at)
      select gen_random_uuid(), p.organisation_id, p.id, 'code-mistyped', ${reference}, ${path}, app_now()
        from invitation i join meeting m on m.id = i.meeting_id join person p on p.id = m.convened_by
        where i.id = ${invitationId} and coalesce(p.left_on, 'infinity') > app_today()
      returning id)
    select app_add_job('send-notice', jsonb_build_object('noticeId', id), 'notice:' || id) from told`.execute(
    tx,
  );
};
