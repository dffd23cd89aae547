import type { CaseRecord, Invitation, Meeting } from './case.ts';
import type { PlainDate } from './dates.ts';
import { minuteOf, type OwnWay, presenceOf } from './own-way.ts';
import type { Problem } from './result.ts';
import { listInWords } from './words.ts';

/** Why people must not meet; for staff alone. */
export const whyApartInWords = {
  order: 'An order of a court, or a condition',
  risk: 'A risk to somebody',
  wish: 'Somebody’s own wish',
} as const;
export type WhyApart = keyof typeof whyApartInWords;
export const isWhyApart = (text: string): text is WhyApart => Object.hasOwn(whyApartInWords, text);

/** People on a case who must not meet: anybody of the one side with anybody of the other, by their source. */
export type KeptApart = {
  readonly id: string;
  readonly oneSide: readonly string[];
  readonly otherSide: readonly string[];
  readonly why: WhyApart;
  readonly note: string;
  /** Whether they must not see or hear each other either: then only sessions of their own keep them apart. */
  readonly isUnseen: boolean;
  readonly sinceOn: PlainDate;
  readonly decidedBy: string;
  /** Which two of them the chair or the convener lets be together all the same, at which meeting on which day, why and who. */
  readonly together: readonly LetTogether[];
};

/** Two people at one meeting, by their source. */
export type Pair = { readonly one: string; readonly other: string };
export type LetTogether = Pair & {
  readonly meetingId: string;
  readonly heldOn: PlainDate;
  readonly because: string;
  readonly by: string;
};

/** A meeting there is, or, without an id, one that is yet to be convened. */
type MeetingAt = Pick<Meeting, 'heldOn' | 'startsAt' | 'minutesLong'> & { readonly id: string | null };

/** Those of a record who are let be together at this very meeting, on the day it is on. */
export const togetherAt = (
  { together }: Pick<KeptApart, 'together'>,
  meeting: Pick<MeetingAt, 'id' | 'heldOn'> | null,
): readonly LetTogether[] =>
  together.filter(({ meetingId, heldOn }) => meetingId === meeting?.id && heldOn === meeting.heldOn);

type Taking = Pick<Invitation, 'source' | 'name' | 'mode'>;
export type Ways = Readonly<Record<string, OwnWay>>;

/** Minutes between the comings and goings of people who must not meet at the door. */
const APART_AT_THE_DOOR = 15;

/** Whether there are not so many minutes between the end of one and the start of the other. */
const overlap = (a: Pick<Meeting, 'startsAt' | 'minutesLong'>, b: typeof a, between: number): boolean =>
  minuteOf(a.startsAt) < minuteOf(b.startsAt) + b.minutesLong + between &&
  minuteOf(b.startsAt) < minuteOf(a.startsAt) + a.minutesLong + between;

/**
 * Whether what is planned keeps two people apart: their times do not overlap, with a quarter of an hour between where they
 * come and go by the same door; or, where they may see and hear each other, one joins by video, or they arrive by different
 * entrances or a quarter of an hour apart.
 */
export const isSeparated = (
  { isUnseen }: Pick<KeptApart, 'isUnseen'>,
  meeting: Pick<Meeting, 'startsAt' | 'minutesLong'>,
  [one, other]: readonly [OwnWay | null, OwnWay | null],
): boolean => {
  const [a, b] = [presenceOf(meeting, one), presenceOf(meeting, other)];
  const isVideo = one?.way === 'by-video' || other?.way === 'by-video';
  const isSameDoor = !isVideo && (one?.entrance ?? '') === (other?.entrance ?? '');
  if (one?.way === 'own-session' || other?.way === 'own-session')
    return !overlap(a, b, isSameDoor ? APART_AT_THE_DOOR : 0);
  if (isUnseen) return false;
  if (isVideo) return true;
  if (one?.way !== 'own-arrival' && other?.way !== 'own-arrival') return false;
  return !isSameDoor || Math.abs(minuteOf(a.startsAt) - minuteOf(b.startsAt)) >= APART_AT_THE_DOOR;
};

/** Two people who must not meet, both asked to come, and whom nothing keeps apart. */
export type Clash = { readonly keptApart: KeptApart; readonly one: Taking; readonly other: Taking };

/** Those of some invited whom a meeting would bring together although they must not meet. */
export const clashesAmong = (
  people: readonly Taking[],
  meeting: MeetingAt,
  { keptApart, ways }: { readonly keptApart: readonly KeptApart[]; readonly ways: Ways },
): readonly Clash[] => {
  const come = people.filter(({ mode }) => mode === 'attend');
  const of = (sources: readonly string[]) => come.filter(({ source }) => sources.includes(source));
  return keptApart.flatMap((each) => {
    const allowed = togetherAt(each, meeting);
    const mayMeet = (a: Taking, b: Taking) =>
      allowed.some(({ one, other }) => one === a.source && other === b.source) ||
      isSeparated(each, meeting, [ways[a.source] ?? null, ways[b.source] ?? null]);
    return of(each.oneSide).flatMap((one) =>
      of(each.otherSide)
        .filter((other) => !mayMeet(one, other))
        .map((other) => ({ keptApart: each, one, other })),
    );
  });
};

/** Whom the records of a case keep apart from somebody or other: for each of them staff plan how they take part. */
export const concernedIn = (keptApart: readonly KeptApart[]): ReadonlySet<string> =>
  new Set(keptApart.flatMap(({ oneSide, otherSide }) => [...oneSide, ...otherSide]));

/** "Kirsty Oldroyd and Adopter 1 must not meet, and nothing keeps them apart", each pair once. */
const clashesInWords = (clashes: readonly Clash[]): readonly string[] => [
  ...new Set(
    clashes.map(
      ({ one, other }) =>
        `${listInWords([one.name, other.name])} must not meet, and nothing keeps them apart at this meeting`,
    ),
  ),
];

type Apart = { readonly keptApart: readonly KeptApart[]; readonly ways: Ways };

/** Those invited to a meeting that is convened and not held who would meet there although they must not. */
export const clashesAt = (meeting: Meeting | null, apart: Apart): readonly Clash[] =>
  meeting === null || meeting.status === 'held'
    ? []
    : clashesAmong(
        meeting.invitations.filter(({ status }) => status === 'invited'),
        meeting,
        apart,
      );

/** Who must not meet and is kept apart by nothing at the meeting of a case, in words. */
export const clashesOf = ({ meeting }: Pick<CaseRecord, 'meeting'>, apart: Apart): readonly string[] =>
  clashesInWords(clashesAt(meeting, apart));

/** What stops a meeting while people who must not meet would come together; a reason from whoever convenes lets it pass. */
export const clashProblems = (clashes: readonly Clash[], togetherReason: string): readonly Problem[] =>
  togetherReason !== ''
    ? []
    : clashesInWords(clashes).map((words) => ({
        field: 'togetherReason',
        message: `${words}. Plan how each of them takes part, or enter why they may be there together`,
      }));
