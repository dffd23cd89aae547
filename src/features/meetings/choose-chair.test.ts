import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { meetingTyped, recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { addPeople } from '../../database/people.ts';

let running: TestApp;
let amina: Visitor;
let gareth: Visitor;
let meeting: string;
before(async () => {
  running = await startTestApp();
  [amina, gareth] = [await running.as('amina'), await running.as('gareth')];
  const id = await recordExample(running);
  meeting = `/disruptions/${id}/meeting`;
  await asService(running.service, async (tx) => {
    // A procedure that would rather have the team manager in the chair, and names no days.
    await tx
      .updateTable('disruption')
      .set({ procedure_id: 'guidance-2017/disruption-meetings', procedure_version: '2017' })
      .execute();
    const organisation_id = randomUUID();
    await tx
      .insertInto('organisation')
      .values({ id: organisation_id, name: 'Elsewhere', kind: 'council', colour: '#00583d', region: 'North' })
      .execute();
    await addPeople(tx, [
      {
        id: randomUUID(),
        organisationId: organisation_id,
        name: 'Fern Faraway',
        email: 'fern@elsewhere.example',
        post: 'independent-chair',
      },
    ]);
  });
});
after(() => running.stop());

const typed = (changes: Record<string, string> = {}) => ({
  ...meetingTyped(running),
  chairId: 'other',
  otherChairId: running.example.people.chair,
  ...changes,
});

const agreement = async () => {
  const row = await asService(running.service, (tx) =>
    tx
      .selectFrom('meeting')
      .select(['chair_id', 'chair_agreed_by', 'chair_agreement_reason', 'held_on'])
      .executeTakeFirstOrThrow(),
  );
  return Object.values(row);
};

test('the form offers whom the procedure wants, those a manager can agree to and why, and nobody of another region', async () => {
  const { body } = await amina.get(meeting);
  assertValidPage(body);
  assert.match(body, /Hold the disruption meeting\. It names no days\./);
  const radios = [...body.matchAll(/name="chairId" type="radio" value="([^"]+)"/g)].map(([, value]) => value);
  assert.deepEqual(radios, [running.example.people.gareth, 'other']);
  assert.match(body, /The team manager takes the chair\./);
  assert.match(body, /Ruth Barlow \(Derbyshire County Council\): is an independent chair, and the procedure/);
  assert.match(body, /Only Gareth Pugh or Helen Marsh can agree to this/);
  assert.doesNotMatch(body, /Fern Faraway/);
});

test('a social worker who chooses another chair is told which managers to ask', async () => {
  const page = await amina.post(meeting, typed());
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  assert.match(page.body, /Only a manager can agree that Ruth Barlow chairs/);
  assert.match(page.body, /Ask Gareth Pugh or Helen Marsh, or choose another chair/);
});

test('a manager agrees with a reason, and it stands when the social worker moves the day', async () => {
  const { chair, gareth: manager } = running.example.people;
  const page = await gareth.post(meeting, typed());
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  assert.match(page.body, /Enter why you agree that Ruth Barlow chairs/);
  assert.equal((await gareth.post(meeting, typed({ chairAgreementReason: 'I am on leave' }))).status, 303);
  assert.deepEqual(await agreement(), [chair, manager, 'I am on leave', '2026-03-31']);

  const again = await amina.get(meeting);
  assertValidPage(again.body);
  assert.match(again.body, /value="other" checked/);
  assert.equal((await amina.post(meeting, typed({ 'heldOn-day': '30' }))).status, 303);
  assert.deepEqual(await agreement(), [chair, manager, 'I am on leave', '2026-03-30']);
});

test('no agreement is kept once the chair is whom the procedure wants', async () => {
  const { gareth: chair } = running.example.people;
  assert.equal((await amina.post(meeting, typed({ chairId: chair }))).status, 303);
  assert.deepEqual(await agreement(), [chair, null, '', '2026-03-31']);
});
