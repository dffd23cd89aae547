import type { Asks } from './asks.ts';
import type { Capacity } from './capacity.ts';
import type { Period, PlainDate, PlainTime } from './dates.ts';
import type { Factor } from './factor.ts';
import type { ChoiceFact, DateFact, DatesFact, Facts, PauseReason } from './facts.ts';

/** How strongly the procedure asks: it must be done, it should be done, or it is to be considered. */
export type Strength = 'must' | 'should' | 'consider';

export const strengthInWords: Record<Strength, string> = {
  must: 'Must',
  should: 'Should',
  consider: 'Consider',
};

/**
 * The days a rule allows, both ends included, after or before a day the facts name. Without `from` there is no earliest
 * day. Time paused for one of the named reasons does not count.
 */
export type WindowRule = {
  readonly from?: Period;
  readonly to: Period;
  readonly 'paused-by'?: readonly PauseReason[];
} & ({ readonly after: DateFact } | { readonly before: DateFact });

/** The facts that have to match, all of them. A list of values matches any of them. */
export type When = {
  readonly [Name in ChoiceFact]?: NonNullable<Facts[Name]> | readonly NonNullable<Facts[Name]>[];
} & {
  readonly 'child-age'?: { readonly 'at-least'?: number; readonly 'at-most'?: number };
  /** How many unplanned endings there were within a time up to the day it ended, of the child or, apart from that, with the carers. */
  readonly 'unplanned-endings'?: {
    readonly of: readonly ('child' | 'carer')[];
    readonly 'at-least'?: number;
    readonly 'at-most'?: number;
    readonly within: Period;
  };
  /** The order was made no longer than this before the day it ended. */
  readonly 'since-order'?: { readonly 'at-most': Period };
};

/** Which facts hold the endings a condition counts. */
export const endingsOf: Readonly<Record<'child' | 'carer', DatesFact>> = {
  child: 'unplanned-endings-of-child',
  carer: 'unplanned-endings-with-carer',
};

/** Where a rule comes from: the paragraph of the council's own document, and what it says in our words. */
export type Citation = { readonly paragraph: string; readonly says: string };

export type Rule = {
  readonly id: string;
  readonly duty: Strength;
  readonly when: When;
  /** Who has it to do. */
  readonly by: Capacity;
  /** Who does it together with them. */
  readonly with?: readonly Capacity[];
  readonly asks: Asks;
  readonly window?: WindowRule;
  readonly because: Citation;
};

export type AgendaItem = {
  readonly key: string;
  readonly title: string;
  readonly prompt: string;
  readonly kind: 'note' | 'finding' | 'lesson';
  /** Who leads it; the chair when nobody is named. */
  readonly owner?: Capacity;
  /** How long it takes, in minutes. */
  readonly minutes?: number;
  /** The item as families read it; left out of what they read when there are no words for them. */
  readonly 'for-families'?: string;
};

/** An item as one meeting has it. */
export type MeetingItem = AgendaItem & {
  /** Who leads it, by their invitation; `owner` says it by what they are. */
  readonly ledBy?: string;
  /** Those who are there for it alone, by their invitations or as children; everybody when left out. */
  readonly for?: readonly string[];
  /** Added for this meeting: its words are somebody's own, and may name people. */
  readonly isOwn?: true;
};

/** The longest item, in minutes. */
export const LONGEST_ITEM = 480;

/** What a meeting is there to answer (PG-9), and under which items of its agenda the minutes do. */
export type Purpose = {
  readonly key: string;
  readonly title: string;
  readonly under: readonly string[];
  readonly because: Citation;
};

/** Whether somebody is told, or something is arranged, once a placement has ended (PG-9e). */
export const checklistKindInWords = {
  notification: 'somebody is told',
  arrangement: 'something is arranged',
} as const;

/** One thing to be seen to once a placement has ended (PG-9e), and where it comes from. */
export type ChecklistItem = {
  readonly key: string;
  /** "The child’s school knows". */
  readonly says: string;
  readonly kind: keyof typeof checklistKindInWords;
  /** Once for each child of the case; otherwise once. */
  readonly each?: 'child';
  /** Of a notification: once for each of those on the case who are told. */
  readonly tell?: readonly Capacity[];
  readonly when: When;
  /** Who sees to it as a rule. */
  readonly by: Capacity;
  readonly window?: WindowRule;
  readonly because: Citation;
};

/** A factor that a council records beside those that all share, and where that comes from. */
export type OwnFactor = Factor & { readonly because: Citation };

/** What somebody is asked who writes to the meeting, by what they are on the case; nobody has to answer any of it. */
export type Question = {
  readonly key: string;
  readonly of: readonly Capacity[];
  readonly ask: string;
  readonly because: Citation;
};

