import type { FastifyInstance } from 'fastify';
import { buildApp, serviceFrom, version } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { asService, connect } from './database/connection.ts';
import { startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { supportedServer } from './database/supported-server.ts';
import { sealIdentities } from './database/vault.ts';
import { forNoOrganisation } from './domain/identity-provider.ts';
import { allowed, type Result, refused } from './domain/result.ts';
import { loadExamples } from './examples/load-examples.ts';
import { demonstrationPeople } from './examples/people.ts';
import { sealAtTheEnd } from './features/audit/jobs.ts';
import type { Service } from './features/service.ts';
import { organisationNames } from './features/sign-in/store.ts';
import { startWork } from './work.ts';

/** Starts everything in order, and leaves in `running` how to stop it in the opposite one. */
const start = async (running: AsyncDisposableStack): Promise<Result<Config>> => {
  const read = readConfig();
  if (!read.ok) return read;
  const config = read.value;

  const server = await databaseServer(config, running);
  if (!server.ok) return server;
  await migrate(server.value);
  const db = connect(server.value);
  running.defer(() => db.destroy());
  const problems = forNoOrganisation(config.identityProviders, await asService({ db }, organisationNames));
  if (problems.length > 0) return refused(problems);

  const service = serviceFrom(config, db);
  // Once nobody asks and nothing is sent any more, before the database goes.
  running.defer(() => sealAtTheEnd(service, console.error));
  await sealIdentities(server.value, service);
  if (service.isDemonstration) demonstrate(config, service, server.value, running);
  else await startWork(config, service, server.value, running);
  const app = await buildApp(config, service, demonstrationPeople);
  running.defer(() => app.close());
  return listen(app, config);
};

/** Adds the invented cases while the service already answers, and then sends what they have queued. */
const demonstrate = (
  config: Config,
  service: Service,
  databaseUrl: string,
  running: AsyncDisposableStack,
): void => {
  const stopping = new AbortController();
  const atWork = new AsyncDisposableStack();
  const load = async (): Promise<void> => {
    await loadExamples(service, { stopping: stopping.signal });
    if (!stopping.signal.aborted) await startWork(config, service, databaseUrl, atWork);
  };
  const loaded = load().catch((error: unknown) =>
    console.error('Not all of the invented cases could be added; the next start goes on with them.', error),
  );
  running.defer(async () => {
    stopping.abort();
    await loaded;
    await atWork.disposeAsync();
  });
};

const databaseServer = async (config: Config, running: AsyncDisposableStack): Promise<Result<string>> => {
  if (config.databaseUrl !== undefined) {
    const supported = await supportedServer(config.databaseUrl);
    return supported.ok ? allowed(config.databaseUrl) : supported;
  }
  const embedded = await startEmbedded(config.dataDir);
  if (!embedded.ok) return embedded;
  running.defer(embedded.value.stop);
  return allowed(embedded.value.url);
};

const listen = async (app: FastifyInstance, config: Config): Promise<Result<Config>> => {
  try {
    await app.listen({ host: config.host, port: config.port });
    return allowed(config);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    const message = `Something else listens on port ${config.port} already. Set PORT to another one.`;
    return refused([{ field: 'PORT', message }]);
  }
};

const welcome = ({ publicUrl, identityProviders }: Config): string => `
Placement disruption ${version} is running at ${publicUrl}
${
  identityProviders.length > 0
    ? `Staff sign in through ${identityProviders.map(({ name, url }) => `${name} (${url})`).join(', ')}`
    : `This is a demonstration with invented people: open the address and choose whom to sign in as.
On a first start 200 invented cases appear within about a minute.`
}
Ctrl-C stops it, the database too.
`;

const stopAsked = Promise.withResolvers<void>();
let askedBefore = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    // Asked twice, nothing is waited for any more; the database recovers when it next starts.
    if (askedBefore) process.exit(1);
    askedBefore = true;
    stopAsked.resolve();
  });

const running = new AsyncDisposableStack();
try {
  const started = await start(running);
  if (started.ok) {
    console.log(welcome(started.value));
    await stopAsked.promise;
  } else {
    for (const { message } of started.problems) console.error(message);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await running.disposeAsync();
}
process.exit();
