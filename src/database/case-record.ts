import { type ExpressionBuilder, sql } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { CaseRecord, Instead, Meeting, MeetingDecision, Staff } from '../domain/case.ts';
import { dateInLondon, type PlainDate, type PlainTime } from '../domain/dates.ts';
import type { NextStep } from '../domain/next-step.ts';
import type { Transaction } from './connection.ts';
import { givenFiles, recordedFor } from './contribution-files.ts';
import { ownWayOf } from './kept-apart.ts';
import { placements, staffBy, unplannedEndingsOf } from './placement-record.ts';
import type { Tables } from './tables.ts';

/** The last time the minutes of a meeting were sent to be checked, and how far that has come. */
const lastCheck = (from: ExpressionBuilder<Tables, 'meeting'>) =>
  jsonObjectFrom(
    from
      .selectFrom('minutes_version as round')
      .whereRef('round.meeting_id', '=', 'meeting.id')
      .where('round.stage', '=', 'being-checked')
      .orderBy('round.version', 'desc')
      .limit(1)
      .select([
        'round.version',
        'round.locked_at as sentAt',
        sql<PlainDate>`round.check_by`.as('by'),
        sql<number>`(select count(*)::int from copy c where c.meeting_id = round.meeting_id and c.version = round.version
          and c.released_at is not null)`.as('asked'),
        sql<number>`(select count(distinct c.invitation_id)::int from minutes_comment c join copy on copy.id = c.copy_id
          where copy.meeting_id = round.meeting_id and copy.version = round.version)`.as('answered'),
        sql<number>`(select count(*)::int from minutes_comment c join copy on copy.id = c.copy_id
          where copy.meeting_id = round.meeting_id and not c.is_right and c.outcome is null)`.as('unsettled'),
      ]),
  );

const insteadOf = sql<Instead | null>`case
  when invitation.sent_name <> '' then
    jsonb_build_object('is', 'sent', 'name', invitation.sent_name, 'as', invitation.sent_as)
  when invitation.sent_apologies then '{"is": "apologies"}'::jsonb end`.as('instead');

const meetingOf = (tx: Transaction) =>
  tx
    .selectFrom('meeting')
    .whereRef('meeting.disruption_id', '=', 'disruption.id' as never)
    .where('meeting.status', 'in', ['convened', 'held'])
    .select((from) => [
      'meeting.id',
      'meeting.status',
      staffBy(tx, sql.ref('meeting.chair_id')).as('chair'),
      staffBy(tx, sql.ref('meeting.minute_taker_id')).as('minuteTaker'),
      'meeting.held_on as heldOn',
      'meeting.sat_on as satOn',
      sql<string>`to_char(meeting.starts_at, 'HH24:MI')`.as('startsAt'),
      'meeting.minutes_long as minutesLong',
      'meeting.place',
      'meeting.video_link as videoLink',
      'meeting.outside_window_reason as outsideWindowReason',
      'meeting.chair_agreement_reason as chairAgreementReason',
      from
        .selectFrom('person')
        .whereRef('person.id', '=', 'meeting.chair_agreed_by')
        .select('person.name')
        .as('chairAgreedBy'),
      'meeting.calendar_uid as calendarUid',
      'meeting.sequence',
      'meeting.minutes_status as minutesStatus',
      'meeting.minutes_version as minutesVersion',
      'meeting.agreed_at as agreedAt',
      from
        .selectFrom('agenda')
        .whereRef('agenda.meeting_id', '=', 'meeting.id')
        .orderBy('agenda.number', 'desc')
        .limit(1)
        .select('agenda.items')
        .as('agenda'),
      lastCheck(from).as('check'),
      jsonArrayFrom(
        from
          .selectFrom('invitation')
          .whereRef('invitation.meeting_id', '=', 'meeting.id')
          .orderBy('invitation.position')
          .orderBy('invitation.name')
          .select([
            'invitation.id',
            'invitation.source',
            'invitation.person_id as personId',
            'invitation.capacity',
            'invitation.reader',
            'invitation.name',
            'invitation.email',
            'invitation.mode',
            'invitation.may_know_place as mayKnowPlace',
            'invitation.added_reason as addedReason',
            'invitation.status',
            'invitation.withdrawn_reason as withdrawnReason',
            'invitation.reply',
            'invitation.reply_note as replyNote',
            'invitation.contribution',
            'invitation.contribution_answers as contributionAnswers',
            givenFiles,
            recordedFor,
            'invitation.contribution_share as contributionShare',
            'invitation.contribution_chair_share as contributionChairShare',
            'invitation.attended',
            sql<PlainTime | null>`to_char(invitation.arrived_at, 'HH24:MI')`.as('arrivedAt'),
            sql<PlainTime | null>`to_char(invitation.left_at, 'HH24:MI')`.as('leftAt'),
            insteadOf,
            'invitation.contribution_read as contributionRead',
            sql<PlainDate | null>`(select p.left_on from person p where p.id = invitation.person_id)`.as(
              'leftOn',
            ),
            jsonObjectFrom(
              ownWayOf(tx, { disruptionId: 'invitation.disruption_id', source: 'invitation.source' }),
            ).as('ownWay'),
          ]),
      ).as('invitations'),
      jsonArrayFrom(
        from
          .selectFrom('left_out')
          .whereRef('left_out.meeting_id', '=', 'meeting.id')
          .select(['left_out.capacity', 'left_out.name', 'left_out.reason']),
      ).as('leftOut'),
      jsonArrayFrom(
        from
          .selectFrom('copy')
          .innerJoin('invitation', 'invitation.id', 'copy.invitation_id')
          .whereRef('copy.meeting_id', '=', 'meeting.id')
          .whereRef('copy.version', '=', 'meeting.minutes_version')
          .where('copy.withdrawn_at', 'is', null)
          .select(['copy.released_at as releasedAt', 'copy.held_until as heldUntil', 'invitation.capacity']),
      ).as('copyRows'),
    ]);

