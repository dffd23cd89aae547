import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { csrfTokenIn, openBrowser, startIdentityProvider } from '../../../test/identity-provider.ts';
import { addPeople, nameOn, startSignInApp } from '../../../test/sign-in-app.ts';
import { asService } from '../../database/connection.ts';

const publicUrl = 'https://disruption.example';
const domains = {
  derby: ['derby.example', 'adoption.example'],
  shire: ['shire.example'],
  nottingham: ['nottingham.example'],
} as const;
type Key = keyof typeof domains;

let database: TestDatabase;
let councils: Readonly<Record<Key, Awaited<ReturnType<typeof startIdentityProvider>>>>;
let app: FastifyInstance;

const configured = (...keys: readonly Key[]) =>
  keys.map((key) => ({
    ...councils[key],
    name: `Sign-in of ${key}`,
    domains: domains[key],
    ...(key === 'shire' && { organisation: 'Derbyshire County Council' }),
  }));
const moveTo = (organisation: string, domain: string) =>
  asService(database, (tx) =>
    sql`update person set email = split_part(email, '@', 1) || '@' || ${domain}
      where organisation_id = (select id from organisation where name = ${organisation})`.execute(tx),
  );

before(async () => {
  database = await createTestDatabase();
  await addPeople(database.db);
  councils = {
    derby: await startIdentityProvider(publicUrl),
    shire: await startIdentityProvider(publicUrl),
    nottingham: await startIdentityProvider(publicUrl),
  };
  app = await startSignInApp({
    db: database.db,
    publicUrl,
    councils: configured('derby', 'shire', 'nottingham'),
  });
});
beforeEach(async () => {
  await moveTo('Derby City Council', 'derby.example');
  await moveTo('Derbyshire County Council', 'shire.example');
  await moveTo('Nottinghamshire County Council', 'shire.example');
  await moveTo('Nottingham City Council', 'nottingham.example');
  await asService(database, async (tx) => {
    await tx.deleteFrom('session').execute();
    await tx.updateTable('person').set({ issuer: null, subject: null }).execute();
  });
});
after(async () => {
  await app.close();
  for (const council of Object.values(councils)) council.stop();
  await database.drop();
});

type Browser = ReturnType<typeof openBrowser>;
const open = (at = app): Browser => openBrowser(at, ...Object.values(councils).map(({ url }) => url));

/** Opens the page that asks for an address, and sends one. */
const type = async (browser: Browser, email: string, address = '/sign-in') => {
  const asking = await browser.ask(address);
  assert.equal(asking.status, 200);
  const [, action = ''] = /action="(\/sign-in[^"]*)"/.exec(asking.body) ?? [];
  return browser.ask(action.replaceAll('&amp;', '&'), { _csrf: csrfTokenIn(asking.body), email });
};

/** Signs in at the provider of an address, which says that this address is theirs unless told another. */
const signIn = async (email: string, at: Key, says = email, browser = open(), to = '/') => {
  councils[at].meet({ sub: says, email: says, email_verified: true });
  const sent = await type(browser, email, `/sign-in?to=${encodeURIComponent(to)}`);
  assert.equal(sent.status, 200);
  assert.equal(sent.location?.origin, councils[at].url);
  return { browser, answer: await browser.go(sent.location ?? '') };
};

const held = () =>
  asService(database, async (tx) => ({
    sessions: (await tx.selectFrom('session').select('id_hash').execute()).length,
    last: await tx
      .selectFrom('audit_entry')
      .where('act', '=', 'sign-in')
      .orderBy('id', 'desc')
      .select(['outcome', 'rule'])
      .limit(1)
      .executeTakeFirst(),
  }));

const assertRefused = async (status: number, rule: string, answer: { status: number; body: string }) => {
  assert.equal(answer.status, status);
  assertValidPage(answer.body);
  assert.deepEqual(await held(), { sessions: 0, last: { outcome: 'refused', rule } });
};

test('where several organisations sign in, a page asks for the work email address', async () => {
  const browser = open();
  const { status, body, headers } = await browser.go('/sign-in');
  assert.equal(status, 200);
  assertValidPage(body);
  assert.match(body, /<h1[^>]*>\s*<label[^>]*for="email"[^>]*>\s*What is your work email address\?/);
  assert.match(body, /<input[^>]*name="email"[^>]*type="email"[^>]*autocomplete="email"/);
  assert.doesNotMatch(body, /derby|nottingham|shire/i, 'the page names no organisation');
  const policy = String(headers.get('content-security-policy'));
  for (const { url } of Object.values(councils))
    assert.ok(policy.includes(` ${url}`), 'a form may lead there');
});

