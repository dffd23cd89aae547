import type { Transaction } from '../../database/connection.ts';
import { loadFollowUps, loadResourceDecisions } from '../../database/follow-ups.ts';
import type { Afterwards } from '../../domain/afterwards-rows.ts';

/** Who was told and what was arranged once the placement of a case had ended, every answer to it, and what followed. */
export const afterwardsOf = async (tx: Transaction, disruptionId: string): Promise<Afterwards> => ({
  answers: await tx
    .selectFrom('checklist_answer')
    .where('disruption_id', '=', disruptionId)
    .orderBy('position')
    .select(['id', 'item_key as itemKey', 'about', 'says', 'whom', 'is', 'told', 'done_by as doneBy'])
    .select([
      'done_on as doneOn',
      'evidence',
      'reason',
      'action_id as actionId',
      'by_name as answeredBy',
      'at',
    ])
    .execute(),
  followUps: await loadFollowUps(tx, disruptionId),
  resources: await loadResourceDecisions(tx, disruptionId),
});
