import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import type { StaffKey } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { addPeople } from '../../database/people.ts';
import { loadPlacement } from '../../database/placement-record.ts';
import { typedDate } from '../../web/typed.ts';

let world: TestApp;
before(async () => {
  world = await startTestApp();
});
after(() => world.stop());

type Fields = Record<string, string>;

const goodForm = (changes: Fields = {}): Fields => ({
  kind: 'adoptive',
  'children-0-givenName': 'Ash',
  'children-0-familyName': 'Winterbourne',
  ...(typedDate('children-0-bornOn', '2019-02-03') as Fields),
  'children-0-caseNumber': randomUUID(),
  ...(typedDate('introductionsOn', '2025-09-01') as Fields),
  ...(typedDate('startedOn', '2025-09-15') as Fields),
  'carers-0-name': 'Perry Quill',
  'carers-0-email': 'perry@quill.example',
  'carers-0-phone': '01632 960001',
  'carers-0-address': '1 Quill Lane',
  'carers-1-name': 'Ines Quill',
  'carers-1-email': 'ines@quill.example',
  familySource: 'regional-agency',
  adoptersSocialWorkerId: world.example.people.agency,
  'currentCarers-0-name': 'Dot Lind',
  'currentCarers-0-email': 'dot@lind.example',
  iroId: world.example.people.iro,
  panelAdvisorId: world.example.people.panel,
  ...changes,
});

const placementIn = (location: string | null): string => location?.split('placement=')[1] ?? '';
const seenBy = (key: StaffKey, placementId: string) =>
  asPerson(world.service, { id: world.example.people[key] }, (tx) => loadPlacement(tx, placementId));

test('a social worker adds a child and is taken on to record the breakdown of that placement', async () => {
  const amina = await world.as('amina');
  assertValidPage((await amina.get('/placements/new?kind=adoptive')).body);
  const answer = await amina.post('/placements/new', goodForm());
  assert.equal(answer.status, 303);
  assert.match(answer.location ?? '', /^\/disruptions\/new\?placement=[0-9a-f-]{36}$/);
  const next = await amina.get(answer.location ?? '');
  assert.match(next.body, /<input[^>]*\schecked[^>]*>\s*<label[^>]*>\s*Ash Winterbourne/);

  const placement = await seenBy('amina', placementIn(answer.location));
  assert.deepEqual(placement?.roles.map(({ role, person }) => `${role}: ${person.name}`).sort(), [
    'adopters-social-worker: Priya Shah',
    'child-social-worker: Amina Hussain',
    'iro: Tomasz Nowak',
    'panel-advisor: Joy Okafor',
    'service-manager: Helen Marsh',
    'team-manager: Gareth Pugh',
  ]);
  assert.equal(placement?.carers.length, 2);
  assert.doesNotMatch(next.body + JSON.stringify(placement), /Quill/);
});

test('the managers of today may open it, a manager who moved away and a stranger may not', async () => {
  const amina = await world.as('amina');
  const id = placementIn((await amina.post('/placements/new', goodForm())).location);
  for (const key of ['gareth', 'helen', 'iro', 'agency'] as const)
    assert.equal((await seenBy(key, id))?.id, id, key);
  // The panel’s advisor gets what is sent to the panel, and does not open the case.
  for (const key of ['panel', 'former', 'otherteam', 'outsider', 'chair'] as const)
    assert.equal(await seenBy(key, id), undefined, key);
});

test('brothers and sisters go on one form: another row, without JavaScript, keeps what was typed', async () => {
  const amina = await world.as('amina');
  const asked = await amina.post('/placements/new', { ...goodForm(), go: 'add-child' });
  assert.equal(asked.status, 200);
  assertValidPage(asked.body);
  assert.match(asked.body, /value="Winterbourne"/);
  assert.match(asked.body, /name="children-1-givenName"/);
  const answer = await amina.post(
    '/placements/new',
    goodForm({
      // A row that was left blank closes up.
      'children-1-givenName': '',
      'children-2-givenName': 'Rowan',
      'children-2-familyName': 'Winterbourne',
      ...(typedDate('children-2-bornOn', '2021-07-01') as Fields),
      'children-2-caseNumber': randomUUID(),
    }),
  );
  const placement = await seenBy('amina', placementIn(answer.location));
  assert.deepEqual(
    placement?.children.map(({ givenName, bornOn }) => [givenName, bornOn]),
    [
      ['Ash', '2019-02-03'],
      ['Rowan', '2021-07-01'],
    ],
  );
});

