import assert from 'node:assert/strict';
import { test } from 'node:test';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { assertValidPage } from '../../test/html-validate.ts';
import { csrfTokenIn, openBrowser } from '../../test/identity-provider.ts';
import { form } from './forms.ts';
import { html } from './html.ts';
import { page } from './page.ts';
import { answerError, answerNotFound } from './refusals.ts';
import { protect } from './security.ts';
import { type SignedIn, shellFor, signedIn } from './visitor.ts';

const amina: SignedIn = {
  id: '00000000-0000-0000-0000-000000000001',
  name: 'Amina Hussain',
  email: 'amina@example.org',
  post: 'social-worker',
  posts: ['social-worker'],
  authenticatedAt: new Date(),
  address: '',
  trail: { outcomes: new Set(), underWay: 0 },
  organisationId: '00000000-0000-0000-0000-000000000002',
  organisation: { name: 'Derby City Council', colour: '#00583d', kind: 'council' },
};

/** A service with a form for anyone and a form for staff; the cookie `who=amina` is all it takes to be staff here. */
const start = async ({
  publicUrl = 'http://127.0.0.1:3999',
  issuers = [] as readonly string[],
  requestsAMinute = 3_000,
  requestsOfAPerson = 1_500,
} = {}) => {
  const app = fastify();
  await app.register(formbody);
  await protect(app, {
    config: { publicUrl, secretKey: 'k'.repeat(32), identityProviders: issuers.map((url) => ({ url })) },
    everyPage: { isDemonstration: false, assetsVersion: 'test', language: 'en', offersLanguages: false },
    whoIs: async (request) => (request.cookies.who === 'amina' ? amina : null),
    whichDirectory: async () => null,
    isDeliveryService: () => false,
    record: async () => {},
    requestsAMinute,
    requestsOfAPerson,
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  for (const may of ['anyone', 'guest', 'signed-in'] as const) {
    app.get(`/${may}`, { config: { may } }, (request, reply) => {
      const shell = shellFor(request, reply);
      const body = html`<h1>A form</h1>${form(shell, { action: `/${may}`, body: html``, button: 'Save' })}`;
      return reply.html(page(shell, { title: 'A form', body }));
    });
    app.post(`/${may}`, { config: { may } }, async () => 'saved');
  }
  app.get('/broken', { config: { may: 'anyone' } }, async () => {
    throw new Error('the secret reason');
  });
  return app;
};

/** Opens a form as a browser does, and sends it with what the test changes. */
const send = async (
  app: FastifyInstance,
  changes: {
    readonly token?: string;
    readonly headers?: Record<string, string>;
    readonly address?: string;
  } = {},
) => {
  const browser = openBrowser(app);
  const { body } = await browser.ask('/anyone');
  const { token = csrfTokenIn(body), headers = {}, address = '/anyone' } = changes;
  return browser.ask(address, { _csrf: token }, headers);
};

const cookiesOf = ({ headers }: LightMyRequestResponse): string => [headers['set-cookie']].flat().join('\n');

test('a route that does not say who may use it stops the service from starting', async () => {
  const app = await start();
  assert.throws(
    () => app.get('/forgotten', async () => ''),
    /GET \/forgotten does not declare who may use it/,
  );
});

test('a route that asks who is signed in, but lets anyone in, is told so', async () => {
  const app = await start();
  app.get('/wrong', { config: { may: 'anyone' } }, async (request) => signedIn(request).name);
  assert.equal((await app.inject('/wrong')).statusCode, 500);
});

test('staff who are not signed in are taken to sign in, and back to the page they asked for', async () => {
  const { statusCode, headers } = await (await start()).inject('/signed-in?page=2&q=a%26b');
  assert.equal(statusCode, 303);
  assert.equal(headers.location, `/sign-in?to=${encodeURIComponent('/signed-in?page=2&q=a%26b')}`);
});

test('anyone may open what is for anyone, and a guest what guests have their own door to', async () => {
  const app = await start();
  assert.equal((await app.inject('/anyone')).statusCode, 200);
  assert.equal((await app.inject('/guest')).statusCode, 200);
  assert.equal((await app.inject({ url: '/signed-in', cookies: { who: 'amina' } })).statusCode, 200);
});

test('staff who were signed out while they typed are told how to send the form again', async () => {
  const answer = await (await start()).inject({ method: 'POST', url: '/signed-in', payload: {} });
  assert.equal(answer.statusCode, 401);
  assert.match(answer.body, /You have been signed out/);
  assert.match(answer.body, /Reload this page/);
  assertValidPage(answer.body);
});

test('a script of ours that is signed out reads it as JSON, whether it reads or writes', async () => {
  const app = await start();
  for (const method of ['GET', 'POST'] as const) {
    const answer = await app.inject({ method, url: '/signed-in', headers: { accept: 'application/json' } });
    assert.equal(answer.statusCode, 401);
    assert.deepEqual(answer.json(), { problem: 'You have been signed out' });
  }
});

test('a form of our own is accepted, from staff and from guests without a session', async () => {
  const app = await start();
  assert.equal((await send(app)).body, 'saved');
  assert.equal((await send(app, { address: '/guest' })).body, 'saved');
});

test('a script may send the token in a header', async () => {
  const app = await start();
  const browser = openBrowser(app);
  const token = csrfTokenIn((await browser.ask('/anyone')).body);
  assert.equal((await browser.ask('/anyone', {}, { 'x-csrf-token': token })).body, 'saved');
});

test('a form without its token, or with another’s, is refused in plain words', async () => {
  const app = await start();
  const another = csrfTokenIn((await openBrowser(app).ask('/anyone')).body);
  for (const token of ['', 'made-up', another]) {
    const answer = await send(app, { token });
    assert.equal(answer.status, 403, token);
    assert.match(answer.body, /We could not accept that form/);
    assertValidPage(answer.body);
  }
});

test('a form that the browser says comes from elsewhere is refused, token or not', async () => {
  const app = await start();
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:4000' },
  ])
    assert.equal((await send(app, { headers })).status, 403, JSON.stringify(headers));
});

