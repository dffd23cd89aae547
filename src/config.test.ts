import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { identityProvidersFile } from '../test/identity-providers-file.ts';
import { readConfig, settings } from './config.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'));
});
after(() => rm(folder, { recursive: true }));

const derby = {
  name: 'Derby City Council',
  domains: ['derby.example', 'adoption.example'],
  issuer: 'https://login.derby.example/tenant/v2.0',
  clientId: 'disruption',
  clientSecret: 'secret',
};

const live = {
  PUBLIC_URL: 'https://disruption.example.gov.uk/',
  HOST: '0.0.0.0',
  SECRET_KEY: 's'.repeat(32),
  VAULT_KEY: 'v'.repeat(32),
  IDENTITY_PROVIDERS: identityProvidersFile([derby]),
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
    filingDir: join(folder, 'filed'),
    filingSystems: [],
    databaseUrl: undefined,
    identityProviders: [],
    mail: undefined,
    notify: undefined,
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
  const { issuer, ...rest } = derby;
  assert.deepEqual(config.identityProviders, [{ ...rest, organisation: null, url: issuer }]);
  assert.deepEqual(config.mail, { smtpUrl: live.SMTP_URL, from: live.MAIL_FROM });
});

const notify = {
  NOTIFY_API_KEY: 'council-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0',
  NOTIFY_EMAIL_TEMPLATE: '9d751e0e-f929-4891-82a1-a3e1c3c18ee3',
  NOTIFY_TEXT_TEMPLATE: 'f33517ff-2a88-4f6e-b855-c550268ce08a',
  NOTIFY_CALLBACK_TOKEN: 't'.repeat(32),
};

test('a live service sends by GOV.UK Notify in place of a mail server when it has a key', () => {
  const config = read({ ...live, SMTP_URL: '', ...notify });
  assert.equal(config.mail, undefined);
  assert.deepEqual(config.notify, {
    apiKey: notify.NOTIFY_API_KEY,
    url: 'https://api.notifications.service.gov.uk',
    emailTemplate: notify.NOTIFY_EMAIL_TEMPLATE,
    textTemplate: notify.NOTIFY_TEXT_TEMPLATE,
    callbackToken: notify.NOTIFY_CALLBACK_TOKEN,
    from: live.MAIL_FROM,
  });
  const demonstration = read({ ...notify, MAIL_FROM: live.MAIL_FROM, NOTIFY_URL: 'http://127.0.0.1:6011/' });
  assert.equal(demonstration.notify?.url, 'http://127.0.0.1:6011');
});

for (const name of Object.keys(notify))
  test(`GOV.UK Notify is not used without ${name}`, () => {
    for (const others of [{ ...live, SMTP_URL: '' }, { MAIL_FROM: live.MAIL_FROM }])
      assert.deepEqual(problems({ ...others, ...notify, [name]: '' }), [
        `Set ${name}: GOV.UK Notify needs its key, a template for each way, and a token for its callbacks.`,
      ]);
  });

test('e-mail leaves in one way: the service does not start with two, or with a sender and no way', () => {
  assert.deepEqual(problems({ ...live, ...notify }), [
    'Set SMTP_URL or NOTIFY_API_KEY, not both: e-mail leaves by one.',
  ]);
  assert.deepEqual(problems({ ...live, SMTP_URL: '', MAIL_FROM: '', ...notify }), [
    'Set MAIL_FROM: it is needed when staff sign in with OpenID Connect.',
  ]);
  assert.deepEqual(problems(notify), ['Set MAIL_FROM: calendar entries are from it.']);
});

test('each setting of GOV.UK Notify that is wrong is said to be, and no secret is quoted', () => {
  const wrong = {
    NOTIFY_API_KEY: 'council-3d844edf-8d35-48ac-975b-e847b4f122b0',
    NOTIFY_EMAIL_TEMPLATE: 'e-mail',
    NOTIFY_TEXT_TEMPLATE: 'text',
    NOTIFY_CALLBACK_TOKEN: 'too short',
    NOTIFY_URL: 'http://notify.example',
    MAIL_FROM: live.MAIL_FROM,
  };
  assert.deepEqual(problems(wrong), [
    'NOTIFY_API_KEY must be a whole API key: a name and two ids, with hyphens between.',
    'NOTIFY_EMAIL_TEMPLATE must be the id of a template.',
    'NOTIFY_TEXT_TEMPLATE must be the id of a template.',
    'NOTIFY_CALLBACK_TOKEN must have at least 32 characters, without spaces.',
    'NOTIFY_URL must begin with https://.',
  ]);
  assert.deepEqual(problems({ ...notify, MAIL_FROM: live.MAIL_FROM, NOTIFY_URL: 'https://a.example/path' }), [
    'NOTIFY_URL must have no path after the host.',
  ]);
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
    "HOST must be this machine's own address: without IDENTITY_PROVIDERS anybody can sign in as anybody.",
  ]);
});

