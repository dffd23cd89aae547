import type { CaseRecord, PlacementRecord, UnplannedEndings } from './case.ts';
import type { EndingFacts } from './case-facts.ts';
import { factsOf, hasOrder } from './case-facts.ts';
import { inWords, type PlainDate } from './dates.ts';
import { type Duty, dutiesFor, isAbout } from './duty.ts';
import type { Stage } from './facts.ts';
import type { Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { Calendar } from './window.ts';

/** An ending, or a placement at risk, as it was told. */
export type Proposal = Pick<
  CaseRecord,
  'brokeDownOn' | 'stage' | 'ending' | 'isComplex' | 'returnedOn' | 'panelOn' | 'account'
>;

export type Recorded = Proposal & {
  readonly procedureId: string;
  readonly procedureVersion: string;
  readonly duties: readonly Duty[];
  /** The placement's open case of being at risk, which this ending closes. */
  readonly followsId: string | null;
  /** Whether people are asked when to meet about that risk: they need not say any more. */
  readonly takesTimesBack: boolean;
};

/** A case that is open on a placement, with the day of its meeting, or whether people are asked when that can be. */
export type OpenCase = Pick<CaseRecord, 'id' | 'reference' | 'stage' | 'brokeDownOn'> & {
  readonly convenedFor: PlainDate | null;
  readonly areTimesAsked: boolean;
};

export type RecordingFacts = {
  readonly placement: PlacementRecord;
  /** The versions of the council's procedures in force that day, in the order in which they are asked. */
  readonly procedures: readonly Procedure[];
  readonly unplannedEndings: UnplannedEndings;
  readonly openCase: OpenCase | null;
  readonly calendar: Calendar;
};

/** What happened to a placement, as a person tells it; at which stage that was follows from the placement. */
export const happenedInWords = {
  unplanned: 'It ended in an unplanned way',
  abrupt: 'It ended abruptly, from one day to the next',
  planned: 'It ended early, as had been planned',
  introductions: 'Introductions were stopped before the child moved in',
  'at-risk': 'It continues, but is at risk of ending',
} as const satisfies Readonly<Record<string, string>>;
export type Happened = keyof typeof happenedInWords;

/** The stage and the way of ending that what happened amounts to, in this placement on that day. */
export const stageOf = (
  happened: Happened,
  { kind, orderMadeOn }: Pick<PlacementRecord, 'kind' | 'orderMadeOn'>,
  on: PlainDate,
): Pick<CaseRecord, 'stage' | 'ending'> => {
  if (happened === 'at-risk') return { stage: 'at-risk', ending: null };
  if (happened === 'introductions') return { stage: 'introductions', ending: 'unplanned' };
  if (!hasOrder(kind)) return { stage: 'in-placement', ending: happened };
  return {
    stage: orderMadeOn !== null && orderMadeOn <= on ? 'after-order' : 'before-order',
    ending: happened,
  };
};

/** What was told, from the stage and the way of ending that were kept of it. */
export const happenedAs = ({ stage, ending }: Pick<CaseRecord, 'stage' | 'ending'>): Happened =>
  stage === 'introductions' ? 'introductions' : (ending ?? 'at-risk');

/** The day the stage began, and what to call that; undefined when no day is recorded from which it could have. */
const beganOf = (placement: PlacementRecord, stage: Stage) => {
  const { introductionsOn, startedOn, orderMadeOn } = placement;
  if (stage === 'introductions') {
    const on = introductionsOn ?? startedOn;
    return on === null ? undefined : { on, what: 'introductions began' };
  }
  if (stage === 'after-order')
    return orderMadeOn === null ? undefined : { on: orderMadeOn, what: 'the order was made' };
  return startedOn === null ? undefined : { on: startedOn, what: 'the placement began' };
};

const stageProblems = ({ stage, brokeDownOn }: Proposal, placement: PlacementRecord): readonly Problem[] => {
  const { startedOn, kind } = placement;
  if (stage === 'introductions' && kind !== 'adoptive')
    return [
      {
        field: 'happened',
        message: 'Only an adoptive placement has introductions here. Choose another answer',
      },
    ];
  const began = beganOf(placement, stage);
  if (began === undefined)
    return [
      {
        field: 'happened',
        message:
          'No date is recorded on which the child moved in. Choose that introductions were stopped, or correct the placement first',
      },
    ];
  const problems: Problem[] = [];
  if (brokeDownOn < began.on)
    problems.push({
      field: 'brokeDownOn',
      message: `The date must be on or after ${inWords(began.on)}, when ${began.what}`,
    });
  if (stage === 'introductions' && startedOn !== null && brokeDownOn > startedOn)
    problems.push({
      field: 'happened',
      message: `The child moved in on ${inWords(startedOn)}, so the placement did not end in introductions`,
    });
  return problems;
};

const openCaseProblems = (proposal: Proposal, { openCase }: RecordingFacts): readonly Problem[] => {
  if (openCase === null) return [];
  if (openCase.stage !== 'at-risk' || proposal.stage === 'at-risk')
    return [
      {
        field: 'placementId',
        message: `The ${openCase.stage === 'at-risk' ? 'risk to' : 'ending of'} this placement is already recorded and still open. Open it from your list instead`,
      },
    ];
  const { brokeDownOn, convenedFor, reference } = openCase;
  return [
    ...(proposal.brokeDownOn < brokeDownOn
      ? [
          {
            field: 'brokeDownOn',
            message: `The date must be on or after ${inWords(brokeDownOn)}, when the placement was recorded as at risk`,
          },
        ]
      : []),
    ...(convenedFor === null
      ? []
      : [
          {
            field: 'placementId',
            message: `A meeting about the risk is convened for ${inWords(convenedFor)}. Open ${reference} from your list and cancel it first, so that those invited are told. Then record the ending`,
          },
        ]),
  ];
};

/** Counts this ending too, when it was not planned. */
const withThisEnding = (proposal: Proposal, before: UnplannedEndings): UnplannedEndings =>
  proposal.ending === 'unplanned' || proposal.ending === 'abrupt'
    ? [...before, { whose: 'child', on: proposal.brokeDownOn }, { whose: 'carer', on: proposal.brokeDownOn }]
    : before;

/**
 * Checks that a placement's ending, or the risk of one, can be recorded (DC-0, DC-1a, DC-4, PG-1 to PG-3) and says what
 * the first of the council's procedures that is about it then asks. Refused: a date in the future, or before the stage
 * began; a stage the placement cannot be in; a placement with an open case, unless that is of a risk and this its end;
 * an ending that none of the council's procedures is about.
 */
export const recordDisruption = (proposal: Proposal, facts: RecordingFacts): Result<Recorded> => {
  const { placement, procedures, openCase, calendar } = facts;
  const { brokeDownOn } = proposal;
  const problems: Problem[] = [...openCaseProblems(proposal, facts)];
  if (brokeDownOn > calendar.today)
    problems.push({ field: 'brokeDownOn', message: 'The date must be today or in the past' });
  problems.push(...stageProblems(proposal, placement));
  if (proposal.returnedOn !== null && proposal.returnedOn > calendar.today)
    problems.push({ field: 'returnedOn', message: 'The date of the return must be today or in the past' });
  if (proposal.returnedOn !== null && proposal.returnedOn < brokeDownOn)
    problems.push({
      field: 'returnedOn',
      message: 'The child cannot have returned to the agency before the placement ended',
    });
  if (proposal.panelOn !== null && proposal.panelOn < brokeDownOn)
    problems.push({
      field: 'panelOn',
      message: `The panel cannot look at it before ${inWords(brokeDownOn)}`,
    });
  const ending: EndingFacts = {
    ...proposal,
    unplannedEndings: withThisEnding(proposal, facts.unplannedEndings),
  };
  const known = factsOf(placement, ending);
  const procedure = procedures.find((one) => isAbout(one, known));
  if (procedure === undefined && problems.length === 0)
    problems.push({
      field: 'happened',
      message:
        procedures.length === 0
          ? 'No procedure of your council was in force on that date'
          : 'None of your council’s procedures is about this. Ask the person who looks after them',
    });
  if (problems.length > 0 || procedure === undefined) return refused(problems);
  return allowed({
    ...proposal,
    procedureId: procedure.id,
    procedureVersion: procedure.version,
    duties: dutiesFor(procedure, known, calendar),
    followsId: openCase?.id ?? null,
    takesTimesBack: openCase?.areTimesAsked ?? false,
  });
};

/** The facts of an ending that can turn out to be otherwise. */
export type Correction = Omit<Proposal, 'account'>;

/**
 * Checks corrected facts of an ending. What the procedure asks is derived anew, under the version the case has; what was
 * recorded before stays in the history, with the reason.
 */
export const correctEnding = (
  correction: Correction,
  facts: {
    readonly record: CaseRecord;
    readonly procedure: Procedure;
    readonly reason: string;
    readonly calendar: Calendar;
  },
): Result<{
  readonly corrected: Correction;
  readonly before: Partial<Correction>;
  readonly reason: string;
}> => {
  const { record, procedure, reason, calendar } = facts;
  const { account, placement } = record;
  // What was recorded of this ending stands among them, and is counted anew as it is corrected.
  const unplannedEndings = record.unplannedEndings.filter(({ on }) => on !== record.brokeDownOn);
  const checked = recordDisruption(
    { account, ...correction },
    { placement, procedures: [procedure], unplannedEndings, openCase: null, calendar },
  );
  const problems: Problem[] = checked.ok ? [] : [...checked.problems];
  if ((correction.stage === 'at-risk') !== (record.stage === 'at-risk'))
    problems.push({
      field: 'happened',
      message: 'Whether the placement ended is not corrected here. Record the ending as a case of its own',
    });
  const { follows } = record;
  if (follows !== null && correction.brokeDownOn < follows.brokeDownOn)
    problems.push({
      field: 'brokeDownOn',
      message: `The date must be on or after ${inWords(follows.brokeDownOn)}, when the placement was recorded as at risk`,
    });
  const before = Object.fromEntries(
    (Object.keys(correction) as (keyof Correction)[])
      .filter((fact) => correction[fact] !== record[fact])
      .map((fact) => [fact, record[fact]]),
  );
  if (Object.keys(before).length === 0)
    problems.push({ field: 'brokeDownOn', message: 'That is what is already recorded' });
  if (reason === '') problems.push({ field: 'reason', message: 'Enter why it is being corrected' });
  return problems.length > 0 ? refused(problems) : allowed({ corrected: correction, before, reason });
};
