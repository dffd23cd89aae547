import assert from 'node:assert/strict';
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { assertValidPage } from '../../../test/html-validate.ts';
import { openBrowser, startIdentityProvider } from '../../../test/identity-provider.ts';
import { addPeople, nameOn, startSignInApp } from '../../../test/sign-in-app.ts';
import { asService } from '../../database/connection.ts';

const publicUrl = 'https://disruption.example';

let database: TestDatabase;
let council: Awaited<ReturnType<typeof startIdentityProvider>>;
let app: FastifyInstance;

before(async () => {
  database = await createTestDatabase();
  await addPeople(database.db);
  council = await startIdentityProvider(publicUrl);
  council.meet({ sub: 'amina', email: 'amina.hussain@example.org', email_verified: true });
  app = await startSignInApp({ db: database.db, publicUrl, issuer: council });
});
afterEach(async () => {
  council.alterIdTokens((idToken) => idToken);
  await asService(database, (tx) => tx.deleteFrom('session').execute());
});
after(async () => {
  await app.close();
  council.stop();
  await database.drop();
});

type Part = Readonly<Record<string, unknown>>;
type Taken = {
  readonly header: Part;
  readonly claims: Part;
  readonly signature: string;
  /** The provider's own. */
  readonly key: KeyObject;
};