/** Whom a reminder is for, and of what; a child is never reminded, and their worker is told instead. */
export const reminderInWords = {
  'not-answered': 'those who have not answered',
  'not-written': 'those who said that they will write, and have not',
  coming: 'those who come',
  'child-not-heard': 'the child’s social worker, of a child who has not been heard',
  'not-opened': 'those who have not opened their copy of the minutes',
  'draft-not-sent': 'the chair and the minute taker, of draft minutes that have not gone out',
  'draft-not-checked': 'those who have not said whether the draft minutes are right',
} as const;

/**
 * When people are reminded of a meeting: so long before it, at a time of day in London. Of draft minutes it is so long before
 * the day by which they go out, or by which they are checked.
 */
export type ReminderRule = {
  readonly key: string;
  readonly to: Exclude<keyof typeof reminderInWords, 'not-opened'>;
  readonly before: Period;
  readonly at: PlainTime;
};

/** When people are reminded of a copy that they have not opened: so long after it was released. */
export type CopyReminder = Pick<ReminderRule, 'key' | 'at'> & {
  readonly to: 'not-opened';
  readonly after: Period;
};

/** Either, and where the procedure says so. */
export type Reminder = (ReminderRule | CopyReminder) & { readonly because: Citation };

/** The reminders of a meeting, and those of copies. */
export const meetingReminders = (all: readonly Reminder[]): readonly ReminderRule[] =>
  all.filter((reminder) => reminder.to !== 'not-opened');
export const copyReminders = (all: readonly Reminder[]): readonly CopyReminder[] =>
  all.filter((reminder) => reminder.to === 'not-opened');

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** In which hours messages leave, and in which order people hear of a meeting. */
export type Sending = {
  /** Times of day in London; on a weekday that is not named nothing leaves. */
  readonly hours: readonly {
    readonly on: readonly Weekday[];
    readonly from: PlainTime;
    readonly to: PlainTime;
  }[];
  readonly 'bank-holidays': 'yes' | 'no';
  /** How many days before and after a birthday of a child of the case nothing leaves to those who are not its staff. */
  readonly 'days-around-birthdays'?: number;
  /** Whether others hear of a meeting only once the child was told, or it was decided to tell them later. */
  readonly 'child-told-first': 'yes' | 'no';
  /** What would otherwise come later than this before the meeting is not put off. */
  readonly 'hours-before-meeting': number;
  readonly because: Citation;
};

/** To whom an action that is late is passed on. */
export const rungs = ['owner', 'team-manager', 'service-manager', 'iro'] as const;

/**
 * When whoever has an action is reminded of it, so long before or after the day it is due by; to whom it is passed on when it
 * is late; and how long before a child's review their reviewing officer hears of what is open.
 */
export type ActionChase = {
  readonly remind: readonly ({ readonly before: Period } | { readonly after: Period })[];
  readonly escalate: readonly { readonly after: Period; readonly to: (typeof rungs)[number] }[];
  readonly 'before-review'?: Period;
  readonly because: Citation;
};

/** A form reports are written on, at the version that was in force with the procedure. */
export type FormReference = { readonly key: string; readonly title: string; readonly version: string };

/** One council's procedure for a kind of ending, at one version. */
export type Procedure = {
  readonly id: string;
  readonly council: string;
  readonly regionalAgency?: string;
  readonly title: string;
  readonly version: string;
  readonly inForce: { readonly from: PlainDate; readonly until?: PlainDate };
  readonly document: string;
  readonly scope: { readonly id: string; readonly when: When; readonly because: Citation };
  readonly forms: readonly FormReference[];
  readonly agenda: readonly AgendaItem[];
  readonly purposes: readonly Purpose[];
  readonly factors: readonly OwnFactor[];
  readonly checklist: readonly ChecklistItem[];
  readonly questions: readonly Question[];
  readonly reminders: readonly Reminder[];
  /** How long before the meeting everybody has the agenda and the papers. */
  readonly pack?: { readonly before: Period; readonly because: Citation };
  /** Without it, nobody is reminded of an action. */
  readonly actions?: ActionChase;
  /** Without it, messages leave at any hour. */
  readonly sending?: Sending;
  readonly rules: readonly Rule[];
};

/** The procedures a deployment has read, found by identity and version. */
export type Procedures = {
  /** Every version of every procedure, the newest version of each first. */
  readonly all: readonly Procedure[];
  /** The version of `id` in force on a date; undefined when none was. */
  readonly inForce: (id: string, on: PlainDate) => Procedure | undefined;
  /** The version a case began under. Throws when the deployment no longer carries it. */
  readonly version: (id: string, version: string) => Procedure;
};
