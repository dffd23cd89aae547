import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { openBrowser, startIdentityProvider } from '../../../test/identity-provider.ts';
import { addPeople, nameOn, startSignInApp } from '../../../test/sign-in-app.ts';
import { asService } from '../../database/connection.ts';

const publicUrl = 'https://disruption.example';
const amina = { sub: 'amina-at-derby', email: 'Amina.Hussain@example.org', email_verified: true };

let database: TestDatabase;
let council: Awaited<ReturnType<typeof startIdentityProvider>>;
let app: FastifyInstance;
let now = new Date('2026-03-02T09:00:00Z');

before(async () => {
  database = await createTestDatabase();
  await addPeople(database.db);
  council = await startIdentityProvider(publicUrl);
  app = await startSignInApp({ db: database.db, publicUrl, issuer: council, clock: () => now });
});
after(async () => {
  await app.close();
  council.stop();
  await database.drop();
});

/** Goes as far as the address that the identity provider sends the person back to. */
const toTheDoor = async (address = '/sign-in') => {
  const browser = openBrowser(app, council.url);
  const start = await browser.ask(address);
  assert.ok(start.location);
  const { location } = await browser.go(start.location, ({ pathname }) => pathname === '/sign-in/callback');
  assert.ok(location);
  return { browser, start, callback: location };
};

/** Begins to sign in, asks the identity provider something a little different, and goes on. */
const askOtherwise = async (change: (asked: URLSearchParams) => void) => {
  const browser = openBrowser(app, council.url);
  const { location } = await browser.ask('/sign-in');
  assert.ok(location);
  change(location.searchParams);
  return browser.go(location);
};

const change = (statement: ReturnType<typeof sql>) => asService(database, (tx) => statement.execute(tx));

test('the first time, somebody is known by the email address their council vouches for', async () => {
  council.meet(amina);
  const { browser, callback } = await toTheDoor();
  assert.equal(nameOn((await browser.go(callback)).body), 'Amina Hussain');
});

test('after that they are known by who they are, whatever happens to their email address', async () => {
  council.meet({ sub: amina.sub, email: 'amina.married@example.org', email_verified: true });
  const { browser, callback } = await toTheDoor();
  assert.equal(nameOn((await browser.go(callback)).body), 'Amina Hussain');
});

test('somebody new who is given a former colleague’s address is not taken for them', async () => {
  council.meet({ ...amina, sub: 'another-amina' });
  const { browser, callback } = await toTheDoor();
  assert.equal((await browser.go(callback)).status, 403);
});

test('when a council changes its identity provider, its staff are known by their address once more', async () => {
  const successor = await startIdentityProvider(publicUrl);
  const moved = await startSignInApp({ db: database.db, publicUrl, issuer: successor });
  successor.meet({ ...amina, sub: 'amina-at-the-new-provider' });
  const browser = openBrowser(moved, successor.url);
  assert.equal(nameOn((await browser.go('/sign-in')).body), 'Amina Hussain');
  await moved.close();
  successor.stop();
});

test('somebody the service does not know is told whom to ask, and is not added', async () => {
  council.meet({ sub: 'stranger', email: 'stranger@example.org', email_verified: true });
  const { browser, callback } = await toTheDoor();
  const { status, body } = await browser.go(callback);
  assert.equal(status, 403);
  assert.match(body, /stranger@example\.org.*nobody with that address has been added/);
  assert.match(body, /Ask your council’s administrator/);
  assertValidPage(body);
  assert.equal(browser.cookies['__Host-session'], undefined);
});

test('an address that nobody vouches for opens nothing', async () => {
  for (const email_verified of [false, undefined]) {
    council.meet({
      sub: 'gareth',
      email: 'gareth.pugh@example.org',
      ...(email_verified === false && { email_verified }),
    });
    const { browser, callback } = await toTheDoor();
    const { status, body } = await browser.go(callback);
    assert.equal(status, 403);
    assert.match(body, /did not confirm a work email address/);
  }
});

test('an address that two organisations have opens neither', async () => {
  await change(sql`insert into person (id, organisation_id, name, email)
    select gen_random_uuid(), id, 'Joy Okafor', 'JOY.OKAFOR@example.org' from organisation where name like 'Derby City%'`);
  council.meet({ sub: 'joy', email: 'joy.okafor@example.org', email_verified: true });
  const { browser, callback } = await toTheDoor();
  assert.equal((await browser.go(callback)).status, 403);
});

test('somebody who has left cannot sign in from that day on', async () => {
  council.meet({ sub: 'tomasz', email: 'tomasz.nowak@example.org', email_verified: true });
  await change(sql`update person set left_on = '2026-03-03' where name = 'Tomasz Nowak'`);
  now = new Date('2026-03-02T23:59:00Z');
  const before = await toTheDoor();
  assert.equal(nameOn((await before.browser.go(before.callback)).body), 'Tomasz Nowak');
  now = new Date('2026-03-03T00:00:00Z');
  const after = await toTheDoor();
  assert.equal((await after.browser.go(after.callback)).status, 403);
  assert.equal((await before.browser.ask('/')).status, 303, 'and the session they had is over');
  now = new Date('2026-03-02T09:00:00Z');
});

