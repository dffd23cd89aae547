import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { csrfTokenIn, openBrowser, startIdentityProvider } from '../../../test/identity-provider.ts';
import { addPeople, emailOf, startSignInApp } from '../../../test/sign-in-app.ts';
import { asGuest, asPerson, asService } from '../../database/connection.ts';
import { browserOf } from './session.ts';

const publicUrl = 'https://disruption.example';
const cookie = '__Host-session';
const nine = new Date('2026-03-02T09:00:00Z');

let database: TestDatabase;
let council: Awaited<ReturnType<typeof startIdentityProvider>>;
let app: FastifyInstance;
let now = nine;

before(async () => {
  database = await createTestDatabase();
  await addPeople(database.db);
  council = await startIdentityProvider(publicUrl);
  app = await startSignInApp({ db: database.db, publicUrl, issuer: council, clock: () => now });
});
afterEach(async () => {
  now = nine;
  await asService(database, (tx) => tx.deleteFrom('session').execute());
});
after(async () => {
  await app.close();
  council.stop();
  await database.drop();
});

/** Somebody at a computer, signed in. */
const signIn = async (name: string, browser = openBrowser(app, council.url), userAgent = '') => {
  council.meet({ sub: name, email: emailOf(name), email_verified: true });
  const { location } = await browser.go('/sign-in', ({ pathname }) => pathname === '/sign-in/callback');
  assert.ok(location);
  await browser.ask(location, undefined, { 'user-agent': userAgent });
  return browser;
};
type Browser = Awaited<ReturnType<typeof signIn>>;

const isSignedIn = async (browser: Browser) => (await browser.ask('/')).status === 200;
const sessions = () => asService(database, (tx) => tx.selectFrom('session').selectAll().execute());
const press = async (browser: Browser, action: string) =>
  browser.ask(action, { _csrf: csrfTokenIn((await browser.ask('/account')).body) });
const after9 = (minutes: number, seconds = 0) => new Date(nine.getTime() + (minutes * 60 + seconds) * 1_000);

test('a session ends when it has not been used for 30 minutes', async () => {
  const amina = await signIn('Amina Hussain');
  now = after9(29, 59);
  assert.ok(await isSignedIn(amina));
  now = after9(59, 58);
  assert.ok(await isSignedIn(amina), '30 minutes count from the last page');
  now = after9(89, 58);
  assert.ok(!(await isSignedIn(amina)));
});

test('a session ends after 12 hours, however busy it is', async () => {
  const amina = await signIn('Amina Hussain');
  for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
    now = after9(minutes);
    assert.ok(await isSignedIn(amina), `after ${minutes} minutes`);
  }
  now = after9(12 * 60);
  assert.ok(!(await isSignedIn(amina)));
});

test('that a session is in use is written once a minute at most', async () => {
  const amina = await signIn('Amina Hussain');
  now = after9(0, 59);
  await amina.ask('/');
  assert.deepEqual((await sessions())[0]?.last_seen_at, nine);
  now = after9(1);
  await amina.ask('/');
  assert.deepEqual((await sessions())[0]?.last_seen_at, now);
});

test('the database cannot give away what opens a session', async () => {
  const amina = await signIn('Amina Hussain');
  const id = amina.cookies[cookie] ?? '';
  assert.equal(Buffer.from(id, 'base64url').length, 32);
  const [session] = await sessions();
  assert.deepEqual(session?.id_hash, createHash('sha256').update(id).digest());
  assert.doesNotMatch(JSON.stringify(session), new RegExp(id));
});

test('an identifier planted in a browser is not the one somebody is then signed in under', async () => {
  const browser = openBrowser(app, council.url);
  browser.cookies[cookie] = 'planted';
  await signIn('Amina Hussain', browser);
  assert.notEqual(browser.cookies[cookie], 'planted');
  const attacker = openBrowser(app, council.url);
  attacker.cookies[cookie] = 'planted';
  assert.ok(!(await isSignedIn(attacker)));
});

test('a browser has one session: an attempt to sign in that ends there later ends the former one', async () => {
  const browser = await signIn('Amina Hussain');
  const [former] = await sessions();
  const attempt = openBrowser(app, council.url);
  const { location } = await attempt.go('/sign-in', ({ pathname }) => pathname === '/sign-in/callback');
  Object.assign(attempt.cookies, { [cookie]: browser.cookies[cookie] });
  assert.equal((await attempt.ask(location ?? '')).status, 303);
  const open = await sessions();
  assert.equal(open.length, 1);
  assert.notDeepEqual(open[0]?.id_hash, former?.id_hash);
});

