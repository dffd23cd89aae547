import type { PlainDate } from '../domain/dates.ts';
import type { Transaction } from './connection.ts';

/** A person’s word that a duty was done, where nobody has said so yet. */
export const stateDutyOnce = async (
  tx: Transaction,
  { rule, on, note }: { readonly rule: string; readonly on: PlainDate; readonly note: string },
  { disruptionId, by, at }: { readonly disruptionId: string; readonly by: string; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('duty_statement')
    .values({
      ...{ disruption_id: disruptionId, rule_id: rule, done_on: on, note },
      ...{ stated_by: by, stated_at: at },
    })
    .onConflict((conflict) =>
      conflict.columns(['disruption_id', 'rule_id']).where('taken_back_at', 'is', null).doNothing(),
    )
    .execute();
};