test('the domain of the address leads to its provider, which need not ask again who it is', async () => {
  const email = 'Amina.Hussain@Derby.example';
  const { location, status } = await type(open(), email);
  assert.equal(status, 200);
  assert.equal(location?.origin, councils.derby.url);
  const asked = location?.searchParams;
  assert.equal(asked?.get('login_hint'), email);
  assert.equal(asked?.get('code_challenge_method'), 'S256');
  for (const name of ['state', 'nonce', 'code_challenge'])
    assert.match(asked?.get(name) ?? '', /^[\w-]{43}$/, name);
});

test('people of each organisation sign in at their own provider, and come to the page they asked for', async () => {
  for (const [name, email, at] of [
    ['Amina Hussain', 'amina.hussain@derby.example', 'derby'],
    ['Ruth Barlow', 'ruth.barlow@shire.example', 'shire'],
    ['Tomasz Nowak', 'tomasz.nowak@nottingham.example', 'nottingham'],
  ] as const) {
    const { answer } = await signIn(email, at, email, open(), '/account');
    assert.equal(nameOn(answer.body), name);
    assert.equal(answer.url.pathname, '/account');
  }
});

test('where somebody goes after signing in is never another site', async () => {
  const email = 'amina.hussain@derby.example';
  const { answer } = await signIn(email, 'derby', email, open(), 'https://evil.example/');
  assert.equal(answer.url.href, new URL('/', answer.url).href);
});

test('the answer to an address is the same whether anybody has it', async () => {
  const kinds = [];
  for (const email of ['amina.hussain@derby.example', 'nobody.at.all@derby.example']) {
    const { status, location } = await type(open(), email);
    kinds.push([status, location?.origin, [...(location?.searchParams.keys() ?? [])]]);
  }
  assert.deepEqual(kinds[0], kinds[1]);
});

test('an address that leads nowhere is asked for again, as it was typed, and no council is named', async () => {
  for (const [email, message] of [
    ['', /Enter your work email address/],
    ['amina', /Enter an email address in the correct format, like name@council\.example/],
    ['amina@derby.example@evil.example', /correct format/],
    ['amina@mail.derby.example.evil.example', /No organisation that uses this service has email addresses/],
    ['"><b>@elsewhere.example', /correct format/],
    ['amina@elsewhere.example', /No organisation that uses this service has email addresses/],
  ] as const) {
    const { status, body, location } = await type(open(), email, '/sign-in?to=/account');
    assert.equal(status, 422, email);
    assert.equal(location, null);
    assertValidPage(body);
    assert.match(body, message);
    assert.match(body, /<title>Error: /);
    assert.match(body, /action="\/sign-in\?to=%2Faccount"/, 'where they were going is kept');
    if (/^[\w@.]+$/.test(email)) assert.ok(body.includes(`value="${email}"`));
    assert.doesNotMatch(body.replaceAll(email || '\0', ''), /derby|nottingham|shire|<b>/i);
  }
});

test('an address is taken from our own page only', async () => {
  const { status, location } = await open().ask('/sign-in', { email: 'amina.hussain@derby.example' });
  assert.equal(status, 403);
  assert.equal(location, null);
});

test('a provider cannot vouch for the people of another', async () => {
  const { answer } = await signIn('anybody@nottingham.example', 'nottingham', 'amina.hussain@derby.example');
  await assertRefused(403, 'another-provider', answer);
  assert.match(answer.body, /not on the sign-in page for addresses like that one/);
  const own = await signIn('amina.hussain@derby.example', 'derby');
  assert.equal(nameOn(own.answer.body), 'Amina Hussain', 'their own provider can');
});

test('a provider that knew somebody once does not sign them in at an address of another', async () => {
  const email = 'amina.hussain@derby.example';
  await signIn(email, 'derby');
  await asService(database, (tx) => tx.deleteFrom('session').execute());
  await moveTo('Derby City Council', 'nottingham.example');
  await assertRefused(403, 'not-known', (await signIn(email, 'derby')).answer);
  councils.derby.meet({ sub: email });
  const browser = open();
  const sent = await type(browser, email);
  await assertRefused(403, 'not-known', await browser.go(sent.location ?? ''));
});

test('a provider of one organisation signs in nobody of another at the same domain', async () => {
  await assertRefused(403, 'not-known', (await signIn('joy.okafor@shire.example', 'shire')).answer);
});

test('an answer of another provider than the one asked is refused', async () => {
  const browser = open();
  const email = 'amina.hussain@derby.example';
  const sent = await type(browser, email);
  const cookies = { ...browser.cookies };
  assert.ok(sent.location);
  councils.derby.meet({ sub: email, email, email_verified: true });
  councils.nottingham.meet({ sub: email, email, email_verified: true });
  // The same state, nonce and challenge, put to another provider: as one of them could who is not honest.
  const elsewhere = new URL(sent.location.pathname + sent.location.search, councils.nottingham.url);
  for (const change of [
    () => {},
    (answered: URL) => answered.searchParams.delete('iss'),
    (answered: URL) => answered.searchParams.set('iss', councils.derby.url),
  ]) {
    Object.assign(browser.cookies, cookies);
    const { location } = await browser.go(elsewhere, ({ pathname }) => pathname === '/sign-in/callback');
    assert.ok(location);
    assert.ok(location.searchParams.has('code'));
    assert.equal(location.searchParams.get('iss'), councils.nottingham.url);
    change(location);
    await assertRefused(400, 'proof', await browser.go(location));
  }
  Object.assign(browser.cookies, cookies);
  assert.equal(
    nameOn((await browser.go(sent.location)).body),
    'Amina Hussain',
    'the one that was asked is not',
  );
});

