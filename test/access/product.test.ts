import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { caseActs, postActs } from '../../src/domain/access.ts';
import { openBrowser } from '../identity-provider.ts';
import { asksOf } from './routes.ts';
import {
  allRoutes,
  expected,
  isOnCase,
  probe,
  routesOfActs,
  signEverybodyIn,
  type Visitor,
} from './visitors.ts';
import { addressOf, startWorld, type World } from './world.ts';

let world: World;
let visitors: readonly Visitor[];

before(async () => {
  world = await startWorld();
  visitors = await signEverybodyIn(world);
});
after(() => world?.stop());

test('every route of the service is in the table, and every act is asked by a route', () => {
  const routes = allRoutes(world.app);
  assert.ok(routes.length > 150, `${routes.length} routes`);
  const acts = new Set(routes.map(asksOf));
  const unused = [...caseActs, ...postActs].filter((act) => !acts.has(act));
  assert.deepEqual(unused, []);
  for (const route of routes)
    assert.equal(
      caseActs.some((act) => act === asksOf(route)),
      isOnCase(route),
      route.path,
    );
});

test('somebody who has not signed in is asked to, wherever an act is asked', async () => {
  const { ask } = openBrowser(world.app);
  const [one] = world.cases;
  assert.ok(one);
  for (const { method, path } of routesOfActs(world)) {
    const answer = await ask(addressOf(world, path, one), method === 'POST' ? {} : undefined);
    assert.equal(answer.status, method === 'POST' ? 401 : 303, path);
    if (method === 'GET') assert.equal(answer.location?.pathname, '/sign-in', path);
  }
});

for (const allowed of [false, true])
  test(`every route is ${allowed ? 'there' : 'an address that leads nowhere'} for everybody who may${allowed ? '' : ' not'}`, async (t) => {
    const shut = new Set<string>();
    let met = 0;
    for (const route of routesOfActs(world)) {
      const cases = isOnCase(route) ? world.cases : world.cases.slice(0, 1);
      const asks = visitors
        .flatMap((visitor) => cases.map((one) => ({ one, visitor })))
        .filter(({ one, visitor }) => expected(world, route, one, visitor.key) === allowed);
      let opened = false;
      const waiting = asks.values();
      const askInTurn = async () => {
        for (const { one, visitor } of waiting) {
          const isThere = await probe(world, route, one, visitor, `${one.stage} case`);
          opened ||= isThere;
          met += 1;
          if (isThere && /\/(take-back|withdraw)$/.test(route.path)) await putBack();
        }
      };
      // What is refused changes nothing: several can ask at once.
      await Promise.all(Array.from({ length: allowed ? 1 : 4 }, askInTurn));
      if (!opened) shut.add(`${route.method} ${route.path}`);
    }
    if (allowed) assert.deepEqual([...shut], [], 'routes that open for nobody');
    t.diagnostic(`${met} answers`);
  });

/** What one person took back or withdrew is there for the next. */
const putBack = async (): Promise<void> => {
  for (const table of ['duty_statement', 'duty_not_needed'])
    await world.owner.query(`update ${table} set taken_back_by = null, taken_back_at = null`);
  await world.owner.query('update copy set withdrawn_at = null');
};
