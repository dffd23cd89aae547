import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp, type Visitor } from '../../../test/app.ts';
import { emailOfStaff } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { recordExample } from '../../../test/recorded.ts';
import { asService } from '../../database/connection.ts';
import { typedDate } from '../../web/typed.ts';

let running: TestApp;
let admin: Visitor;
let path: string;
before(async () => {
  running = await startTestApp();
  path = `/disruptions/${await recordExample(running)}`;
  admin = await running.as('admin');
});
after(() => running.stop());

const date = (name: string, day: string) => typedDate(name, day) as Record<string, string>;
const newPerson = (changes: Record<string, string> = {}) => ({
  name: 'Sanjay Whitfield',
  email: 'sanjay@derby.example',
  post: 'social-worker',
  ...date('from', '2026-03-02'),
  ...changes,
});
const personWith = (email: string) =>
  asService(running.service, (tx) =>
    tx.selectFrom('person').where('email', '=', email).selectAll().executeTakeFirstOrThrow(),
  );

test('the people of an organisation are listed, found by name and by post, and nobody else’s', async () => {
  const { body } = await admin.get('/people');
  assertValidPage(body);
  assert.match(body, /Amina Hussain[\s\S]*Social worker/);
  assert.doesNotMatch(body, /Ruth Barlow|Jo Outsider|Priya Shah/);
  const found = await admin.get('/people?words=amina@');
  assert.match(found.body, /Amina Hussain/);
  assert.doesNotMatch(found.body, /Gareth Pugh/);
  assert.match((await admin.get('/people?post=iro')).body, /Tomasz Nowak/);
  assert.match((await admin.get('/people?words=%25')).body, /Nobody is found/);
});

test('only an administrator administers, and sees no case', async () => {
  const { amina } = running.example.people;
  for (const key of ['amina', 'gareth', 'helen', 'governance', 'guardian', 'outsider', 'panel'] as const) {
    const person = await running.as(key);
    for (const address of [
      '/people',
      '/people/new',
      `/people/${amina}`,
      `/people/${amina}/leaving`,
      '/teams',
      '/organisation',
    ])
      assert.equal((await person.get(address)).status, 404, `${key} ${address}`);
    assert.equal((await person.post('/people/new', newPerson())).status, 404, key);
  }
  assert.equal((await admin.get(path)).status, 404);
  assert.doesNotMatch((await admin.get('/')).body, /Robin|Walnut|Hazel/);
});

test('a person of another organisation is not there, to the last letter', async () => {
  const strip = (body: string) => body.replaceAll(/name="_(csrf|key)" value="[^"]*"/g, '');
  const nobody = await admin.get(`/people/${randomUUID()}`);
  for (const key of ['outsider', 'chair', 'agency'] as const) {
    const other = await admin.get(`/people/${running.example.people[key]}`);
    assert.equal(other.status, 404);
    assert.equal(strip(other.body), strip(nobody.body));
  }
});

test('somebody is added in a post, once however often it is sent, and can be given cases', async () => {
  const empty = await admin.post('/people/new', {});
  assert.equal(empty.status, 422);
  assertValidPage(empty.body);
  for (const message of ['Enter their name', 'Enter their work e-mail address', 'Choose the post'])
    assert.match(empty.body, new RegExp(message));
  const taken = await admin.post('/people/new', newPerson({ email: emailOfStaff('amina').toUpperCase() }));
  assert.match(taken.body, /Somebody of your organisation has this e-mail address already/);
  assert.match(taken.body, /value="Sanjay Whitfield"/);
  assert.equal(
    (await admin.post('/people/new', newPerson({ email: emailOfStaff('outsider'), name: 'Another Jo' })))
      .status,
    303,
    'the address of somebody elsewhere is nobody’s business',
  );
  const key = randomUUID();
  const first = await admin.post('/people/new', newPerson(), key);
  assert.equal((await admin.post('/people/new', newPerson(), key)).location, first.location);
  const page = await admin.get(first.location ?? '');
  assertValidPage(page.body);
  assert.match(page.body, /Sanjay Whitfield[\s\S]*Social worker[\s\S]*From 2 March 2026/);
});

