import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  assessChairs,
  type Candidate,
  type ChairFacts,
  type LineManagement,
  type PastRole,
} from './chair.ts';

const chair = (id: string, changes: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  post: 'independent-chair',
  organisationKind: 'council',
  leftOn: null,
  ...changes,
});

const facts = (changes: Partial<ChairFacts> = {}): ChairFacts => ({
  since: '2025-11-03',
  meetingOn: '2026-04-01',
  socialWorkers: [{ personId: 'sam', name: 'Sam Okoro' }],
  management: [
    { personId: 'sam', managerId: 'priya', fromOn: '2024-01-01', untilOn: null },
    { personId: 'priya', managerId: 'helen', fromOn: '2024-01-01', untilOn: '2026-03-03' },
  ],
  roles: [],
  nameOf: (id) => ({ priya: 'Priya Nair', helen: 'Helen Marsh' })[id] ?? id,
  ...changes,
});

const reasonsFor = (candidate: Candidate, about: ChairFacts): readonly string[] => {
  const [assessed] = assessChairs([candidate], about);
  return assessed?.eligibility.eligible === false ? assessed.eligibility.reasons : [];
};

test('an independent chair of another council may chair', () => {
  assert.deepEqual(reasonsFor(chair('ruth'), facts()), []);
});

test('the social worker’s manager, and the manager above until this month, may not, and it says through whom', () => {
  assert.deepEqual(reasonsFor(chair('priya', { post: 'team-manager' }), facts()), [
    'line-manages Sam Okoro, the child’s social worker',
  ]);
  assert.deepEqual(reasonsFor(chair('helen', { post: 'service-manager' }), facts()), [
    'line-manages Sam Okoro, the child’s social worker through Priya Nair, until 3 March 2026',
  ]);
});

test('a manager whose line ended before the placement began may chair', () => {
  const management = [{ personId: 'sam', managerId: 'colin', fromOn: '2020-01-01', untilOn: '2025-11-02' }];
  assert.deepEqual(reasonsFor(chair('colin', { post: 'team-manager' }), facts({ management })), []);
});

test('nobody of the adoption agency chairs, nor who assessed, matched, reviewed or sat on the panel', () => {
  assert.deepEqual(reasonsFor(chair('olu', { organisationKind: 'regional-agency' }), facts()), [
    'works for the adoption agency',
  ]);
  for (const role of [
    'assessed-adopters',
    'matched',
    'sat-on-panel',
    'iro',
    'panel-advisor',
    'adopters-social-worker',
  ]) {
    const roles: PastRole[] = [{ personId: 'ruth', role, fromOn: '2025-01-01', untilOn: '2025-02-01' }];
    assert.equal(reasonsFor(chair('ruth'), facts({ roles })).length, 1, role);
  }
});

test('someone who has left, and someone in no chairing post, is named with that reason', () => {
  assert.deepEqual(reasonsFor(chair('ann', { leftOn: '2026-03-31' }), facts()), ['left on 31 March 2026']);
  assert.deepEqual(reasonsFor(chair('zoe', { post: 'minute-taker' }), facts()), [
    'is not in a post that chairs these meetings',
  ]);
});

test('a circle of line management ends', () => {
  const management = [
    { personId: 'sam', managerId: 'priya', fromOn: '2024-01-01', untilOn: null },
    { personId: 'priya', managerId: 'sam', fromOn: '2024-01-01', untilOn: null },
  ];
  assert.equal(reasonsFor(chair('priya'), facts({ management })).length, 1);
});

// A second implementation, by another road: the reachable set by repeated relaxation over days, not a walk up.
const independentlyAbove = (about: ChairFacts): ReadonlySet<string> => {
  const above = new Set<string>();
  for (let round = 0; round <= about.management.length; round += 1)
    for (const { personId, managerId, fromOn, untilOn } of about.management) {
      const overlaps = !(fromOn > about.meetingOn || (untilOn ?? '9999-12-31') < about.since);
      const isBelow =
        about.socialWorkers.some((worker) => worker.personId === personId) || above.has(personId);
      if (overlaps && isBelow) above.add(managerId);
    }
  return above;
};

test('on generated organisations no allowed chair is above the social worker, of the agency, or had a role', () => {
  const id = fc.integer({ min: 0, max: 11 }).map((number) => `p${number}`);
  const day = fc
    .integer({ min: 0, max: 900 })
    .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
  const link: fc.Arbitrary<LineManagement> = fc
    .record({ personId: id, managerId: id, fromOn: day, untilOn: fc.option(day, { nil: null }) })
    .filter(
      ({ personId, managerId, fromOn, untilOn }) =>
        personId !== managerId && (untilOn === null || untilOn >= fromOn),
    );
  const role: fc.Arbitrary<PastRole> = fc.record({
    personId: id,
    role: fc.constantFrom('assessed-adopters', 'matched', 'sat-on-panel', 'iro', 'minute-taker'),
    fromOn: day,
    untilOn: fc.constant(null),
  });
  fc.assert(
    fc.property(
      fc.array(link, { maxLength: 20 }),
      fc.array(role, { maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      day,
      day,
      (management, roles, ofAgency, one, other) => {
        const [since = one, meetingOn = other] = [one, other].sort();
        const about = facts({
          management,
          roles,
          since,
          meetingOn,
          socialWorkers: [{ personId: 'p0', name: 'Sam' }],
        });
        const candidates = ofAgency.map((agency, index) =>
          chair(`p${index}`, { organisationKind: agency ? 'regional-agency' : 'council' }),
        );
        const above = independentlyAbove(about);
        for (const { candidate, eligibility } of assessChairs(candidates, about)) {
          const barred =
            candidate.organisationKind === 'regional-agency' ||
            candidate.id === 'p0' ||
            above.has(candidate.id) ||
            roles.some((past) => past.personId === candidate.id && past.role !== 'minute-taker');
          assert.equal(eligibility.eligible, !barred, candidate.id);
        }
      },
    ),
    { numRuns: 10_000 },
  );
});
