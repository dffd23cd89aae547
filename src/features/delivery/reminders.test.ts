import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseCrontab } from 'graphile-worker';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs, invitationOf, inviteFamily } from '../../../test/guest.ts';
import { asService } from '../../database/connection.ts';
import type { Service } from '../service.ts';
import { claimMessage } from './claim-message.ts';
import { reminderJobs, reminderSchedule } from './reminder-jobs.ts';

const mother = family.mother.name;
const writer = family.carers[1].name;

let running: TestApp;
let id: string;
before(async () => {
  running = await startTestApp();
  id = await inviteFamily(running);
  await asService(running.service, (tx) =>
    tx
      .updateTable('message')
      .set({ status: 'sent', attempts: 1, channel: 'email', sent_at: running.time.now })
      .execute(),
  );
});
after(() => running.stop());

const remind = async (service: Service = running.service): Promise<void> => {
  await reminderJobs(service)['remind-of-meetings']?.({}, {} as never);
};
const reminders = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('kind', '=', 'reminder')
      .orderBy('invitation.name')
      .select(['message.id', 'invitation.name', 'message.reminder_rule as rule', 'message.status'])
      .execute(),
  );
const remembered = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('history').where('act', '=', 'remind').select(['summary', 'disruption_id']).execute(),
  );
const notices = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('notice')
      .where('kind', '=', 'child-not-heard')
      .select(['person_id', 'reference'])
      .execute(),
  );
const answerAs = async (name: string, reply: string): Promise<void> => {
  const guest = await enterAs(running, name);
  assert.equal((await guest.post('/private/meeting/reply', { reply, note: '' })).status, 303);
};

test('the job is asked for by a schedule that the queue understands', () => {
  assert.deepEqual(
    parseCrontab(reminderSchedule).map(({ task }) => task),
    ['remind-of-meetings'],
  );
});

test('before their day nobody is reminded', async () => {
  running.time.now = new Date('2026-03-16T12:00:00Z');
  await remind();
  assert.deepEqual(await reminders(), []);
  assert.deepEqual(await notices(), []);
});

test('ten working days before, the child’s social worker is told once that nobody has heard the child', async () => {
  running.time.now = new Date('2026-03-17T09:00:00Z');
  await Promise.all([remind(), remind()]);
  await remind();
  const told = await notices();
  assert.deepEqual(
    told.map(({ person_id }) => person_id),
    [running.example.people.amina],
  );
  assert.deepEqual(await reminders(), []);
  const home = (await (await running.as('amina')).get('/')).body;
  assert.match(home, /comes near, and a child has not been heard yet/);
});

test('a run that is cut short leaves nothing behind, and those after it remind each once, also two at a time', async () => {
  await answerAs(mother, 'by-video');
  running.time.now = new Date('2026-03-24T09:00:00Z');
  let asked = 0;
  const { procedures } = running.service;
  const version: typeof procedures.version = (...of) => {
    asked += 1;
    // Once the reminders are queued, and before they are kept.
    if (asked > 1) throw new Error('killed');
    return procedures.version(...of);
  };
  await assert.rejects(() => remind({ ...running.service, procedures: { ...procedures, version } }));
  assert.deepEqual(await reminders(), []);

  await Promise.all([remind(), remind(), remind()]);
  await remind();
  const sent = await reminders();
  assert.ok(sent.length > 1);
  assert.equal(new Set(sent.map(({ name }) => name)).size, sent.length);
  assert.deepEqual([...new Set(sent.map(({ rule }) => rule))], ['answer']);
  assert.ok(sent.some(({ name }) => name === writer));
  assert.ok(!sent.some(({ name }) => name === mother), 'whoever has answered is not reminded');
  const [entry, ...others] = await remembered();
  assert.deepEqual([entry?.disruption_id, others], [id, []]);
  assert.match(entry?.summary ?? '', /^Reminded .* of the meeting, as the procedure says$/);
});

test('whoever answers while their reminder waits does not get it; the others do', async () => {
  await answerAs(writer, 'will-write');
  const claim = async (name: string) => {
    const message = (await reminders()).find((one) => one.name === name);
    assert.ok(message);
    return asService(running.service, (tx) => claimMessage(tx, running.service, message.id));
  };
  assert.equal(await claim(writer), null);
  assert.ok(await claim('Adopter 1'));
  assert.equal((await reminders()).find(({ name }) => name === writer)?.status, 'not-needed');
});

test('the database keeps a second reminder of one rule from anybody', async () => {
  const invitation = await invitationOf(running, 'Adopter 1');
  await assert.rejects(
    () =>
      asService(running.service, (tx) =>
        tx
          .insertInto('message')
          .values({
            id: crypto.randomUUID(),
            ...{ disruption_id: id, invitation_id: invitation.id, kind: 'reminder', content: '{}' },
            ...{ queued_at: running.time.now, reminder_rule: 'answer', reminder_day: '2026-03-31' },
          })
          .execute(),
      ),
    /message_reminds_once/,
  );
});

test('the day before, those who come are told when it is, and where if they may know; none of it once it has begun', async () => {
  await asService(running.service, (tx) =>
    tx
      .updateTable('message')
      .set({ status: 'sent', sent_at: running.time.now })
      .where('status', '=', 'queued')
      .execute(),
  );
  running.time.now = new Date('2026-03-30T08:00:00Z');
  await remind();
  const last = (await reminders()).find(({ name, rule }) => name === mother && rule === 'day-before');
  assert.ok(last);
  const claimed = await asService(running.service, (tx) => claimMessage(tx, running.service, last.id));
  assert.deepEqual(
    [claimed?.content.remindsOf, claimed?.content.meeting?.startsAt, claimed?.content.meeting?.place],
    ['coming', '10:00', null],
  );
  running.time.now = new Date('2026-03-31T09:00:00Z');
  assert.equal(await asService(running.service, (tx) => claimMessage(tx, running.service, last.id)), null);
});
