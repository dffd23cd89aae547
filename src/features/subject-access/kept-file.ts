import type { Transaction } from '../../database/connection.ts';
import type { KeptFile } from '../../domain/life-event.ts';

/** What says how long a case is kept, also what was taken back. */
export const readKeptFile = async (tx: Transaction, placementId: string): Promise<KeptFile> => ({
  events: await tx
    .selectFrom('life_event')
    .where('placement_id', '=', placementId)
    .orderBy('recorded_at')
    .select([
      'id',
      'kind',
      'child_id as childId',
      'happened_on as on',
      'evidence',
      'recorded_at as recordedAt',
    ])
    .execute(),
  holds: await tx
    .selectFrom('legal_hold')
    .where('placement_id', '=', placementId)
    .orderBy('placed_at')
    .select(['id', 'reason', 'placed_at as placedAt', 'lifted_because as liftedBecause'])
    .execute(),
});
