import {
  addDays,
  dateInLondon,
  daysBetween,
  instantInLondon,
  inWordsWithWeekday,
  isPlainDate,
  type PlainDate,
  type PlainTime,
  timeInLondon,
  timeInWords,
  weekdayOf,
} from './dates.ts';
import type { MessageKind } from './message.ts';
import type { Sending, Weekday } from './procedure.ts';

export type SendingFacts = {
  readonly kind: MessageKind;
  /** Of the case’s own staff: their post comes at work, and they prepare the meeting before anybody else hears of it. */
  readonly isStaff: boolean;
  /** Whether a person prints it or hands it over, at an hour of their own choosing. */
  readonly isByHand: boolean;
  /** While people are asked about times, the first of them. */
  readonly meeting: { readonly heldOn: PlainDate; readonly startsAt: PlainTime };
  /** When each child of the case was born. */
  readonly bornOn: readonly PlainDate[];
  /** Whether of each child it is recorded that they were told, or why they are not told yet. */
  readonly childrenAreTold: boolean;
  readonly bankHolidays: ReadonlyMap<PlainDate, string>;
};

/** When a message may leave; null for as long as a person has not done something. `because` says why it waits. */
export type SendAt = { readonly at: Date | null; readonly because: string };

/** Why a message waits that leaves only once the child was told. */
export const childFirst = 'the child is told first';

/** What tells of the meeting, and so is for nobody before the child was told. */
const tellsOfTheMeeting: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'invitation',
  'change',
  'reminder',
  'pack',
  'times',
  'times-changed',
]);
/** What somebody must hear in time before the meeting, or before the first time they are asked about, at whatever hour. */
const cannotBeLate: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'invitation',
  'change',
  'cancellation',
  'withdrawal',
  'pack',
  'times',
  'times-changed',
]);

/** No procedure keeps more days free: the search ends. */
const DAYS_AHEAD = 400;

/** Whether a day is, within some days, a birthday of somebody born on another; 29 February is kept on 28 February too. */
const isNearBirthday = (day: PlainDate, bornOn: PlainDate, within: number): boolean => {
  const year = Number(day.slice(0, 4));
  return [year - 1, year, year + 1].some((one) => {
    const birthday = `${one}${bornOn.slice(4)}`;
    const kept = isPlainDate(birthday) ? birthday : `${one}-02-28`;
    return kept > bornOn && Math.abs(daysBetween(kept, day)) <= within;
  });
};

/** What the hours of a procedure turn on. */
type HoursFacts = Pick<SendingFacts, 'bankHolidays' | 'bornOn' | 'isStaff'>;

/** The hours of a day on which something is sent, or why nothing is. */
const hoursOn = (
  day: PlainDate,
  sending: Sending,
  { bankHolidays, bornOn, isStaff }: HoursFacts,
): { readonly from: PlainTime; readonly to: PlainTime } | { readonly because: string } => {
  const holiday = bankHolidays.get(day);
  if (holiday !== undefined && sending['bank-holidays'] === 'no')
    return { because: `not sent on a bank holiday (${holiday})` };
  const within = sending['days-around-birthdays'];
  if (!isStaff && within !== undefined && bornOn.some((born) => isNearBirthday(day, born, within)))
    return { because: 'not sent around a child’s birthday' };
  const weekday = weekdayOf(day);
  const hours = sending.hours.find(({ on }) => on.includes(weekday.toLowerCase() as Weekday));
  return hours ?? { because: `not sent on a ${weekday}` };
};

const partOfDay = (time: PlainTime): string => (time < '17:00' ? 'afternoon' : 'evening');

/** The first moment from `now` on at which the hours are open, and why it is not now. */
const firstOpen = (now: Date, sending: Sending, facts: HoursFacts): { at: Date; because: string } => {
  const today = dateInLondon(now);
  const time = timeInLondon(now);
  let because = '';
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const day = addDays(today, ahead);
    const hours = hoursOn(day, sending, facts);
    if ('because' in hours) {
      because ||= hours.because;
      continue;
    }
    if (ahead > 0) return { at: instantInLondon(day, hours.from), because };
    if (time < hours.from)
      return { at: instantInLondon(day, hours.from), because: `not sent before ${timeInWords(hours.from)}` };
    if (time < hours.to) return { at: now, because: '' };
    because = `not sent on a ${weekdayOf(day)} ${partOfDay(time)}`;
  }
  return { at: now, because: '' };
};

/** When the link to a child's own page may leave by a procedure's hours, which are all it waits for; null when now. */
export const whenToSendToChild = (
  now: Date,
  sending: Sending | undefined,
  facts: Omit<HoursFacts, 'isStaff'>,
): { readonly at: Date; readonly because: string } | null => {
  if (sending === undefined) return null;
  const open = firstOpen(now, sending, { ...facts, isStaff: false });
  return open.at <= now ? null : open;
};

/**
 * When a message may leave by a procedure's hours: null when it may now. A one-time code is never put off, nor is what
 * would then reach somebody less than so many hours before the meeting. What tells others of the meeting waits for the
 * child to be told, when the procedure wants that.
 */
export const whenToSend = (now: Date, sending: Sending | undefined, facts: SendingFacts): SendAt | null => {
  const { kind, isStaff, isByHand, meeting } = facts;
  if (sending === undefined || kind === 'code') return null;
  const latest =
    instantInLondon(meeting.heldOn, meeting.startsAt).getTime() - sending['hours-before-meeting'] * 3_600_000;
  const isLate = (at: Date): boolean => cannotBeLate.has(kind) && at.getTime() > latest;
  const isForOthers = !isStaff && tellsOfTheMeeting.has(kind) && !(kind === 'change' && isLate(now));
  if (sending['child-told-first'] === 'yes' && isForOthers && !facts.childrenAreTold)
    return { at: null, because: childFirst };
  if (isByHand) return null;
  const { at, because } = firstOpen(now, sending, facts);
  return at <= now || isLate(at) ? null : { at, because };
};

/** "waits until Monday 2 March 2026 at 9am: not sent on a Friday evening". */
export const waitInWords = ({ at, because }: SendAt): string =>
  at === null
    ? `waits: ${because}`
    : `waits until ${inWordsWithWeekday(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}: ${because}`;
