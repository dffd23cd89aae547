import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CompiledQuery } from 'kysely';
import { connect } from '../src/database/connection.ts';

export type Statements = readonly CompiledQuery[];

/** Connects as the service does; `during` also answers the statements that some work has sent, from begin to commit. */
export const watchStatements = (databaseUrl: string) => {
  let seen: CompiledQuery[] = [];
  const db = connect(databaseUrl, {
    log: ({ level, query }) => {
      if (level === 'query') seen.push(query);
    },
  });
  const sent = (sql: string) => seen.filter((query) => query.sql === sql).length;
  return {
    db,
    during: async <T>(
      work: () => Promise<T>,
    ): Promise<{ readonly value: T; readonly statements: Statements }> => {
      seen = [];
      const value = await work();
      // A page may be on its way before its transaction has ended.
      while (sent('begin') > sent('commit') + sent('rollback')) await pause(1);
      return { value, statements: seen };
    },
  };
};

const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);

/** The statements with ids of their own for what they write: those that were others when the same was done `again`. */
export const withNewIds = (statements: Statements, again: Statements): Statements => {
  const kept = new Set(again.flatMap(({ parameters }) => parameters));
  const ids = new Map<unknown, string>();
  const renewed = (value: unknown): unknown => {
    if (!isId(value) || kept.has(value)) return value;
    const id = ids.get(value) ?? randomUUID();
    ids.set(value, id);
    return id;
  };
  return statements.map((query) => ({ ...query, parameters: query.parameters.map(renewed) }));
};
