import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { conveneExample, meetingTyped, recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';

let running: TestApp;
let amina: Visitor;
let id: string;
before(async () => {
  running = await startTestApp();
  amina = await running.as('amina');
  id = await recordExample(running);
});
after(() => running.stop());
beforeEach(() =>
  asService(running.service, async (tx) => {
    // Each test convenes anew: only the tests' own meeting is put aside.
    await tx.updateTable('meeting').set({ status: 'cancelled' }).execute();
    await tx.updateTable('message').set({ status: 'sent' }).execute();
  }),
);

/** Everything queued has reached the people it is for. */
const delivered = () =>
  asService(running.service, (tx) =>
    tx.updateTable('message').set({ status: 'sent', attempts: 1 }).execute(),
  );

const queued = () =>
  asService(running.service, (tx) =>
    tx
      .selectFrom('message')
      .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
      .where('message.status', '=', 'queued')
      .orderBy('invitation.name')
      .select(['message.kind', 'invitation.name', 'message.content'])
      .execute(),
  );

const post = (changes: Record<string, string> = {}) =>
  amina.post(`/disruptions/${id}/meeting`, { ...meetingTyped(running), ...changes });

test('the form offers independent chairs and says why each of the others cannot chair', async () => {
  const { body, status } = await amina.get(`/disruptions/${id}/meeting`);
  assert.equal(status, 200);
  assertValidPage(body);
  assert.match(body, /between Sunday 29 March 2026 and Sunday 12 April 2026/);
  const radios = [...body.matchAll(/name="chairId" type="radio" value="([^"]+)"/g)].map(([, value]) => value);
  const { chair, chair2, otherteam } = running.example.people;
  assert.deepEqual(new Set(radios), new Set([chair, chair2, otherteam]));
  assert.match(
    body,
    /Colin Former \(Derby City Council\): line-manages Amina Hussain, until 31 January 2026/,
  );
  assert.match(body, /Helen Marsh \(Derby City Council\): line-manages Amina Hussain through Gareth Pugh/);
  assert.match(body, /Olu Adeyemi \(Adoption East Midlands\): works for the adoption agency/);
  assert.match(body, /Tomasz Nowak \(Derby City Council\): reviewed this child’s case/);
});

test('an empty form names what is missing; nothing typed is lost', async () => {
  const page = await post({ 'heldOn-day': '', startsAt: 'noonish', chairId: '', place: 'Kept place' });
  assert.equal(page.status, 422);
  assertValidPage(page.body);
  for (const words of [
    'Enter the date of the meeting',
    'Enter when it starts',
    'Choose a chair',
    'Kept place',
  ])
    assert.match(page.body, new RegExp(words));
});

test('a date after the window asks for the reason, a Sunday for a confirmation, and both then pass', async () => {
  const late = await post({ 'heldOn-day': '13', 'heldOn-month': '4' });
  assert.equal(late.status, 422);
  assertValidPage(late.body);
  assert.match(late.body, /is after the window in your procedure/);
  const sunday = await post({ 'heldOn-day': '12', 'heldOn-month': '4' });
  assert.match(sunday.body, /is a Sunday/);
  assertValidPage(sunday.body);
  assert.equal((await post({ 'heldOn-day': '12', 'heldOn-month': '4', dayConfirmed: 'yes' })).status, 303);
});

test('a chair of the child’s line is refused also when somebody sends their id', async () => {
  const page = await post({ chairId: running.example.people.former });
  assert.equal(page.status, 422);
  assert.match(page.body, /Colin Former cannot chair: line-manages Amina Hussain/);
});

test('convened, ten people are invited once, each by a message of their own that names no child', async () => {
  const key = 'b7e1f6b0-0f0f-4d7b-9d59-0a6f2a3f5f10';
  const typed = meetingTyped(running);
  const [first, second] = await Promise.all([
    amina.post(`/disruptions/${id}/meeting`, typed, key),
    amina.post(`/disruptions/${id}/meeting`, typed, key),
  ]);
  assert.deepEqual([first.status, second.status], [303, 303]);
  const messages = await queued();
  assert.deepEqual(
    messages.map(({ name }) => name),
    [
      'Adopter 1',
      'Adopter 2',
      'Amina Hussain',
      'Bilal Khan',
      'Dorothy Lindqvist',
      'Joy Okafor',
      'Peter Lindqvist',
      'Priya Shah',
      'Ruth Barlow',
      'Tomasz Nowak',
    ],
  );
  for (const { content } of messages) assert.doesNotMatch(JSON.stringify(content), /Robin|Oldroyd/);
  const plan = await amina.get(`/disruptions/${id}`);
  assertValidPage(plan.body);
  assert.match(plan.body, /Convened for Tuesday 31 March 2026 at 10am/);
});

test('the chair can then open the case, an outsider and a stranger to it cannot tell that it exists', async () => {
  await conveneExample(running, id);
  assert.equal((await (await running.as('chair')).get(`/disruptions/${id}`)).status, 200);
  for (const key of ['outsider', 'chair2', 'admin'] as const) {
    const visitor = await running.as(key);
    const refused = await visitor.get(`/disruptions/${id}`);
    const nowhere = await visitor.get('/disruptions/00000000-0000-4000-8000-000000000000');
    const tokens = /name="_(csrf|key)" value="[^"]+"/g;
    assert.equal(refused.status, 404);
    assert.equal(refused.body.replaceAll(tokens, ''), nowhere.body.replaceAll(tokens, ''));
    assert.equal((await visitor.post(`/disruptions/${id}/meeting`, meetingTyped(running))).status, 404);
  }
});

