import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../test/app.ts';
import { createTestDatabase } from '../../../test/database.ts';
import { emailOfStaff } from '../../../test/example-case.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import {
  csrfTokenIn,
  openBrowser,
  signInAs,
  startIdentityProvider,
} from '../../../test/identity-provider.ts';
import { recordExample } from '../../../test/recorded.ts';
import { addPeople, startSignInApp } from '../../../test/sign-in-app.ts';
import { asService } from '../../database/connection.ts';

let running: TestApp;
let path: string;
const signedInAt = new Date('2026-03-10T10:00:00Z');
const minutesLater = (minutes: number) => new Date(signedInAt.getTime() + minutes * 60_000);

before(async () => {
  running = await startTestApp();
  path = `/disruptions/${await recordExample(running)}`;
  await asService(running.service, (tx) =>
    tx
      .updateTable('placement')
      .set({ restricted: 'high-profile', restricted_reason: 'In the news' })
      .execute(),
  );
});
after(() => running.stop());

const browserOf = async (key: 'amina' | 'gareth') => {
  running.time.now = signedInAt;
  const browser = openBrowser(running.app);
  Object.assign(browser.cookies, await signInAs(running.app, emailOfStaff(key)));
  return browser;
};
type Browser = Awaited<ReturnType<typeof browserOf>>;

/** Signs in anew at the demonstration’s provider, as somebody. */
const signInAgain = async (browser: Browser, key: 'amina' | 'gareth', to = path) => {
  const chooser = await browser.go(`/sign-in?again=yes&to=${encodeURIComponent(to)}`);
  const chosen = await browser.ask(chooser.url, {
    _csrf: csrfTokenIn(chooser.body),
    person: emailOfStaff(key),
  });
  return { chooser, arrived: await browser.go(chosen.location ?? '') };
};

const auditedActs = () =>
  asService(running.service, (tx) =>
    tx.selectFrom('audit_entry').orderBy('id').select(['act', 'rule', 'outcome', 'actor_id']).execute(),
  );

test('whoever signed in a moment ago opens a restricted case', async () => {
  const browser = await browserOf('amina');
  assert.equal((await browser.ask(path)).status, 200);
  running.time.now = minutesLater(14);
  assert.equal((await browser.ask(path)).status, 200);
});

test('a quarter of an hour later they are asked to sign in again, and come back to where they were going', async () => {
  const browser = await browserOf('amina');
  running.time.now = minutesLater(15);
  const asked = await browser.ask(path);
  assert.equal(asked.status, 303);
  assert.equal(asked.location?.pathname, '/sign-in');
  assert.equal(asked.location?.searchParams.get('to'), path);
  const former = browser.cookies.session;
  const { chooser, arrived } = await signInAgain(browser, 'amina');
  assert.match(chooser.body, /Amina Hussain/);
  assert.doesNotMatch(chooser.body, /Gareth Pugh/, 'nobody else is offered');
  assert.equal(arrived.status, 200);
  assert.equal(arrived.url.pathname, path);
  assert.notEqual(browser.cookies.session, former, 'under a new identifier');
  const left = openBrowser(running.app);
  left.cookies.session = former ?? '';
  assert.equal((await left.ask('/account')).status, 303, 'and the former one is over');
  const acts = await auditedActs();
  assert.ok(
    acts.some(({ act, actor_id }) => act === 'sign-in-again' && actor_id === running.example.people.amina),
  );
});

test('somebody else who signs in there is not let in, and nobody has changed places', async () => {
  const browser = await browserOf('amina');
  running.time.now = minutesLater(20);
  const start = await browser.ask('/sign-in?again=yes');
  start.location?.searchParams.delete('login_hint');
  const chooser = await browser.go(start.location ?? '');
  const chosen = await browser.ask(chooser.url, {
    _csrf: csrfTokenIn(chooser.body),
    person: emailOfStaff('gareth'),
  });
  const arrived = await browser.go(chosen.location ?? '');
  assert.equal(arrived.status, 403);
  assert.match(arrived.body, /You signed in as somebody else/);
  assertValidPage(arrived.body);
  assert.match((await browser.ask('/account')).body, /Amina Hussain/);
  assert.equal((await browser.ask(path)).status, 303, 'and Amina is still asked');
  assert.ok(
    (await auditedActs()).some(({ rule, outcome }) => rule === 'another-person' && outcome === 'refused'),
  );
});

test('a form of such a step says that nothing is lost, and goes through once they have signed in again', async () => {
  const browser = await browserOf('gareth');
  await asService(running.service, (tx) =>
    tx.updateTable('placement').set({ restricted: null, restricted_reason: '' }).execute(),
  );
  running.time.now = minutesLater(29);
  const form = {
    _csrf: csrfTokenIn((await browser.ask('/account')).body),
    _key: randomUUID(),
  };
  const refused = await browser.ask(`${path}/copies/release`, form);
  assert.equal(refused.status, 401);
  assert.match(refused.body, /Sign in again to go on/);
  assert.match(refused.body, /Nothing you typed is lost/);
  assertValidPage(refused.body);
  await signInAgain(browser, 'gareth', '/account');
  const again = await browser.ask(`${path}/copies/release`, {
    ...form,
    _csrf: csrfTokenIn((await browser.ask('/account')).body),
  });
  assert.equal(again.status, 422, 'there is no meeting yet, and that is what the page says');
});

test('a provider that asks nobody, or does not say when it did, proves nothing recent', async () => {
  const database = await createTestDatabase();
  await addPeople(database.db);
  const publicUrl = 'https://disruption.example';
  const council = await startIdentityProvider(publicUrl);
  const app = await startSignInApp({ db: database.db, publicUrl, issuer: council });
  council.meet({ sub: 'amina', email: 'amina.hussain@example.org', email_verified: true });
  const browser = openBrowser(app, council.url);
  await browser.go('/sign-in');
  const start = await browser.ask('/sign-in?again=yes&to=/account');
  const asked = start.location?.searchParams;
  assert.deepEqual(
    [asked?.get('prompt'), asked?.get('max_age'), asked?.get('login_hint')],
    ['login', '900', 'amina.hussain@example.org'],
  );
  // As if the council’s provider did not honour what it is asked: it then does not say when the person proved it.
  for (const name of ['max_age', 'prompt']) start.location?.searchParams.delete(name);
  const arrived = await browser.go(start.location ?? '');
  assert.equal(arrived.status, 400);
  assert.match(arrived.body, /You have not been signed in/);
  await app.close();
  council.stop();
  await database.drop();
});