/**
 * Everything the screens of one disruption need, in one statement; undefined when there is none, or it is none of the
 * actor's. The passages of the minutes are read by the minutes' own screens.
 */
export const loadCase = async (tx: Transaction, id: string): Promise<CaseRecord | undefined> => {
  const row = await tx
    .selectFrom('disruption')
    .innerJoin('organisation', 'organisation.id', 'disruption.organisation_id')
    .innerJoin('person as recorder', 'recorder.id', 'disruption.recorded_by')
    .where('disruption.id', '=', id)
    .select((from) => [
      'disruption.id',
      'disruption.reference',
      'disruption.broke_down_on as brokeDownOn',
      'disruption.stage',
      'disruption.ending',
      'disruption.is_complex as isComplex',
      'disruption.returned_on as returnedOn',
      'disruption.panel_on as panelOn',
      'disruption.outcome',
      'disruption.outcome_on as outcomeOn',
      'disruption.outcome_note as outcomeNote',
      'disruption.account',
      'disruption.procedure_id as procedureId',
      'disruption.procedure_version as procedureVersion',
      'disruption.status',
      'disruption.recorded_at as recordedAt',
      'recorder.name as recordedBy',
      'organisation.name as councilName',
      'organisation.colour as councilColour',
      jsonObjectFrom(placements(tx).whereRef('placement.id', '=', 'disruption.placement_id' as never))
        .$notNull()
        .as('placement'),
      jsonObjectFrom(meetingOf(tx)).as('meeting'),
      jsonArrayFrom(
        from
          .selectFrom('child_view')
          .leftJoin('person', 'person.id', 'child_view.recorded_by')
          .whereRef('child_view.disruption_id', '=', 'disruption.id')
          .orderBy('child_view.said_on')
          .select([
            'child_view.id',
            'child_view.child_id as childId',
            'child_view.words',
            'child_view.whose_words as whoseWords',
            'child_view.way',
            'child_view.how',
            'child_view.said_on as saidOn',
            'child_view.withheld_from as withheldFrom',
            jsonObjectFrom(
              from
                .selectFrom('view_sharing')
                .innerJoin('person as asker', 'asker.id', 'view_sharing.recorded_by')
                .whereRef('view_sharing.view_id', '=', 'child_view.id' as never)
                .orderBy('view_sharing.recorded_at', 'desc')
                .orderBy('view_sharing.id')
                .limit(1)
                .select([
                  'view_sharing.agreed',
                  'view_sharing.readers',
                  'view_sharing.agreed_on as agreedOn',
                  'asker.name as recordedBy',
                ]),
            ).as('sharing'),
            sql<string>`coalesce(person.name, '')`.as('recordedBy'),
            'child_view.recorded_by as recordedById',
            from
              .selectFrom('view_file')
              .whereRef('view_file.view_id', '=', 'child_view.id' as never)
              .select('view_file.format')
              .as('fileFormat'),
          ]),
      ).as('views'),
      jsonArrayFrom(
        from
          .selectFrom('action')
          .whereRef('action.disruption_id', '=', 'disruption.id')
          .orderBy('action.due_on')
          .select([
            'action.id',
            'action.what',
            'action.owner_id as ownerId',
            'action.owner_source as ownerSource',
            'action.owner_name as ownerName',
            'action.answer',
            'action.due_on as dueOn',
            'action.depends_on as dependsOn',
            'action.done_on as doneOn',
            'action.evidence',
            'action.done_how as doneHow',
            'action.stated_by as statedBy',
            'action.not_needed_on as notNeededOn',
            'action.not_needed_because as notNeededBecause',
          ]),
      ).as('actions'),
      jsonArrayFrom(
        from
          .selectFrom('duty_statement')
          .innerJoin('person', 'person.id', 'duty_statement.stated_by')
          .whereRef('duty_statement.disruption_id', '=', 'disruption.id')
          .where('duty_statement.taken_back_at', 'is', null)
          .select([
            'duty_statement.rule_id as ruleId',
            'duty_statement.done_on as doneOn',
            'duty_statement.note',
            'person.name as statedBy',
          ]),
      ).as('statements'),
      jsonObjectFrom(
        from
          .selectFrom('meeting_decision as decision')
          .innerJoin('person as decider', 'decider.id', 'decision.decided_by')
          .leftJoin('person as reviewer', 'reviewer.id', 'decision.reviewed_by')
          .whereRef('decision.disruption_id', '=', 'disruption.id')
          .orderBy('decision.position', 'desc')
          .limit(1)
          .select([
            'decision.id',
            'decision.to_meet as toMeet',
            'decision.why',
            'decision.decided_on as decidedOn',
            'decision.decided_by as decidedById',
            'decider.name as decidedBy',
            'decision.agrees',
            'decision.review_note as reviewNote',
            'reviewer.name as reviewedBy',
          ]),
      ).as('decision'),
      jsonArrayFrom(
        from
          .selectFrom('pause')
          .whereRef('pause.disruption_id', '=', 'disruption.id')
          .orderBy('pause.from_on')
          .select([
            'pause.id',
            'pause.reason',
            'pause.note',
            'pause.from_on as from',
            'pause.until_on as until',
          ]),
      ).as('pauses'),
      jsonArrayFrom(
        from
          .selectFrom('duty_not_needed as waived')
          .innerJoin('person', 'person.id', 'waived.decided_by')
          .whereRef('waived.disruption_id', '=', 'disruption.id')
          .where('waived.taken_back_at', 'is', null)
          .select([
            'waived.id',
            'waived.rule_id as ruleId',
            'waived.reason',
            'waived.by_manager as byManager',
            'person.name as decidedBy',
          ]),
      ).as('notNeeded'),
      jsonArrayFrom(
        from
          .selectFrom('checklist_answer as answer')
          .whereRef('answer.disruption_id', '=', 'disruption.id')
          .distinctOn(['answer.item_key', 'answer.about'])
          .orderBy('answer.item_key')
          .orderBy('answer.about')
          .orderBy('answer.position', 'desc')
          .select(['answer.item_key as itemKey', 'answer.about', 'answer.says', 'answer.whom', 'answer.is'])
          .select(['answer.told', 'answer.done_by as doneBy', 'answer.done_on as doneOn', 'answer.evidence'])
          .select(['answer.reason', 'answer.action_id as actionId', 'answer.by_name as answeredBy']),
      ).as('checklist'),
      jsonObjectFrom(
        from
          .selectFrom('disruption as risk')
          .whereRef('risk.id', '=', 'disruption.follows_id')
          .select(['risk.id', 'risk.reference', 'risk.broke_down_on as brokeDownOn']),
      ).as('follows'),
      jsonObjectFrom(
        from
          .selectFrom('disruption as ended')
          .whereRef('ended.follows_id', '=', 'disruption.id')
          .select(['ended.id', 'ended.reference', 'ended.broke_down_on as brokeDownOn']),
      ).as('ledTo'),
      unplannedEndingsOf(sql.ref('disruption.placement_id')).as('unplannedEndings'),
    ])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { councilName, councilColour, meeting, decision, outcome, outcomeOn, outcomeNote, pauses, ...rest } =
    row;
  return {
    ...rest,
    decision: decision === null ? null : reviewedDecision(decision),
    pauses: pauses.map(({ until, ...pause }) => ({ ...pause, ...(until === null ? {} : { until }) })),
    outcome:
      outcome === null || outcomeOn === null ? null : { is: outcome, on: outcomeOn, note: outcomeNote },
    council: { name: councilName, colour: councilColour },
    meeting: meeting === null ? null : liveMeeting(meeting),
  };
};

