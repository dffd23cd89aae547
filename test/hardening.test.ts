import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp, serviceFrom } from '../src/app.ts';
import { asService } from '../src/database/connection.ts';
import { startTestApp, type TestApp, testConfig } from './app.ts';
import { createTestDatabase } from './database.ts';
import { assertValidPage } from './html-validate.ts';
import { csrfTokenIn } from './identity-provider.ts';
import { identityProvidersFile } from './identity-providers-file.ts';
import { recordExample } from './recorded.ts';
import { routesOf } from './routes.ts';

let running: TestApp;
let council: FastifyInstance;
before(async () => {
  running = await startTestApp();
  await recordExample(running);
  // As a council runs it, on https.
  const config = testConfig({
    PUBLIC_URL: 'https://disruption.example',
    IDENTITY_PROVIDERS: identityProvidersFile(
      ['one', 'other'].map((name) => ({
        name,
        domains: [`${name}.example`],
        issuer: `https://login.${name}.example`,
        clientId: 'x',
        clientSecret: 'y',
      })),
    ),
    SMTP_URL: 'smtps://mail.example',
    MAIL_FROM: 'disruption@service.example',
    TRUSTED_PROXIES: '10.0.0.0/24',
  });
  council = await buildApp(config, serviceFrom(config, running.service.db, running.service.clock));
});
after(async () => {
  await council.close();
  await running.stop();
});

const somewhere = (path: string): string =>
  path
    .replaceAll(/:colour\([^)]*\)/g, '00583d')
    .replaceAll(/:(\w+)/g, () => randomUUID())
    .replace('*', 'nothing');

const wanted: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /default-src 'none'.*frame-ancestors 'none'.*base-uri 'none'/,
  'strict-transport-security': /^max-age=31536000; includeSubDomains$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/i,
  'referrer-policy': /^no-referrer$/,
  'permissions-policy': /camera=\(\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
};

test('every answer of every route, and of addresses that lead nowhere, has every header that guards a browser', async () => {
  const routes = [
    ...routesOf(council),
    { method: 'GET', path: '/nowhere' },
    { method: 'POST', path: '/nowhere' },
  ];
  assert.ok(routes.length > 100, `${routes.length} routes`);
  for (const { method, path } of routes) {
    if (['OPTIONS', 'TRACE', 'QUERY'].includes(method)) continue;
    const answer = await council.inject({ method: method as 'GET', url: somewhere(path) });
    for (const [name, value] of Object.entries(wanted))
      assert.match(String(answer.headers[name] ?? ''), value, `${method} ${path}: ${name}`);
    assert.doesNotMatch(String(answer.headers['content-security-policy']), /unsafe-inline|unsafe-eval|\*/);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    // The schemas of procedure files are the same for everybody, and public.
    if (!/^\/(assets|schemas)/.test(path))
      assert.equal(answer.headers['cache-control'], 'no-store', `${method} ${path}`);
    assert.equal(answer.headers.server, undefined);
    assert.equal(answer.headers['x-powered-by'], undefined);
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat())
      assert.match(
        cookie,
        /^__Host-[\w-]+=.*; Path=\/; (Expires=[^;]*; )?HttpOnly; Secure; SameSite=(Lax|Strict)/,
        `${method} ${path}`,
      );
  }
});

test('no route answers TRACE, and none is there that nobody declared', async () => {
  const answer = await council.inject({ method: 'TRACE' as 'GET', url: '/' });
  assert.ok(answer.statusCode >= 400);
  assert.doesNotMatch(answer.body, /TRACE/);
});

test('where a request comes from is what a proxy of ours says, and nobody else', async () => {
  const addressOf = async (remoteAddress: string) => {
    const url = `/private/${randomUUID()}`;
    await council.inject({ url, remoteAddress, headers: { 'x-forwarded-for': '203.0.113.7' } });
    const { address } = await asService(running.service, (tx) =>
      tx.selectFrom('audit_entry').select('address').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow(),
    );
    return address;
  };
  assert.equal(await addressOf('10.0.0.9'), '203.0.113.7');
  assert.equal(await addressOf('198.51.100.4'), '198.51.100.4');
});

test('what is too large is refused before it is read, and the service goes on', async () => {
  const amina = await running.as('helen');
  const cookie = Object.entries(amina.cookies)
    .map((pair) => pair.join('='))
    .join('; ');
  const token = csrfTokenIn((await amina.get('/account')).body);
  const send = (payload: string) =>
    running.app.inject({
      method: 'POST',
      url: '/open-a-case',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    });
  for (const [what, payload] of [
    ['10 MB of text', `_csrf=${token}&reason=${'a'.repeat(10_000_000)}`],
    ['10,000 fields', `_csrf=${token}&${Array.from({ length: 10_000 }, (_, n) => `f${n}=x`).join('&')}`],
  ] as const) {
    const answer = await send(payload);
    assert.equal(answer.statusCode, 413, what);
    assertValidPage(answer.body);
  }
  const odd = await send(`_csrf=${token}&__proto__=x&constructor=y&_key=${randomUUID()}&reference=&reason=`);
  assert.equal(odd.statusCode, 422, 'a field may be called anything');
  assert.equal(({} as { x?: string }).x, undefined);
  assert.equal((await running.app.inject(`/${'a'.repeat(5_000)}`)).statusCode, 404);
  assert.equal((await amina.get('/account')).status, 200);
});

test('a guest’s page that is not there says nothing of what this service is for, and has the way out', async () => {
  const answer = await running.app.inject({
    url: '/private/copies/nothing/here',
    headers: { accept: 'text/html' },
  });
  assert.equal(answer.statusCode, 404);
  assertValidPage(answer.body);
  assert.match(/<title>(.*)<\/title>/.exec(answer.body)?.[1] ?? '', /Your private page/);
  assert.doesNotMatch(answer.body, /[Pp]lacement|[Dd]isruption/);
  assert.match(answer.body, /\/private\/leave/);
});

test('what people type, and where they go, is in no line that the running service logs, whatever goes wrong', async () => {
  const word = 'Zwimptovex';
  const database = await createTestDatabase();
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    PORT: String(39_000 + Math.floor(Math.random() * 900)),
    LOG_LEVEL: 'debug',
    DATA_DIR: `/tmp/hardening-${process.pid}`,
  };
  const service = spawn(process.execPath, ['src/main.ts'], { env });
  let said = '';
  service.stdout.on('data', (chunk) => {
    said += chunk;
  });
  service.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const at = `http://127.0.0.1:${env.PORT}`;
  for (let tries = 0; tries < 100 && !said.includes('is running at'); tries += 1)
    await new Promise((done) => setTimeout(done, 100));
  assert.match(said, /is running at/);
  for (const [path, init] of [
    [`/${word}`, {}],
    [`/disruptions/${word}?name=${word}`, { headers: { cookie: `session=${word}`, 'user-agent': word } }],
    [`/private/${word}`, {}],
    ['/sign-in/callback', { method: 'GET', headers: { cookie: `sign-in=${word}` } }],
    [
      '/disruptions/new',
      {
        method: 'POST',
        body: `account=${word}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ],
    [
      '/disruptions/new',
      { method: 'POST', body: `{"a": "${word}`, headers: { 'content-type': 'application/json' } },
    ],
    [`/sign-in?to=/${word}`, {}],
  ] as const)
    await fetch(at + path, { redirect: 'manual', ...init }).then((answer) => answer.text());
  service.kill();
  await once(service, 'exit');
  await database.drop();
  assert.doesNotMatch(said, new RegExp(word, 'i'));
  assert.match(said, /"route":/, 'requests are logged all the same');
});
