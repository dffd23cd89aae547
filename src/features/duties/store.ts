import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';

/** Keeps a person's word that a duty was done. */
export const insertStatement = async (
  tx: Transaction,
  statement: { readonly ruleId: string; readonly doneOn: PlainDate; readonly note: string },
  about: { readonly disruptionId: string; readonly statedBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .insertInto('duty_statement')
    .values({
      disruption_id: about.disruptionId,
      rule_id: statement.ruleId,
      done_on: statement.doneOn,
      note: statement.note,
      stated_by: about.statedBy,
      stated_at: about.at,
    })
    .execute();
};

/** Takes back a person's word that a duty was done; that it was given stays on record. */
export const saveStatementTakenBack = async (
  tx: Transaction,
  about: {
    readonly disruptionId: string;
    readonly ruleId: string;
    readonly takenBackBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .updateTable('duty_statement')
    .set({ taken_back_by: about.takenBackBy, taken_back_at: about.at })
    .where('disruption_id', '=', about.disruptionId)
    .where('rule_id', '=', about.ruleId)
    .where('taken_back_at', 'is', null)
    .execute();
};

/** Keeps a decision that a duty is not needed in this case, in place of an earlier one. */
export const insertNotNeeded = async (
  tx: Transaction,
  decided: { readonly ruleId: string; readonly reason: string; readonly byManager: boolean },
  about: {
    readonly id: string;
    readonly disruptionId: string;
    readonly decidedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .updateTable('duty_not_needed')
    .set({ taken_back_by: about.decidedBy, taken_back_at: about.at })
    .where('disruption_id', '=', about.disruptionId)
    .where('rule_id', '=', decided.ruleId)
    .where('taken_back_at', 'is', null)
    .execute();
  await tx
    .insertInto('duty_not_needed')
    .values({
      id: about.id,
      disruption_id: about.disruptionId,
      rule_id: decided.ruleId,
      reason: decided.reason,
      by_manager: decided.byManager,
      decided_by: about.decidedBy,
      decided_at: about.at,
    })
    .execute();
};

/** Takes such a decision back; that it was made stays on record. */
export const saveTakenBack = async (
  tx: Transaction,
  id: string,
  about: { readonly takenBackBy: string; readonly at: Date },
): Promise<void> => {
  await tx
    .updateTable('duty_not_needed')
    .set({ taken_back_by: about.takenBackBy, taken_back_at: about.at })
    .where('id', '=', id)
    .execute();
};

/** Moves a case to another version of its procedure. */
export const saveVersion = async (tx: Transaction, disruptionId: string, version: string): Promise<void> => {
  await tx
    .updateTable('disruption')
    .set({ procedure_version: version })
    .where('id', '=', disruptionId)
    .execute();
};
