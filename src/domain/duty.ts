import { type Asks, asksInFull, isOfTheMeeting } from './asks.ts';
import { type Capacity, capacityInWords } from './capacity.ts';
import { type ConditionName, conditionFails, factsBehind, periodInWords } from './condition.ts';
import { inWords, inWordsWithWeekday } from './dates.ts';
import { type DateFact, type FactName, type Facts, factDefinitions, type Pause } from './facts.ts';
import { type Procedure, type Rule, type Strength, strengthInWords, type When } from './procedure.ts';
import type { Problem } from './result.ts';
import { type Calendar, type Counted, placeWindow, type Window } from './window.ts';
import { listInWords } from './words.ts';

/** Why a duty is there: the document, the paragraph, what it says in our words, and the facts that matched. */
export type Because = {
  readonly document: string;
  readonly paragraph: string;
  readonly says: string;
  readonly facts: readonly { readonly fact: FactName; readonly value: string }[];
};

/** One thing the council's own procedure asks for in this case. */
export type Duty = {
  readonly rule: string;
  readonly duty: Strength;
  readonly by: Capacity;
  readonly with?: readonly Capacity[];
  readonly asks: Asks;
  readonly window?: Window;
  readonly counted?: Counted;
  /** The day its window is counted from, while that is not known yet. */
  readonly awaits?: DateFact;
  /** Why its time stands still today. */
  readonly paused?: Pause;
  readonly because: Because;
};

/** A rule that asks nothing here, and the first fact that decided it. */
export type NotApplying = {
  readonly rule: string;
  readonly fact: ConditionName;
  readonly wanted: string;
  readonly found: string;
};

export type Explanation = {
  readonly duties: readonly Duty[];
  readonly notApplying: readonly NotApplying[];
};

const dutyOf = (procedure: Procedure, rule: Rule, facts: Facts, calendar: Calendar): Duty => ({
  rule: rule.id,
  duty: rule.duty,
  by: rule.by,
  ...(rule.with === undefined ? {} : { with: rule.with }),
  asks: rule.asks,
  ...(rule.window === undefined ? {} : placeWindow(rule.window, facts, calendar)),
  because: {
    document: procedure.document,
    paragraph: rule.because.paragraph,
    says: rule.because.says,
    facts: factsBehind([procedure.scope.when, rule.when], facts),
  },
});

/**
 * Every duty the procedure asks for with these facts, in the procedure's order, and for each other rule which fact
 * decided that it does not apply. A fact that is not known matches nothing. `calendar` says which days are worked, and
 * what today is: a pause that goes on still has run until then.
 */
export const explain = (procedure: Procedure, facts: Facts, calendar: Calendar): Explanation => {
  const duties: Duty[] = [];
  const notApplying: NotApplying[] = [];
  const outOfScope = conditionFails(procedure.scope.when, facts);
  if (outOfScope !== undefined) notApplying.push({ rule: procedure.scope.id, ...outOfScope });
  for (const rule of procedure.rules) {
    const fails = outOfScope ?? conditionFails(rule.when, facts);
    if (fails === undefined) duties.push(dutyOf(procedure, rule, facts, calendar));
    else notApplying.push({ rule: rule.id, ...fails });
  }
  return { duties, notApplying };
};

/** Every duty the procedure asks for with these facts, in the procedure's order; none when it does not apply. */
export const dutiesFor = (procedure: Procedure, facts: Facts, calendar: Calendar): readonly Duty[] =>
  explain(procedure, facts, calendar).duties;

/** Whether a procedure is about a placement with these facts. */
export const isAbout = (procedure: { readonly scope: { readonly when: When } }, facts: Facts): boolean =>
  conditionFails(procedure.scope.when, facts) === undefined;

/** The window in which the procedure wants the meeting held; undefined when it asks for no meeting, or names no days. */
export const meetingWindow = (duties: readonly Duty[]): Window | undefined => meetingDuty(duties)?.window;

/** The duty to hold a meeting; undefined when there is none. */
export const meetingDuty = (duties: readonly Duty[]): Duty | undefined =>
  duties.find(({ asks }) => 'meeting' in asks);

/** Whether a duty only has to be done when a meeting is held: by what it asks, or because the chair has it. */
export const needsMeeting = ({ asks, by }: Pick<Duty, 'asks' | 'by'>): boolean =>
  'meeting' in asks || isOfTheMeeting(asks) || by === 'chair';

