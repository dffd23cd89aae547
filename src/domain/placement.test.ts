import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPlacement, type PlacementFacts, type PlacementProposal } from './placement.ts';

const staff = (id: string, post: string, organisation = 'Derby City Council') => ({
  id,
  name: id,
  post,
  email: `${id}@derby.example`,
  organisation,
});

const robin = { givenName: 'Robin', familyName: 'Stone', bornOn: '2020-05-04', caseNumber: 'LCS 1' };
const proposal: PlacementProposal = {
  introductionsOn: '2025-10-20',
  startedOn: '2025-11-03',
  orderMadeOn: null,
  children: [robin],
  adopters: [{ name: 'Jo Field', email: 'jo@post.example', phone: '', address: '' }],
  familySource: 'regional-agency',
  agencyName: '',
  theirWorker: { name: '', email: '' },
  carers: [{ name: 'Dot Lind', email: 'dot@post.example' }],
  family: [],
};
const facts: PlacementFacts = {
  socialWorker: staff('amina', 'social-worker'),
  adoptersSocialWorker: staff('priya', 'adopters-social-worker', 'Adoption East Midlands'),
  iro: staff('tomasz', 'iro'),
  panelAdvisor: staff('joy', 'panel-advisor', 'Adoption East Midlands'),
  managers: [{ personId: 'gareth', capacity: 'team-manager' }],
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

test('everybody chosen is on the case, from the day introductions began, and the managers may open it', () => {
  const { roles, access, agencyName, contacts } = added();
  assert.deepEqual(roles, [
    { personId: 'amina', role: 'child-social-worker', fromOn: '2025-10-20' },
    { personId: 'priya', role: 'adopters-social-worker', fromOn: '2025-10-20' },
    { personId: 'tomasz', role: 'iro', fromOn: '2025-10-20' },
    { personId: 'joy', role: 'panel-advisor', fromOn: '2025-10-20' },
  ]);
  assert.deepEqual(access.at(-1), { personId: 'gareth', capacity: 'team-manager' });
  assert.equal(access.length, 5);
  assert.equal(agencyName, 'Adoption East Midlands');
  assert.deepEqual(contacts, [{ kind: 'current-carer', name: 'Dot Lind', email: 'dot@post.example' }]);
});

test('of an inter-agency family, the worker there is a contact, and nobody of the regional agency is theirs', () => {
  const { roles, contacts, agencyName } = added({
    familySource: 'inter-agency',
    agencyName: 'Northern Hearts',
    theirWorker: { name: 'Al Worker', email: 'al@hearts.example' },
    family: [{ name: 'Kirsty Stone', email: 'kirsty@post.example' }],
  });
  assert.equal(agencyName, 'Northern Hearts');
  assert.ok(!roles.some(({ role }) => role === 'adopters-social-worker'));
  assert.deepEqual(
    contacts.map(({ kind, name }) => [kind, name]),
    [
      ['current-carer', 'Dot Lind'],
      ['birth-family', 'Kirsty Stone'],
      ['adopters-social-worker', 'Al Worker'],
    ],
  );
});

test('a placement that never got past introductions has no day on which the child moved in', () => {
  assert.equal(added({ startedOn: null }).startedOn, null);
  assert.equal(added({ introductionsOn: null }).roles[0]?.fromOn, '2025-11-03');
});

test('an empty form is answered with all that is missing', () => {
  const nothing = { socialWorker: null, adoptersSocialWorker: null, iro: null, panelAdvisor: null };
  const fields = refusal(
    { introductionsOn: null, startedOn: null, children: [], adopters: [], carers: [], familySource: '' },
    nothing,
  ).map((problem) => problem.split(':')[0]);
  assert.deepEqual(fields, [
    'children-0-givenName',
    'children-0-familyName',
    'children-0-bornOn',
    'children-0-caseNumber',
    'socialWorkerId',
    'startedOn',
    'adopters-0-name',
    'adopters-0-email',
    'familySource',
    'carers-0-name',
    'carers-0-email',
    'iroId',
    'panelAdvisorId',
  ]);
});

for (const [why, changes, problem] of [
  [
    'a child born on the day introductions began',
    { children: [{ ...robin, bornOn: '2025-10-20' }] },
    'children-0-bornOn: The date of birth must be before 20 October 2025, when the placement or its introductions began',
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
    { startedOn: '2026-03-11' },
    'startedOn: The date the child moved in must be today or in the past, or left empty',
  ],
  [
    'a move before introductions',
    { startedOn: '2025-10-19' },
    'startedOn: The child cannot have moved in before 20 October 2025, when introductions began',
  ],
  [
    'an order before the move',
    { orderMadeOn: '2025-11-02' },
    'orderMadeOn: An Adoption Order is made after the child moved in. Check both dates',
  ],
  [
    'an order for a child who never moved in',
    { startedOn: null, orderMadeOn: '2026-01-01' },
    'orderMadeOn: An Adoption Order is made after the child moved in. Check both dates',
  ],
  [
    'an address that no post office would know',
    { carers: [{ name: 'Dot Lind', email: 'dot at home' }] },
    'carers-0-email: Enter the e-mail address of the current carer, such as name@post.example',
  ],
  [
    'another agency without a name',
    { familySource: 'inter-agency', theirWorker: { name: 'Al', email: 'al@hearts.example' } },
    'agencyName: Enter the name of the adopters’ agency',
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

test('today is still soon enough for every date', () => {
  const today = { introductionsOn: '2026-03-10', startedOn: '2026-03-10', orderMadeOn: '2026-03-10' };
  assert.equal(added(today).orderMadeOn, '2026-03-10');
});
