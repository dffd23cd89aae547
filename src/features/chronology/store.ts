import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { Told } from '../../domain/chronology-entry.ts';
import type { Doc } from '../../domain/document.ts';
import type { FilingOf } from '../../domain/filing.ts';

/** All that was done on a case in this service, the earliest first. */
export const loadWholeHistory = (tx: Transaction, disruptionId: string): Promise<Told['history']> =>
  tx
    .selectFrom('history')
    .where('disruption_id', '=', disruptionId)
    .orderBy('id')
    .select(['id', 'at', 'person_name as personName', 'act', 'summary'])
    .execute();

/** The minutes as they were last agreed for a record; undefined while they never were. */
export const latestMinutesFor = async (
  tx: Transaction,
  disruptionId: string,
  { kind, childId }: FilingOf,
): Promise<Doc | undefined> => {
  const row = await tx
    .selectFrom('filing')
    .where('disruption_id', '=', disruptionId)
    .where('kind', '=', kind)
    .where(sql<boolean>`child_id is not distinct from ${childId}`)
    .orderBy('queued_at', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .select('document')
    .executeTakeFirst();
  return row === undefined ? undefined : (row.document as Doc);
};

/** Whether somebody said since a moment why they take the chronology for a record. */
export const hasSaidWhy = async (
  tx: Transaction,
  disruptionId: string,
  { by, record, since }: { readonly by: string; readonly record: string; readonly since: Date },
): Promise<boolean> => {
  const row = await tx
    .selectFrom('history')
    .where('disruption_id', '=', disruptionId)
    .where('act', '=', 'take-chronology')
    .where('person_id', '=', by)
    .where('at', '>=', since)
    .where(sql<boolean>`facts ->> 'record' = ${record}`)
    .limit(1)
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
};
