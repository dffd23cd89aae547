import type { CasePause, CaseRecord } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import { type PauseReason, pauseReasonInWords } from './facts.ts';
import { pastDayProblems, sinceCase } from './past-day.ts';
import type { Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** For which reasons some of a procedure's days do not count; none when it names no such reason. */
export const reasonsThatStopDays = ({ rules }: Pick<Procedure, 'rules'>): readonly PauseReason[] => [
  ...new Set(rules.flatMap(({ window }) => window?.['paused-by'] ?? [])),
];

/** Checks that a case can be paused: for a known reason that does not pause it already, from a day up to today. */
export const pauseCase = (
  pause: { readonly reason: PauseReason | null; readonly note: string; readonly from: PlainDate | null },
  facts: {
    readonly record: Pick<CaseRecord, 'brokeDownOn' | 'status' | 'pauses'>;
    readonly today: PlainDate;
  },
): Result<{ readonly reason: PauseReason; readonly note: string; readonly from: PlainDate }> => {
  const { reason, note, from } = pause;
  const { record, today } = facts;
  if (record.status === 'closed') return refused([{ field: '', message: 'This case is closed' }]);
  const problems: Problem[] = [];
  if (reason === null) problems.push({ field: 'reason', message: 'Choose why it is paused' });
  else if (record.pauses.some((one) => one.reason === reason && one.until === undefined))
    problems.push({
      field: 'reason',
      message: `It is already paused for this reason: ${pauseReasonInWords[reason]}`,
    });
  if (note === '')
    problems.push({ field: 'note', message: 'Enter what it waits for, without details of it' });
  problems.push(...pastDayProblems('from', from, { ...sinceCase(record), today }));
  return problems.length > 0 || reason === null || from === null
    ? refused(problems)
    : allowed({ reason, note, from });
};

/** Checks that a pause can end: it is going on, and ends on a day between its beginning and today. */
export const endPause = (
  until: PlainDate | null,
  facts: { readonly pause: CasePause; readonly today: PlainDate },
): Result<{ readonly until: PlainDate }> => {
  const { pause, today } = facts;
  if (pause.until !== undefined)
    return refused([{ field: '', message: `This pause ended on ${inWords(pause.until)}` }]);
  const problems = pastDayProblems('until', until, {
    since: pause.from,
    which: 'when the pause began',
    today,
  });
  return problems.length > 0 || until === null ? refused(problems) : allowed({ until });
};
