import type { TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { nearestCase } from '../../database/case-standing.ts';
import { asService } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { copyReminderDue, lastDayToRead } from '../../domain/copy-time.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { copyMessage } from '../../domain/message.ts';
import { copyReminders } from '../../domain/procedure.ts';
import { listInWords } from '../../domain/words.ts';
import type { Service } from '../service.ts';
import { casesWithUnopened, loadUnopened } from './reminder-store.ts';

/** Reminds of one case's copies, in a transaction that holds the case: two that run at once remind once. */
const remindOfCase = (service: Service, disruptionId: string): Promise<void> =>
  asService(service, async (tx) => {
    await sql`select 1 from disruption where id = ${nearestCase(disruptionId)} for update`.execute(tx);
    const record = await loadCase(tx, disruptionId);
    const { meeting } = record ?? {};
    if (!record || !meeting || meeting.minutesStatus !== 'agreed') return;
    const { procedures, bankHolidays, secretKey } = service;
    const now = service.clock();
    const rules = copyReminders(procedures.version(record.procedureId, record.procedureVersion).reminders);
    const unopened = await loadUnopened(tx, meeting, now);
    const due = unopened.flatMap((copy) => {
      const rule = copyReminderDue(rules, copy, { now, bankHolidays });
      const invitee = meeting.invitations.find(({ id }) => id === copy.invitationId);
      return rule === undefined || invitee === undefined ? [] : [{ copy, rule, invitee }];
    });
    if (due.length === 0) return;
    await queueMessages(tx, {
      disruptionId: record.id,
      at: now,
      secretKey,
      messages: due.map(({ copy: { id, releasedAt, readableUntil }, rule, invitee }) => ({
        invitationId: invitee.id,
        kind: 'copy',
        content: copyMessage({
          ...{ record, invitee, remindsOf: 'not-opened' },
          copy: { id, lastDay: lastDayToRead(readableUntil) },
        }),
        linkUntil: readableUntil,
        reminder: { rule: rule.key, day: dateInLondon(releasedAt) },
      })),
    });
    await addHistory(tx, record.id, {
      at: now,
      by: { id: null, name: 'The service' },
      act: 'remind',
      summary: `Reminded ${listInWords(due.map(({ invitee }) => invitee.name))} of their copy of the minutes, as the procedure says`,
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

/** Reminds of every copy that nobody has opened, each case in a transaction of its own, so that one that fails stops no other. */
const remindOfCopies = async (service: Service): Promise<void> => {
  const now = service.clock();
  const failures: unknown[] = [];
  for (const id of await asService(service, (tx) => casesWithUnopened(tx, now)))
    await remindOfCase(service, id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everybody could be reminded');
};

/** Asked four times an hour, between the reminders of meetings. */
export const copyReminderSchedule = '7,22,37,52 * * * * remind-of-copies ?max=3';

export const copyReminderJobs = (service: Service): TaskList => ({
  'remind-of-copies': () => remindOfCopies(service),
});
