import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { asService } from '../src/database/connection.ts';
import {
  type Caller,
  childCaller,
  directoryCaller,
  guestCaller,
  nobody,
  send,
  staffCaller,
} from './callers.ts';
import { type CopiesApp, copyOf, startCopiesApp } from './copies-app.ts';
import type { StaffKey } from './example-case.ts';
import { invitationOf } from './guest.ts';
import { type Route, routesOf } from './routes.ts';

/** Where a visitor whom nobody knows leaves no entry, and why. Whoever is signed in or has a link leaves one there too. */
const leavesNone: Readonly<Record<string, string>> = {
  '/accessibility-statement': 'a public page, the same for everybody',
  '/health': 'asked by a machine every few seconds, and tells of no record',
  '/procedures': 'a public page, the same for everybody',
  '/procedures/:council/:kind': 'a public page: nothing typed into it is kept',
  '/procedures/:council/:kind/plan.ics': 'a public page: nothing typed into it is kept',
  '/schemas/procedure.json': 'a public file, the same for everybody',
  '/schemas/procedure-cases.json': 'a public file, the same for everybody',
  '/schemas/form.json': 'a public file, the same for everybody',
  '/schemas/form-cases.json': 'a public file, the same for everybody',
  '/schemas/forms/disruption-data.1.json': 'a public file, the same for everybody',
  '/sign-in': 'leads to the identity provider; what comes back from there is written down',
  '/signed-out': 'a public page, the same for everybody',
  '/sign-out': 'of somebody whose session is over already',
};
/** Whatever stands below these, for whomever. */
const leavesNoneBelow: Readonly<Record<string, string>> = {
  '/assets': 'files of the pages, the same for everybody',
  '/demonstration-identity': 'stands for a council’s identity provider, which a real service does not have',
};

/** Where the method does not say whether it is to see or to change something: a way back. */
const isSeenAndSent: readonly string[] = ['/sign-in/callback'];

type Entry = {
  readonly id: number;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly act: string;
  readonly rule: string;
  readonly outcome: 'allowed' | 'refused' | 'failed';
  readonly intent: 'see' | 'change';
  readonly at: Date;
  readonly address: string;
};

let running: CopiesApp;
let routes: readonly Route[];
let directory: Caller;
let sheet: Readonly<Record<string, string>>;
/** The last entry that was looked at. */
let mark = 0;
const staff: StaffKey[] = [
  ...(['amina', 'gareth', 'helen', 'iro', 'chair', 'minutes', 'agency', 'outsider', 'panel'] as const),
  ...(['admin', 'governance', 'guardian', 'records'] as const),
];
const guestName = 'Kirsty Oldroyd';

before(async () => {
  running = await startCopiesApp();
  directory = await directoryCaller(running);
  const gareth = await running.as('gareth');
  await gareth.post(`${running.copies}/prepare`, {});
  const copy = await copyOf(running, guestName);
  await gareth.post(`${running.copies}/release`, { copies: `${copy.id}.${copy.sha256}`, confirmed: 'yes' });
  const { people, placementId } = running.example;
  sheet = {
    ...{ copyId: copy.id, personId: people.iro, capacity: 'iro', rule: 'DC-1', from: '2026-02-01' },
    ...{ placementId, managerId: people.gareth, council: 'derby-city', kind: 'adoption' },
    invitationId: (await invitationOf(running, guestName)).id,
  };
  routes = routesOf(running.app).filter(
    ({ method, path }) =>
      !['OPTIONS', 'TRACE', 'QUERY'].includes(method) && reasonBelow(path) === undefined && path !== '/*',
  );
});
after(() => running.stop());

const reasonBelow = (path: string): string | undefined =>
  Object.entries(leavesNoneBelow).find(([start]) => path.startsWith(start))?.[1];

const endsTheSession = ({ path }: Route): boolean =>
  /\/(sign-out|sign-out-everywhere|finish|leave)$/.test(path);

