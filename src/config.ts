import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { secretsIn, vaultKeysFrom } from './database/sealing.ts';
import { allowed, type Problem, type Result, refused } from './domain/result.ts';
import type { FilingSystem } from './filing/system.ts';
import { readFilingSystems } from './filing-systems.ts';
import { type ConfiguredProvider, readIdentityProviders } from './identity-providers.ts';
import { hostOf, isLoopback, isPrivate } from './private-address.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

export type NotifyConfig = {
  readonly apiKey: string;
  readonly url: string;
  readonly emailTemplate: string;
  readonly textTemplate: string;
  /** What Notify proves itself by when it says what became of a message. */
  readonly callbackToken: string;
  readonly from: string;
};

export type Config = {
  readonly port: number;
  readonly host: string;
  /** The address that people type, without a slash at its end. */
  readonly publicUrl: string;
  /** An absolute path: the built-in database and the generated secret live there. */
  readonly dataDir: string;
  /** An absolute path: agreed minutes are filed there, each as a folder of its own. */
  readonly filingDir: string;
  /** The systems, each of one council, that its administrators can choose to file in. */
  readonly filingSystems: readonly FilingSystem[];
  /** A PostgreSQL server to use instead of the built-in one. */
  readonly databaseUrl: string | undefined;
  readonly secretKey: string;
  /** What the keys of the vault are made from, the newest first, between commas. */
  readonly vaultKey: string;
  /** Who says who people are; none in the demonstration, which has an identity provider of its own. */
  readonly identityProviders: readonly ConfiguredProvider[];
  /** Where e-mail leaves; undefined in the demonstration, which has a mail server of its own. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** GOV.UK Notify, by which e-mail leaves instead, and text messages. */
  readonly notify: NotifyConfig | undefined;
  readonly sessionHours: number;
  readonly sessionIdleMinutes: number;
  readonly stepUpMinutes: number;
  /** Where the head of the audit is written down outside the database. */
  readonly auditAnchors: { readonly file: string | undefined; readonly email: string | undefined };
  /** Reverse proxies whose word on a request's address counts; nobody else's does. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: (typeof logLevels)[number];
};

type Setting = { readonly name: string; readonly usual: string; readonly meaning: string };
const setting = (name: string, usual: string, meaning: string): Setting => ({ name, usual, meaning });

/** Every setting with its default and what it means; the README lists the same. */
export const settings: readonly Setting[] = [
  setting('PORT', '3000', 'The port to listen on.'),
  setting('HOST', '127.0.0.1', 'The address to listen on. A demonstration stays on this machine.'),
  setting('PUBLIC_URL', '', 'The https address people type. For a demonstration, http://HOST:PORT.'),
  setting('DATA_DIR', './data', 'The folder of the built-in database and the generated secret.'),
  setting('FILING_DIR', '', 'The folder that agreed minutes are filed in. Without it, filed in DATA_DIR.'),
  setting(
    'FILING_SYSTEMS',
    '',
    'A JSON file of the systems that councils file in. Without it, FILING_DIR alone.',
  ),
  setting('DATABASE_URL', '', 'A PostgreSQL server, version 15 to 18, instead of the built-in one.'),
  setting(
    'SECRET_KEY',
    '',
    'At least 32 bytes that sign cookies, links and codes. A demonstration makes its own.',
  ),
  setting(
    'VAULT_KEY',
    '',
    'At least 32 bytes that seal who carers are; a new one goes before the older, and a comma. A demonstration makes its own.',
  ),
  setting(
    'IDENTITY_PROVIDERS',
    '',
    'A JSON file of the OpenID Connect providers staff sign in with. Without it: a demonstration.',
  ),
  setting('SMTP_URL', '', 'The mail server: smtps://user:password@host. A demonstration has its own.'),
  setting(
    'MAIL_FROM',
    '',
    'The address that e-mail comes from. With GOV.UK Notify, whom calendar entries are from.',
  ),
  setting('NOTIFY_API_KEY', '', 'A key of GOV.UK Notify, to send e-mail and text messages by it, not SMTP.'),
  setting('NOTIFY_EMAIL_TEMPLATE', '', 'The id of its template for e-mail.'),
  setting('NOTIFY_TEXT_TEMPLATE', '', 'The id of its template for text messages.'),
  setting('NOTIFY_CALLBACK_TOKEN', '', 'At least 32 characters by which Notify’s callbacks are known.'),
  setting('NOTIFY_URL', 'https://api.notifications.service.gov.uk', 'Where GOV.UK Notify is.'),
  setting('SESSION_HOURS', '12', 'Hours after which a person signs in again.'),
  setting('SESSION_IDLE_MINUTES', '30', 'Minutes without a page after which a person signs in again.'),
  setting('STEP_UP_MINUTES', '15', 'Minutes for which a sign-in is fresh enough for what is most sensitive.'),
  setting('AUDIT_ANCHOR_FILE', '', 'A file, on another disk, to which the head of the audit is added daily.'),
  setting('AUDIT_ANCHOR_EMAIL', '', 'A mailbox to which the head of the audit is sent daily.'),
  setting(
    'TRUSTED_PROXIES',
    '',
    'Addresses of reverse proxies, with commas: only they say where a request comes from.',
  ),
  setting('LOG_LEVEL', 'warn', `How much is logged: ${logLevels.join(', ')}.`),
];

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};
const web = { protocol: /^https?$/, error: 'must be an address such as https://disruption.example.gov.uk' };

