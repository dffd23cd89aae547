import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { managers, type Restriction } from '../../src/domain/access.ts';
import { posts as postWords } from '../../src/domain/post.ts';
import type { Route } from '../routes.ts';
import { expectedByPost, expectedOnCase, opening, type Relation, shut } from './model.ts';
import { asksOf } from './routes.ts';
import {
  assertNowhere,
  expected,
  isOnCase,
  probe,
  routesOfActs,
  signEverybodyIn,
  type Visitor,
} from './visitors.ts';
import * as change from './world.ts';
import { type Case, personOf, relationOf, startWorld, type World } from './world.ts';

/** Seeded by its number: a hundred thousand, or the one that failed, can be run by hand. */
const SEQUENCES = Number(process.env.ACCESS_SEQUENCES ?? 800);
const FIRST = Number(process.env.ACCESS_FIRST_SEQUENCE ?? 1);
/** Of so many sequences, one changes everything through the pages that people use for it. */
const THROUGH_PAGES = 12;

let world: World;
let visitors: readonly Visitor[];
let routes: readonly Route[];
let cases: readonly Case[];

before(async () => {
  world = await startWorld();
  visitors = await signEverybodyIn(world);
  routes = routesOfActs(world).filter(isOnCase);
  cases = world.cases.filter(({ stage }) => stage === 'changing');
});
after(() => world?.stop());

const steps = fc.array(
  fc.record({
    what: fc.constantFrom(
      ...(['put', 'put', 'put', 'take', 'restrict', 'widen', 'open', 'open'] as const),
      ...(['give-post', 'end-posts', 'put-under', 'free-of-managers'] as const),
    ),
    person: fc.nat(),
    other: fc.nat(),
    capacity: fc.constantFrom(...opening, ...shut),
    post: fc.constantFrom(...Object.keys(postWords)),
    restriction: fc.constantFrom<Restriction>('staff-relative', 'high-profile', 'other'),
    case: fc.nat(),
    turned: fc.nat(),
    also: fc.option(fc.record({ route: fc.nat(), visitor: fc.nat() }), { freq: 1 }),
  }),
  { minLength: 2, maxLength: 6 },
);

type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never) extends readonly (infer S)[] ? S : never;

const take = <T>(list: readonly T[], number: number): T => list[number % list.length] ?? assert.fail();
const visitorAt = (number: number): Visitor => take(visitors, number);

/** Whether somebody opens a case that is not theirs, by the model. */
const opensByGlass = (one: Case, key: string): boolean => {
  const { posts, organisationId } = personOf(world, key);
  const may = expectedByPost('break-glass', [...posts]).allowed && one.restricted === null;
  return may && organisationId === one.organisationId;
};

/** Does one thing to a case or to somebody, and to the model's own account of it. */
const changeByHand = async (one: Case, step: Step): Promise<void> => {
  const person = personOf(world, visitorAt(step.person).key);
  const { key } = person;
  if (step.what === 'put') await change.putOn(world, one, key, step.capacity);
  else if (step.what === 'take') await change.takeOff(world, one, key);
  else if (step.what === 'restrict') await change.restrict(world, one, step.restriction);
  else if (step.what === 'widen') await change.restrict(world, one, null);
  else if (step.what === 'open') {
    const opens = opensByGlass(one, key);
    assert.equal(await change.open(world, one, key), opens, `${key} opens it`);
  } else if (step.what === 'give-post') await change.givePost(world, person, step.post);
  else if (step.what === 'end-posts') await change.endPosts(world, person);
  else if (step.what === 'free-of-managers') await change.freeOfManagers(world, person);
  else {
    const colleagues = [...world.people.values()].filter(
      (other) => other !== person && other.organisationId === person.organisationId,
    );
    if (colleagues.length > 0) await change.putUnder(world, person, take(colleagues, step.other));
  }
};

/** Sends a form as somebody: who may not gets nowhere. Answers whether it was saved, and not refused for its content. */
const send = async (
  visitor: Visitor,
  path: string,
  typed: Readonly<Record<string, string>>,
  may: boolean,
) => {
  const answer = await visitor.ask(path, 'POST', typed);
  if (may) assert.ok([303, 422].includes(answer.status), `${visitor.key} ${path}: ${answer.status}`);
  else await assertNowhere(visitor, answer, 'POST', `${visitor.key} ${path}`);
  return answer.status === 303;
};

