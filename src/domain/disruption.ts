import { type CaseRecord, factsOf, type PlacementRecord } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { type Duty, dutiesFor } from './duty.ts';
import type { Procedure, Stage } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

export type Proposal = { readonly brokeDownOn: PlainDate; readonly stage: Stage; readonly account: string };

export type Recorded = Proposal & {
  readonly procedureId: string;
  readonly procedureVersion: string;
  readonly duties: readonly Duty[];
};

/**
 * Checks that a placement's ending can be recorded (DC-0, DC-1a, DC-4) and says what the procedure then asks.
 * Refused: a date in the future, before the placement or the introductions began, or on or after an Adoption Order;
 * an ending of a placement that already has an open one; a date no version of the procedure covers.
 */
export const recordDisruption = (
  proposal: Proposal,
  facts: {
    readonly placement: PlacementRecord;
    readonly procedure: Procedure | undefined;
    readonly alreadyOpen: boolean;
    readonly today: PlainDate;
  },
): Result<Recorded> => {
  const { placement, procedure } = facts;
  const problems: Problem[] = [];
  const refuse = (field: string, message: string, because?: string) =>
    problems.push({ field, message, ...(because === undefined ? {} : { because }) });
  const { brokeDownOn, stage } = proposal;

  if (facts.alreadyOpen)
    refuse(
      'placementId',
      'The ending of this placement is already recorded and still open. Open it from your list instead',
    );
  if (brokeDownOn > facts.today)
    refuse('brokeDownOn', 'The date the placement ended must be today or in the past');
  const began =
    stage === 'introductions' ? (placement.introductionsOn ?? placement.startedOn) : placement.startedOn;
  if (began === null)
    refuse(
      'stage',
      'No date is recorded on which the child moved in. Choose “In introductions”, or correct the placement first',
    );
  else if (brokeDownOn < began)
    refuse(
      'brokeDownOn',
      stage === 'introductions'
        ? `The date must be on or after ${inWords(began)}, when introductions began`
        : `The date must be on or after ${inWords(began)}, when the placement began`,
    );
  if (stage === 'introductions' && placement.startedOn !== null && brokeDownOn > placement.startedOn)
    refuse(
      'stage',
      `The child moved in on ${inWords(placement.startedOn)}, so the placement did not end in introductions`,
    );
  if (placement.orderMadeOn !== null && brokeDownOn >= placement.orderMadeOn)
    refuse(
      'brokeDownOn',
      `An Adoption Order was made on ${inWords(placement.orderMadeOn)}. This procedure is for placements that end before the order`,
      'DC-0',
    );
  if (procedure === undefined)
    refuse('brokeDownOn', 'No version of your council’s procedure was in force on that date');
  if (problems.length > 0 || procedure === undefined) return refused(problems);
  return allowed({
    ...proposal,
    procedureId: procedure.id,
    procedureVersion: procedure.version,
    duties: dutiesFor(procedure, factsOf(placement, proposal)),
  });
};

/** Checks a corrected date of the ending. The window is derived anew; the old date stays in the history. */
export const correctBreakdownDate = (
  brokeDownOn: PlainDate,
  facts: {
    readonly record: CaseRecord;
    readonly procedure: Procedure;
    readonly reason: string;
    readonly today: PlainDate;
  },
): Result<{ readonly brokeDownOn: PlainDate; readonly reason: string }> => {
  const { record } = facts;
  const checked = recordDisruption(
    { brokeDownOn, stage: record.stage, account: record.account },
    { placement: record.placement, procedure: facts.procedure, alreadyOpen: false, today: facts.today },
  );
  const problems: Problem[] = checked.ok ? [] : [...checked.problems];
  if (brokeDownOn === record.brokeDownOn)
    problems.push({ field: 'brokeDownOn', message: 'That is the date already recorded' });
  if (facts.reason === '')
    problems.push({ field: 'reason', message: 'Enter why the date is being corrected' });
  return problems.length > 0 ? refused(problems) : allowed({ brokeDownOn, reason: facts.reason });
};
