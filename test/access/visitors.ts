import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type CaseAct, caseActs, postActs } from '../../src/domain/access.ts';
import { csrfTokenIn, openBrowser, signInAs } from '../identity-provider.ts';
import { type Route, routesOf } from '../routes.ts';
import { expectedByPost, expectedOnCase } from './model.ts';
import { alsoAsks, asksOf, isOfOneCouncil, isOfOnePanel, isThereOn, sentWith } from './routes.ts';
import { addressOf, type Case, hasWhatIsNamed, personOf, relationOf, type World } from './world.ts';

type Answer = Awaited<ReturnType<ReturnType<typeof openBrowser>['ask']>>;
type Fields = Readonly<Record<string, string>>;

/** Somebody at a browser, and what an address that leads nowhere is to them, by how it is asked. */
export type Visitor = {
  readonly key: string;
  readonly ask: (path: string, how: How, typed?: Fields) => Promise<Answer>;
  readonly nowhere: (how: How) => Promise<unknown>;
};

/** A page, a form, or what a script sends while somebody types. */
export type How = 'GET' | 'POST' | 'script';

/** What can be told apart from outside: all but the clock, what is left of the limit, the token and the key of a form. */
const outside = (answer: Answer) => ({
  status: answer.status,
  headers: [...answer.headers].map(([name, value]) =>
    /^(date|set-cookie|x-ratelimit-(remaining|reset))$/.test(name) ? name : `${name}: ${value}`,
  ),
  body: answer.body.replaceAll(/name="_(csrf|key)" value="[^"]*"/g, ''),
});

const visitorOf = async (world: World, key: string): Promise<Visitor> => {
  const { id, email, posts } = personOf(world, key);
  const browser = openBrowser(world.app);
  Object.assign(browser.cookies, await signInAs(world.app, email));
  const _csrf = csrfTokenIn((await browser.ask('/account')).body);
  const script = { accept: 'application/json', 'content-type': 'application/json', 'x-csrf-token': _csrf };
  const passage = JSON.stringify({ text: 'Words', from: 'r0', page: randomUUID(), edit: 1, person: id });
  const ask = (path: string, how: How, typed: Fields = {}) => {
    if (how === 'script') return browser.ask(path, passage, script);
    return browser.ask(path, how === 'POST' ? { _csrf, _key: randomUUID(), ...typed } : undefined);
  };
  // What stands around a page that is not there follows from their posts.
  const met = new Map<string, unknown>();
  const nowhere = async (how: How) => {
    const as = [how, ...[...posts].toSorted()].join();
    if (!met.has(as)) met.set(as, outside(await ask('/nowhere', how)));
    return met.get(as);
  };
  return { key, ask, nowhere };
};

/** Everybody of the world, signed in. */
export const signEverybodyIn = async (world: World): Promise<readonly Visitor[]> => {
  const visitors: Visitor[] = [];
  for (const key of world.people.keys()) visitors.push(await visitorOf(world, key));
  return visitors;
};

/** Every route of the service that asks for an act. */
export const routesOfActs = ({ app }: World): readonly Route[] =>
  allRoutes(app).filter((route) => [...caseActs, ...postActs].some((act) => act === asksOf(route)));

export const allRoutes = (app: World['app']): readonly Route[] =>
  routesOf(app).filter(({ method }) => method === 'GET' || method === 'POST');

export const isOnCase = ({ path }: Route): boolean => path.startsWith('/disruptions/:id');

const howOf = ({ method, path }: Route): How =>
  method === 'POST' && path.endsWith('/passages/:passageId') ? 'script' : method === 'POST' ? 'POST' : 'GET';

/** Whether the model lets somebody use a route that asks for an act. */
export const expected = (world: World, route: Route, one: Case, key: string): boolean => {
  const act = asksOf(route);
  const relation = relationOf(world, one, key);
  if (caseActs.includes(act as CaseAct)) return expectedOnCase(act as CaseAct, relation).allowed;
  const byPost = postActs.find((other) => other === act) ?? assert.fail(`${act} is no act`);
  const also = alsoAsks(route.path);
  const { organisationId } = personOf(world, key);
  return (
    expectedByPost(byPost, relation.posts).allowed &&
    (also === undefined || relation.posts.includes(also)) &&
    (!isOfOneCouncil(route.path) || organisationId === world.example.actors.amina.organisationId) &&
    (!isOfOnePanel(route.path) || organisationId === world.example.actors.panel.organisationId)
  );
};

/** Holds an answer against that of an address that leads nowhere, byte by byte. */
export const assertNowhere = async (
  visitor: Visitor,
  answer: Answer,
  how: How,
  where: string,
): Promise<void> => assert.deepEqual(outside(answer), await visitor.nowhere(how), where);

/**
 * Asks a route as somebody and holds the answer against the model. Who may not, and whoever asks beneath one case for what
 * another has, gets what an address gets that leads nowhere. Answers whether it was there.
 */
export const probe = async (
  world: World,
  route: Route,
  one: Case,
  visitor: Visitor,
  about: string,
): Promise<boolean> => {
  const { path } = route;
  const how = howOf(route);
  const may = expected(world, route, one, visitor.key);
  const where = `${about}: ${visitor.key} ${route.method} ${path}`;
  const answer = await visitor.ask(addressOf(world, path, one), how, sentWith(path));
  assert.ok(answer.status < 500, `${where}: ${answer.status}`);
  const isAnothers = isOnCase(route) && how === 'GET' && !hasWhatIsNamed(one, path);
  if (!may || isAnothers) await assertNowhere(visitor, answer, how, where);
  else if (isThereOn(path, one)) {
    assert.ok([200, 303, 422].includes(answer.status), `${where}: ${answer.status}`);
    return true;
  }
  return false;
};
