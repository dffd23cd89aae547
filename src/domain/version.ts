import { asksInFull } from './asks.ts';
import type { CaseRecord } from './case.ts';
import { factsOf } from './case-facts.ts';
import type { PlainDate } from './dates.ts';
import { type Difference, type Duty, differences, dutiesFor, isAbout, termsOf } from './duty.ts';
import type { Procedure } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';
import type { Calendar } from './window.ts';

/**
 * The newest version of a case's procedure that came into force after the one it has, by today, and is about such a
 * case; undefined when there is none.
 */
export const newerVersion = (
  procedures: readonly Procedure[],
  current: Procedure,
  record: CaseRecord,
  today: PlainDate,
): Procedure | undefined =>
  procedures
    .filter(({ id, inForce: { from } }) => id === current.id && from > current.inForce.from && from <= today)
    .filter((one) => isAbout(one, factsOf(record.placement, record)))
    .toSorted((a, b) => b.inForce.from.localeCompare(a.inForce.from))[0];

/** What moving a case to another version of its procedure changes for this very case. */
export const versionDifferences = (
  record: CaseRecord,
  before: Procedure,
  after: Procedure,
  calendar: Calendar,
): readonly Difference[] => {
  const facts = factsOf(record.placement, record);
  return differences(dutiesFor(before, facts, calendar), dutiesFor(after, facts, calendar));
};

/** "Must, by Sunday 12 April 2026, chair": how strongly, when and by whom. */
const termsInWords = (duty: Duty): string => {
  const { strength, when, who } = termsOf(duty);
  return [strength, when, who].join(', ');
};

/** A difference as people read it: what is asked, and on what terms before and after. */
export type DifferenceInWords = {
  readonly rule: string;
  readonly is: Difference['is'];
  readonly asks: string;
  readonly before?: string;
  readonly after?: string;
};

export const differenceInWords = (difference: Difference): DifferenceInWords => {
  if (difference.is !== 'changed') {
    const { is, duty } = difference;
    const terms = { [is === 'added' ? 'after' : 'before']: termsInWords(duty) };
    return { rule: duty.rule, is, asks: asksInFull(duty.asks), ...terms };
  }
  const { is, before, after, what } = difference;
  const was = what.includes('what') ? `${asksInFull(before.asks)}: ` : '';
  return {
    rule: after.rule,
    is,
    asks: asksInFull(after.asks),
    before: `${was}${termsInWords(before)}`,
    after: termsInWords(after),
  };
};

/** Whether the minutes of a meeting have the same headings under both. */
export const hasSameAgenda = (one: Procedure, other: Procedure): boolean =>
  JSON.stringify(one.agenda.map(({ key }) => key)) === JSON.stringify(other.agenda.map(({ key }) => key));

/**
 * Checks that a case can be moved to a newer version of its procedure: the one whose differences the person saw, with a
 * reason, and not when a meeting is convened that has an agenda of its own, because its minutes are written to that.
 */
export const changeVersion = (
  change: { readonly version: string; readonly reason: string },
  facts: {
    readonly record: Pick<CaseRecord, 'status' | 'meeting'>;
    readonly current: Procedure;
    readonly newer: Procedure | undefined;
  },
): Result<{ readonly version: string; readonly reason: string }> => {
  const { record, current, newer } = facts;
  const stop = (message: string) => refused([{ field: '', message }]);
  if (record.status === 'closed') return stop('This case is closed');
  if (newer === undefined) return stop('There is no newer version of the procedure for this case');
  if (change.version !== newer.version)
    return stop('The procedure has changed since you opened this page. Read the differences again');
  const problems: Problem[] = [];
  if (record.meeting !== null && record.meeting.agenda === null && !hasSameAgenda(current, newer))
    problems.push({
      field: '',
      message: 'A meeting is convened, and the newer version has another agenda. This case keeps its version',
    });
  if (change.reason === '') problems.push({ field: 'reason', message: 'Enter why the case is moved' });
  return problems.length > 0 ? refused(problems) : allowed({ version: newer.version, reason: change.reason });
};
