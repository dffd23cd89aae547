import pg from 'pg';
import { allowed, type Result, refused } from '../domain/result.ts';

/** Answers what is wrong with a server's version number, such as 150018; nothing for PostgreSQL 15 to 18. */
export const versionProblem = (version: number): string | undefined => {
  const major = Math.floor(version / 10_000);
  if (major >= 15 && major <= 18) return undefined;
  return `DATABASE_URL leads to PostgreSQL ${major}: this service runs on PostgreSQL 15 to 18.`;
};

/** Refused, in words for whoever starts the service, when the server cannot be reached or is of another version. */
export const supportedServer = async (databaseUrl: string): Promise<Result<void>> => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  const refuse = (message: string) => refused([{ field: 'DATABASE_URL', message }]);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    const problem = versionProblem(rows[0]?.version ?? 0);
    return problem === undefined ? allowed(undefined) : refuse(problem);
  } catch (error) {
    const because = error instanceof AggregateError ? error.errors[0] : error;
    return refuse(
      `The database of DATABASE_URL cannot be used: ${because instanceof Error ? because.message : because}.`,
    );
  } finally {
    await client.end();
  }
};
