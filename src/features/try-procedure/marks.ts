import { daysBetween, type PlainDate } from '../../domain/dates.ts';
import type { Duty } from '../../domain/duty.ts';
import { type Facts, factDefinitions } from '../../domain/facts.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { capitalised } from '../../domain/words.ts';
import type { TimelineMark } from '../../web/timeline.ts';
import { countedFrom } from './questions.ts';

/** However short the time that is drawn, today is shown when it is within so many days of it. */
const MONTH = 30;

/** What a drawing of these duties marks: the days that the windows of duties are counted from, and today when it is not far from all of them. */
export const marksOf = (
  procedure: Pick<Procedure, 'rules'>,
  duties: readonly Duty[],
  facts: Facts,
  today: PlainDate,
): readonly TimelineMark[] => {
  const dated = duties.flatMap(({ rule, window }) => (window === undefined ? [] : [{ rule, window }]));
  const rules = new Set(dated.map(({ rule }) => rule));
  const anchors = new Set(
    procedure.rules.flatMap(({ id, window }) => (window && rules.has(id) ? [countedFrom(window)] : [])),
  );
  const marks = [...anchors].flatMap((name) => {
    const on = facts[name];
    return on === undefined ? [] : [{ label: capitalised(factDefinitions[name].name), on }];
  });
  const days = [
    ...marks.map(({ on }) => on),
    ...dated.flatMap(({ window: { from, to } }) => [from ?? to, to]),
  ].sort();
  const [first = today, last = today] = [days[0], days.at(-1)];
  const near = Math.max(MONTH, daysBetween(first, last));
  const isNear = daysBetween(last, today) <= near && daysBetween(today, first) <= near;
  return isNear ? [{ label: 'Today', on: today, isToday: true }, ...marks] : marks;
};
