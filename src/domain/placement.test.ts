import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factDefinitions, type PlacementKind } from './facts.ts';
import { addPlacement } from './placement.ts';
import {
  isPlacementKind,
  type PlacementFacts,
  type PlacementProposal,
  placementQuestions,
} from './placement-proposal.ts';

const staff = (id: string, post: string, organisation = 'Derby City Council') => ({
  id,
  name: id,
  post,
  email: `${id}@derby.example`,
  organisation,
});
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@post.example` });
const nobody = { name: '', email: '' };

const robin = { givenName: 'Robin', familyName: 'Stone', bornOn: '2020-05-04', caseNumber: 'LCS 1' };
/** Everything that any kind asks for, typed at once: each kind takes its own. */
const proposal: PlacementProposal = {
  kind: 'adoptive',
  introductionsOn: '2025-10-20',
  startedOn: '2025-11-03',
  orderMadeOn: '2026-02-02',
  children: [robin],
  carers: [{ ...person('Jo'), phone: '', address: '' }],
  provider: 'external',
  familySource: 'regional-agency',
  agencyName: 'Northern Hearts',
  theirWorker: person('Al'),
  homeManager: person('Mel'),
  keyworker: person('Kay'),
  currentCarers: [person('Dot')],
  family: [person('Kirsty')],
};
const facts: PlacementFacts = {
  socialWorker: staff('amina', 'social-worker'),
  adoptersSocialWorker: staff('priya', 'adopters-social-worker', 'Adoption East Midlands'),
  supervisingSocialWorker: staff('sue', 'supervising-social-worker'),
  iro: staff('tomasz', 'iro'),
  panelAdvisor: staff('joy', 'panel-advisor', 'Adoption East Midlands'),
  personalAdviser: null,
  managers: [
    { personId: 'gareth', role: 'team-manager' },
    { personId: 'helen', role: 'service-manager' },
  ],
  today: '2026-03-10',
};

const added = (changes: Partial<PlacementProposal> = {}, changed: Partial<PlacementFacts> = {}) => {
  const result = addPlacement({ ...proposal, ...changes }, { ...facts, ...changed });
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};

const refusal = (changes: Partial<PlacementProposal>, changed: Partial<PlacementFacts> = {}) => {
  const result = addPlacement({ ...proposal, ...changes }, { ...facts, ...changed });
  return result.ok ? [] : result.problems.map(({ field, message }) => `${field}: ${message}`);
};
const fieldsRefused = (changes: Partial<PlacementProposal>, changed: Partial<PlacementFacts> = {}) =>
  refusal(changes, changed).map((problem) => problem.split(':')[0]);

test('everybody chosen is on the case, and the managers above, from the day introductions began', () => {
  assert.deepEqual(added().roles, [
    { personId: 'amina', role: 'child-social-worker', fromOn: '2025-10-20' },
    { personId: 'priya', role: 'adopters-social-worker', fromOn: '2025-10-20' },
    { personId: 'tomasz', role: 'iro', fromOn: '2025-10-20' },
    { personId: 'joy', role: 'panel-advisor', fromOn: '2025-10-20' },
    { personId: 'gareth', role: 'team-manager', fromOn: '2025-10-20' },
    { personId: 'helen', role: 'service-manager', fromOn: '2025-10-20' },
  ]);
});

const always = ['child-social-worker', 'team-manager', 'service-manager', 'current-carer', 'birth-family'];
const reviewed = [...always, 'iro'];
const council = 'Derby City Council';

for (const [what, changes, agencyName, provider, onTheCase] of [
  [
    'an adoptive placement of the regional agency',
    { kind: 'adoptive' },
    'Adoption East Midlands',
    null,
    [...reviewed, 'adopters-social-worker', 'panel-advisor'],
  ],
  [
    'an inter-agency adoptive placement',
    { kind: 'adoptive', familySource: 'inter-agency' },
    'Northern Hearts',
    null,
    [...reviewed, 'adopters-social-worker: Al', 'panel-advisor'],
  ],
  [
    'a foster placement of the council itself',
    { kind: 'foster-short-term', provider: 'in-house' },
    council,
    'in-house',
    [...reviewed, 'supervising-social-worker'],
  ],
  [
    'a foster placement of an agency',
    { kind: 'foster-permanent', provider: 'external' },
    'Northern Hearts',
    'external',
    [...reviewed, 'supervising-social-worker: Al'],
  ],
  [
    'a placement with a connected person',
    { kind: 'connected-person', provider: '' },
    council,
    'in-house',
    [...reviewed, 'supervising-social-worker'],
  ],
  [
    'a residential placement',
    { kind: 'residential', provider: 'in-house', agencyName: 'Larch House' },
    'Larch House',
    'in-house',
    [...reviewed, 'home-manager: Mel', 'keyworker: Kay'],
  ],
  ['special guardianship', { kind: 'special-guardianship' }, '', null, reviewed],
  [
    'supported lodgings of an agency',
    { kind: 'supported-lodgings' },
    'Northern Hearts',
    'external',
    reviewed,
  ],
  [
    'supported lodgings of the council itself',
    { kind: 'supported-lodgings', provider: 'in-house' },
    council,
    'in-house',
    reviewed,
  ],
  ['a placement with parents', { kind: 'parents' }, '', null, reviewed],
] satisfies [string, Partial<PlacementProposal>, string, string | null, readonly string[]][])
  test(`${what} names who provides it, and has its own people on it and no others`, () => {
    const placement = added(changes);
    assert.equal(placement.kind, changes.kind);
    assert.equal(placement.agencyName, agencyName);
    assert.equal(placement.provider, provider);
    const contacts = placement.contacts.map(({ kind, name }) =>
      always.includes(kind) ? kind : `${kind}: ${name}`,
    );
    assert.deepEqual([...placement.roles.map(({ role }) => role), ...contacts].sort(), [...onTheCase].sort());
  });

for (const kind of Object.keys(factDefinitions.kind.values) as PlacementKind[])
  test(`of ${kind} only what matters for it is kept, however it came to be typed`, () => {
    const { carer, order } = placementQuestions[kind];
    const placement = added({ kind });
    assert.equal(placement.familySource, kind === 'adoptive' ? 'regional-agency' : null);
    assert.equal(placement.introductionsOn, kind === 'adoptive' ? '2025-10-20' : null);
    assert.equal(placement.orderMadeOn, order === undefined ? null : '2026-02-02');
    assert.equal(placement.carers.length, carer === undefined ? 0 : 1);
    assert.equal(placement.roles[0]?.fromOn, kind === 'adoptive' ? '2025-10-20' : '2025-11-03');
  });

test('a personal adviser can be on a case of any kind', () => {
  const { roles } = added(
    { kind: 'supported-lodgings' },
    { personalAdviser: staff('pa', 'personal-adviser') },
  );
  assert.ok(roles.some(({ personId, role }) => personId === 'pa' && role === 'personal-adviser'));
});

test('a placement that never got past introductions has no day on which the child moved in', () => {
  assert.equal(added({ startedOn: null, orderMadeOn: null }).startedOn, null);
  assert.equal(added({ introductionsOn: null }).roles[0]?.fromOn, '2025-11-03');
});

test('a child who has not left is with nobody else', () => {
  assert.ok(!added({ currentCarers: [] }).contacts.some(({ kind }) => kind === 'current-carer'));
});

const child = ['givenName', 'familyName', 'bornOn', 'caseNumber'].map((name) => `children-0-${name}`);
const carer = ['carers-0-name', 'carers-0-email'];
for (const [kind, missing] of [
  ['adoptive', [...carer, 'familySource', 'iroId', 'panelAdvisorId']],
  ['foster-short-term', [...carer, 'provider', 'iroId']],
  ['foster-long-term', [...carer, 'provider', 'iroId']],
  ['foster-permanent', [...carer, 'provider', 'iroId']],
  ['residential', ['provider', 'agencyName', 'homeManager-name', 'homeManager-email', 'iroId']],
  ['connected-person', [...carer, 'iroId']],
  ['special-guardianship', carer],
  ['supported-lodgings', [...carer, 'provider']],
  ['parents', ['family-0-name', 'family-0-email', 'iroId']],
] satisfies [PlacementKind, string[]][])
  test(`an empty form for ${kind} is answered with all that is missing, in the order of the page`, () => {
    const empty = {
      ...{ introductionsOn: null, startedOn: null, orderMadeOn: null },
      ...{ children: [], carers: [], currentCarers: [], family: [] },
      ...{ provider: '', familySource: '', agencyName: '' },
      ...{ theirWorker: nobody, homeManager: nobody, keyworker: nobody },
    };
    const unchosen = {
      ...{ socialWorker: null, adoptersSocialWorker: null, supervisingSocialWorker: null },
      ...{ iro: null, panelAdvisor: null, personalAdviser: null, managers: [] },
    };
    assert.deepEqual(fieldsRefused({ ...empty, kind }, unchosen), [
      ...child,
      'socialWorkerId',
      'startedOn',
      ...missing,
    ]);
  });

for (const [why, changes, problem] of [
  [
    'a child born after introductions began',
    { children: [{ ...robin, bornOn: '2025-10-21' }] },
    'children-0-bornOn: The date of birth must be on or before 20 October 2025, when the placement or its introductions began',
  ],
  [
    'a child not born yet',
    { children: [{ ...robin, bornOn: '2026-03-11' }] },
    'children-0-bornOn: The date of birth must be today or in the past',
  ],
  [
    'two children with one case number',
    { children: [robin, { ...robin, givenName: 'Ash' }] },
    'children-1-caseNumber: Two children cannot have the same case number',
  ],
  [
    'a move tomorrow',
    { startedOn: '2026-03-11', orderMadeOn: null },
    'startedOn: The date the child moved in must be today or in the past',
  ],
  [
    'a move before introductions',
    { startedOn: '2025-10-19' },
    'startedOn: The child cannot have moved in before 20 October 2025, when introductions began',
  ],
  [
    'an adoption before the move',
    { orderMadeOn: '2025-11-02' },
    'orderMadeOn: An Adoption Order is made after the child moved in. Check both dates',
  ],
  [
    'an adoption of a child who never moved in',
    { startedOn: null },
    'orderMadeOn: An Adoption Order is made after the child moved in. Check both dates',
  ],
  [
    'a guardianship order tomorrow',
    { kind: 'special-guardianship', orderMadeOn: '2026-03-11' },
    'orderMadeOn: The date the Special Guardianship Order was made must be today or in the past',
  ],
  [
    'a foster placement that never got past introductions',
    { kind: 'foster-long-term', startedOn: null },
    'startedOn: Enter the date the child moved in',
  ],
  [
    'an address that no post office would know',
    { currentCarers: [{ name: 'Dot Lind', email: 'dot at home' }] },
    'currentCarers-0-email: Enter the e-mail address of the current carer, such as name@post.example',
  ],
  [
    'a foster carer without a name',
    {
      kind: 'foster-short-term',
      carers: [{ ...person(''), email: 'j@post.example', phone: '', address: '' }],
    },
    'carers-0-name: Enter the name of the foster carer',
  ],
  [
    'another adoption agency without a name',
    { familySource: 'inter-agency', agencyName: '' },
    'agencyName: Enter the name of the adopters’ agency',
  ],
  [
    'a fostering agency without a name',
    { kind: 'foster-short-term', agencyName: '' },
    'agencyName: Enter the name of the agency or provider',
  ],
  [
    'a fostering agency without somebody who supervises the carers there',
    { kind: 'foster-short-term', theirWorker: { name: '', email: 'al@hearts.example' } },
    'theirWorker-name: Enter the name of the supervising social worker',
  ],
  [
    'a keyworker without an address',
    { kind: 'residential', keyworker: { name: 'Kay', email: '' } },
    'keyworker-email: Enter the e-mail address of the link worker or keyworker, such as name@post.example',
  ],
  [
    'a provider that the page does not offer',
    { kind: 'supported-lodgings', provider: 'toString' },
    'provider: Choose who provides the placement',
  ],
] satisfies [string, Partial<PlacementProposal>, string][])
  test(`${why} is refused`, () => {
    assert.deepEqual(refusal(changes), [problem]);
  });

test('a family of the regional agency without its social worker there is refused', () => {
  assert.deepEqual(refusal({}, { adoptersSocialWorker: null }), [
    'adoptersSocialWorkerId: Choose the adopters’ social worker',
  ]);
});

test('the council’s own foster carers have a supervising social worker, unless it has none to choose from', () => {
  const ownCarers = { kind: 'foster-long-term', provider: 'in-house' } as const;
  assert.deepEqual(refusal(ownCarers, { supervisingSocialWorker: null }), [
    'supervisingSocialWorkerId: Choose the supervising social worker',
  ]);
  assert.deepEqual(refusal(ownCarers, { supervisingSocialWorker: undefined }), []);
  assert.deepEqual(refusal({ kind: 'connected-person' }, { supervisingSocialWorker: null }), []);
});

test('a placement that is all of home, manager and no keyworker is enough', () => {
  const { contacts } = added({ kind: 'residential', keyworker: nobody });
  assert.ok(!contacts.some(({ kind }) => kind === 'keyworker'));
});

test('a guardianship order can be made before the child moves', () => {
  assert.equal(added({ kind: 'special-guardianship', orderMadeOn: '2025-11-01' }).orderMadeOn, '2025-11-01');
});

test('today is still soon enough for every date, birth included', () => {
  const today = facts.today;
  const all = { introductionsOn: today, startedOn: today, orderMadeOn: today };
  assert.equal(added({ ...all, children: [{ ...robin, bornOn: today }] }).orderMadeOn, today);
});

test('a kind that the form does not offer is none', () => {
  assert.ok(isPlacementKind('parents'));
  for (const kind of ['', 'constructor', 'Adoptive']) assert.ok(!isPlacementKind(kind), kind);
});