test('a form that is refused shows everything again, with each problem beside its field', async () => {
  const amina = await world.as('amina');
  const answer = await amina.post(
    '/placements/new',
    goodForm({
      'startedOn-month': '13',
      'children-0-familyName': '',
      'carers-1-email': 'not an address',
      iroId: world.example.people.outsider,
    }),
  );
  assert.equal(answer.status, 422);
  assertValidPage(answer.body);
  for (const message of [
    'The date the child moved in must be a real date',
    'Enter the child’s family name',
    'Enter the e-mail address of the prospective adopter',
    'Choose the child’s Independent Reviewing Officer',
  ])
    assert.ok(answer.body.includes(message), message);
  for (const kept of ['value="Ash"', 'value="13"', 'value="not an address"', '1 Quill Lane'])
    assert.ok(answer.body.includes(kept), kept);
});

test('an empty form asks for what is missing', async () => {
  const amina = await world.as('amina');
  const answer = await amina.post('/placements/new', { kind: 'adoptive' });
  assert.equal(answer.status, 422);
  assertValidPage(answer.body);
});

test('a child of another council may have the same case number, and neither council learns of the other', async () => {
  const amina = await world.as('amina');
  const used = goodForm();
  assert.equal((await amina.post('/placements/new', used)).status, 303);
  const outsider = await world.as('outsider');
  const iroId = await addStaff('outsider', 'iro', 'Stephen Ludlow');
  const other = { 'children-0-givenName': 'Sky', iroId };
  assert.equal((await outsider.post('/placements/new', { ...used, ...other })).status, 303);
});

/** A colleague of somebody, in a post that nobody of the example case has. */
const addStaff = (colleague: StaffKey, post: string, name: string): Promise<string> =>
  asService(world.service, async (tx) => {
    const id = randomUUID();
    const { organisationId } = world.example.actors[colleague];
    await addPeople(tx, [{ id, organisationId, name, email: `${id}@post.example`, post }]);
    return id;
  });

test('the same form sent twice adds one placement', async () => {
  const amina = await world.as('amina');
  const form = goodForm();
  const key = randomUUID();
  const first = await amina.post('/placements/new', form, key);
  const second = await amina.post('/placements/new', form, key);
  assert.equal(first.status, 303);
  assert.deepEqual([second.status, second.location], [303, first.location]);
});

test('a team manager says whose child it is, among those below, and is on the case', async () => {
  const gareth = await world.as('gareth');
  assert.match((await gareth.get('/placements/new?kind=adoptive')).body, /The child’s social worker/);
  const unsaid = await gareth.post('/placements/new', goodForm());
  assert.match(unsaid.body, /Choose the child’s social worker/);
  assertValidPage(unsaid.body);
  const answer = await gareth.post(
    '/placements/new',
    goodForm({ socialWorkerId: world.example.people.amina }),
  );
  const placement = await seenBy('gareth', placementIn(answer.location));
  assert.equal(
    placement?.roles.find(({ role }) => role === 'child-social-worker')?.person.name,
    'Amina Hussain',
  );
});

test('somebody whose post does not record breakdowns finds no such page', async () => {
  for (const key of ['iro', 'chair', 'admin'] as const) {
    const visitor = await world.as(key);
    assert.equal((await visitor.get('/placements/new')).status, 404, key);
    assert.equal((await visitor.post('/placements/new', goodForm())).status, 404, key);
  }
});

test('a head of service above the social worker is on the case by that part', async () => {
  const headId = await addStaff('amina', 'head-of-service', 'Farah Lund');
  await asService(world.service, (tx) =>
    tx
      .insertInto('line_management')
      .values({
        person_id: world.example.people.helen,
        manager_id: headId,
        from_on: '2025-01-01',
        until_on: null,
      })
      .execute(),
  );
  const answer = await (await world.as('amina')).post('/placements/new', goodForm());
  const placement = await seenBy('amina', placementIn(answer.location));
  assert.equal(placement?.roles.find(({ role }) => role === 'head-of-service')?.person.name, 'Farah Lund');
});
