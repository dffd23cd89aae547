import { randomUUID } from 'node:crypto';
import { buildApp, serviceFrom } from '../../src/app.ts';
import { testConfig } from '../../test/app.ts';
import { csrfTokenIn } from '../../test/identity-provider.ts';
import type { SignedInWorker } from '../../test/many-cases.ts';
import { type Statements, watchStatements, withNewIds } from '../../test/statements.ts';
import { type Ask, send } from './load.ts';

/** A thing that people do, as each of many does it: `asks` makes the request anew each time. */
export type Figure = {
  readonly name: string;
  /** The status of the right answer; any other ends the measuring. */
  readonly status: number;
  readonly asks: readonly (() => Ask)[];
};

/** Every so manieth of a person's disruptions is visited: some without a meeting, some before it, some after. */
const SPREAD = 3;

/** What is measured: the home page, a disruption's page and recording an action, each as done by all these people. */
export const figuresFor = async (
  port: number,
  workers: readonly SignedInWorker[],
): Promise<readonly Figure[]> => {
  const people = await Promise.all(
    workers.map((worker, index) => openBrowser(port, worker, `127.0.1.${index + 1}`)),
  );
  const cases = people.flatMap((person) =>
    person.disruptionIds
      .filter((_, index) => index % SPREAD === 0)
      .map((id) => ({ ...person, path: `/disruptions/${id}` })),
  );
  return [
    { name: 'Home page', status: 200, asks: people.map((person) => () => page({ ...person, path: '/' })) },
    { name: 'Disruption page', status: 200, asks: cases.map((visit) => () => page(visit)) },
    { name: 'Recording an action', status: 303, asks: cases.map((visit) => () => newAction(visit)) },
  ];
};

/** A person at a browser, at a network address of their own. */
type Browser = SignedInWorker & { readonly from: string; readonly cookie: string; readonly token: string };
type Visit = Browser & { readonly path: string };

const page = ({ from, path, cookie }: Pick<Visit, 'from' | 'path' | 'cookie'>): Ask => ({
  from,
  method: 'GET',
  path,
  headers: { cookie },
});

const newAction = ({ from, path, cookie, id, token }: Visit): Ask => ({
  from,
  method: 'POST',
  path: `${path}/actions/new`,
  headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({
    what: 'Bring the life story book up to date',
    owner: `staff:${id}`,
    'dueOn-day': '1',
    'dueOn-month': '2',
    'dueOn-year': String(new Date().getFullYear() + 1),
    _csrf: token,
    _key: randomUUID(),
  }).toString(),
});

const openBrowser = async (port: number, worker: SignedInWorker, from: string): Promise<Browser> => {
  const session = `session=${worker.session}`;
  const { headers, body } = await send(port, page({ from, path: '/account', cookie: session }));
  const secret = headers.find((value) => value.startsWith('csrf='))?.split(';')[0];
  return { ...worker, from, cookie: `${session}; ${secret}`, token: csrfTokenIn(body) };
};

/** The statements of one piece of work, ready to be sent again by themselves. */
export type Replay = () => Statements;

/** Does each thing in this process, and answers what it sent to the database. Throws when it is refused. */
export const statementsOf = async (
  databaseUrl: string,
  { name, status, asks }: Figure,
): Promise<readonly Replay[]> => {
  const { db, during } = watchStatements(databaseUrl);
  const config = testConfig();
  const app = await buildApp(config, serviceFrom(config, db));
  const sentFor = async (ask: () => Ask) => {
    const { from: remoteAddress, path: url, method, headers, body: payload } = ask();
    const { value, statements } = await during(async () =>
      app.inject({ method, url, headers, remoteAddress, ...(payload && { payload }) }),
    );
    if (value.statusCode !== status) throw new Error(`${name}: ${url} answers ${value.statusCode}`);
    return statements;
  };
  const replays: Replay[] = [];
  for (const ask of asks) {
    const statements = await sentFor(ask);
    const again = status === 303 ? await sentFor(ask) : statements;
    replays.push(() => withNewIds(statements, again));
  }
  await app.close();
  await db.destroy();
  return replays;
};