test('a home postcode is kept as a code alone, and can be forgotten', async () => {
  const { id } = await personWith('sanjay@derby.example');
  const details = { name: 'Sanjay Whitfield', email: 'sanjay@derby.example' };
  assert.equal(
    (await admin.post(`/people/${id}/details`, { ...details, homePostcode: 'de1 2ab' })).status,
    303,
  );
  const { home_postcode_key: kept } = await personWith('sanjay@derby.example');
  assert.equal(kept?.length, 32);
  assert.doesNotMatch((await admin.get(`/people/${id}/details`)).body, /de1 2ab/i);
  assert.equal((await admin.post(`/people/${id}/details`, { ...details, forget: 'yes' })).status, 303);
  assert.equal((await personWith('sanjay@derby.example')).home_postcode_key, null);
});

test('a post has dates, is not held twice at a time, and ends', async () => {
  const { id } = await personWith('sanjay@derby.example');
  const address = `/people/${id}/posts/new`;
  assertValidPage((await admin.get(address)).body);
  const twice = await admin.post(address, { post: 'social-worker', ...date('from', '2026-05-01') });
  assert.match(twice.body, /They are social worker at that time already/);
  const wrong = await admin.post(address, {
    post: 'iro',
    ...date('from', '2026-05-01'),
    ...date('until', '2026-04-01'),
  });
  assert.equal(wrong.status, 422);
  assertValidPage(wrong.body);
  assert.match(wrong.body, /The last day must be 1 May 2026, the first day, or after it/);
  assert.equal(
    (await admin.post(address, { post: 'senior-practitioner', ...date('from', '2026-02-01') })).status,
    303,
  );
  const posts = await asService(running.service, (tx) =>
    tx.selectFrom('person_post').where('person_id', '=', id).selectAll().execute(),
  );
  const senior = posts.find(({ post }) => post === 'senior-practitioner');
  const end = `/people/${id}/posts/${senior?.id}/end`;
  assertValidPage((await admin.get(end)).body);
  assert.match(
    (await admin.post(end, date('until', '2026-01-01'))).body,
    /1 February 2026, the first day, or after/,
  );
  assert.equal((await admin.post(end, date('until', '2026-03-31'))).status, 303);
  assert.match((await admin.get(`/people/${id}`)).body, /From 1 February 2026 until 31 March 2026/);
  assert.equal(
    (await admin.get(`/people/${running.example.people.amina}/posts/${senior?.id}/end`)).status,
    404,
  );
});

test('a manager is somebody of the same organisation, and management never goes round in a circle', async () => {
  const { amina, gareth, helen } = running.example.people;
  const add = (id: string, email: string, from = '2026-03-10') =>
    admin.post(`/people/${id}/managers/new`, { email, ...date('from', from) });
  assertValidPage((await admin.get(`/people/${amina}/managers/new`)).body);
  assert.match((await add(amina, emailOfStaff('chair'))).body, /somebody of your organisation who uses this/);
  assert.match((await add(helen, emailOfStaff('helen'))).body, /Nobody is their own manager/);
  const circle = await add(helen, emailOfStaff('amina'));
  assert.equal(circle.status, 422);
  assertValidPage(circle.body);
  assert.match(circle.body, /They manage this person at that time/);
  assert.match((await add(gareth, emailOfStaff('helen'))).body, /is their manager at that time already/);
  assert.equal((await add(amina, emailOfStaff('otherteam'))).status, 303);
  assert.equal((await (await running.as('otherteam')).get(path)).status, 200, 'who then sees the case');
  const end = `/people/${amina}/managers/${running.example.people.otherteam}/2026-03-10/end`;
  assertValidPage((await admin.get(end)).body);
  assert.equal((await admin.post(end, date('until', '2026-03-10'))).status, 303);
  running.time.now = new Date('2026-03-11T10:00:00Z');
  assert.equal((await (await running.as('otherteam')).get(path)).status, 404, 'and the day after does not');
  running.time.now = new Date('2026-03-10T10:00:00Z');
  admin = await running.as('admin');
});

