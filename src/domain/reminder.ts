import { type Child, type ChildView, hasLeft } from './case.ts';
import {
  addPeriod,
  dateInLondon,
  instantInLondon,
  nextWorkingDay,
  type PlainDate,
  type PlainTime,
} from './dates.ts';
import type { Invited } from './delivery.ts';
import type { Reminds } from './message.ts';
import { HOURS_BETWEEN_REMINDERS } from './preparation.ts';
import { type ReminderRule, reminderInWords } from './procedure.ts';

type Meeting = { readonly heldOn: PlainDate; readonly startsAt: PlainTime };

export type ReminderFacts = {
  readonly meeting: Meeting;
  readonly now: Date;
  readonly today: PlainDate;
  readonly bankHolidays: ReadonlyMap<PlainDate, string>;
};

/** The moment from which a rule reminds. Working days are those of England and Wales. */
export const reminderDueAt = (
  { before, at }: Pick<ReminderRule, 'before' | 'at'>,
  { heldOn }: Pick<Meeting, 'heldOn'>,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): Date =>
  instantInLondon(
    addPeriod(heldOn, before, -1, (day, direction) => nextWorkingDay(day, direction, bankHolidays)),
    at,
  );

/** Whether a rule reminds of the meeting to come, and not of its minutes: see draft-reminder.ts. */
const isOfMeeting = ({ to }: Pick<ReminderRule, 'to'>): boolean =>
  to !== 'draft-not-sent' && to !== 'draft-not-checked';

/** Whom the rules remind of a meeting, and on which day, the earliest first. */
export const remindersFor = (
  rules: readonly ReminderRule[],
  meeting: Pick<Meeting, 'heldOn'>,
  bankHolidays: ReadonlyMap<PlainDate, string>,
): readonly { readonly whom: string; readonly on: PlainDate }[] =>
  rules
    .filter(isOfMeeting)
    .map((rule) => ({
      whom: reminderInWords[rule.to],
      on: dateInLondon(reminderDueAt(rule, meeting, bankHolidays)),
    }))
    .toSorted((a, b) => a.on.localeCompare(b.on));

/** Whether a meeting has begun. */
export const hasBegun = ({ heldOn, startsAt }: Meeting, now: Date): boolean =>
  now >= instantInLondon(heldOn, startsAt);

/** Whether somebody is still to be reminded of something: whoever has answered or written meanwhile is left alone. */
export const isStillMissing = (
  of: Reminds,
  { reply, contribution }: Pick<Invited, 'reply' | 'contribution'>,
): boolean =>
  ({
    'not-answered': reply === null && contribution === '',
    'not-written': reply === 'will-write' && contribution === '',
    coming: reply === 'coming' || reply === 'by-video',
    // Of a copy, not of the meeting: see copy-time.ts.
    'not-opened': false,
  })[of];

/**
 * The rule of each kind that reminds now. A rule of the same kind that came due earlier is over: after the service was not
 * running nobody is reminded twice of one thing; and nothing reminds of a meeting that has begun.
 */
const rulesThatRemind = (
  rules: readonly ReminderRule[],
  { meeting, now, bankHolidays }: ReminderFacts,
): readonly ReminderRule[] => {
  if (hasBegun(meeting, now)) return [];
  const dueAt = (rule: ReminderRule): number => reminderDueAt(rule, meeting, bankHolidays).getTime();
  const due = rules
    .filter(isOfMeeting)
    .filter((rule) => dueAt(rule) <= now.getTime())
    .toSorted((a, b) => dueAt(b) - dueAt(a));
  return due.filter(({ to }, index) => due.findIndex((other) => other.to === to) === index);
};

/** Whether a rule reminds those invited themselves. */
const isOfPeople = (rule: ReminderRule): rule is ReminderRule & { readonly to: Reminds } =>
  rule.to !== 'child-not-heard' && isOfMeeting(rule);

const aboutTheMeeting: readonly string[] = ['invitation', 'change', 'reminder'];

/** Whether word of the meeting reached somebody, a day ago or longer, and nothing waits that would tell them more. */
const mayHear = ({ messages }: Invited, now: Date): boolean => {
  const said = messages.filter(({ kind }) => aboutTheMeeting.includes(kind));
  const sent = said.flatMap(({ status, sentAt, toEarlierAddress }) =>
    status === 'sent' && sentAt !== null && !toEarlierAddress ? [sentAt.getTime()] : [],
  );
  if (sent.length === 0 || said.some(({ status }) => waits.includes(status))) return false;
  return now.getTime() - Math.max(...sent) >= HOURS_BETWEEN_REMINDERS * 3_600_000;
};
const waits: readonly string[] = ['queued', 'waiting', 'to-do', 'failed'];

/**
 * Whom a procedure's rules remind now, each of one thing: somebody still invited whom word of the meeting has reached, who
 * has not left and is not left alone, and of whom it is still missing. One rule reminds somebody once of a meeting on a
 * day; a meeting that was moved is another day.
 */
export const dueReminders = (
  rules: readonly ReminderRule[],
  people: readonly Invited[],
  facts: ReminderFacts,
): readonly { readonly person: Invited; readonly rule: string; readonly of: Reminds }[] => {
  const reminding = rulesThatRemind(rules, facts);
  return people
    .filter((one) => one.status === 'invited' && one.meeting.status === 'convened' && !one.isStopped)
    .filter((one) => !hasLeft(one, facts.today) && mayHear(one, facts.now))
    .flatMap((person) => {
      const rule = reminding.find((one) => isOfPeople(one) && isStillMissing(one.to, person));
      if (rule === undefined || !isOfPeople(rule)) return [];
      const isDone = person.messages.some(
        ({ reminderRule, reminderDay }) => reminderRule === rule.key && reminderDay === facts.meeting.heldOn,
      );
      return isDone ? [] : [{ person, rule: rule.key, of: rule.to }];
    });
};

/** The children of whom nothing is recorded yet, and the rule by which their worker is told so now. */
export const childrenToHear = (
  rules: readonly ReminderRule[],
  children: readonly Child[],
  views: readonly Pick<ChildView, 'childId'>[],
  facts: ReminderFacts,
): readonly { readonly child: Child; readonly rule: string }[] => {
  const rule = rulesThatRemind(rules, facts).find(({ to }) => to === 'child-not-heard');
  return rule === undefined
    ? []
    : children
        .filter(({ id }) => !views.some(({ childId }) => childId === id))
        .map((child) => ({ child, rule: rule.key }));
};
