import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { asPerson, asService } from '../../database/connection.ts';
import { addPeople } from '../../database/people.ts';
import { loadPlacement } from '../../database/placement-record.ts';
import { factDefinitions, type PlacementKind } from '../../domain/facts.ts';
import { typedDate } from '../../web/typed.ts';

type Fields = Record<string, string>;

let world: TestApp;
const supervisor = randomUUID();
const adviser = randomUUID();
before(async () => {
  world = await startTestApp();
  const { organisationId } = world.example.actors.amina;
  const at = { organisationId };
  await asService(world.service, (tx) =>
    addPeople(tx, [
      { ...at, id: supervisor, name: 'Sue Visor', email: 's@d.example', post: 'supervising-social-worker' },
      { ...at, id: adviser, name: 'Ada Vise', email: 'a@d.example', post: 'personal-adviser' },
    ]),
  );
});
after(() => world.stop());

const kinds = Object.keys(factDefinitions.kind.values) as PlacementKind[];

/** Everything any kind asks for: each form shows and takes its own part of it. */
const everything = (kind: string): Fields => ({
  kind,
  'children-0-givenName': 'Ash',
  'children-0-familyName': 'Winterbourne',
  ...(typedDate('children-0-bornOn', '2019-02-03') as Fields),
  'children-0-caseNumber': randomUUID(),
  ...(typedDate('introductionsOn', '2025-09-01') as Fields),
  ...(typedDate('startedOn', '2025-09-15') as Fields),
  'carers-0-name': 'Perry Quill',
  'carers-0-email': 'perry@quill.example',
  'carers-0-address': '1 Quill Lane\nBelper',
  provider: 'external',
  familySource: 'inter-agency',
  agencyName: 'Larch House',
  'theirWorker-name': 'Al Worker',
  'theirWorker-email': 'al@larch.example',
  'homeManager-name': 'Mel Larch',
  'homeManager-email': 'mel@larch.example',
  'keyworker-name': 'Kay Larch',
  'keyworker-email': 'kay@larch.example',
  'currentCarers-0-name': 'Dot Lind',
  'currentCarers-0-email': 'dot@lind.example',
  'family-0-name': 'Kirsty Winterbourne',
  'family-0-email': 'kirsty@winterbourne.example',
  supervisingSocialWorkerId: supervisor,
  iroId: world.example.people.iro,
  panelAdvisorId: world.example.people.panel,
  personalAdviserId: adviser,
});

const names = (page: string) =>
  new Set(Array.from(page.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g), ([, name]) => name));

test('the form begins with one question, which leads on to the form for that kind', async () => {
  const amina = await world.as('amina');
  const asked = await amina.get('/placements/new');
  assert.equal(asked.status, 200);
  assertValidPage(asked.body);
  assert.match(asked.body, /<form method="get" action="\/placements\/new"/);
  assert.deepEqual(
    Array.from(asked.body.matchAll(/ name="kind" type="radio" value="([^"]+)"/g), ([, kind]) => kind),
    kinds,
  );
  const unanswered = await amina.get('/placements/new?go=kind');
  assert.equal(unanswered.status, 422);
  assertValidPage(unanswered.body);
  assert.match(unanswered.body, /<a href="#kind">Choose the kind of placement/);
});

/** What is asked of some kinds only. */
const askedOf: Readonly<Record<string, readonly PlacementKind[]>> = {
  'introductionsOn-day': ['adoptive'],
  'orderMadeOn-day': ['adoptive', 'special-guardianship'],
  familySource: ['adoptive'],
  panelAdvisorId: ['adoptive'],
  provider: [
    'foster-short-term',
    'foster-long-term',
    'foster-permanent',
    'residential',
    'supported-lodgings',
  ],
  'carers-0-name': kinds.filter((kind) => kind !== 'residential' && kind !== 'parents'),
  'homeManager-name': ['residential'],
  'keyworker-name': ['residential'],
  agencyName: [
    ...(['adoptive', 'foster-short-term', 'foster-long-term', 'foster-permanent'] as const),
    ...(['residential', 'supported-lodgings'] as const),
  ],
  'theirWorker-name': ['adoptive', 'foster-short-term', 'foster-long-term', 'foster-permanent'],
  supervisingSocialWorkerId: [
    'foster-short-term',
    'foster-long-term',
    'foster-permanent',
    'connected-person',
  ],
  'startedOn-day': kinds,
  iroId: kinds,
  personalAdviserId: kinds,
  'currentCarers-0-name': kinds,
  'family-0-name': kinds,
};

