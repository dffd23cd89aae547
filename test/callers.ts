import { randomInt, randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { asService } from '../src/database/connection.ts';
import { hashOf } from '../src/database/private-secrets.ts';
import { newKey } from '../src/features/directory/keys.ts';
import { saveKey } from '../src/features/directory/keys-store.ts';
import type { CopiesApp } from './copies-app.ts';
import { emailOfStaff, type StaffKey } from './example-case.ts';
import { enterAs, invitationOf } from './guest.ts';
import { csrfTokenIn, signInAs } from './identity-provider.ts';
import { enterAsChild } from './own-page.ts';
import type { Route } from './routes.ts';

/** Whoever asks the service for something, and as whom the audit is to have them. */
export type Caller = {
  readonly name: string;
  readonly kind: 'person' | 'guest' | 'directory' | 'nobody';
  readonly id: string | null;
  readonly cookies: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly token: string;
};

const cookieOf = (cookies: Readonly<Record<string, string>>): string =>
  Object.entries(cookies)
    .map((pair) => pair.join('='))
    .join('; ');

/** Somebody with a browser whose pages have a token for its forms. */
const withToken = async (
  app: FastifyInstance,
  caller: Omit<Caller, 'token'>,
  page = caller.kind === 'guest' ? '/private/meeting' : '/account',
): Promise<Caller> => {
  const headers = { accept: 'text/html', cookie: cookieOf(caller.cookies) };
  const nowhere = await app.inject({ url: '/no-such-page', headers });
  const shown = nowhere.body.includes('name="_csrf"') ? nowhere : await app.inject({ url: page, headers });
  const csrf = [shown.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]?.split('=') ?? []);
  const cookies = {
    ...caller.cookies,
    ...Object.fromEntries(csrf.map(([name, ...rest]) => [name, rest.join('=')])),
  };
  return { ...caller, cookies, token: csrfTokenIn(shown.body) };
};

export const staffCaller = async ({ app, example }: CopiesApp, key: StaffKey): Promise<Caller> =>
  withToken(app, {
    ...{ name: key, kind: 'person', id: example.people[key], headers: {} },
    cookies: await signInAs(app, emailOfStaff(key)),
  });

/** Somebody who has opened their link and typed in their code. An hour passes first: codes are few. */
export const guestCaller = async (running: CopiesApp, name: string): Promise<Caller> => {
  running.time.now = new Date(running.time.now.getTime() + 3_600_001);
  const { cookies } = await enterAs(running, name);
  const { id } = await invitationOf(running, name);
  return withToken(running.app, { name: 'guest', kind: 'guest', id, cookies, headers: {} });
};

/** A child who has opened the link to their own page and typed in the code that their worker told them. */
export const childCaller = async (running: CopiesApp): Promise<Caller> => {
  const [childId = ''] = running.example.childIds;
  const { cookies } = await enterAsChild(running, { disruptionId: running.id, childId });
  const { id } = await asService(running.service, (tx) =>
    tx.selectFrom('child_page').where('child_id', '=', childId).select('id').executeTakeFirstOrThrow(),
  );
  return withToken(running.app, { name: 'child', kind: 'guest', id, cookies, headers: {} }, '/mine/page');
};

export const directoryCaller = async ({ service, example, time }: CopiesApp): Promise<Caller> => {
  const [key, id] = [newKey(), randomUUID()];
  const { id: madeBy, organisationId } = example.actors.admin;
  const made = { madeBy, madeAt: time.now, expiresOn: '2027-03-10' };
  await asService(service, (tx) => saveKey(tx, { id, organisationId, tokenHash: hashOf(key), ...made }));
  const headers = { authorization: `Bearer ${key}` };
  return { name: 'directory', kind: 'directory', id, cookies: {}, headers, token: '' };
};

export const nobody: Caller = {
  ...{ name: 'nobody', kind: 'nobody', id: null, cookies: {}, headers: {}, token: '' },
};

/** Sends one request as somebody, from a network address of its own, which it answers too. */
export const send = async (
  app: FastifyInstance,
  caller: Caller,
  { method, path }: Route,
  fields: Readonly<Record<string, string>> = {},
) => {
  const from = `127.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
  const writes = !['GET', 'HEAD'].includes(method);
  const isScim = path.startsWith('/scim');
  const form = new URLSearchParams({ _csrf: caller.token, _key: randomUUID(), ...fields }).toString();
  const { statusCode, headers, body } = await app.inject({
    method: method as NonNullable<InjectOptions['method'] & 'GET'>,
    url: path,
    remoteAddress: from,
    headers: {
      ...{ accept: 'text/html', cookie: cookieOf(caller.cookies), ...caller.headers },
      ...(writes && {
        'content-type': isScim ? 'application/scim+json' : 'application/x-www-form-urlencoded',
      }),
    },
    ...(writes && { payload: isScim ? '{}' : form }),
  });
  return { from, status: statusCode, body, location: headers.location ?? null };
};