for (const name of Object.keys(live).filter((name) => !['HOST', 'IDENTITY_PROVIDERS'].includes(name)))
  test(`a live service does not start without ${name}`, () => {
    assert.deepEqual(problems({ ...live, [name]: '' }), [
      `Set ${name}: it is needed when staff sign in with OpenID Connect.`,
    ]);
  });

test('a live service that is told of no identity provider does not start as a demonstration', () => {
  assert.match(
    problems({ ...live, IDENTITY_PROVIDERS: '' }).join(),
    /PUBLIC_URL must be this machine's own address/,
  );
});

const localhosts = ['http://localhost:8080', 'http://127.0.0.1', 'http://[::1]:3000'];
const withProviders = (...providers: readonly unknown[]) => ({
  ...live,
  IDENTITY_PROVIDERS: identityProvidersFile(providers),
});

test('PUBLIC_URL may be plain http on this machine only', () => {
  assert.deepEqual(problems({ ...live, PUBLIC_URL: 'http://127.0.0.1.example.org' }), [
    'PUBLIC_URL must begin with https://.',
  ]);
  for (const here of localhosts) read({ ...live, PUBLIC_URL: here });
});

test('an issuer may be plain http on this machine only', () => {
  assert.deepEqual(problems(withProviders({ ...derby, issuer: 'http://127.0.0.1.example.org' })), [
    'IDENTITY_PROVIDERS: provider 1: issuer must begin with https://.',
  ]);
  for (const issuer of localhosts) read(withProviders({ ...derby, issuer }));
});

test('a provider’s secret may be in a file of its own, beside the one that names it', async () => {
  const { clientSecret, ...rest } = derby;
  const environment = withProviders({
    ...rest,
    clientSecretFile: 'derby.secret',
    organisation: 'Derby City Council',
  });
  const problem = 'IDENTITY_PROVIDERS: provider 1: clientSecretFile';
  assert.deepEqual(problems(environment), [`${problem} cannot be read.`]);
  const file = join(environment.IDENTITY_PROVIDERS, '../derby.secret');
  await writeFile(file, '\n');
  assert.deepEqual(problems(environment), [`${problem} is empty.`]);
  await writeFile(file, 'from the file\n');
  const [provider] = read(environment).identityProviders;
  assert.deepEqual([provider?.clientSecret, provider?.organisation], ['from the file', 'Derby City Council']);
});

test('all that is wrong with the identity providers is named at once, with the settings', () => {
  const { clientSecret, ...noSecret } = derby;
  const wrong = withProviders(
    { ...derby, domains: ['derby.example', 'derby.example', 'Not a domain'], roles: ['admin'] },
    { ...noSecret, name: '', domains: [], clientId: undefined, issuer: 'login' },
    { ...derby, domains: ['adoption.example', 'derby.example'], clientSecretFile: 'both' },
    'derby.example',
  );
  assert.deepEqual(
    problems({ ...wrong, PORT: 'x' }).map((message) => message.replace('IDENTITY_PROVIDERS: ', '')),
    [
      'PORT must be a whole number from 1 to 65535.',
      'provider 1: domains.2 must be a domain in small letters, such as council.example.',
      'provider 1: nothing is called roles.',
      'provider 2: name must not be empty.',
      'provider 2: domains must have at least one e-mail domain.',
      'provider 2: issuer must be an address such as https://login.council.example.',
      'provider 2: clientId must be given, as text.',
      'provider 2: needs either clientSecret or clientSecretFile.',
      'provider 3: needs either clientSecret or clientSecretFile.',
      'provider 4: must be an object.',
      'provider 4: needs either clientSecret or clientSecretFile.',
      'the domain derby.example is there twice.',
      `the issuer ${derby.issuer} is there twice: list its domains together.`,
    ],
  );
});

test('a file of identity providers that is none is refused', async () => {
  const list = 'must be a list of at least one provider.';
  for (const [content, message] of [
    ['[]', list],
    ['{}', list],
    ['[', 'is not JSON.'],
  ] as const) {
    const file = join(folder, 'providers.json');
    await writeFile(file, content);
    assert.deepEqual(problems({ ...live, IDENTITY_PROVIDERS: file }), [
      `IDENTITY_PROVIDERS: ${file} ${message}`,
    ]);
  }
  const missing = join(folder, 'missing.json');
  assert.deepEqual(problems({ ...live, IDENTITY_PROVIDERS: missing }), [
    `IDENTITY_PROVIDERS: ${missing} cannot be read.`,
  ]);
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
