import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { buildApp, serviceFrom } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Service } from '../src/features/service.ts';
import { createTestDatabase } from './database.ts';
import { addExampleCase, type ExampleCase, emailOfStaff, type StaffKey } from './example-case.ts';
import { csrfTokenIn, openBrowser, signInAs } from './identity-provider.ts';
import { testSecrets } from './vault-key.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Somebody at a browser without a screen, signed in. */
export type Visitor = {
  readonly get: (path: string) => Promise<Answer>;
  /** Posts a form as the page at `from` would: with its token, a fresh key unless one is given, and these fields. */
  readonly post: (path: string, fields: Fields | FormData, key?: string) => Promise<Answer>;
  readonly cookies: Readonly<Record<string, string>>;
};

export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly bytes: Uint8Array;
  readonly location: string | null;
  readonly headers: Headers;
};

export type TestApp = {
  readonly app: FastifyInstance;
  readonly service: Service;
  readonly example: ExampleCase;
  /** The day and time it is; assign another to let time pass. */
  readonly time: { now: Date };
  readonly databaseUrl: string;
  readonly as: (key: StaffKey) => Promise<Visitor>;
  readonly stop: () => Promise<void>;
};

export const testConfig = (environment: Readonly<Record<string, string>> = {}) => {
  const config = readConfig({
    PORT: '3999',
    PUBLIC_URL: 'http://127.0.0.1:3999',
    ...testSecrets,
    LOG_LEVEL: 'silent',
    ...environment,
  });
  if (!config.ok) throw new Error(config.problems.map(({ message }) => message).join('\n'));
  return config.value;
};

/** The whole service on a database of its own, with one example case, at a fixed time (10 March 2026 unless told) and with settings. */
export const startTestApp = async (
  options: {
    readonly now?: string;
    readonly environment?: Readonly<Record<string, string>>;
  } & NonNullable<Parameters<typeof addExampleCase>[1]> = {},
): Promise<TestApp> => {
  const { now = '2026-03-10T10:00:00Z', environment, ...exampleOptions } = options;
  const database = await createTestDatabase();
  const example = await addExampleCase(database.db, exampleOptions);
  const time = { now: new Date(now) };
  const config = testConfig(environment);
  const service = serviceFrom(config, database.db, () => time.now);
  const app = await buildApp(config, service);
  return {
    app,
    service,
    example,
    time,
    databaseUrl: database.url,
    as: async (key) => visitor(app, await signInAs(app, emailOfStaff(key))),
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
};

const visitor = (app: FastifyInstance, cookies: Readonly<Record<string, string>>): Visitor => {
  const browser = openBrowser(app);
  Object.assign(browser.cookies, cookies);
  const answer = ({
    status,
    body,
    bytes,
    location,
    headers,
  }: Awaited<ReturnType<typeof browser.ask>>): Answer => ({
    status,
    body,
    bytes,
    headers,
    location: location === null ? null : location.pathname + location.search,
  });
  return {
    cookies: browser.cookies,
    get: async (path) => answer(await browser.ask(path)),
    post: async (path, fields, key = randomUUID()) => {
      const ours = { _csrf: csrfTokenIn((await browser.ask('/account')).body), _key: key };
      if (!(fields instanceof FormData)) return answer(await browser.ask(path, { ...ours, ...fields }));
      for (const [name, value] of Object.entries(ours)) fields.set(name, value);
      return answer(await browser.ask(path, fields));
    },
  };
};
