import { stateDutyOnce } from '../../database/duty-statements.ts';
import type { FollowUpKey } from '../../domain/asks.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { dutyAnsweredBy } from '../../domain/follow-ups-of.ts';
import type { OpenCase } from '../case-door.ts';

/** States that the duty is done which a follow-up answers, where the procedure has one and nobody has stated it. */
export const stateAnsweredDuty = async (
  { tx, record, plan, actor, now }: OpenCase,
  key: FollowUpKey,
  statement: { readonly doneOn: PlainDate; readonly note: string },
): Promise<void> => {
  const duty = dutyAnsweredBy(key, plan.duties);
  if (duty === undefined || duty.standing.is !== 'open') return;
  await stateDutyOnce(
    tx,
    { rule: duty.rule, on: statement.doneOn, note: statement.note },
    { disruptionId: record.id, by: actor.id, at: now },
  );
};