/** An address of a route: of the example case where it is about one, and of something that is not there elsewhere. */
const addressOf = (path: string): string =>
  path.replaceAll(/:(\w+)/g, (_all, name) =>
    name === 'id' && path.startsWith('/disruptions') ? running.id : (sheet[name] ?? randomUUID()),
  );

const lastId = async (): Promise<number> =>
  (
    await asService(running.service, (tx) =>
      sql<{ last: number }>`select max(id) as last from audit_entry`.execute(tx),
    )
  ).rows[0]?.last ?? 0;
const entriesSince = async (id: number): Promise<readonly Entry[]> =>
  (
    await asService(running.service, (tx) =>
      sql<Entry>`select id, actor_kind, actor_id, act, rule, outcome, intent, at, address from audit_entry
        where id > ${id} order by id`.execute(tx),
    )
  ).rows;

/** What an answer says of how it went; somebody sent to where they sign in, or to the start of their link, was refused. */
const said = (status: number, location: string | null): Entry['outcome'] => {
  if (status >= 500) return 'failed';
  const isTurnedAway = location !== null && /^\/sign-in\?|^\/(private|mine)$/.test(location);
  return status >= 400 || isTurnedAway ? 'refused' : 'allowed';
};

const isSilent = (caller: Caller, path: string): boolean => caller.kind === 'nobody' && path in leavesNone;
/** What was done beside a form that was refused: what was read for it, and of the minutes what could be saved. */
const standsBeside: readonly string[] = [
  'see-meeting',
  'see-words',
  'see-copy',
  'see-own-page',
  'see-feedback-form',
  'open-vault',
  'write-minutes',
  'prepare-copies',
];
const recordWords = /Oldroyd|Featherstone|Lindqvist|Robin|Amina|Quillet|@|former carers/i;

/** Sends one request, and answers what is wrong with what the audit then has of it. */
const wrongWith = async (caller: Caller, route: Route, fields = {}): Promise<readonly string[]> => {
  const path = addressOf(route.path);
  const answer = await send(running.app, caller, { method: route.method, path }, fields);
  const entries = await entriesSince(mark);
  mark = entries.at(-1)?.id ?? mark;
  const what = `${caller.name} ${route.method} ${route.path} ${answer.status}`;
  if (isSilent(caller, route.path)) return entries.length === 0 ? [] : [`${what}: leaves an entry`];
  const outcome = said(
    answer.status,
    /^\/(private|mine)\/:token$/.test(route.path) ? '/private' : answer.location,
  );
  const wrong: string[] = [];
  if (!entries.some((one) => one.outcome === outcome))
    wrong.push(`${what}: ${outcome}, but ${entries.map((one) => `${one.act} ${one.outcome}`)}`);
  const intents = entries.map(({ intent }) => intent);
  const isLook = ['GET', 'HEAD'].includes(route.method);
  if (
    !isSeenAndSent.includes(route.path) &&
    (isLook ? intents.includes('change') : !intents.includes('change'))
  )
    wrong.push(`${what}: ${entries.map((one) => `${one.act} to ${one.intent}`)}`);
  if (outcome === 'refused' && route.method !== 'GET' && [400, 422].includes(answer.status))
    for (const one of entries)
      if (one.outcome === 'allowed' && !standsBeside.includes(one.act))
        wrong.push(`${what}: ${one.act} stands as done`);
  // Staff, a guest and a program are each known at doors of their own, and at another’s they are nobody.
  const isElsewhere =
    caller.kind === 'person'
      ? /^\/(private|mine|scim|notify|sign-in\/callback)/.test(route.path)
      : caller.kind === 'guest' && /^\/(private|mine)\/(:token|finished)$/.test(route.path);
  for (const one of entries) {
    const isTheirs = one.actor_kind === caller.kind && one.actor_id === caller.id;
    if (!isTheirs && !(isElsewhere && one.actor_kind === 'nobody'))
      wrong.push(`${what}: by ${one.actor_kind}`);
    if (one.address !== answer.from || one.at.getTime() !== running.time.now.getTime())
      wrong.push(`${what}: from ${one.address} at ${one.at.toISOString()}`);
    if (one.act === '' || one.rule === '' || recordWords.test(JSON.stringify(one)))
      wrong.push(`${what}: ${JSON.stringify(one)}`);
  }
  return wrong;
};

