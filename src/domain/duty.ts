import { addDays, inWordsWithWeekday, type PlainDate } from './dates.ts';
import type { Asks, Capacity, FactName, Facts, Procedure, Rule, Strength, WindowRule } from './procedure.ts';

/** The days on which something may be done, both ends included. Without `from` there is no earliest day. */
export type Window = { readonly from?: PlainDate; readonly to: PlainDate };

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
  readonly asks: Asks;
  readonly window?: Window;
  readonly because: Because;
};

const matches = (when: Rule['when'], facts: Facts): boolean =>
  Object.entries(when).every(([fact, value]) => facts[fact as FactName] === value);

/** The first and last day a window rule allows, counted in calendar days from the fact it names (DC-1b). */
const windowOf = (rule: WindowRule, facts: Facts): Window => {
  const start = facts[rule['counted-from']];
  const from = rule['from-days'];
  return {
    ...(from === undefined ? {} : { from: addDays(start, from) }),
    to: addDays(start, rule['to-days']),
  };
};

/** Every duty the procedure asks for with these facts, in the procedure's order; none when it does not apply. */
export const dutiesFor = (procedure: Procedure, facts: Facts): readonly Duty[] => {
  if (!matches(procedure.scope.when, facts)) return [];
  return procedure.rules
    .filter((rule) => matches(rule.when, facts))
    .map((rule) => ({
      rule: rule.id,
      duty: rule.duty,
      by: rule.by,
      asks: rule.asks,
      ...(rule.window === undefined ? {} : { window: windowOf(rule.window, facts) }),
      because: {
        document: procedure.document,
        ...rule.because,
        facts: Object.entries({ ...procedure.scope.when, ...rule.when }).map(([fact, value]) => ({
          fact: fact as FactName,
          value,
        })),
      },
    }));
};

/** The window in which the procedure wants the meeting held; undefined when it asks for no meeting. */
export const meetingWindow = (duties: readonly Duty[]): Window | undefined =>
  duties.find((duty) => 'meeting' in duty.asks)?.window;

/** "between Sunday 29 March 2026 and Sunday 12 April 2026", or "by Sunday 12 April 2026". */
export const windowInWords = (window: Window): string =>
  window.from === undefined
    ? `by ${inWordsWithWeekday(window.to)}`
    : `between ${inWordsWithWeekday(window.from)} and ${inWordsWithWeekday(window.to)}`;