/** The same through the pages, as somebody who may do so or not; what has no page of its own is done by hand. */
const changeByPage = async (one: Case, step: Step): Promise<void> => {
  const sender = visitorAt(step.other);
  const person = personOf(world, visitorAt(step.person).key);
  const may = (act: Parameters<typeof expectedOnCase>[0]) =>
    expectedOnCase(act, relationOf(world, one, sender.key)).allowed;
  const at = `/disruptions/${one.id}`;
  const reason = 'A colleague is away';
  if (step.what === 'put') {
    const typed = { email: person.email, capacity: step.capacity, reason };
    if (await send(sender, `${at}/people/add`, typed, may('put-on-case')))
      put(one, person.key, step.capacity);
  } else if (step.what === 'take') {
    const [capacity] = one.named.get(person.key) ?? [];
    if (capacity === undefined) return;
    const path = `${at}/people/${person.id}/${capacity}/end`;
    if (await send(sender, path, { reason }, may('take-off-case')))
      one.named.get(person.key)?.delete(capacity);
  } else if (step.what === 'restrict' || step.what === 'widen') {
    const restriction = step.what === 'restrict' ? step.restriction : null;
    const typed = { restriction: restriction ?? 'none', reason };
    if (!(await send(sender, `${at}/restriction`, typed, may('restrict-case')))) return;
    if (restriction !== null) stayByName(one, sender.key);
    one.restricted = restriction;
  } else if (step.what === 'open' && opensByGlass(one, sender.key)) {
    const isTheirs = may('see-disruption');
    const typed = { reference: one.reference, reason: 'A call at night from her carers' };
    assert.ok(await send(sender, '/open-a-case', typed, true), `${sender.key} opens it`);
    if (!isTheirs) one.opened.add(sender.key);
  } else if (step.what === 'give-post') {
    const mayGive = expectedByPost('administer-people', [...personOf(world, sender.key).posts]).allowed;
    const isTheirs = personOf(world, sender.key).organisationId === person.organisationId;
    const saved = await send(
      sender,
      `/people/${person.id}/posts/new`,
      { post: step.post, 'from-day': '31', 'from-month': '3', 'from-year': '2026' },
      mayGive && isTheirs,
    );
    if (saved) person.posts.add(step.post);
  } else await changeByHand(one, step);
};

const put = (one: Case, key: string, capacity: string): void => {
  one.named.set(key, (one.named.get(key) ?? new Set()).add(capacity));
};

/** Whoever restricts a case as the manager of somebody on it stays there, by name. */
const stayByName = (one: Case, key: string): void => {
  const mine = one.named.get(key) ?? new Set();
  const post = managers.find((manager) => personOf(world, key).posts.has(manager));
  if (post !== undefined && !managers.some((manager) => mine.has(manager))) put(one, key, post);
};

const relations = (one: Case): ReadonlyMap<string, Relation> =>
  new Map(visitors.map(({ key }) => [key, relationOf(world, one, key)]));

/** What a change opened or shut: each route with whom it did so for. */
const turnedBy = (was: ReadonlyMap<string, Relation>, is: ReadonlyMap<string, Relation>) =>
  visitors
    .filter(({ key }) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)))
    .flatMap((visitor) =>
      routes
        .filter((route) => {
          const [before, now] = [was, is].map((all) => {
            const relation = all.get(visitor.key) ?? assert.fail();
            return expectedOnCase(asksOf(route) as Parameters<typeof expectedOnCase>[0], relation).allowed;
          });
          return before !== now;
        })
        .map((route) => ({ route, visitor })),
    );

/** Asks what a change turned, and now and then something else. */
const asksAfter = (step: Step, turned: ReturnType<typeof turnedBy>): typeof turned => [
  ...(turned.length > 0 ? [take(turned, step.turned)] : []),
  ...(step.also ? [{ route: take(routes, step.also.route), visitor: visitorAt(step.also.visitor) }] : []),
];

const run = async (number: number): Promise<number> => {
  const [sequence = []] = fc.sample(steps, { seed: number, numRuns: 1 });
  const changeIt = number % THROUGH_PAGES === 0 ? changeByPage : changeByHand;
  let asked = 0;
  await change.clear(world, cases);
  try {
    for (const step of sequence) {
      const one = take(cases, step.case);
      const was = relations(one);
      await changeIt(one, step);
      const asks = asksAfter(step, turnedBy(was, relations(one)))
        // What may be sent would change the case itself: of forms, only those that are refused.
        .filter(({ route, visitor }) => route.method === 'GET' || !expected(world, route, one, visitor.key));
      await Promise.all(asks.map(({ route, visitor }) => probe(world, route, one, visitor, 'after it')));
      asked += asks.length;
    }
  } catch (error) {
    const told = sequence.map((step) =>
      JSON.stringify({
        ...step,
        person: visitorAt(step.person).key,
        other: visitorAt(step.other).key,
        case: step.case % cases.length,
      }),
    );
    throw new Error(`Sequence ${number} of ${told.length} steps:\n${told.join('\n')}`, { cause: error });
  }
  return asked;
};

test(`${SEQUENCES} sequences of changes to who may open what: after each, the service answers as the model does`, async (t) => {
  let asked = 0;
  for (let number = FIRST; number < FIRST + SEQUENCES; number += 1) asked += await run(number);
  t.diagnostic(`${asked} requests about what was changed`);
});