/** Asks for every route as one caller; what ends a session comes last, each in a session of its own. */
const walk = async (callerOf: () => Promise<Caller>, mayAsk = (_route: Route) => true) => {
  const caller = await callerOf();
  mark = await lastId();
  const wrong: string[] = [];
  for (const route of routes.filter((one) => mayAsk(one) && !endsTheSession(one)))
    wrong.push(...(await wrongWith(caller, route)));
  for (const route of routes.filter((one) => mayAsk(one) && endsTheSession(one))) {
    const anew = await callerOf();
    mark = await lastId();
    wrong.push(...(await wrongWith(anew, route)));
  }
  return wrong;
};

test('every route that leaves no entry is one of the routes there are', () => {
  for (const path of Object.keys(leavesNone))
    assert.ok(
      routes.some((route) => route.path === path),
      path,
    );
});

for (const key of staff)
  test(`whatever ${key} asks for leaves an entry that says what came of it`, async () => {
    // What HEAD asks for is what GET does: one of them shows that.
    const mayAsk = ({ method }: Route) => method !== 'HEAD' || key === 'amina';
    assert.deepEqual(await walk(() => staffCaller(running, key), mayAsk), []);
  });

test('whatever a directory asks for leaves an entry under its key', async () => {
  assert.deepEqual(
    await walk(
      async () => directory,
      ({ path }) => path.startsWith('/scim'),
    ),
    [],
  );
});

test('whatever somebody asks for who is not signed in leaves an entry of nobody, but on public pages', async () => {
  assert.deepEqual(
    await walk(
      async () => nobody,
      ({ method }) => method !== 'HEAD',
    ),
    [],
  );
});

test('whatever a guest does leaves an entry under their invitation’s id', async () => {
  assert.deepEqual(
    await walk(
      () => guestCaller(running, guestName),
      ({ path }) => path.startsWith('/private') && path !== '/private/:token',
    ),
    [],
  );
});

test('whatever a child does leaves an entry under the id of their page', async () => {
  assert.deepEqual(
    await walk(
      () => childCaller(running),
      ({ path }) => path.startsWith('/mine') && path !== '/mine/:token',
    ),
    [],
  );
});

test('a thousand requests at random leave entries that agree with what was answered', async () => {
  let seed = 20_260_331;
  const below = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * most);
  };
  const callers = [nobody, directory, await guestCaller(running, guestName)];
  for (const key of ['amina', 'gareth', 'outsider', 'governance'] as const)
    callers.push(await staffCaller(running, key));
  const some = routes.filter(
    (route) => !endsTheSession(route) && !/^\/(private|mine)\/code/.test(route.path),
  );
  const tally = { asked: 0, silent: 0 };
  const since = await lastId();
  mark = since;
  const wrong: string[] = [];
  for (let n = 0; n < 1_000; n += 1) {
    const caller = callers[below(callers.length)] ?? nobody;
    const route = some[below(some.length)] ?? assert.fail();
    // A guest and a directory come to their own doors.
    if (caller.kind === 'guest' && !route.path.startsWith('/private')) continue;
    if (caller.kind === 'directory' && !route.path.startsWith('/scim')) continue;
    tally[isSilent(caller, route.path) ? 'silent' : 'asked'] += 1;
    wrong.push(...(await wrongWith(caller, route, { reply: 'coming', words: 'x', reason: 'y' })));
  }
  assert.deepEqual(wrong, []);
  assert.ok(
    (await entriesSince(since)).length >= tally.asked,
    `${tally.asked} asked, ${tally.silent} silent`,
  );
  assert.ok(tally.asked > 500);
});