const encode = (part: Part): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part = ''): Part => JSON.parse(Buffer.from(part, 'base64url').toString());
const takeApart = (idToken: string, key: KeyObject): Taken => {
  const [header, claims, signature = ''] = idToken.split('.');
  return { header: decode(header), claims: decode(claims), signature, key };
};
const signed = ({ header, claims, key }: Pick<Taken, 'header' | 'claims' | 'key'>): string => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
};
const hashed = (header: Part, claims: Part, secret: string | Buffer): string => {
  const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const without = (part: Part, name: string): Part =>
  Object.fromEntries(Object.entries(part).filter(([other]) => other !== name));
const seconds = (fromNow: number): number => Math.floor(Date.now() / 1_000) + fromNow;
/** As the provider itself would sign it: nothing is wrong with it but these claims. */
const claiming =
  (change: (claims: Part) => Part) =>
  (token: Taken): string =>
    signed({ ...token, claims: change(token.claims) });

const tampered: Readonly<Record<string, (token: Taken) => string>> = {
  'with an altered signature': ({ header, claims, signature }) =>
    `${encode(header)}.${encode(claims)}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
  'with no signature': ({ header, claims }) => `${encode(header)}.${encode(claims)}.`,
  'with an altered payload': ({ header, claims, signature }) =>
    `${encode(header)}.${encode({ ...claims, acr: 'better' })}.${signature}`,
  'signed with a key that is not the provider’s': (token) =>
    signed({ ...token, key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }),
  'that says it needs no signature': ({ header, claims }) =>
    `${encode({ ...header, alg: 'none' })}.${encode(claims)}.`,
  'that takes the provider’s public key for a password': ({ header, claims, key }) =>
    hashed(header, claims, createPublicKey(key).export({ type: 'spki', format: 'pem' })),
  'signed with the password that this service has too': ({ header, claims }) =>
    hashed(header, claims, council.clientSecret),
  'for another audience': claiming((claims) => ({ ...claims, aud: 'another-service' })),
  'for several, issued to another client': claiming((claims) => ({
    ...claims,
    aud: [claims.aud, 'another-service'],
    azp: 'another-service',
  })),
  'for several, that does not say to whom it was issued': claiming((claims) => ({
    ...claims,
    aud: [claims.aud, 'another-service'],
  })),
  'of another issuer': claiming((claims) => ({ ...claims, iss: 'https://login.other.example' })),
  'with the nonce of another attempt': claiming((claims) => ({ ...claims, nonce: 'n'.repeat(43) })),
  'without a nonce': claiming((claims) => without(claims, 'nonce')),
  'that has expired': claiming((claims) => ({ ...claims, iat: seconds(-7_200), exp: seconds(-3_600) })),
  'that never expires': claiming((claims) => without(claims, 'exp')),
  'that does not hold yet': claiming((claims) => ({ ...claims, nbf: seconds(3_600) })),
  'that does not say when it was made': claiming((claims) => without(claims, 'iat')),
  'about another person than the provider then tells of': claiming((claims) => ({
    ...claims,
    sub: 'gareth',
  })),
};

/** What the service holds of sign-ins: its open sessions, and the outcomes in its audit, oldest first. */
const held = () =>
  asService(database, async (tx) => ({
    sessions: (await tx.selectFrom('session').select('id_hash').execute()).length,
    audited: (
      await tx
        .selectFrom('audit_entry')
        .where('act', '=', 'sign-in')
        .orderBy('id')
        .select(['outcome', 'rule'])
        .execute()
    ).map(({ outcome, rule }) => `${outcome}: ${rule}`),
  }));

type Answer = Awaited<ReturnType<ReturnType<typeof openBrowser>['ask']>>;

/** Fails unless what `act` brings is refused: with a page that tells nothing, no session, and one entry in the audit. */
const assertRefused = async (act: () => Promise<Answer>): Promise<void> => {
  const earlier = await held();
  const { status, body, headers } = await act();
  assert.equal(status, 400);
  assert.match(body, /You have not been signed in/);
  assert.doesNotMatch(body, /nonce|\bstate\b|signature|audience|issuer|expired/, 'the page does not say why');
  assertValidPage(body);
  assert.ok(!headers.getSetCookie().some((cookie) => cookie.startsWith('__Host-session=')));
  const later = await held();
  assert.equal(later.sessions, earlier.sessions);
  assert.deepEqual(later.audited, [...earlier.audited, 'refused: proof']);
};

/** Goes as far as the address that the provider sends the person back to. */
const toTheDoor = async () => {
  const browser = openBrowser(app, council.url);
  const { location } = await browser.go('/sign-in', ({ pathname }) => pathname === '/sign-in/callback');
  assert.ok(location);
  return { browser, callback: location };
};

const comeIn = async (): Promise<Answer> => {
  const { browser, callback } = await toTheDoor();
  return browser.go(callback);
};

for (const [what, alter] of Object.entries(tampered))
  test(`an ID token ${what} signs nobody in, and the one that it was made from does`, async () => {
    let made = '';
    council.alterIdTokens((idToken, key) => {
      made = alter(takeApart(idToken, key));
      assert.notEqual(made, idToken);
      return made;
    });
    await assertRefused(comeIn);
    assert.notEqual(made, '', 'the provider was asked for one');
    // Taken apart, put together and signed the same way, and nothing altered.
    council.alterIdTokens((idToken, key) => signed(takeApart(idToken, key)));
    assert.equal(nameOn((await comeIn()).body), 'Amina Hussain');
    const { sessions, audited } = await held();
    assert.deepEqual([sessions, audited.at(-1)], [1, 'allowed: identity-provider']);
  });

test('a code that was used signs nobody in, whatever attempt it is brought to', async () => {
  const used = await toTheDoor();
  assert.equal(nameOn((await used.browser.go(used.callback)).body), 'Amina Hussain');
  const fresh = await toTheDoor();
  const own = fresh.callback.searchParams.get('code') ?? '';
  const withCode = (code: string) => {
    const address = new URL(fresh.callback);
    address.searchParams.set('code', code);
    return address;
  };
  const cookies = { ...fresh.browser.cookies };
  await assertRefused(() => fresh.browser.go(withCode(used.callback.searchParams.get('code') ?? '')));
  Object.assign(fresh.browser.cookies, cookies);
  assert.equal(nameOn((await fresh.browser.go(withCode(own))).body), 'Amina Hussain');
});

test('an answer with another state, or none, signs nobody in', async () => {
  for (const state of ['s'.repeat(43), '', null]) {
    const { browser, callback } = await toTheDoor();
    const cookies = { ...browser.cookies };
    const wrong = new URL(callback);
    if (state === null) wrong.searchParams.delete('state');
    else wrong.searchParams.set('state', state);
    await assertRefused(() => browser.go(wrong));
    Object.assign(browser.cookies, cookies);
    assert.equal(nameOn((await browser.go(callback)).body), 'Amina Hussain');
  }
});

test('an answer without the cookie of the attempt signs nobody in', async () => {
  const { browser, callback } = await toTheDoor();
  await assertRefused(() => openBrowser(app, council.url).go(callback));
  assert.equal(nameOn((await browser.go(callback)).body), 'Amina Hussain');
});

test('a whole answer, its cookie too, is worth something once', async () => {
  const { browser, callback } = await toTheDoor();
  const copied = { ...browser.cookies };
  assert.equal(nameOn((await browser.go(callback)).body), 'Amina Hussain');
  const thief = openBrowser(app, council.url);
  Object.assign(thief.cookies, copied);
  await assertRefused(() => thief.go(callback));
});