const hasNoPath = (url: string): boolean => !URL.canParse(url) || new URL(url).pathname === '/';
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

const shape = z.object({
  PORT: whole(1, 65_535),
  HOST: z.string(),
  PUBLIC_URL: z.url(web).refine(hasNoPath, 'must have no path after the host').optional(),
  DATA_DIR: z.string(),
  FILING_DIR: z.string().optional(),
  FILING_SYSTEMS: z.string().optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
  SECRET_KEY: z
    .string()
    .refine((key) => Buffer.byteLength(key) >= 32, 'must have at least 32 bytes')
    .optional(),
  VAULT_KEY: z
    .string()
    .refine(
      (list) => secretsIn(list).every((key) => Buffer.byteLength(key) >= 32),
      'must have at least 32 bytes in each of its keys',
    )
    .refine((list) => {
      const versions = vaultKeysFrom(list).map(({ version }) => version);
      return new Set(versions).size === versions.length;
    }, 'has two keys that are the same or happen to look alike: make another')
    .optional(),
  IDENTITY_PROVIDERS: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@\n]+@[^@\n]+$/, 'must be an e-mail address')
    .optional(),
  NOTIFY_API_KEY: z
    .string()
    .regex(
      new RegExp(`^\\S+-${uuid}-${uuid}$`, 'i'),
      'must be a whole API key: a name and two ids, with hyphens between',
    )
    .optional(),
  NOTIFY_EMAIL_TEMPLATE: z.uuid('must be the id of a template').optional(),
  NOTIFY_TEXT_TEMPLATE: z.uuid('must be the id of a template').optional(),
  NOTIFY_CALLBACK_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/, 'must have at least 32 characters, without spaces')
    .optional(),
  NOTIFY_URL: z
    .url({ ...web, error: 'must be an address such as https://api.notifications.service.gov.uk' })
    .refine((url) => isPrivate(url), 'must begin with https://')
    .refine(hasNoPath, 'must have no path after the host'),
  SESSION_HOURS: whole(1, 24),
  SESSION_IDLE_MINUTES: whole(1, 24 * 60),
  STEP_UP_MINUTES: whole(1, 24 * 60),
  AUDIT_ANCHOR_FILE: z.string().optional(),
  AUDIT_ANCHOR_EMAIL: z.email('must be an e-mail address').optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(
      /^[\da-f.:]+(\/\d+)?(\s*,\s*[\da-f.:]+(\/\d+)?)*$/i,
      'must be addresses such as 10.0.0.4 or 10.0.0.0/24',
    )
    .optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }),
});

type Given = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration, or answers with every problem at once. For a demonstration it makes its two secret keys,
 * once, in the data folder.
 */
