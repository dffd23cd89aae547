import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as policy from '../../src/domain/access.ts';
import type { CaseRecord } from '../../src/domain/case.ts';
import { posts as postWords } from '../../src/domain/post.ts';
import * as model from './model.ts';

const restrictions = [null, 'staff-relative', 'high-profile', 'other'] as const;
const posts = Object.keys(postWords);
const capacities = [...model.opening, ...model.shut];

/** Councils and agencies, whoever works there and under whom, one case, and how it is open to whom. */
type World = {
  readonly people: readonly {
    readonly organisation: number;
    readonly posts: readonly string[];
    /** Somebody further up the list, so that nobody stands above themselves. */
    readonly under: number | null;
    readonly parts: readonly { readonly capacity: string; readonly ended: boolean }[];
    readonly openedHoursAgo: number | null;
  }[];
  readonly restricted: (typeof restrictions)[number];
};

const worlds: fc.Arbitrary<World> = fc.record({
  people: fc.array(
    fc.record({
      organisation: fc.nat(2),
      posts: fc.subarray(posts, { maxLength: 3 }),
      under: fc.option(fc.nat(6)),
      parts: fc.array(fc.record({ capacity: fc.constantFrom(...capacities), ended: fc.boolean() }), {
        maxLength: 3,
      }),
      openedHoursAgo: fc.option(fc.nat(8)),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  restricted: fc.constantFrom(null, null, ...restrictions),
});

const named = ({ parts }: World['people'][number]): readonly string[] =>
  parts.filter(({ ended }) => !ended).map(({ capacity }) => capacity);

/** Whether a person stands above somebody whose work the case is, in the same organisation. */
const manages = ({ people }: World, manager: number): boolean =>
  people.some((worker, index) => {
    if (!named(worker).some((capacity) => model.managed.includes(capacity))) return false;
    let [at, person] = [index, worker];
    while (person.under !== null && person.under < at) {
      at = person.under;
      person = people[at] ?? assert.fail();
      if (person.organisation !== worker.organisation) return false;
      if (at === manager) return true;
    }
    return false;
  });

const relationsOf = (world: World): readonly model.Relation[] =>
  world.people.map((person, index) => ({
    posts: person.posts,
    named: named(person),
    manages: manages(world, index),
    brokeGlass: person.openedHoursAgo !== null && person.openedHoursAgo < 4,
    restricted: world.restricted,
  }));

const inOrder = (decision: policy.Decision) =>
  decision.allowed ? { ...decision, capacities: decision.capacities.toSorted() } : decision;

const agreeOn = (relation: model.Relation, seen: (what: string) => unknown): void => {
  for (const act of policy.caseActs) {
    const decided = policy.decideOnCase(relation, relation, act);
    const expected = model.expectedOnCase(act, relation);
    assert.deepEqual(inOrder(decided), inOrder(expected), act);
    seen(`${act} ${expected.allowed}`);
    seen(expected.rule);
    if (!decided.allowed) continue;
    assert.equal(policy.mayDo(act, decided.capacities), true, act);
    assert.equal(policy.mayDo(act, []), false, act);
  }
  for (const act of policy.postActs) {
    const expected = model.expectedByPost(act, relation.posts);
    assert.deepEqual(policy.decideByPost(relation, act), expected, act);
    seen(`${act} ${expected.allowed}`);
  }
  assert.equal(policy.mayRecordOn(relation, relation), model.expectedToRecord(relation));
  assert.equal(policy.mayRecordOn(relation, undefined), false);
  assert.equal(
    policy.mayRecordDisruptions(relation),
    model.expectedByPost('record-disruption', relation.posts).allowed,
  );
};

test('the policy and the model know the same acts', () => {
  assert.deepEqual(policy.caseActs.toSorted(), model.modelActs.onCase.toSorted());
  assert.deepEqual(policy.postActs.toSorted(), model.modelActs.byPost.toSorted());
  for (const act of policy.caseActs) assert.equal(policy.isCaseAct(act), true);
  for (const act of policy.postActs) assert.equal(policy.isCaseAct(act), false);
});

test('the policy decides as the model does, in every world of people, posts, managers and parts', () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(worlds, (world) => {
      for (const relation of relationsOf(world)) agreeOn(relation, count);
    }),
    { numRuns: 1_500 },
  );
  const decided = [...policy.caseActs, ...policy.postActs]
    .flatMap((act) => [seen.get(`${act} true`) ?? 0, seen.get(`${act} false`) ?? 0])
    .reduce((sum, one) => sum + one, 0);
  assert.ok(decided > 100_000, `${decided} decisions`);
  const everybody = ['see-what-needs-doing', 'see-outbox', 'see-lessons', 'see-figures'];
  for (const act of [...policy.caseActs, ...policy.postActs])
    for (const allowed of everybody.includes(act) ? [true] : [true, false])
      assert.ok(seen.has(`${act} ${allowed}`), `${act} was never ${allowed}`);
  for (const rule of ['named', 'manages', 'break-glass', 'administrator', 'not-on-case', 'capacity'])
    assert.ok(seen.has(rule), rule);
});

test('each post, each part and each way in decides alone as the model has it', () => {
  for (const restricted of restrictions)
    for (const post of [undefined, ...posts])
      for (const capacity of [undefined, ...capacities])
        for (const way of ['manages', 'brokeGlass', null]) {
          const relation = {
            posts: post === undefined ? [] : [post],
            named: capacity === undefined ? [] : [capacity],
            manages: way === 'manages',
            brokeGlass: way === 'brokeGlass',
            restricted,
          };
          agreeOn(relation, () => undefined);
        }
});

test('a closed case takes what the model says, and an open one everything', () => {
  for (const act of [...policy.caseActs, ...policy.postActs]) {
    assert.equal(policy.takes({ status: 'open' }, act), true, act);
    assert.equal(policy.takes({ status: 'closed' }, act), model.expectedOnceClosed(act), act);
  }
});

test('a sign-in is fresh until its minutes are over, to the millisecond', () => {
  const now = new Date('2026-03-10T10:00:00Z');
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  assert.equal(policy.isFresh(now, now, 10), true);
  assert.equal(policy.isFresh(ago(599_999), now, 10), true);
  assert.equal(policy.isFresh(ago(600_000), now, 10), false);
});

test('the words of the policy name what the model names', () => {
  assert.deepEqual(policy.managers.toSorted(), model.managing.toSorted());
  assert.deepEqual(policy.workers.toSorted(), model.managed.toSorted());
  assert.deepEqual([...policy.opensNoCase].toSorted(), [...model.shut].toSorted());
  assert.deepEqual(policy.mayRecordAs.toSorted(), ['child-social-worker', ...model.managing].toSorted());
  assert.deepEqual(Object.keys(policy.restrictionInWords), restrictions.slice(1));
  for (const restriction of restrictions)
    assert.equal(policy.isRestriction(String(restriction)), restriction !== null);
  assert.equal(policy.isRestriction('toString'), false);
  for (const capacity of capacities)
    assert.equal(policy.isManager([capacity]), model.managing.includes(capacity), capacity);
  assert.equal(policy.isManager(['iro', 'team-manager']), true);
  assert.equal(policy.isManager([]), false);
});

test('the managers of a case are those who hold a manager’s part in it', () => {
  const roles = capacities.map((role) => ({
    role,
    personId: role,
    untilOn: null,
    person: { id: role, name: role },
  }));
  const record = { placement: { roles, contacts: [] }, meeting: null } as unknown as CaseRecord;
  assert.deepEqual(
    policy
      .managersOf(record)
      .map(({ personId }) => personId ?? '')
      .toSorted(),
    model.managing.toSorted(),
  );
});

test('minutes are open while they are a draft that nobody checks', () => {
  const withMinutes = (minutesStatus: string) => ({ meeting: { minutesStatus } }) as unknown as CaseRecord;
  assert.equal(policy.minutesAreOpen(withMinutes('draft')), true);
  assert.equal(policy.minutesAreOpen(withMinutes('being-checked')), false);
  assert.equal(policy.minutesAreOpen(withMinutes('agreed')), false);
  assert.equal(policy.minutesAreOpen({ meeting: null }), false);
});

test('a capacity that nobody thought of gives what everybody on a case has, and no more', () => {
  for (const act of policy.caseActs)
    assert.equal(
      policy.mayDo(act, ['somebody-new']),
      [
        'see-disruption',
        'work-on-action',
        'complete-action',
        'contribute',
        'answer-times',
        'check-minutes',
        'see-panel-report',
        'give-feedback',
      ].includes(act),
      act,
    );
});
