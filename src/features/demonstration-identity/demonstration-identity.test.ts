import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import {
  csrfTokenIn,
  openBrowser,
  signInAs,
  startIdentityProvider,
} from '../../../test/identity-provider.ts';
import { addPeople, emailOf, nameOn, startSignInApp } from '../../../test/sign-in-app.ts';
import { asService } from '../../database/connection.ts';
import { demonstrationIdentity } from './routes.ts';

const amina = emailOf('Amina Hussain');

let database: TestDatabase;
let app: FastifyInstance;

before(async () => {
  database = await createTestDatabase();
  await addPeople(database.db);
  app = await startSignInApp({ db: database.db });
});
after(async () => {
  await app.close();
  await database.drop();
});

test('signing in is one click: the name of somebody invented', async () => {
  const browser = openBrowser(app);
  const chooser = await browser.go('/?from=a-link');
  const answer = await browser.ask(chooser.url, { _csrf: csrfTokenIn(chooser.body), person: amina });
  assert.equal(answer.status, 303);
  const arrived = await browser.go(answer.location ?? '');
  assert.equal(nameOn(arrived.body), 'Amina Hussain');
  assert.equal(arrived.url.search, '?from=a-link');
});

test('everybody can be chosen, by organisation, with their post and what they do', async () => {
  const { body } = await openBrowser(app).go('/sign-in');
  assertValidPage(body);
  assert.match(body, /Demonstration: everybody here is invented/);
  assert.deepEqual(
    Array.from(body.matchAll(/<h2[^>]*>([^<]+)/g), ([, organisation]) => organisation),
    [
      'Derby City Council',
      'Derbyshire County Council',
      'Nottingham City Council',
      'Nottinghamshire County Council',
      'Adoption East Midlands',
    ],
  );
  assert.match(
    body,
    /Gareth Pugh\s*<\/button>\s*<p[^>]*><strong>Team manager<\/strong>\. Sees what the team has to do/,
  );
  assert.match(body, /<strong>Independent Reviewing Officer<\/strong>/);
  assert.equal(body.match(/name="person"/g)?.length, 6);
});

test('somebody who has left, or has no post, cannot be chosen', async () => {
  const ofJoy = (change: { left_on: string | null }, until: string | null) =>
    asService(database, async (tx) => {
      const joy = tx.selectFrom('person').where('name', '=', 'Joy Okafor').select('id');
      await tx.updateTable('person').set(change).where('id', '=', joy).execute();
      await tx.updateTable('person_post').set({ until_on: until }).where('person_id', '=', joy).execute();
    });
  for (const [left_on, until] of [
    [null, '2026-01-01'],
    ['2026-01-01', null],
  ] as const) {
    await ofJoy({ left_on }, until);
    const chooser = await openBrowser(app).go('/sign-in');
    assert.doesNotMatch(chooser.body, /Joy Okafor/);
  }
  await ofJoy({ left_on: null }, null);
});

test('a name that is not on the page is asked for again', async () => {
  const browser = openBrowser(app);
  const chooser = await browser.go('/sign-in');
  const answer = await browser.ask(chooser.url, {
    _csrf: csrfTokenIn(chooser.body),
    person: 'made@up.example',
  });
  assert.equal(answer.location?.pathname, chooser.url.pathname);
});

test('nobody is chosen by a form that is not ours', async () => {
  const browser = openBrowser(app);
  const { url } = await browser.go('/sign-in');
  assert.equal((await browser.ask(url, { person: amina })).status, 403);
});

/** Chooses somebody in a browser that may have had others signed in. */
const choose = async (browser: ReturnType<typeof openBrowser>, email: string) => {
  const chooser = await browser.go('/sign-in');
  const { location } = await browser.ask(chooser.url, { _csrf: csrfTokenIn(chooser.body), person: email });
  return browser.go(location ?? '');
};

test('signing out takes no further click, and then somebody else can be chosen', async () => {
  const browser = openBrowser(app);
  await choose(browser, amina);
  const account = await browser.ask('/account');
  const { location } = await browser.ask('/sign-out', { _csrf: csrfTokenIn(account.body) });
  const bye = await browser.go(location ?? '');
  assert.equal(bye.url.pathname, '/signed-out');
  assert.match(bye.body, /You have signed out/);
  assert.equal(nameOn((await choose(browser, emailOf('Ruth Barlow'))).body), 'Ruth Barlow');
});