/** Whether a meeting is asked for outright: the procedure leaves nobody to decide first if it is held. */
export const convenesAtOnce = (duties: readonly Duty[]): boolean =>
  meetingDuty(duties) !== undefined && !duties.some(({ asks }) => 'decision' in asks);

/** "Procedure 8.7, paragraph 2": where a duty comes from. */
export const citationInWords = ({ document, paragraph }: Pick<Because, 'document' | 'paragraph'>): string =>
  `${document}, ${paragraphInWords(paragraph)}`;

/** Where a duty comes from, to stand beside a problem with it; nothing when no duty is behind it. */
export const citing = (duty: Duty | undefined): Pick<Problem, 'because'> =>
  duty === undefined ? {} : { because: `${citationInWords(duty.because)} (rule ${duty.rule})` };

/** "paragraph 2"; a place in a document without numbers as it is called: "Opening paragraph". */
export const paragraphInWords = (paragraph: string): string =>
  /^\d/.test(paragraph) ? `paragraph ${paragraph}` : paragraph;

/** "between Sunday 29 March 2026 and Sunday 12 April 2026", or "by Sunday 12 April 2026". */
export const windowInWords = (window: Window): string =>
  window.from === undefined
    ? `by ${inWordsWithWeekday(window.to)}`
    : `between ${inWordsWithWeekday(window.from)} and ${inWordsWithWeekday(window.to)}`;

/** "Counted from the day it ended, 1 March 2026; 7 days of a pause do not count". */
export const countedInWords = ({ from, on, direction, pausedDays, uncertainAfter }: Counted): string =>
  [
    `Counted ${direction === 'after' ? 'from' : 'back from'} the ${factDefinitions[from].name}, ${inWords(on)}`,
    ...(pausedDays === 0
      ? []
      : [`${periodInWords({ days: pausedDays })} of a pause ${pausedDays === 1 ? 'does' : 'do'} not count`]),
    ...(uncertainAfter === undefined
      ? []
      : [`bank holidays after ${inWords(uncertainAfter)} are not known yet`]),
  ].join('; ');

/** Who has a duty: "child’s social worker and adopters’ social worker". */
export const whoInWords = ({ by, with: together = [] }: Pick<Duty, 'by' | 'with'>): string =>
  listInWords([by, ...together].map((capacity) => capacityInWords[capacity]));

const whenInWords = ({ window, awaits }: Duty): string => {
  if (window !== undefined) return windowInWords(window);
  return awaits === undefined
    ? 'no days named'
    : `counted from the ${factDefinitions[awaits].name}, which is not known yet`;
};

/** How strongly a duty asks, of whom, what and when, in words that say all of it. */
export const termsOf = (duty: Duty) => ({
  strength: strengthInWords[duty.duty],
  who: whoInWords(duty),
  what: asksInFull(duty.asks),
  when: whenInWords(duty),
});
export type Term = keyof ReturnType<typeof termsOf>;

/** What differs between what two procedures ask of one case. */
export type Difference =
  | { readonly is: 'added'; readonly duty: Duty }
  | { readonly is: 'removed'; readonly duty: Duty }
  | { readonly is: 'changed'; readonly before: Duty; readonly after: Duty; readonly what: readonly Term[] };

const changedTerms = (before: Duty, after: Duty): readonly Term[] => {
  const [then, now] = [termsOf(before), termsOf(after)];
  return (Object.keys(now) as Term[]).filter((term) => now[term] !== then[term]);
};

/** What moving a case from one version of a procedure to another changes, rule by rule, in the order of the new one. */
export const differences = (before: readonly Duty[], after: readonly Duty[]): readonly Difference[] => {
  const old = new Map(before.map((duty) => [duty.rule, duty]));
  const kept = new Set(after.map(({ rule }) => rule));
  return [
    ...after.flatMap((duty): readonly Difference[] => {
      const was = old.get(duty.rule);
      if (was === undefined) return [{ is: 'added', duty }];
      const what = changedTerms(was, duty);
      return what.length === 0 ? [] : [{ is: 'changed', before: was, after: duty, what }];
    }),
    ...before.filter(({ rule }) => !kept.has(rule)).map((duty) => ({ is: 'removed' as const, duty })),
  ];
};