for (const kind of kinds)
  test(`the form for ${kind} asks what matters for it and nothing else, and saves it`, async () => {
    const amina = await world.as('amina');
    const form = await amina.get(`/placements/new?kind=${kind}`);
    assert.equal(form.status, 200);
    assertValidPage(form.body);
    const fields = names(form.body);
    for (const [field, of] of Object.entries(askedOf))
      assert.equal(fields.has(field), of.includes(kind), `${field} for ${kind}`);

    const refused = await amina.post('/placements/new', { kind });
    assert.equal(refused.status, 422);
    assertValidPage(refused.body);
    assert.ok(refused.body.includes(`name="kind" value="${kind}"`), 'the same kind again');
    assert.deepEqual(names(refused.body), fields);

    const answer = await amina.post('/placements/new', everything(kind));
    assert.equal(answer.status, 303, answer.body);
    const next = await amina.get(answer.location ?? '');
    assert.match(next.body, /<input[^>]*\schecked[^>]*>\s*<label[^>]*>\s*Ash Winterbourne/);
    const id = answer.location?.split('placement=')[1] ?? '';
    const kept = await asPerson(world.service, { id: world.example.people.amina }, (tx) =>
      loadPlacement(tx, id),
    );
    assert.equal(kept?.kind, kind);
    assert.equal(kept?.carers.length, fields.has('carers-0-name') ? 1 : 0);
  });

test('the agency of another region is nobody’s to choose from', async () => {
  const organisation_id = randomUUID();
  const [fern, faraway] = [randomUUID(), randomUUID()];
  await asService(world.service, async (tx) => {
    const agency = { kind: 'regional-agency', colour: '#00583d', region: 'North' } as const;
    await tx
      .insertInto('organisation')
      .values({ id: organisation_id, name: 'Adoption North', ...agency })
      .execute();
    const at = { organisationId: organisation_id };
    await addPeople(tx, [
      { ...at, id: fern, name: 'Fern Far', email: 'f@n.example', post: 'adopters-social-worker' },
      { ...at, id: faraway, name: 'Ada Away', email: 'a@n.example', post: 'panel-advisor' },
    ]);
  });
  const amina = await world.as('amina');
  const form = await amina.get('/placements/new?kind=adoptive');
  assert.match(form.body, /Priya Shah/);
  assert.doesNotMatch(form.body, /Fern Far|Ada Away/);
  const sent = { ...everything('adoptive'), adoptersSocialWorkerId: fern, panelAdvisorId: faraway };
  const refused = await amina.post('/placements/new', sent);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Choose the panel advisor/);
});

test('whoever is chosen or named works on the case, and may open it when they sign in', async () => {
  const amina = await world.as('amina');
  const onTheCase = async (changes: Fields) => {
    const fields = { ...everything('foster-permanent'), ...changes };
    const { location } = await amina.post('/placements/new', fields);
    const id = location?.split('placement=')[1] ?? '';
    const kept = await asPerson(world.service, { id: supervisor }, (tx) => loadPlacement(tx, id));
    return kept && { ...kept, names: kept.roles.map(({ role, person }) => `${role}: ${person.name}`) };
  };
  const inHouse = await onTheCase({ provider: 'in-house' });
  assert.equal(inHouse?.agencyName, 'Derby City Council');
  assert.ok(inHouse?.names.includes('supervising-social-worker: Sue Visor'));
  assert.ok(inHouse?.names.includes('personal-adviser: Ada Vise'));
  assert.ok(inHouse?.names.includes('team-manager: Gareth Pugh'));
  assert.equal(await onTheCase({ provider: 'external' }), undefined);
});

test('a kind that there is not is refused, and the question carries on all that was typed', async () => {
  const amina = await world.as('amina');
  const typed = everything('no-such-kind');
  const refused = await amina.post('/placements/new', typed);
  assert.equal(refused.status, 422);
  assertValidPage(refused.body);
  assert.match(refused.body, /<a href="#kind">Choose the kind of placement/);
  const carried = Object.fromEntries(
    Array.from(
      refused.body.matchAll(/<input type="hidden" name="([^_"][^"]*)" value="([^"]*)">/g),
      (found) => [found[1] ?? '', found[2] ?? ''],
    ),
  );
  assert.deepEqual(new Set(Object.keys({ ...carried, kind: '' })), new Set([...Object.keys(typed), 'go']));
  const form = await amina.post('/placements/new', { ...carried, kind: 'residential' });
  assert.equal(form.status, 200);
  assertValidPage(form.body);
  for (const kept of ['value="Ash"', 'value="Larch House"', 'value="Mel Larch"', 'value="Dot Lind"'])
    assert.ok(form.body.includes(kept), kept);
});

test('the kind can be changed on the way, and what was typed comes along', async () => {
  const amina = await world.as('amina');
  const change = { ...everything('adoptive'), go: 'change-kind' };
  const asked = await amina.post('/placements/new', change);
  assert.equal(asked.status, 200);
  assertValidPage(asked.body);
  assert.match(asked.body, /value="adoptive" checked/);
  assert.match(asked.body, /name="carers-0-address" value="1 Quill Lane\nBelper"/);
});