test('teams are named once, ended, and hold those who are in them', async () => {
  assertValidPage((await admin.get('/teams/new')).body);
  assert.match((await admin.post('/teams/new', { name: '' })).body, /Enter the name of the team/);
  assert.equal((await admin.post('/teams/new', { name: 'Children in care, north' })).location, '/teams');
  assert.match(
    (await admin.post('/teams/new', { name: 'children in care, NORTH' })).body,
    /a team of this name already/,
  );
  const team = await asService(running.service, (tx) =>
    tx.selectFrom('team').where('name', '=', 'Children in care, north').selectAll().executeTakeFirstOrThrow(),
  );
  const { id } = await personWith('sanjay@derby.example');
  const post = { post: 'minute-taker', teamId: team.id, ...date('from', '2026-03-01') };
  assert.equal((await admin.post(`/people/${id}/posts/new`, post)).status, 303);
  const page = await admin.get('/teams');
  assertValidPage(page.body);
  assert.match(page.body, /Children in care, north[\s\S]*Sanjay Whitfield/);
  assert.equal(
    (await admin.post(`/teams/${team.id}`, { name: 'North', ...date('until', '2026-12-31') })).status,
    303,
  );
  assert.match((await admin.get('/teams')).body, /North[\s\S]*Ends, or ended, on 31 December 2026/);
  assert.equal((await admin.get(`/teams/${randomUUID()}`)).status, 404);
});

test('an organisation keeps its colour readable, and its procedures in order', async () => {
  const page = await admin.get('/organisation');
  assertValidPage(page.body);
  const pale = await admin.post('/organisation', { colour: '#ffffaa', 'place-0': '1' });
  assert.equal(pale.status, 422);
  assertValidPage(pale.body);
  assert.match(
    (await admin.post('/organisation', { colour: '#00583d' })).body,
    /Give at least one procedure a place/,
  );
  assert.equal(
    (await admin.post('/organisation', { colour: '#123456', 'place-0': '2', 'place-1': '1' })).status,
    303,
  );
  const rows = await asService(running.service, (tx) =>
    tx
      .selectFrom('organisation_procedure')
      .where('organisation_id', '=', running.example.actors.admin.organisationId)
      .orderBy('position')
      .select('procedure_id')
      .execute(),
  );
  assert.equal(rows.length, 2);
  assert.deepEqual(
    rows
      .map(({ procedure_id }) => procedure_id)
      .toSorted()
      .toReversed(),
    rows.map(({ procedure_id }) => procedure_id),
  );
});

test('whoever leaves is signed out at once and what was theirs goes to their manager; they can come back', async () => {
  const { amina } = running.example.people;
  const worker = await running.as('amina');
  const page = await admin.get(`/people/${amina}/leaving`);
  assertValidPage(page.body);
  assert.equal((await admin.post(`/people/${amina}/leaving`, {})).status, 422);
  assert.equal((await admin.post(`/people/${amina}/leaving`, date('lastDay', '2026-03-09'))).status, 303);
  assert.equal((await worker.get(path)).status, 303, 'the open session leads to the sign-in page');
  assert.match((await admin.get(`/people/${amina}`)).body, /Their last day was <strong>9 March 2026/);
  const gareth = await running.as('gareth');
  assert.match((await gareth.get('/')).body, /Amina Hussain/);
  assert.match((await gareth.get(path)).body, /Amina Hussain has left/);
  assertValidPage((await admin.get(`/people/${amina}/return`)).body);
  const back = await admin.post(`/people/${amina}/return`, {
    post: 'social-worker',
    ...date('from', '2026-03-10'),
  });
  assert.equal(back.status, 303);
  assert.equal((await (await running.as('amina')).get('/')).status, 200);
});

test('the only administrator neither leaves nor loses the post, and nobody records that they leave themselves', async () => {
  const { admin: id } = running.example.people;
  const own = await admin.post(`/people/${id}/leaving`, date('lastDay', '2026-04-01'));
  assert.match(own.body, /Ask another administrator/);
  const [post] = await asService(running.service, (tx) =>
    tx.selectFrom('person_post').where('person_id', '=', id).selectAll().execute(),
  );
  const ended = await admin.post(`/people/${id}/posts/${post?.id}/end`, date('until', '2026-04-01'));
  assert.equal(ended.status, 422);
  assertValidPage(ended.body);
  assert.match(ended.body, /the only administrator of your organisation/);
});

test('what is typed is shown as text', async () => {
  const script = '<script>alert(1)</script>';
  const { location } = await admin.post(
    '/people/new',
    newPerson({ name: script, email: 'script@derby.example' }),
  );
  const { body } = await admin.get(location ?? '');
  assert.match(body, /&lt;script&gt;/);
  assert.doesNotMatch(body, /<script>alert/);
});
