import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { nearestCase } from '../../database/case-standing.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import type { CaseRecord, Meeting } from '../../domain/case.ts';
import { minutesDays } from '../../domain/checking.ts';
import { lastDayToRead } from '../../domain/copy-time.ts';
import { dateInLondon, type PlainDate } from '../../domain/dates.ts';
import { type Checker, checkersToRemind, ruleOfUnsentDraft } from '../../domain/draft-reminder.ts';
import { copyMessage } from '../../domain/message.ts';
import { planFor } from '../../domain/plan.ts';
import { listInWords } from '../../domain/words.ts';
import { calendarAt, type Service } from '../service.ts';

type Case = { readonly record: CaseRecord; readonly meeting: Meeting; readonly now: Date };

const checkersOn = async (tx: Transaction, { meeting }: Case, by: PlainDate): Promise<readonly Checker[]> => {
  const rows = await tx
    .selectFrom('copy')
    .where('meeting_id', '=', meeting.id)
    .where('version', '=', meeting.minutesVersion)
    .where('released_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where('readable_until', '>', sql<Date>`app_now()`)
    .select((from) => [
      'copy.id as copyId',
      'copy.readable_until as until',
      'copy.invitation_id as invitationId',
      'copy.released_at as sentAt',
      from
        .exists(
          from.selectFrom('minutes_comment').whereRef('copy_id', '=', 'copy.id').select('minutes_comment.id'),
        )
        .as('hasAnswered'),
      from
        .exists(
          from
            .selectFrom('message')
            .whereRef('message.invitation_id', '=', 'copy.invitation_id')
            .where('reminder_rule', 'is not', null)
            .where('reminder_day', '=', by)
            .where('kind', '=', 'copy')
            .select('message.id'),
        )
        .as('wasReminded'),
    ])
    .$narrowType<{ sentAt: Date; until: Date }>()
    .execute();
  return rows.map(({ hasAnswered, wasReminded, ...row }) => ({
    ...row,
    hasAnswered: Boolean(hasAnswered),
    wasReminded: Boolean(wasReminded),
  }));
};

/** Asks those once more who have not said whether their copy of the draft is right, as the procedure says. */
const remindCheckers = async (
  { procedures, secretKey, bankHolidays }: Service,
  tx: Transaction,
  of: Case,
): Promise<void> => {
  const { record, meeting, now } = of;
  const by = meeting.check?.by;
  if (meeting.minutesStatus !== 'being-checked' || by === undefined) return;
  const { reminders } = procedures.version(record.procedureId, record.procedureVersion);
  const due = checkersToRemind(reminders, by, await checkersOn(tx, of, by), { now, bankHolidays }).flatMap(
    ({ person, rule }) => {
      const invitee = meeting.invitations.find(
        ({ id, status }) => id === person.invitationId && status === 'invited',
      );
      return invitee === undefined ? [] : [{ invitee, person, rule }];
    },
  );
  if (due.length === 0) return;
  await queueMessages(tx, {
    disruptionId: record.id,
    at: now,
    secretKey,
    messages: due.map(({ invitee, person, rule }) => ({
      invitationId: invitee.id,
      kind: 'copy',
      content: copyMessage({
        ...{ record, invitee, check: { by, isAgain: true } },
        copy: { id: person.copyId, lastDay: lastDayToRead(person.until) },
      }),
      linkUntil: person.until,
      reminder: { rule, day: by },
    })),
  });
  await addHistory(tx, record.id, {
    at: now,
    by: { id: null, name: 'The service' },
    act: 'remind',
    summary: `Reminded ${listInWords(due.map(({ invitee }) => invitee.name))} to check the draft minutes, as the procedure says`,
  });
  await audit(tx, {
    ...{ act: 'remind', rule: 'procedure', outcome: 'allowed', intent: 'change' },
    subject: { kind: 'disruption', id: record.id },
    organisationId: record.placement.organisationId,
  });
};

/** Tells somebody of a draft by its reference alone, once for each `once`. */
const tell = async (
  tx: Transaction,
  { record }: Case,
  personId: string,
  notice: { readonly kind: 'draft-not-sent' | 'draft-check-over'; readonly once: readonly string[] },
): Promise<void> => {
  await sql`with told as (
      insert into notice (id, organisation_id, person_id, kind, reference, path, at, once)
      select ${randomUUID()}, p.organisation_id, p.id, ${notice.kind}, ${record.reference},
          ${`/disruptions/${record.id}/minutes/checking`}, app_now(), ${[...notice.once, personId].join(' ')}
        from person p where p.id = ${personId} and coalesce(p.left_on, 'infinity') > app_today()
      on conflict (organisation_id, once) do nothing returning id)
    select app_add_job('send-notice', jsonb_build_object('noticeId', id), 'notice:' || id) from told`.execute(
    tx,
  );
};

/** Tells the chair and the minute taker of a draft that is due; and the chair when the time to check one is over. */
const tellWriters = async (service: Service, tx: Transaction, of: Case): Promise<void> => {
  const { record, meeting, now } = of;
  const calendar = calendarAt(service, now);
  const { check } = meeting;
  if (meeting.minutesStatus === 'being-checked' && check !== null && dateInLondon(now) > check.by) {
    await tell(tx, of, meeting.chair.id, {
      kind: 'draft-check-over',
      once: [meeting.id, `${check.version}`, 'check-over'],
    });
    return;
  }
  if (meeting.minutesStatus !== 'draft' || check !== null) return;
  const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
  const dueOn = minutesDays(planFor(procedure, record, calendar).duties).draft?.on;
  const rule =
    dueOn && ruleOfUnsentDraft(procedure.reminders, dueOn, { now, bankHolidays: service.bankHolidays });
  if (!rule) return;
  for (const { id } of [meeting.chair, ...(meeting.minuteTaker === null ? [] : [meeting.minuteTaker])])
    await tell(tx, of, id, { kind: 'draft-not-sent', once: [meeting.id, rule, dueOn] });
};

const remindOfDraft = (service: Service, disruptionId: string): Promise<void> =>
  asService(service, async (tx) => {
    await sql`select 1 from disruption where id = ${nearestCase(disruptionId)} for update`.execute(tx);
    const record = await loadCase(tx, disruptionId);
    if (record === undefined || record.meeting?.status !== 'held') return;
    const of = { record, meeting: record.meeting, now: service.clock() };
    await remindCheckers(service, tx, of);
    await tellWriters(service, tx, of);
  });

/** Reminds of every draft of minutes that is not agreed, each in a transaction of its own; two that run at once remind once. */
export const remindOfDrafts = async (service: Service): Promise<void> => {
  const open = await asService(service, (tx) =>
    tx
      .selectFrom('meeting')
      .where('status', '=', 'held')
      .where('minutes_status', '<>', 'agreed')
      .orderBy('held_on')
      .select('disruption_id as id')
      .execute(),
  );
  const failures: unknown[] = [];
  for (const { id } of open) await remindOfDraft(service, id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everybody could be reminded of a draft');
};
