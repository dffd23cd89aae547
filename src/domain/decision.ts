import { isManager } from './access.ts';
import { capacityInWords } from './capacity.ts';
import { type CaseRecord, holdersOf, type MeetingDecision } from './case.ts';
import type { PlainDate } from './dates.ts';
import type { Duty } from './duty.ts';
import { pastDayProblems, sinceCase } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { timesStillAsked } from './time-answers.ts';
import { listInWords } from './words.ts';

type Meeting = CaseRecord['meeting'];
/** Whether people are asked which times they can come, before a meeting is convened. */
type Asking = { readonly areTimesAsked: boolean };

/** Why there cannot be no meeting any more; nothing while none is convened and nobody is asked about times for one. */
const meetingProblems = (field: string, meeting: Meeting, { areTimesAsked }: Asking): readonly Problem[] => {
  if (meeting === null) return areTimesAsked ? [{ field, message: timesStillAsked }] : [];
  return meeting.status === 'held'
    ? [{ field, message: 'The meeting has been held' }]
    : [{ field, message: 'A meeting is convened. Cancel it first, so that those invited are told' }];
};

/** The duty to decide, the case it is in, and in which capacities the person who would decide is on that. */
type Deciding = {
  readonly duty: Pick<Duty, 'by'>;
  readonly record: Pick<CaseRecord, 'placement' | 'meeting'>;
  readonly capacities: readonly string[];
};

/**
 * Why somebody does not decide whether to meet; undefined when they do. It is for whoever the procedure names. Where that
 * is the child's social worker, a manager can too; and where nobody on the case is what it names, so that no case is stuck.
 */
export const whyNotToDecide = ({ duty: { by }, record, capacities }: Deciding): string | undefined => {
  const named = holdersOf(record, by).filter(({ personId }) => personId !== null);
  const managersToo = by === 'child-social-worker' || named.length === 0;
  if (capacities.includes(by) || (managersToo && isManager(capacities))) return undefined;
  const names = named.length === 0 ? '' : ` (${listInWords(named.map(({ name }) => name))})`;
  const who = [`the ${capacityInWords[by]}${names}`, ...(managersToo ? ['a manager on the case'] : [])];
  return `Whether to hold a meeting is for ${listInWords(who, 'or')} to decide`;
};

/**
 * Checks a decision whether to hold a meeting (PG-1): by whom it is to be made, which, why, and on a day between the ending and today. A decision
 * not to meet is refused while a meeting is convened, or people are asked about times for one. One the manager did not agree with can be made again.
 */
export const decideOnMeeting = (
  decision: { readonly toMeet: boolean | null; readonly why: string; readonly decidedOn: PlainDate | null },
  facts: Deciding &
    Asking & {
      readonly record: Pick<CaseRecord, 'brokeDownOn' | 'status' | 'decision'>;
      readonly today: PlainDate;
    },
): Result<Pick<MeetingDecision, 'toMeet' | 'why' | 'decidedOn'>> => {
  const { toMeet, why, decidedOn } = decision;
  const { record, today } = facts;
  if (record.status === 'closed') return refused([{ field: '', message: 'This case is closed' }]);
  const notToDecide = whyNotToDecide(facts);
  if (notToDecide !== undefined) return refused([{ field: '', message: notToDecide }]);
  const problems: Problem[] = [];
  const standing = record.decision?.review?.agrees === false ? null : record.decision;
  if (toMeet === null) problems.push({ field: 'toMeet', message: 'Choose whether a meeting is held' });
  else if (standing?.toMeet === toMeet)
    problems.push({ field: 'toMeet', message: 'That is what was already decided' });
  else if (!toMeet) problems.push(...meetingProblems('toMeet', record.meeting, facts));
  if (why === '') problems.push({ field: 'why', message: 'Enter why' });
  const day = { ...sinceCase(record), today, missing: 'Enter the date of the decision' };
  problems.push(...pastDayProblems('decidedOn', decidedOn, day));
  return problems.length > 0 || toMeet === null || decidedOn === null
    ? refused(problems)
    : allowed({ toMeet, why, decidedOn });
};

/**
 * Checks a manager's review of a decision: not their own, not twice, and with a reason when they do not agree. A decision
 * to meet stands once the meeting is convened.
 */
export const reviewDecision = (
  review: { readonly agrees: boolean | null; readonly note: string },
  facts: Asking & {
    readonly decision: MeetingDecision | null;
    readonly meeting: Meeting;
    readonly reviewerId: string;
  },
): Result<{ readonly decisionId: string; readonly agrees: boolean; readonly note: string }> => {
  const { agrees, note } = review;
  const { decision, meeting, reviewerId } = facts;
  const stop = (message: string) => refused([{ field: '', message }]);
  if (decision === null) return stop('There is no decision to review yet');
  if (decision.review !== null) return stop(`${decision.review.by} has reviewed this decision already`);
  if (decision.decidedById === reviewerId)
    return stop('You made this decision. Another manager on the case reviews it');
  const problems: Problem[] = [];
  if (agrees === null) problems.push({ field: 'agrees', message: 'Choose whether you agree' });
  if (agrees === false && decision.toMeet) problems.push(...meetingProblems('agrees', meeting, facts));
  if (agrees === false && note === '')
    problems.push({ field: 'note', message: 'Enter why you do not agree, so that it can be decided again' });
  return problems.length > 0 || agrees === null
    ? refused(problems)
    : allowed({ decisionId: decision.id, agrees, note });
};
