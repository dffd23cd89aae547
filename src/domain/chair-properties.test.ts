import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chairingPostInWords, independenceInWords } from './asks.ts';
import { assessChairs, type Candidate, type ChairDuty, type ChairFacts, type Dated } from './chair.ts';
import { addDays, type PlainDate } from './dates.ts';

/** A whole small world: few people and few days, so that lines cross, circle and end on the day another begins. */
const everyone = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
const days: readonly PlainDate[] = Array.from({ length: 24 }, (_, day) => addDays('2026-02-20', day));

const person = fc.constantFrom(...everyone);
const dated: fc.Arbitrary<Dated> = fc
  .record({ fromOn: fc.option(fc.constantFrom(...days)), untilOn: fc.option(fc.constantFrom(...days)) })
  .map(({ fromOn, untilOn }) =>
    fromOn !== null && untilOn !== null && fromOn > untilOn
      ? { fromOn: untilOn, untilOn: fromOn }
      : { fromOn, untilOn },
  );
const heldBy = fc.tuple(person, dated).map(([personId, dates]) => ({ personId, ...dates }));
const some = <T>(what: fc.Arbitrary<T>, maxLength: number) => fc.array(what, { maxLength });
const posts = [...Object.keys(chairingPostInWords), 'social-worker', 'minute-taker'];
const rolesOnCase = ['iro', 'assessed-adopters', 'sat-on-panel', 'home-manager', 'minute-taker', 'chair'];

const candidates: fc.Arbitrary<readonly Candidate[]> = fc.tuple(
  ...everyone.map((id) =>
    fc.record({
      id: fc.constant(id),
      posts: some(
        fc.tuple(fc.constantFrom(...posts), dated).map(([post, dates]) => ({ post, ...dates })),
        2,
      ),
      memberships: some(
        fc
          .tuple(fc.constantFrom('council' as const, 'council' as const, 'regional-agency' as const), dated)
          .map(([organisationKind, dates]) => ({ organisationKind, ...dates })),
        2,
      ),
      leftOn: fc.option(fc.constantFrom(...days), { freq: 2 }),
    }),
  ),
);

const facts: fc.Arbitrary<ChairFacts> = fc
  .record({
    period: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)),
    management: some(
      fc.tuple(heldBy, person).map(([below, managerId]) => ({ ...below, managerId })),
      6,
    ),
    teams: some(fc.record({ managers: some(heldBy, 2), members: some(heldBy, 3) }), 2),
    workers: some(heldBy, 2),
    others: some(fc.tuple(heldBy, fc.constantFrom(...rolesOnCase)), 3),
  })
  .map(({ period, management, teams, workers, others }) => {
    const [since = '', meetingOn = ''] = period.toSorted();
    const roles = [
      ...workers.map((held) => ({ ...held, role: 'child-social-worker' })),
      ...others.map(([held, role]) => ({ ...held, role })),
    ].map((held) => ({ ...held, fromOn: held.fromOn ?? '2020-01-01' }));
    return { since, meetingOn, management, teams, roles, nameOf: (id) => id };
  });

const derby: ChairDuty = {
  duty: 'must',
  chair: {
    'in-post': ['independent-chair', 'senior-practitioner', 'team-manager', 'service-manager', 'iro'],
    'independent-of': ['agency', 'line', 'case'],
  },
};
const chairingPosts = Object.keys(chairingPostInWords) as (keyof typeof chairingPostInWords)[];
const independence = Object.keys(independenceInWords) as (keyof typeof independenceInWords)[];
const rules: fc.Arbitrary<readonly ChairDuty[]> = some(
  fc.record({
    duty: fc.constantFrom('must' as const, 'should' as const, 'consider' as const),
    chair: fc.record(
      {
        'in-post': fc.subarray(chairingPosts, { minLength: 1 }),
        'on-the-case': fc.constantFrom(['iro' as const], ['iro' as const, 'home-manager' as const]),
        'independent-of': fc.subarray(independence),
      },
      { requiredKeys: [] },
    ),
  }),
  3,
);

// A second implementation, by another road: it lives through the period day by day, notes who is whose manager on each
// day, closes that over with Floyd and Warshall's algorithm, and votes on the rules.
const on = (day: PlainDate, { fromOn, untilOn }: Dated): boolean =>
  !((fromOn !== null && day < fromOn) || (untilOn !== null && day > untilOn));

