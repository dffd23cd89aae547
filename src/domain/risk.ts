import type { CaseRecord } from './case.ts';
import type { PlainDate } from './dates.ts';
import { pastDayProblems } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import { timesStillAsked } from './time-answers.ts';

/** What the meeting, or the question when it can be, still asks for before a risk can be closed; nothing once its minutes are agreed. */
const meetingProblems = (meeting: CaseRecord['meeting'], areTimesAsked: boolean): readonly Problem[] => {
  if (meeting === null) return areTimesAsked ? [{ field: 'outcome', message: timesStillAsked }] : [];
  if (meeting.minutesStatus === 'agreed') return [];
  return meeting.status === 'held'
    ? [{ field: 'outcome', message: 'The minutes of the meeting are not agreed yet. Agree them first' }]
    : [
        {
          field: 'outcome',
          message: 'A meeting is convened. Hold it or cancel it first, so that those invited are told',
        },
      ];
};

/**
 * Checks that a placement at risk can be recorded as going on, which closes its case (PG-2). When it ended instead, the
 * ending is recorded as any other, and linked.
 */
export const recordContinues = (
  outcome: { readonly on: PlainDate | null; readonly note: string },
  facts: {
    readonly record: Pick<CaseRecord, 'stage' | 'status' | 'brokeDownOn' | 'meeting'>;
    /** Whether people are asked which times they can come. */
    readonly areTimesAsked: boolean;
    readonly today: PlainDate;
  },
): Result<{ readonly on: PlainDate; readonly note: string }> => {
  const { on, note } = outcome;
  const { record, areTimesAsked, today } = facts;
  if (record.stage !== 'at-risk' || record.status === 'closed')
    return refused([{ field: '', message: 'This is no open case of a placement at risk' }]);
  const problems: Problem[] = [...meetingProblems(record.meeting, areTimesAsked)];
  const day = { since: record.brokeDownOn, which: 'when the risk was raised', today };
  problems.push(...pastDayProblems('on', on, day));
  if (note === '')
    problems.push({
      field: 'note',
      message: 'Enter what makes it go on: what was agreed, and what support there is',
    });
  return problems.length > 0 || on === null ? refused(problems) : allowed({ on, note });
};
