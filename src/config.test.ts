import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readConfig, settings } from './config.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'));
});
after(() => rm(folder, { recursive: true }));

const live = {
  PUBLIC_URL: 'https://disruption.example.gov.uk/',
  HOST: '0.0.0.0',
  SECRET_KEY: 's'.repeat(32),
  VAULT_KEY: 'v'.repeat(32),
  OIDC_ISSUER: 'https://login.example.gov.uk/tenant/v2.0',
  OIDC_CLIENT_ID: 'disruption',
  OIDC_CLIENT_SECRET: 'secret',
  SMTP_URL: 'smtps://user:password@mail.example.gov.uk',
  MAIL_FROM: 'Disruption meetings <disruption@example.gov.uk>',
};

const read = (environment: Record<string, string>) => {
  const config = readConfig({ DATA_DIR: folder, ...environment });
  assert.ok(config.ok, JSON.stringify(config));
  return config.value;
};
const problems = (environment: Record<string, string>) => {
  const config = readConfig({ DATA_DIR: folder, ...environment });
  assert.ok(!config.ok, 'it should have been refused');
  return config.problems.map(({ message }) => message);
};

test('with nothing set the service is a demonstration on this machine', () => {
  const { secretKey, vaultKey, ...rest } = read({});
  assert.deepEqual(rest, {
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:3000',
    dataDir: folder,
    databaseUrl: undefined,
    issuer: undefined,
    mail: undefined,
    sessionHours: 12,
    sessionIdleMinutes: 30,
    stepUpMinutes: 15,
    auditAnchors: { file: undefined, email: undefined },
    trustedProxies: [],
    logLevel: 'warn',
  });
});

test('a demonstration makes its two secrets once, for its owner’s eyes alone', async () => {
  const { secretKey, vaultKey } = read({});
  assert.notEqual(vaultKey, secretKey);
  assert.deepEqual([read({}).secretKey, read({}).vaultKey], [secretKey, vaultKey]);
  for (const [file, secret] of [
    ['secret-key', secretKey],
    ['vault-key', vaultKey],
  ] as const) {
    assert.equal(await readFile(join(folder, file), 'utf8'), secret);
    assert.ok(Buffer.byteLength(secret) >= 32);
    assert.equal((await stat(join(folder, file))).mode & 0o777, 0o600);
  }
});

test('a vault has one key, or a new one before the older', () => {
  const [old, fresh] = ['o'.repeat(32), 'f'.repeat(32)];
  assert.equal(read({ VAULT_KEY: `${fresh}, ${old}` }).vaultKey, `${fresh}, ${old}`);
  assert.deepEqual(problems({ VAULT_KEY: `${fresh},short` }), [
    'VAULT_KEY must have at least 32 bytes in each of its keys.',
  ]);
  assert.match(problems({ VAULT_KEY: `${old},${old}` })[0] ?? '', /two keys that are the same/);
});

test('a live service has what it was given', () => {
  const config = read(live);
  assert.equal(config.publicUrl, 'https://disruption.example.gov.uk');
  assert.equal(config.secretKey, live.SECRET_KEY);
  assert.deepEqual(config.issuer, { url: live.OIDC_ISSUER, clientId: 'disruption', clientSecret: 'secret' });
  assert.deepEqual(config.mail, { smtpUrl: live.SMTP_URL, from: live.MAIL_FROM });
});

test('every setting that is wrong is named at once, and an empty one counts as not set', () => {
  const wrong = {
    PORT: '70000',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://example.gov.uk/path',
    DATABASE_URL: 'mysql://db',
    SECRET_KEY: 'short',
    SMTP_URL: 'mail.example.gov.uk',
    MAIL_FROM: '',
    SESSION_HOURS: 'twelve',
    SESSION_IDLE_MINUTES: '',
    LOG_LEVEL: 'loud',
  };
  assert.deepEqual(problems(wrong), [
    'PORT must be a whole number from 1 to 65535.',
    'PUBLIC_URL must have no path after the host.',
    'DATABASE_URL must begin with postgres://.',
    'SECRET_KEY must have at least 32 bytes.',
    'SMTP_URL must begin with smtp:// or smtps://.',
    'SESSION_HOURS must be a whole number from 1 to 24.',
    'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent.',
    'Set MAIL_FROM: e-mail needs both SMTP_URL and MAIL_FROM.',
    "HOST must be this machine's own address: without OIDC_ISSUER anybody can sign in as anybody.",
  ]);
});

for (const name of Object.keys(live).filter((name) => name !== 'HOST'))
  test(`a live service does not start without ${name}`, () => {
    assert.deepEqual(problems({ ...live, [name]: '' }), [
      `Set ${name}: it is needed when staff sign in with OpenID Connect.`,
    ]);
  });

for (const name of ['PUBLIC_URL', 'OIDC_ISSUER'])
  test(`${name} may be plain http on this machine only`, () => {
    assert.deepEqual(problems({ ...live, [name]: 'http://127.0.0.1.example.org' }), [
      `${name} must begin with https://.`,
    ]);
    for (const here of ['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:3000'])
      read({ ...live, [name]: here });
  });

test('a demonstration is not lent to others, neither by its address nor by the one that people type', () => {
  for (const HOST of ['0.0.0.0', '::', '192.168.1.4', '127.0.0.1.example.org'])
    assert.match(problems({ HOST }).join(), /^HOST must be this machine's own address/);
  assert.match(
    problems({ PUBLIC_URL: 'https://demo.example.org' }).join(),
    /^PUBLIC_URL must be this machine's own/,
  );
  assert.equal(read({ HOST: '::1', PORT: '4000' }).publicUrl, 'http://[::1]:4000');
});

test('the README lists every setting with its default', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  for (const { name, usual } of settings) {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
    assert.ok(row, `README.md has no row for ${name}`);
    assert.ok(row.includes(usual), `README.md: the default of ${name} is ${usual}`);
  }
});