test('a form that the browser says is ours, or says nothing about, is accepted', async () => {
  const app = await start();
  for (const headers of [
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'none' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:3999' },
  ])
    assert.equal((await send(app, { headers })).body, 'saved', JSON.stringify(headers));
});

test('every answer forbids what the pages do not need, and is kept by nobody', async () => {
  const { headers } = await (await start()).inject('/anyone');
  assert.equal(
    headers['content-security-policy'],
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';media-src 'self' blob:;" +
      "connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
  );
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(String(headers['permissions-policy']), /camera=\(\)/);
  assert.equal(headers['strict-transport-security'], undefined);
});

test('only the identity providers are added to where a form may lead', async () => {
  const app = await start({
    publicUrl: 'https://disruption.example',
    issuers: ['https://login.example/tenant', 'https://login.example/other', 'https://sso.example'],
  });
  const { headers } = await app.inject('/anyone');
  assert.match(
    String(headers['content-security-policy']),
    /form-action 'self' https:\/\/login\.example https:\/\/sso\.example;frame-ancestors/,
  );
});

test('with TLS, browsers are told to insist on it and cookies are bound to this host', async () => {
  const answer = await (await start({ publicUrl: 'https://disruption.example' })).inject('/anyone');
  assert.match(String(answer.headers['strict-transport-security']), /max-age=31536000/);
  assert.match(cookiesOf(answer), /^__Host-csrf=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
});

test('without TLS, on this machine, the cookie still is for no script', async () => {
  assert.match(
    cookiesOf(await (await start()).inject('/anyone')),
    /^csrf=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test('files under /assets need no declaration, no session and may be kept', async () => {
  const app = await start();
  app.get('/assets/file.css', async (request) => String(request.person));
  const answer = await app.inject({ url: '/assets/file.css', cookies: { who: 'amina' } });
  assert.equal(answer.body, 'null');
  assert.equal(answer.headers['cache-control'], undefined);
});

test('an address that leads nowhere gets a page that says so, to anyone', async () => {
  const answer = await (await start()).inject('/nowhere');
  assert.equal(answer.statusCode, 404);
  assert.match(answer.body, /Page not found/);
  assertValidPage(answer.body);
});

test('a fault of ours is explained without its reason', async () => {
  const answer = await (await start()).inject('/broken');
  assert.equal(answer.statusCode, 500);
  assert.match(answer.body, /there is a problem with the service/);
  assert.doesNotMatch(answer.body, /secret reason/);
  assertValidPage(answer.body);
});

test('one address that asks too often is told to wait, and others are not', async () => {
  const app = await start({ requestsAMinute: 2 });
  const ask = (remoteAddress: string) => app.inject({ url: '/anyone', remoteAddress });
  await ask('192.0.2.1');
  await ask('192.0.2.1');
  const refused = await ask('192.0.2.1');
  assert.equal(refused.statusCode, 429);
  assert.match(refused.body, /Wait a minute/);
  assert.equal((await ask('192.0.2.2')).statusCode, 200);
});

test('an address that leads nowhere counts, and says as much of the limit as one that leads to a page', async () => {
  const app = await start({ requestsAMinute: 3 });
  const ask = (url: string) => app.inject({ url, cookies: { who: 'amina' } });
  const [page, nowhere] = [await ask('/signed-in'), await ask('/nowhere')];
  assert.equal(nowhere.statusCode, 404);
  assert.deepEqual(Object.keys(nowhere.headers), Object.keys(page.headers));
  for (const [answer, left] of [
    [page, '2'],
    [nowhere, '1'],
  ] as const) {
    assert.equal(answer.headers['x-ratelimit-limit'], '3');
    assert.equal(answer.headers['x-ratelimit-remaining'], left);
  }
  await ask('/nowhere');
  assert.equal((await ask('/nowhere')).statusCode, 429);
});

test('a body larger than 1 MB is refused before it is read', async () => {
  const answer = await (await start()).inject({
    method: 'POST',
    url: '/anyone',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `text=${'a'.repeat(1_048_577)}`,
  });
  assert.equal(answer.statusCode, 413);
  assert.match(answer.body, /too much to send/);
});

test('one person who asks too much is held back, whatever their address, and told when to come back', async () => {
  const app = await start({ requestsOfAPerson: 5 });
  const ask = (n: number, headers: Record<string, string> = {}) =>
    app.inject({ url: '/signed-in', cookies: { who: 'amina' }, remoteAddress: `10.0.0.${n}`, headers });
  for (let asked = 1; asked <= 5; asked += 1) assert.equal((await ask(asked)).statusCode, 200);
  const answer = await ask(6);
  assert.equal(answer.statusCode, 429);
  assertValidPage(answer.body);
  assert.match(answer.body, /Wait a minute, then reload this page/);
  assert.ok(Number(answer.headers['retry-after']) > 0);
  const told = await ask(7, { accept: 'application/json' });
  assert.equal(told.statusCode, 429);
  assert.ok(told.json().retryAfterSeconds > 0);
  assert.equal((await app.inject('/anyone')).statusCode, 200, 'everybody else goes on');
});