type DecisionRow = Omit<MeetingDecision, 'review'> & {
  readonly agrees: boolean | null;
  readonly reviewNote: string;
  readonly reviewedBy: string | null;
};

const reviewedDecision = ({ agrees, reviewNote, reviewedBy, ...decision }: DecisionRow): MeetingDecision => ({
  ...decision,
  review: agrees === null ? null : { agrees, note: reviewNote, by: reviewedBy ?? '' },
});

type MeetingRow = Omit<Meeting, 'chair' | 'copies' | 'agreedAt' | 'check' | 'status' | 'chairAgreement'> & {
  readonly chairAgreedBy: string | null;
  readonly chairAgreementReason: string;
  readonly status: string;
  readonly chair: Staff | null;
  readonly agreedAt: unknown;
  readonly check: (Omit<NonNullable<Meeting['check']>, 'sentAt'> & { readonly sentAt: unknown }) | null;
  readonly copyRows: readonly {
    readonly releasedAt: unknown;
    readonly heldUntil: unknown;
    readonly capacity: string;
  }[];
};

/** Inside JSON an instant is text; the rest is as the domain has it. */
const liveMeeting = (row: MeetingRow): Meeting => {
  const { copyRows, chair, agreedAt, check, status, chairAgreedBy, chairAgreementReason, ...meeting } = row;
  if (chair === null) throw new Error(`Meeting ${meeting.id} has no chair`);
  const released = copyRows.flatMap(({ releasedAt, capacity }) =>
    typeof releasedAt === 'string' ? [{ at: new Date(releasedAt), capacity }] : [],
  );
  const toPanel = released.find(({ capacity }) => capacity === 'panel-advisor');
  return {
    ...meeting,
    chair,
    status: status === 'held' ? 'held' : 'convened',
    chairAgreement: chairAgreedBy === null ? null : { by: chairAgreedBy, reason: chairAgreementReason },
    agreedAt: typeof agreedAt === 'string' ? new Date(agreedAt) : null,
    check: check && { ...check, sentAt: new Date(String(check.sentAt)) },
    copies: {
      prepared: copyRows.length,
      released: released.length,
      held: copyRows.filter(({ releasedAt, heldUntil }) => heldUntil !== null && releasedAt === null).length,
      // A draft to be checked is not the minutes.
      panelReleasedOn:
        toPanel === undefined || meeting.minutesStatus !== 'agreed' ? null : dateInLondon(toPanel.at),
    },
  };
};

/** Writes what is next on the case beside it, so that the home page need not work it out for every case anew. */
export const saveNextStep = async (
  tx: Transaction,
  disruptionId: string,
  next: NextStep | null,
  arrangementsDueOn: PlainDate | null,
): Promise<void> => {
  await tx
    .updateTable('disruption')
    .set({
      next_duty: next === null ? null : JSON.stringify(next),
      next_due_on: next === null ? null : next.dueOn,
      arrangements_due_on: arrangementsDueOn,
    })
    .where('id', '=', disruptionId)
    .execute();
};