test('sessions that have ended are removed when somebody next signs in', async () => {
  await signIn('Amina Hussain');
  now = after9(20);
  const ruth = await signIn('Ruth Barlow');
  assert.equal((await sessions()).length, 2);
  now = after9(30);
  await signIn('Joy Okafor');
  assert.equal((await sessions()).length, 2, 'Amina’s is gone, Ruth’s is not');
  assert.ok(await isSignedIn(ruth));
});

test('signing out ends the session here and at the council', async () => {
  const amina = await signIn('Amina Hussain');
  const { status, location, headers } = await press(amina, '/sign-out');
  assert.equal(status, 200);
  assert.equal(location?.origin, council.url);
  assert.equal(location?.searchParams.get('post_logout_redirect_uri'), `${publicUrl}/signed-out`);
  assert.match(
    (await amina.ask(location ?? '')).body,
    /^Sign out\?/,
    'the council knows whose session it is',
  );
  assert.match(headers.getSetCookie().join(), new RegExp(`${cookie}=; Max-Age=0; Path=/`));
  assert.equal((await sessions()).length, 0);
});

test('after signing out there is a page that says so', async () => {
  const { statusCode, body } = await app.inject('/signed-out');
  assert.equal(statusCode, 200);
  assert.match(body, /You have signed out/);
  assertValidPage(body);
});

test('nobody is signed out by a form that is not ours', async () => {
  const amina = await signIn('Amina Hussain');
  for (const action of ['/sign-out', '/sign-out-everywhere'])
    assert.equal((await amina.ask(action, {})).status, 403);
  assert.ok(await isSignedIn(amina));
});

test('a person can sign out here while their council’s identity provider is down', async () => {
  const amina = await signIn('Amina Hussain');
  const cut = await startSignInApp({
    db: database.db,
    publicUrl,
    issuer: { ...council, url: 'http://127.0.0.1:9' },
    clock: () => now,
  });
  const there = openBrowser(cut);
  Object.assign(there.cookies, amina.cookies);
  assert.equal((await press(there, '/sign-out')).headers.get('location'), '/signed-out');
  assert.ok(!(await isSignedIn(amina)));
  await cut.close();
});

test('signing out everywhere ends every session of the person, and nobody else’s', async () => {
  const office = await signIn('Amina Hussain');
  const home = await signIn('Amina Hussain');
  const ruth = await signIn('Ruth Barlow');
  assert.equal((await press(office, '/sign-out-everywhere')).location?.origin, council.url);
  assert.ok(!(await isSignedIn(office)));
  assert.ok(!(await isSignedIn(home)));
  assert.ok(await isSignedIn(ruth));
});

test('a person sees where they are signed in, and which of those is this browser', async () => {
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1';
  await signIn('Ruth Barlow');
  const office = await signIn('Amina Hussain', undefined, firefox);
  now = after9(20);
  await signIn('Amina Hussain', undefined, phone);
  now = after9(25);
  const { body } = await office.ask('/account');
  assertValidPage(body);
  const rows = Array.from(body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs), ([, row = '']) =>
    row
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
  assert.deepEqual(rows.slice(1), [
    'Safari on iPhone 2 March 2026 at 9:20am 2 March 2026 at 9:20am',
    'Firefox on Windows This one 2 March 2026 at 9am 2 March 2026 at 9:25am',
  ]);
});

test('the database shows a person their own sessions alone, and a guest none', async () => {
  await signIn('Amina Hussain');
  await signIn('Ruth Barlow');
  const [first, second] = await sessions();
  assert.ok(first && second);
  const own = await asPerson(database, { id: first.person_id }, (tx) =>
    tx.selectFrom('session').selectAll().execute(),
  );
  assert.deepEqual(
    own.map(({ person_id }) => person_id),
    [first.person_id],
  );
  await asPerson(database, { id: first.person_id }, (tx) => tx.deleteFrom('session').execute());
  assert.equal((await sessions()).length, 2, 'and lets them change none');
  const seen = await asGuest(database, { id: second.person_id }, (tx) =>
    tx.selectFrom('session').selectAll().execute(),
  );
  assert.deepEqual(seen, []);
});

test('a browser is called what people call it', () => {
  for (const [userAgent, name] of [
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36', 'Chrome on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      'Safari on Mac',
    ],
    ['curl/8.0', 'A browser'],
    ['', 'A browser'],
  ] as const)
    assert.equal(browserOf(userAgent), name);
});