test('the identity provider is asked for a code, with a state, a nonce and a challenge made anew each time', async () => {
  const asked = [];
  for (const browser of [openBrowser(app), openBrowser(app)]) {
    const { location } = await browser.ask('/sign-in');
    const { response_type, scope, code_challenge_method, state, nonce, code_challenge } = Object.fromEntries(
      location?.searchParams ?? [],
    );
    assert.deepEqual([response_type, scope, code_challenge_method], ['code', 'openid profile email', 'S256']);
    asked.push(state, nonce, code_challenge);
  }
  assert.equal(new Set(asked).size, 6);
  assert.ok(!asked.includes(undefined));
});

test('an answer with a state, a nonce or a challenge that is not ours signs nobody in', async () => {
  council.meet(amina);
  for (const name of ['state', 'nonce', 'code_challenge']) {
    const { status, body } = await askOtherwise((asked) => asked.set(name, 'x'.repeat(43)));
    assert.equal(status, 400, name);
    assert.match(body, /You have not been signed in/);
    assert.doesNotMatch(body, /nonce|\bstate\b|challenge|verifier/, 'the page does not say which');
    assertValidPage(body);
  }
});

test('an answer without a state or a nonce signs nobody in', async () => {
  for (const name of ['state', 'nonce'])
    assert.equal((await askOtherwise((asked) => asked.delete(name))).status, 400, name);
});

test('an answer without proof of who asked is worth nothing', async () => {
  const { browser, callback } = await toTheDoor();
  callback.searchParams.delete('code');
  assert.equal((await browser.go(callback)).status, 400);
});

test('an answer is taken once, and only by the browser that asked', async () => {
  const mine = await toTheDoor();
  const other = openBrowser(app, council.url);
  assert.equal((await other.go(mine.callback)).status, 400, 'a browser that asked nothing');
  await other.ask('/sign-in');
  assert.equal((await other.go(mine.callback)).status, 400, 'a browser that asked something else');
  assert.equal((await mine.browser.go(mine.callback)).status, 200);
  assert.equal((await mine.browser.ask(mine.callback)).status, 400, 'a second time');
});

test('an answer that takes more than 10 minutes is too late', async () => {
  const { browser, callback } = await toTheDoor();
  now = new Date('2026-03-02T09:10:00Z');
  assert.equal((await browser.go(callback)).status, 400);
  now = new Date('2026-03-02T09:00:00Z');
});

test('a person who tampers with what their browser keeps of the attempt is not signed in', async () => {
  const { browser, callback } = await toTheDoor();
  browser.cookies['__Host-sign-in'] = String(browser.cookies['__Host-sign-in']).replace('state', 'State');
  assert.equal((await browser.go(callback)).status, 400);
});

test('somebody who cancels at their council is not signed in', async () => {
  const { browser, callback } = await toTheDoor();
  const cancelled = new URL(
    `/sign-in/callback?error=access_denied&state=${callback.searchParams.get('state')}`,
    callback,
  );
  assert.equal((await browser.go(cancelled)).status, 400);
});

test('people go on to the page they asked for, but never to another site', async () => {
  for (const [to, expected] of [
    ['/disruptions/7?page=2', '/disruptions/7?page=2'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['https://evil.example/', '/'],
  ] as const) {
    const { browser, callback } = await toTheDoor(`/sign-in?to=${encodeURIComponent(to)}`);
    assert.equal((await browser.ask(callback)).headers.get('location'), expected);
    const again = await browser.ask(`/sign-in?to=${encodeURIComponent(to)}`);
    assert.equal(again.headers.get('location'), expected, 'also when they are signed in already');
  }
});

test('the session cookie is for this host, for TLS and for no script; the attempt is forgotten', async () => {
  const { browser, callback, start } = await toTheDoor();
  assert.match(
    start.headers.getSetCookie().join(),
    /^__Host-sign-in=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const cookies = (await browser.ask(callback)).headers.getSetCookie();
  assert.equal(cookies.length, 2);
  assert.match(
    cookies.join('\n'),
    /^__Host-sign-in=; Max-Age=0; Path=\/; .*\n__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test('while the identity provider is down the service says so, and works as soon as it is back', async () => {
  const down = await startIdentityProvider(publicUrl);
  const { port } = new URL(down.url);
  down.stop();
  const cut = await startSignInApp({ db: database.db, publicUrl, issuer: down, clock: () => now });
  const { statusCode, body } = await cut.inject('/sign-in');
  assert.equal(statusCode, 503);
  assert.match(body, /You cannot sign in at the moment/);
  assertValidPage(body);
  const { browser, callback } = await toTheDoor();
  const cookie = Object.entries(browser.cookies)
    .map((pair) => pair.join('='))
    .join('; ');
  const returned = await cut.inject({ url: callback.pathname + callback.search, headers: { cookie } });
  assert.equal(returned.statusCode, 400, 'also to somebody on their way back from it');
  const back = await startIdentityProvider(publicUrl, { port: Number(port) });
  assert.equal((await cut.inject('/sign-in')).statusCode, 303);
  await cut.close();
  back.stop();
});