test('somebody else can be chosen when a session has run out', async () => {
  const browser = openBrowser(app);
  await choose(browser, amina);
  delete browser.cookies.session;
  assert.equal(nameOn((await choose(browser, emailOf('Ruth Barlow'))).body), 'Ruth Barlow');
});

test('several people can be signed in at once, each in a browser of their own', async () => {
  const [one, other] = [await signInAs(app, amina), await signInAs(app, emailOf('Ruth Barlow'))];
  assert.equal(nameOn((await app.inject({ url: '/', cookies: one })).body), 'Amina Hussain');
  assert.equal(nameOn((await app.inject({ url: '/', cookies: other })).body), 'Ruth Barlow');
});

test('a choice left open while the service was restarted begins again', async () => {
  const browser = openBrowser(app);
  const { url } = await browser.go('/sign-in');
  const restarted = await startSignInApp({ db: database.db });
  const afterwards = openBrowser(restarted);
  Object.assign(afterwards.cookies, browser.cookies);
  assert.equal((await afterwards.ask(url)).headers.get('location'), '/sign-in');
  assert.match((await afterwards.go(url)).body, /Choose who to sign in as/);
  await restarted.close();
});

test('somebody whose session outlives a restart is still signed in, and can still sign out', async () => {
  const cookies = await signInAs(app, amina);
  const restarted = await startSignInApp({ db: database.db, publicUrl: 'http://127.0.0.1:4000' });
  const browser = openBrowser(restarted);
  Object.assign(browser.cookies, cookies);
  assert.equal(nameOn((await browser.ask('/')).body), 'Amina Hussain');
  const { location } = await browser.ask('/sign-out', {
    _csrf: csrfTokenIn((await browser.ask('/account')).body),
  });
  assert.equal((await browser.go(location ?? '')).url.pathname, '/signed-out');
  assert.equal(
    (await restarted.inject({ url: '/', cookies: await signInAs(restarted, amina) })).statusCode,
    200,
    'and in',
  );
  await restarted.close();
});

test('the provider’s own pages say that it is a demonstration, and nothing of what went wrong', async () => {
  const browser = openBrowser(app);
  for (const path of [
    '/auth',
    '/auth/left-open',
    '/auth?client_id=someone-else',
    '/me',
    '/session/end/success',
    '/',
  ]) {
    const { body, status } = await browser.go(`/demonstration-identity${path}`);
    assert.ok(status >= 400, path);
    assertValidPage(body);
    assert.match(body, /Demonstration: everybody here is invented/);
    assert.doesNotMatch(body, /invalid_|client_id|oops/);
  }
});

test('the provider names itself by the configured address, however it was asked', async () => {
  const { issuer, token_endpoint } = (
    await app.inject({
      url: '/demonstration-identity/.well-known/openid-configuration',
      headers: { host: 'evil.example' },
    })
  ).json();
  assert.equal(issuer, 'http://127.0.0.1:3999/demonstration-identity');
  assert.equal(token_endpoint, 'http://127.0.0.1:3999/demonstration-identity/token');
});

test('whoever comes by another name of this machine goes on by the configured one', async () => {
  const ask = (host: string) => app.inject({ url: '/sign-in?to=%2Fa', headers: { host } });
  assert.equal((await ask('localhost:3999')).headers.location, 'http://127.0.0.1:3999/sign-in?to=%2Fa');
  assert.match(String((await ask('127.0.0.1:3999')).headers.location), /demonstration-identity\/auth/);
  assert.match(
    String((await ask('localhost:8080')).headers.location),
    /demonstration-identity\/auth/,
    'a forwarded port',
  );
});

test('with an identity provider configured, the demonstration’s does not exist', async () => {
  const publicUrl = 'https://disruption.example';
  const council = await startIdentityProvider(publicUrl);
  const live = await startSignInApp({ db: database.db, publicUrl, issuer: council });
  for (const path of [
    '',
    '/',
    '/auth',
    '/token',
    '/jwks',
    '/choose/1',
    '/session/end',
    '/.well-known/openid-configuration',
  ])
    assert.equal((await live.inject(`/demonstration-identity${path}`)).statusCode, 404, path);
  assert.doesNotMatch((await live.inject('/signed-out')).body, /Demonstration/);
  await live.close();
  council.stop();
});

test('a service that others can reach does not start with it', async () => {
  for (const publicUrl of [
    'https://disruption.example',
    'http://192.0.2.1:3000',
    'http://localhost.evil.example',
  ])
    await assert.rejects(
      demonstrationIdentity(fastify(), { publicUrl, listPeople: async () => [] }),
      /No demonstration sign-in/,
    );
});
