import type { Transaction } from './connection.ts';

/**
 * Does the work of one submitted form once. `work` answers where the person goes next; a second submission of the
 * same key by the same actor waits for the first and gets its answer. If the work throws, the key is free again.
 */
export const submitOnce = async (
  tx: Transaction,
  actorId: string,
  key: string,
  work: () => Promise<string>,
): Promise<string> => {
  const claimed = await tx
    .insertInto('submission')
    .values({ actor: actorId, key, location: '' })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const mine = tx.selectFrom('submission').where('actor', '=', actorId).where('key', '=', key);
  // Only after the first has committed does the insert above answer "nothing inserted", so its location is there.
  if (claimed.numInsertedOrUpdatedRows === 0n)
    return (await mine.select('location').executeTakeFirstOrThrow()).location;

  const location = await work();
  await tx
    .updateTable('submission')
    .set({ location })
    .where('actor', '=', actorId)
    .where('key', '=', key)
    .execute();
  return location;
};
