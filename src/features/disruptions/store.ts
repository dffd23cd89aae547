import type { Transaction } from '../../database/connection.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { Recorded } from '../../domain/disruption.ts';

/** The procedure a person's organisation works by: its identity, or null when none is set. */
export const procedureOf = async (tx: Transaction, organisationId: string): Promise<string | null> => {
  const row = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select('procedure_id')
    .executeTakeFirst();
  return row?.procedure_id ?? null;
};

export const hasOpenDisruption = async (tx: Transaction, placementId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('disruption')
    .where('placement_id', '=', placementId)
    .where('status', '=', 'open')
    .select('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Saves a recorded ending and closes the placement it ends. */
export const saveRecorded = async (
  tx: Transaction,
  recorded: Recorded,
  about: {
    readonly id: string;
    readonly reference: string;
    readonly placementId: string;
    readonly organisationId: string;
    readonly recordedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('disruption')
    .values({
      id: about.id,
      organisation_id: about.organisationId,
      placement_id: about.placementId,
      reference: about.reference,
      broke_down_on: recorded.brokeDownOn,
      stage: recorded.stage,
      account: recorded.account,
      procedure_id: recorded.procedureId,
      procedure_version: recorded.procedureVersion,
      recorded_by: about.recordedBy,
      recorded_at: about.at,
    })
    .execute();
  await tx
    .updateTable('placement')
    .set({ ended_on: recorded.brokeDownOn })
    .where('id', '=', about.placementId)
    .execute();
};

export const saveBreakdownDate = async (
  tx: Transaction,
  disruptionId: string,
  placementId: string,
  brokeDownOn: PlainDate,
): Promise<void> => {
  await tx
    .updateTable('disruption')
    .set({ broke_down_on: brokeDownOn })
    .where('id', '=', disruptionId)
    .execute();
  await tx.updateTable('placement').set({ ended_on: brokeDownOn }).where('id', '=', placementId).execute();
};

export const saveStatement = async (
  tx: Transaction,
  disruptionId: string,
  statement: {
    readonly ruleId: string;
    readonly doneOn: PlainDate;
    readonly note: string;
    readonly statedBy: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx
    .insertInto('duty_statement')
    .values({
      disruption_id: disruptionId,
      rule_id: statement.ruleId,
      done_on: statement.doneOn,
      note: statement.note,
      stated_by: statement.statedBy,
      stated_at: statement.at,
    })
    .execute();
};

/** Messages of a case that will not be sent without a person. */
export const failedMessages = (
  tx: Transaction,
  disruptionId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly lastError: string }[]> =>
  tx
    .selectFrom('message')
    .innerJoin('invitation', 'invitation.id', 'message.invitation_id')
    .where('message.disruption_id', '=', disruptionId)
    .where('message.status', '=', 'failed')
    .select(['message.id', 'invitation.name', 'message.last_error as lastError'])
    .execute();