const secondLook = (about: ChairFacts) => {
  const period = days.filter((day) => day >= about.since && day <= about.meetingOn);
  const lived = days.filter((day) => day <= about.meetingOn);
  const above = new Map(everyone.map((id) => [id, new Set<string>()]));
  for (const day of period) {
    for (const link of about.management) if (on(day, link)) above.get(link.personId)?.add(link.managerId);
    for (const team of about.teams)
      for (const member of team.members)
        for (const manager of team.managers)
          if (on(day, member) && on(day, manager)) above.get(member.personId)?.add(manager.personId);
  }
  for (const via of everyone)
    for (const low of everyone)
      if (above.get(low)?.has(via)) for (const high of above.get(via) ?? []) above.get(low)?.add(high);
  const workers = about.roles.filter(
    (held) => held.role === 'child-social-worker' && period.some((day) => on(day, held)),
  );
  return {
    line: ({ id }: Candidate): boolean =>
      workers.some(({ personId }) => personId === id || above.get(personId)?.has(id)),
    agency: ({ memberships }: Candidate): boolean =>
      period.some((day) => memberships.some((held) => held.organisationKind !== 'council' && on(day, held))),
    case: ({ id }: Candidate): boolean =>
      lived.some((day) =>
        about.roles.some(
          (held) => held.personId === id && on(day, held) && !['minute-taker', 'chair'].includes(held.role),
        ),
      ),
  };
};

const secondVerdict = (candidate: Candidate, about: ChairFacts, duties: readonly ChairDuty[]): string => {
  const ties = secondLook(about);
  const today = about.meetingOn;
  const titles: readonly string[] = candidate.posts.filter((held) => on(today, held)).map(({ post }) => post);
  const parts: readonly string[] = about.roles
    .filter((held) => held.personId === candidate.id && on(today, held))
    .map(({ role }) => role);
  const isChair = chairingPosts.some((post) => titles.includes(post));
  const votes = duties.map(({ duty, chair }) => {
    const named = chair['in-post'] ?? chair['on-the-case'];
    const fits =
      named === undefined
        ? isChair
        : chair['in-post']?.some((post) => titles.includes(post)) ||
          chair['on-the-case']?.some((capacity) => parts.includes(capacity));
    return { duty, yes: fits === true && !chair['independent-of']?.some((what) => ties[what](candidate)) };
  });
  const gone = days.some((day) => day <= today && day === candidate.leftOn);
  if (gone || (votes.length === 0 && !isChair)) return 'not-eligible';
  if (votes.some(({ duty, yes }) => duty === 'must' && !yes)) return 'not-eligible';
  const optional = votes.filter(({ duty }) => duty !== 'must');
  return optional.length > 0 && !optional.some(({ yes }) => yes) ? 'needs-agreement' : 'eligible';
};

test('nobody allowed by Derby’s rule was above the child’s social worker, of the agency, or had a part in the case', () => {
  let allowed = 0;
  fc.assert(
    fc.property(candidates, facts, (people, about) => {
      const ties = secondLook(about);
      for (const { candidate, eligibility } of assessChairs(people, about, [derby])) {
        if (eligibility.is !== 'eligible') continue;
        allowed += 1;
        for (const what of independence) assert.ok(!ties[what](candidate), `${candidate.id}: ${what}`);
      }
    }),
    { numRuns: 3_000 },
  );
  assert.ok(allowed > 1_000, `only ${allowed} people were allowed: the organisations say too little`);
});

test('a second implementation agrees about every candidate in 10,000 organisations, and whoever is held back is told why', () => {
  const seen = { eligible: 0, 'not-eligible': 0, 'needs-agreement': 0 };
  fc.assert(
    fc.property(candidates, facts, fc.oneof(rules, fc.constant([derby])), (people, about, duties) => {
      const assessed = assessChairs(people, about, duties);
      assert.deepEqual(
        assessed.map(({ candidate }) => candidate),
        people,
      );
      for (const { candidate, eligibility } of assessed) {
        seen[eligibility.is] += 1;
        assert.equal(eligibility.is, secondVerdict(candidate, about, duties), candidate.id);
        if (eligibility.is !== 'eligible') {
          assert.ok(eligibility.reasons.length > 0);
          assert.equal(new Set(eligibility.reasons).size, eligibility.reasons.length);
        }
      }
    }),
    { numRuns: 10_000 },
  );
  for (const [verdict, times] of Object.entries(seen)) assert.ok(times > 1_000, `${verdict}: ${times}`);
});
