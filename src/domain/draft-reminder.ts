import { addDays, instantInLondon, type PlainDate } from './dates.ts';
import type { Reminder, ReminderRule } from './procedure.ts';
import { reminderDueAt } from './reminder.ts';

export type DraftFacts = {
  readonly now: Date;
  readonly bankHolidays: ReadonlyMap<PlainDate, string>;
};

type Rule = Reminder | ReminderRule;

/** The rule that reminds now of something due on a day, until that day is over; undefined when none does. */
const ruleFor = (
  rules: readonly Rule[],
  to: ReminderRule['to'],
  on: PlainDate,
  { now, bankHolidays }: DraftFacts,
): Rule | undefined => {
  if (now >= instantInLondon(addDays(on, 1), '00:00')) return undefined;
  return rules
    .filter((rule) => 'before' in rule && rule.to === to)
    .find((rule) => 'before' in rule && reminderDueAt(rule, { heldOn: on }, bankHolidays) <= now);
};

/** Somebody who has a copy of a draft to check. */
export type Checker = {
  readonly copyId: string;
  /** Until when it can be read. */
  readonly until: Date;
  readonly invitationId: string;
  readonly hasAnswered: boolean;
  /** When their copy went to them. */
  readonly sentAt: Date;
  /** Whether they were reminded of this draft, or of an earlier one that was to be checked by the same day. */
  readonly wasReminded: boolean;
};

/**
 * Who is reminded now to say whether a draft is right, and by which rule: those who have had their copy for a day and said
 * nothing of it, each once.
 */
export const checkersToRemind = (
  rules: readonly Rule[],
  by: PlainDate,
  people: readonly Checker[],
  facts: DraftFacts,
): readonly { readonly person: Checker; readonly rule: string }[] => {
  const rule = ruleFor(rules, 'draft-not-checked', by, facts);
  if (rule === undefined) return [];
  const aDayAgo = facts.now.getTime() - 24 * 3_600_000;
  return people
    .filter(
      ({ hasAnswered, wasReminded, sentAt }) => !hasAnswered && !wasReminded && sentAt.getTime() <= aDayAgo,
    )
    .map((person) => ({ person, rule: rule.key }));
};

/** The rule by which the chair and the minute taker are told now that a draft, due on a day, has not gone out. */
export const ruleOfUnsentDraft = (
  rules: readonly Rule[],
  dueOn: PlainDate,
  facts: DraftFacts,
): string | undefined => ruleFor(rules, 'draft-not-sent', dueOn, facts)?.key;
