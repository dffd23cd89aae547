import { randomUUID } from 'node:crypto';
import type { TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { nearestCase } from '../../database/case-standing.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { type CaseRecord, holdersOf, type Meeting } from '../../domain/case.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import { meetingReminders } from '../../domain/procedure.ts';
import { childrenToHear, dueReminders, type ReminderFacts } from '../../domain/reminder.ts';
import { listInWords } from '../../domain/words.ts';
import type { Service } from '../service.ts';
import { remindOfDrafts } from './draft-reminders.ts';
import { listInvited } from './store.ts';

type Case = { readonly record: CaseRecord; readonly meeting: Meeting; readonly facts: ReminderFacts };

/** Queues the reminders that are due to those invited; answers whom they remind. */
const remindPeople = async (
  { procedures, secretKey }: Service,
  tx: Transaction,
  { record, meeting, facts }: Case,
): Promise<readonly string[]> => {
  const reminders = meetingReminders(
    procedures.version(record.procedureId, record.procedureVersion).reminders,
  );
  const people = (await listInvited(tx, record.id)).filter((one) => one.meeting.id === meeting.id);
  const due = dueReminders(reminders, people, facts).flatMap(({ person, rule, of }) => {
    const invitee = meeting.invitations.find(({ id }) => id === person.id);
    return invitee === undefined ? [] : [{ invitee, rule, of }];
  });
  await queueMessages(tx, {
    disruptionId: record.id,
    at: facts.now,
    secretKey,
    messages: due.map(({ invitee, rule, of }) => ({
      invitationId: invitee.id,
      kind: 'reminder',
      content: meetingMessage('reminder', { record, meeting, invitee, remindsOf: of }),
      linkUntil: invitationLinkUntil(meeting.heldOn),
      reminder: { rule, day: meeting.heldOn },
    })),
  });
  return due.map(({ invitee }) => invitee.name);
};

/** Tells the social workers of children who have not been heard, once for each child, rule and day of the meeting. */
const tellOfChildren = async (
  { procedures }: Service,
  tx: Transaction,
  { record, meeting, facts }: Case,
): Promise<void> => {
  const reminders = meetingReminders(
    procedures.version(record.procedureId, record.procedureVersion).reminders,
  );
  const workers = holdersOf(record, 'child-social-worker').flatMap(({ personId }) => personId ?? []);
  for (const { child, rule } of childrenToHear(reminders, record.placement.children, record.views, facts))
    for (const workerId of workers)
      await sql`with told as (
          insert into notice (id, organisation_id, person_id, kind, reference, path, at, once)
          select ${randomUUID()}, p.organisation_id, p.id, 'child-not-heard', ${record.reference},
              ${`/disruptions/${record.id}/views`}, app_now(),
              ${[meeting.id, meeting.heldOn, rule, child.id, workerId].join(' ')}
            from person p where p.id = ${workerId} and coalesce(p.left_on, 'infinity') > app_today()
          on conflict (organisation_id, once) do nothing returning id)
        select app_add_job('send-notice', jsonb_build_object('noticeId', id), 'notice:' || id) from told`.execute(
        tx,
      );
};

/** Reminds of one case's meeting, in a transaction that holds the case: two that run at once remind once. */
const remindOfCase = (service: Service, disruptionId: string): Promise<void> =>
  asService(service, async (tx) => {
    await sql`select 1 from disruption where id = ${nearestCase(disruptionId)} for update`.execute(tx);
    const record = await loadCase(tx, disruptionId);
    if (record?.status !== 'open' || record.meeting?.status !== 'convened') return;
    const now = service.clock();
    const { meeting } = record;
    const { bankHolidays } = service;
    const facts = { meeting, now, today: dateInLondon(now), bankHolidays };
    const reminded = await remindPeople(service, tx, { record, meeting, facts });
    await tellOfChildren(service, tx, { record, meeting, facts });
    if (reminded.length === 0) return;
    await addHistory(tx, record.id, {
      at: now,
      by: { id: null, name: 'The service' },
      act: 'remind',
      summary: `Reminded ${listInWords(reminded)} of the meeting, as the procedure says`,
    });
    await audit(tx, {
      act: 'remind',
      rule: 'procedure',
      outcome: 'allowed',
      intent: 'change',
      subject: { kind: 'disruption', id: record.id },
      organisationId: record.placement.organisationId,
    });
  });

/** Reminds of every meeting that is still to come, each in a transaction of its own, so that one that fails stops no other. */
const remindOfMeetings = async (service: Service): Promise<void> => {
  const today = dateInLondon(service.clock());
  const toCome = await asService(service, (tx) =>
    tx
      .selectFrom('meeting')
      .where('status', '=', 'convened')
      .where('held_on', '>=', today)
      .orderBy('held_on')
      .select('disruption_id as id')
      .execute(),
  );
  const failures: unknown[] = [];
  for (const { id } of toCome)
    await remindOfCase(service, id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everybody could be reminded');
};

/** Asked four times an hour: which reminders are due, and which came due while nothing ran, is for the rules to say. */
export const reminderSchedule = '*/15 * * * * remind-of-meetings ?max=3';

export const reminderJobs = (service: Service): TaskList => ({
  'remind-of-meetings': async () => {
    await remindOfMeetings(service);
    await remindOfDrafts(service);
  },
});
