import type { CaseRecord } from './case.ts';
import type { Channel } from './contact-channel.ts';
import {
  addDays,
  addPeriod,
  dateInLondon,
  daysBetween,
  instantInLondon,
  inWords,
  nextWorkingDay,
  type PlainDate,
} from './dates.ts';
import { HOURS_BETWEEN_REMINDERS } from './preparation.ts';
import type { CopyReminder } from './procedure.ts';
import { isOut, otherReleasers, type PreparedCopy } from './release.ts';
import { allowed, type Result, refused } from './result.ts';

/** How many days after its release a copy can be read by its private link, and for how many more one can be given. */
const daysToRead = 14;
const mostDaysToRead = 90;

/** The field of a form that says until when a copy can be read. */
export const untilField = (copyId: string): string => `until-${copyId}`;

/** The end of a day: what can be read on it can be read until then. */
export const endOf = (day: PlainDate): Date => instantInLondon(addDays(day, 1), '00:00');

/**
 * Until when a copy can be read that is released, or sent anew, now; one of a draft at least until two days after the day by
 * which it is checked.
 */
export const readableFrom = (now: Date, checkBy: PlainDate | null = null): Date => {
  const days = [addDays(dateInLondon(now), daysToRead), ...(checkBy === null ? [] : [addDays(checkBy, 2)])];
  const [last = dateInLondon(now)] = days.toSorted().reverse();
  return endOf(last);
};

/** The last day on which a copy can be read that can be read until a moment. */
export const lastDayToRead = (until: Date): PlainDate => dateInLondon(new Date(until.getTime() - 1));

/** What decides whether a copy that was released can still be read by its private link. */
export type Readable = Pick<PreparedCopy, 'releasedAt' | 'withdrawnAt' | 'readableUntil'>;

/** Whether a copy is with its reader and its time is not over. */
export const isReadable = (copy: Readable, now: Date): boolean =>
  isOut(copy) && copy.readableUntil !== null && now < copy.readableUntil;

/** Whether a copy is with its reader, and its link opens nothing any more because its time is over. */
export const hasExpired = (copy: Readable, now: Date): boolean => isOut(copy) && !isReadable(copy, now);

/**
 * Checks that a copy can be read until the end of a day; `day` is null where none was typed. Who may release a copy may
 * give it time: nobody who wrote in the minutes, `authors`. Answers the moment at which it then ends.
 */
export const giveTime = (
  copy: Readable,
  day: PlainDate | null,
  by: {
    readonly record: CaseRecord;
    readonly personId: string;
    readonly authors: readonly string[];
    readonly field: string;
    readonly today: PlainDate;
  },
): Result<Date> => {
  const { record, personId, authors, field, today } = by;
  if (authors.includes(personId))
    return refused([
      {
        field,
        message: `You wrote in these minutes, so somebody else gives more time: ${otherReleasers(record, authors)}`,
      },
    ]);
  if (!isOut(copy))
    return refused([{ field, message: 'This copy is not with its reader, so it has no time to be changed' }]);
  const last = addDays(today, mostDaysToRead);
  if (day === null || day < today || daysBetween(today, day) > mostDaysToRead)
    return refused([{ field, message: `Enter a day from today to ${inWords(last)}` }]);
  return allowed(endOf(day));
};

/** A copy with its reader, and what was sent to tell them of it. */
export type Waiting = Readable & {
  readonly openedAt: Date | null;
  /** Whether its reader is still invited, has not left, and is sent anything at all. */
  readonly isReached: boolean;
  readonly messages: readonly {
    readonly status: string;
    readonly channel: Channel | null;
    readonly sentAt: Date | null;
    readonly reminderRule: string | null;
    readonly reminderDay: PlainDate | null;
  }[];
};

const isByHand = (channel: Channel | null): boolean => channel === 'letter' || channel === 'by-hand';

/**
 * The rule by which the reader of a copy is reminded now that they have not opened it; undefined when none does. Of rules
 * that came due the latest alone reminds, once for each release. Nobody is reminded of what came to them on paper, who was
 * told of it less than a day ago, or whom word of it has not reached.
 */
export const copyReminderDue = (
  rules: readonly CopyReminder[],
  copy: Waiting,
  { now, bankHolidays }: { readonly now: Date; readonly bankHolidays: ReadonlyMap<PlainDate, string> },
): CopyReminder | undefined => {
  if (copy.releasedAt === null || copy.openedAt !== null || !copy.isReached || !isReadable(copy, now))
    return undefined;
  const released = dateInLondon(copy.releasedAt);
  const dueAt = ({ after, at }: CopyReminder): number =>
    instantInLondon(
      addPeriod(released, after, 1, (day, direction) => nextWorkingDay(day, direction, bankHolidays)),
      at,
    ).getTime();
  const rule = rules
    .filter((one) => dueAt(one) <= now.getTime())
    .toSorted((a, b) => dueAt(b) - dueAt(a))
    .at(0);
  const isDone = copy.messages.some(
    ({ reminderRule, reminderDay }) => reminderRule === rule?.key && reminderDay === released,
  );
  const sent = copy.messages.flatMap(({ status, channel, sentAt }) =>
    status === 'sent' && sentAt !== null && !isByHand(channel) ? [sentAt.getTime()] : [],
  );
  const isQuiet = now.getTime() - Math.max(...sent) >= HOURS_BETWEEN_REMINDERS * 3_600_000;
  return sent.length > 0 && isQuiet && !isDone ? rule : undefined;
};