export const readConfig = (environment: Given = process.env): Result<Config> => {
  const given: Given = Object.fromEntries(
    settings.map(({ name, usual }) => [name, environment[name]?.trim() || usual || undefined]),
  );
  const read = shape.safeParse(given);
  const wrong = new Map(read.error?.issues.map(({ path: [name], message }) => [name, message]));
  const providers = given.IDENTITY_PROVIDERS ? readIdentityProviders(given.IDENTITY_PROVIDERS) : allowed([]);
  const systems = given.FILING_SYSTEMS ? readFilingSystems(given.FILING_SYSTEMS) : allowed([]);
  const problems = [
    ...[...wrong].map(([name, message]) => ({ field: String(name), message: `${String(name)} ${message}.` })),
    ...(providers.ok ? [] : providers.problems),
    ...(systems.ok ? [] : systems.problems),
    ...disagreements(given).filter(({ field }) => !wrong.has(field)),
  ];
  if (!read.success || !providers.ok || !systems.ok || problems.length > 0) return refused(problems);

  const host = read.data.HOST.includes(':') ? `[${read.data.HOST}]` : read.data.HOST;
  const { PUBLIC_URL = `http://${host}:${read.data.PORT}`, SMTP_URL, MAIL_FROM = '', ...rest } = read.data;
  const dataDir = resolve(rest.DATA_DIR);
  return allowed({
    port: rest.PORT,
    host: rest.HOST,
    publicUrl: new URL(PUBLIC_URL).origin,
    dataDir,
    filingDir: rest.FILING_DIR === undefined ? join(dataDir, 'filed') : resolve(rest.FILING_DIR),
    filingSystems: systems.value,
    databaseUrl: rest.DATABASE_URL,
    secretKey: rest.SECRET_KEY ?? keptSecret(dataDir, 'secret-key'),
    vaultKey: rest.VAULT_KEY ?? keptSecret(dataDir, 'vault-key'),
    identityProviders: providers.value,
    mail: SMTP_URL ? { smtpUrl: SMTP_URL, from: MAIL_FROM } : undefined,
    notify: rest.NOTIFY_API_KEY
      ? {
          apiKey: rest.NOTIFY_API_KEY,
          url: new URL(rest.NOTIFY_URL).origin,
          emailTemplate: rest.NOTIFY_EMAIL_TEMPLATE ?? '',
          textTemplate: rest.NOTIFY_TEXT_TEMPLATE ?? '',
          callbackToken: rest.NOTIFY_CALLBACK_TOKEN ?? '',
          from: MAIL_FROM,
        }
      : undefined,
    sessionHours: rest.SESSION_HOURS,
    sessionIdleMinutes: rest.SESSION_IDLE_MINUTES,
    stepUpMinutes: rest.STEP_UP_MINUTES,
    auditAnchors: {
      file: rest.AUDIT_ANCHOR_FILE && resolve(rest.AUDIT_ANCHOR_FILE),
      email: rest.AUDIT_ANCHOR_EMAIL,
    },
    trustedProxies: rest.TRUSTED_PROXIES?.split(/\s*,\s*/) ?? [],
    logLevel: rest.LOG_LEVEL,
  });
};

/** What is wrong between settings that are each right alone. */
const disagreements = (given: Given): readonly Problem[] => {
  const notify = ['NOTIFY_API_KEY', 'NOTIFY_EMAIL_TEMPLATE', 'NOTIFY_TEXT_TEMPLATE', 'NOTIFY_CALLBACK_TOKEN'];
  const some = (names: readonly string[]) => names.some((name) => given[name]);
  const missing = (names: readonly string[], why: string) =>
    names.filter((name) => !given[name]).map((field) => ({ field, message: `Set ${field}: ${why}.` }));

  const isByNotify = some(notify);
  const mail = isByNotify ? ['MAIL_FROM'] : ['SMTP_URL', 'MAIL_FROM'];
  const ways = [
    ...(isByNotify
      ? missing(notify, 'GOV.UK Notify needs its key, a template for each way, and a token for its callbacks')
      : []),
    ...(isByNotify && given.SMTP_URL
      ? [{ field: 'SMTP_URL', message: 'Set SMTP_URL or NOTIFY_API_KEY, not both: e-mail leaves by one.' }]
      : []),
  ];

  if (given.IDENTITY_PROVIDERS)
    return [
      ...ways,
      ...missing(
        [...mail, 'SECRET_KEY', 'VAULT_KEY', 'PUBLIC_URL'],
        'it is needed when staff sign in with OpenID Connect',
      ),
      ...(isPrivate(given.PUBLIC_URL)
        ? []
        : [{ field: 'PUBLIC_URL', message: 'PUBLIC_URL must begin with https://.' }]),
    ];
  return [
    ...ways,
    ...(isByNotify ? missing(mail, 'calendar entries are from it') : []),
    ...(!isByNotify && some(mail) ? missing(mail, 'e-mail needs both SMTP_URL and MAIL_FROM') : []),
    ...['HOST', 'PUBLIC_URL']
      .filter((name) => !isLoopback(hostOf(given[name] ?? 'localhost')))
      .map((field) => ({
        field,
        message: `${field} must be this machine's own address: without IDENTITY_PROVIDERS anybody can sign in as anybody.`,
      })),
  ];
};

const keptSecret = (dataDir: string, name: string): string => {
  const file = join(dataDir, name);
  mkdirSync(dataDir, { recursive: true });
  try {
    // Refused when the file is there: two that start at once agree on the first one's.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8');
};
