import { dueDay, isOpen } from './action.ts';
import type { Action } from './case.ts';
import { addPeriod, nextWorkingDay, type Period, type PlainDate } from './dates.ts';
import type { ActionChase, rungs } from './procedure.ts';

/**
 * When somebody is reminded of an action, and to whom it is passed on when it is late: the ladder that a procedure names
 * (PG-9d; docs/domain.md, 4.10).
 */
export type ChaseStep = {
  /** What tells the step apart, on each day that an action is due by: no step is taken twice. */
  readonly key: string;
  readonly is: 'reminded' | 'escalated';
  readonly to: Rung;
  /** On the day, before it, or after it. */
  readonly when: 'before' | 'after';
  readonly by: Period;
};

/** Who hears of an action that is late, in this order. */
export const rungInWords: Readonly<Record<Rung, string>> = {
  owner: 'whoever has the action',
  'team-manager': 'their team manager',
  'service-manager': 'their service manager',
  iro: 'the child’s Independent Reviewing Officer',
};
export type Rung = (typeof rungs)[number];

const keyOf = (is: string, when: string, by: Period, to: string): string =>
  [is, when, ...Object.entries(by).flat(), to].join('-');

/** The steps of a procedure: its reminders, then its ladder. The same step written twice is one. */
export const chaseSteps = ({
  remind,
  escalate,
}: Pick<ActionChase, 'remind' | 'escalate'>): readonly ChaseStep[] => {
  const steps = [
    ...remind.map((one): ChaseStep => {
      const [when, by] =
        'before' in one ? (['before', one.before] as const) : (['after', one.after] as const);
      return { key: keyOf('remind', when, by, 'owner'), is: 'reminded', to: 'owner', when, by };
    }),
    ...escalate.map(({ after, to }): ChaseStep => {
      const key = keyOf('escalate', 'after', after, to);
      return { key, is: 'escalated', to, when: 'after', by: after };
    }),
  ];
  return steps.filter(({ key }, index) => steps.findIndex((one) => one.key === key) === index);
};

type ChaseFacts = {
  readonly today: PlainDate;
  readonly bankHolidays: ReadonlyMap<PlainDate, string>;
  /** The steps that were taken already, with the day each was for, as `takenKey` names them. */
  readonly taken: ReadonlySet<string>;
};

/** A step for a day that an action is due by: with a new day it is another. */
export const takenKey = ({ key }: Pick<ChaseStep, 'key'>, due: PlainDate): string => `${key} ${due}`;

/** The day of a step. Working days are those of England and Wales. */
const dayOf = (
  { when, by }: Pick<ChaseStep, 'when' | 'by'>,
  due: PlainDate,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): PlainDate =>
  addPeriod(due, by, when === 'before' ? -1 : 1, (day, direction) =>
    nextWorkingDay(day, direction, bankHolidays),
  );

/**
 * The steps to take now about one action. Nothing chases what has ended or waits for another. Of several reminders that came
 * due while nothing ran only the latest is left, and none before the day once the day is over; of the ladder no rung is left
 * out, since each is somebody else.
 */
export const stepsToTake = (
  steps: readonly ChaseStep[],
  { action, all }: { readonly action: Action; readonly all: readonly Action[] },
  { today, bankHolidays, taken }: ChaseFacts,
): readonly (ChaseStep & { readonly due: PlainDate })[] => {
  const due = isOpen(action) ? dueDay(action, all) : null;
  if (due === null) return [];
  const come = steps
    .map((step) => ({ ...step, due, on: dayOf(step, due, bankHolidays) }))
    .filter(({ on, when }) => on <= today && (when === 'after' || today <= due))
    .toSorted((a, b) => a.on.localeCompare(b.on));
  const reminder = come.findLast(({ is }) => is === 'reminded');
  return come
    .filter((step) => step.is === 'escalated' || step === reminder)
    .filter((step) => !taken.has(takenKey(step, due)))
    .map(({ on: _, ...step }) => step);
};

/** The day from which the child's reviewing officer sees what is open before a review, where a procedure says so. */
export const reviewNoticeDay = (
  chase: Pick<ActionChase, 'before-review'>,
  reviewOn: PlainDate,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): PlainDate | null =>
  chase['before-review'] === undefined
    ? null
    : dayOf({ when: 'before', by: chase['before-review'] }, reviewOn, bankHolidays);
