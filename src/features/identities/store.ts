import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/connection.ts';

/** Once that somebody opened the vault of a placement. */
export type Opening = { readonly at: Date; readonly by: string; readonly reason: string };

/** The openings of a case's vault by people, the latest first. */
export const listOpenings = (tx: Transaction, disruptionId: string): Promise<readonly Opening[]> =>
  tx
    .selectFrom('vault_opening')
    .innerJoin('person', 'person.id', 'vault_opening.person_id')
    .where('disruption_id', '=', disruptionId)
    .orderBy('vault_opening.at', 'desc')
    .limit(100)
    .select(['vault_opening.at', 'person.name as by', 'vault_opening.reason'])
    .execute();

export const insertOpening = async (
  tx: Transaction,
  opening: {
    readonly disruptionId: string;
    readonly personId: string;
    readonly reason: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('vault_opening')
    .values({
      id: randomUUID(),
      disruption_id: opening.disruptionId,
      person_id: opening.personId,
      reason: opening.reason,
      at: opening.at,
    })
    .execute();
};