test('a changed date is told to all, with the next sequence; leaving somebody out tells them', async () => {
  await conveneExample(running, id);
  await delivered();
  const page = await amina.get(`/disruptions/${id}/meeting`);
  assertValidPage(page.body);
  assert.match(page.body, /value="The Council House, room 3"/);
  const left = /name="choice-(contact-[^"]+)"/.exec(page.body)?.[1] ?? '';
  const changed = await post({
    'heldOn-day': '1',
    'heldOn-month': '4',
    [`choice-${left}`]: 'leave-out',
    [`reason-${left}`]: 'Asked not to come',
  });
  assert.equal(changed.status, 303);
  const kinds = (await queued()).map(({ kind }) => kind).sort();
  assert.equal(kinds.filter((kind) => kind === 'change').length, 9);
  assert.equal(kinds.filter((kind) => kind === 'withdrawal').length, 1);
});

test('a cancelled meeting is told to everybody invited, and the plan asks for a meeting again', async () => {
  await conveneExample(running, id);
  await delivered();
  assertValidPage((await amina.get(`/disruptions/${id}/meeting/cancel`)).body);
  const empty = await amina.post(`/disruptions/${id}/meeting/cancel`, {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  assert.equal(
    (await amina.post(`/disruptions/${id}/meeting/cancel`, { reason: 'The chair is ill' })).status,
    303,
  );
  assert.equal((await queued()).filter(({ kind }) => kind === 'cancellation').length, 10);
  assert.match((await amina.get('/')).body, /Convene the meeting/);
});

test('another person is added without JavaScript, by a button that loses nothing', async () => {
  const page = await post({ go: 'add-person', place: 'Kept place' });
  assertValidPage(page.body);
  assert.match(page.body, /Kept place/);
  const added = {
    'added-0-name': 'Ada Teacher',
    'added-0-email': 'ada@school.example',
    'added-0-kind': 'other-professional',
    'added-0-mode': 'contribute',
    'added-0-reason': 'Taught Robin',
  };
  assert.equal((await post({ ...added, 'added-0-reason': '' })).status, 422);
  assert.equal((await post(added)).status, 303);
  assert.ok((await queued()).some(({ name }) => name === 'Ada Teacher'));
});

test('everybody whom the form can add is kept as who they are, a personal adviser too', async () => {
  const { body } = await post({ go: 'add-person' });
  const select = /<select[^>]* name="added-0-kind"[^>]*>(.*?)<\/select>/s.exec(body)?.[1] ?? '';
  const kinds = Array.from(select.matchAll(/value="([^"]+)"/g), ([, kind = '']) => kind);
  assert.ok(kinds.includes('personal-adviser'));
  const rows = kinds.map((kind, row) => ({
    [`added-${row}-name`]: `Someone ${row}`,
    [`added-${row}-email`]: `someone.${row}@away.example`,
    [`added-${row}-kind`]: kind,
    [`added-${row}-reason`]: 'Knows Robin well',
  }));
  assert.equal((await post(Object.assign({}, ...rows))).status, 303);
  const kept = await asService(running.service, (tx) =>
    tx
      .selectFrom('contact')
      .innerJoin('invitation', 'invitation.email', 'contact.email')
      .where('contact.email', 'like', 'someone.%')
      .orderBy('contact.email')
      .select(['contact.kind', 'invitation.capacity'])
      .execute(),
  );
  assert.deepEqual(
    kept,
    kinds.map((kind) => ({ kind, capacity: kind })),
  );
});
