import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '../../database/connection.ts';

/** For the machines that watch the service: whether it answers, which version it is, and whether its database does. */
export const healthFeature = (
  app: FastifyInstance,
  service: { readonly db: Database; readonly version: string },
): void => {
  app.get('/health', { config: { may: 'anyone' } }, async (_request, reply) => {
    const database = await Promise.race([
      sql`select 1`.execute(service.db).then(
        () => 'ok',
        () => 'unreachable',
      ),
      pause(2_000, 'unreachable', { ref: false }),
    ]);
    return reply
      .code(database === 'ok' ? 200 : 503)
      .send({ status: database === 'ok' ? 'ok' : 'unavailable', version: service.version, database });
  });
};
