import type { HistoryEntry } from '../domain/case.ts';
import type { Transaction } from './connection.ts';

/** Writes down who did what and when, in the transaction of the change. Nobody can alter it afterwards. */
export const addHistory = async (
  tx: Transaction,
  disruptionId: string,
  entry: {
    readonly at: Date;
    readonly by: { readonly id: string | null; readonly name: string };
    readonly act: string;
    readonly summary: string;
    readonly facts?: Readonly<Record<string, unknown>>;
  },
): Promise<void> => {
  await tx
    .insertInto('history')
    .values({
      disruption_id: disruptionId,
      at: entry.at,
      person_id: entry.by.id,
      person_name: entry.by.name,
      act: entry.act,
      summary: entry.summary,
      facts: JSON.stringify(entry.facts ?? {}),
    })
    .execute();
};

/** The latest entries of a case, newest first. */
export const loadHistory = (
  tx: Transaction,
  disruptionId: string,
  most: number,
): Promise<readonly HistoryEntry[]> =>
  tx
    .selectFrom('history')
    .where('disruption_id', '=', disruptionId)
    .orderBy('id', 'desc')
    .limit(most)
    .select(['at', 'person_name as personName', 'act', 'summary'])
    .execute();
