import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { partsOf, startCheckingApp } from '../../../test/checking-app.ts';
import type { CopiesApp } from '../../../test/copies-app.ts';
import { family } from '../../../test/example-case.ts';
import { enterAs } from '../../../test/guest.ts';
import { asService } from '../../database/connection.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { takeBackDraft } from '../minutes/check-draft.ts';
import type { Service } from '../service.ts';
import { claimMessage } from './claim-message.ts';
import { reminderJobs } from './reminder-jobs.ts';

const mother = family.mother.name;
let running: CopiesApp;
before(async () => {
  running = await startCheckingApp();
});
after(() => running.stop());

/** The service with a procedure that names days for the draft, and when people are reminded of it. */
const withDays = (): Service => {
  const { service } = running;
  const because = { paragraph: '9', says: '' };
  const dated = (procedure: Procedure): Procedure => ({
    ...procedure,
    reminders: [
      { key: 'draft', to: 'draft-not-sent', before: { 'working-days': 1 }, at: '09:00', because },
      { key: 'check', to: 'draft-not-checked', before: { days: 3 }, at: '09:00', because },
    ],
    rules: [
      ...procedure.rules,
      {
        ...{ id: 'X-draft', duty: 'must', when: {}, by: 'minute-taker', because },
        asks: { minutes: { stage: 'draft', to: ['chair'] } },
        window: { to: { 'working-days': 5 }, after: 'meeting-on' },
      },
    ],
  });
  const version: Service['procedures']['version'] = (...of) => dated(service.procedures.version(...of));
  return { ...service, procedures: { ...service.procedures, version } };
};
const remind = async (service = withDays()): Promise<void> => {
  await reminderJobs(service)['remind-of-meetings']?.({}, {} as never);
};
const reminded = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('reminder_rule', 'is not', null)
      .orderBy('invitation.name')
      .select(['message.id', 'invitation.name', 'reminder_rule as rule', 'content'])
      .execute(),
  );
const notices = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('notice')
      .where('kind', 'in', ['draft-not-sent', 'draft-check-over'])
      .orderBy('at')
      .select(['kind', 'person_id'])
      .execute(),
  );

test('whoever said something of the draft is left alone; each of the others is reminded once, as the procedure says', async () => {
  const guest = await enterAs(running, mother);
  const { copyId, refs } = await partsOf(running, mother);
  await guest.get(`/private/copies/${copyId}`);
  assert.equal(
    (await guest.post(`/private/copies/${copyId}/check`, { [`is-${refs[0]}`]: 'right' })).status,
    303,
  );
  running.time.now = new Date('2026-04-06T12:00:00Z');
  await remind();
  assert.deepEqual(await reminded(), []);
  running.time.now = new Date('2026-04-07T09:00:00Z');
  await remind(running.service);
  assert.deepEqual(await reminded(), [], 'nobody is reminded where the procedure does not say so');
  await Promise.all([remind(), remind()]);
  await remind();
  const found = await reminded();
  assert.ok(found.length > 3);
  assert.ok(!found.some(({ name }) => name === mother));
  assert.equal(new Set(found.map(({ name }) => name)).size, found.length);
  assert.ok(found.every(({ rule }) => rule === 'check'));
});

test('a reminder does not leave once its reader has answered, or the draft was taken back', async () => {
  const mine = (await reminded()).find(({ name }) => name === 'Amina Hussain');
  assert.ok(mine);
  const ref = (await partsOf(running, 'Amina Hussain')).refs[0];
  const amina = await running.as('amina');
  await amina.post(`/disruptions/${running.id}/minutes/own-copy`, { [`is-${ref}`]: 'right' });
  const claim = (id: string) => asService(running.service, (tx) => claimMessage(tx, running.service, id));
  assert.equal(await claim(mine.id), null);
  const other = (await reminded()).find(({ name }) => name !== 'Amina Hussain');
  assert.ok(other);
  const form = { disruptionId: running.id, key: randomUUID() };
  running.time.now = new Date('2026-04-11T09:00:00Z');
  await remind();
  assert.deepEqual(await notices(), [{ kind: 'draft-check-over', person_id: running.example.people.chair }]);
  assert.ok((await takeBackDraft(running.service, running.example.actors.minutes, form)).ok);
  assert.equal(await claim(other.id), null);
});