test('what a provider says of roles, groups and names gives and changes nothing', async () => {
  const email = 'amina.hussain@derby.example';
  const kept = () =>
    asService(database, async (tx) => ({
      person: await tx
        .selectFrom('person')
        .where('email', '=', email)
        .select(['id', 'name', 'email', 'organisation_id', 'left_on'])
        .execute(),
      posts: await sql`select * from person_post order by 1, 2`.execute(tx).then(({ rows }) => rows),
    }));
  const earlier = await kept();
  const seen = async () => {
    const { browser } = await signIn(email, 'derby');
    const account = (await browser.ask('/account')).body;
    return [
      /Post\s*<\/dt>\s*<dd[^>]*>\s*([^<]*[^<\s])/.exec(account)?.[1],
      (await browser.ask('/audit')).status,
    ];
  };
  const without = await seen();
  councils.derby.alterIdTokens((idToken, key) => {
    const [header, claims = ''] = idToken.split('.');
    const more = {
      ...JSON.parse(Buffer.from(claims, 'base64url').toString()),
      roles: ['administrator', 'service-manager'],
      groups: ['administrators'],
      post: 'administrator',
      name: 'Somebody Else',
    };
    const text = `${header}.${Buffer.from(JSON.stringify(more)).toString('base64url')}`;
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  });
  assert.deepEqual(await seen(), without);
  assert.equal(without[0], 'Social worker');
  assert.deepEqual(await kept(), earlier);
  councils.derby.alterIdTokens((idToken) => idToken);
});

test('while one provider is down its people are told, and those of the others sign in', async () => {
  const down = await startIdentityProvider(publicUrl);
  down.stop();
  const cut = await startSignInApp({
    db: database.db,
    publicUrl,
    councils: [...configured('derby'), { ...down, name: 'Leicester', domains: ['leicester.example'] }],
  });
  const refused = await type(open(cut), 'somebody@leicester.example');
  assert.equal(refused.status, 503);
  assert.match(refused.body, /You cannot sign in at the moment/);
  assertValidPage(refused.body);
  const { answer } = await signIn(
    'amina.hussain@derby.example',
    'derby',
    'amina.hussain@derby.example',
    open(cut),
  );
  assert.equal(nameOn(answer.body), 'Amina Hussain');
  const back = await startIdentityProvider(publicUrl, { port: Number(new URL(down.url).port) });
  const sent = await type(open(cut), 'somebody@leicester.example');
  assert.equal(sent.location?.origin, back.url, 'as soon as it is back');
  await cut.close();
  back.stop();
});

test('signing in anew, and signing out, lead to the provider that the session began at', async () => {
  const { browser } = await signIn('tomasz.nowak@nottingham.example', 'nottingham');
  const again = await browser.ask('/sign-in?again=yes&to=/account');
  assert.equal(again.location?.origin, councils.nottingham.url);
  assert.equal(again.location?.searchParams.get('login_hint'), 'tomasz.nowak@nottingham.example');
  const arrived = await browser.go(again.location ?? '');
  assert.equal(arrived.url.pathname, '/account');
  const out = await browser.ask('/sign-out', { _csrf: csrfTokenIn(arrived.body) });
  assert.equal(out.location?.origin, councils.nottingham.url);
});

test('when that provider is no longer configured, an address is asked for, and signing out ends here', async () => {
  const { browser } = await signIn('tomasz.nowak@nottingham.example', 'nottingham');
  const fewer = await startSignInApp({ db: database.db, publicUrl, councils: configured('derby', 'shire') });
  const left = open(fewer);
  Object.assign(left.cookies, browser.cookies);
  const sent = await type(left, 'amina.hussain@derby.example', '/sign-in?again=yes&to=/account');
  councils.derby.meet({ sub: 'amina', email: 'amina.hussain@derby.example', email_verified: true });
  const arrived = await left.go(sent.location ?? '');
  assert.equal(arrived.status, 403);
  assert.match(arrived.body, /You signed in as somebody else/);
  const out = await left.ask('/sign-out', { _csrf: csrfTokenIn((await left.ask('/account')).body) });
  assert.equal(out.location?.pathname, '/signed-out');
  await fewer.close();
});
