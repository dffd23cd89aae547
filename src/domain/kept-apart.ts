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
  /** Why the chair or the convener lets them be there together all the same, and who; null when nobody does. */
  readonly together: { readonly because: string; readonly by: string } | null;
};

type Taking = Pick<Invitation, 'source' | 'name' | 'mode'>;
export type Ways = Readonly<Record<string, OwnWay>>;

/** Minutes between the arrivals of people who must not meet at the door. */
const APART_AT_THE_DOOR = 15;

const overlap = (a: Pick<Meeting, 'startsAt' | 'minutesLong'>, b: typeof a): boolean =>
  minuteOf(a.startsAt) < minuteOf(b.startsAt) + b.minutesLong &&
  minuteOf(b.startsAt) < minuteOf(a.startsAt) + a.minutesLong;

/**
 * Whether what is planned keeps two people apart: their times do not overlap; or, where they may see and hear each other,
 * one joins by video, or they arrive by different entrances or a quarter of an hour apart.
 */
export const isSeparated = (
  { isUnseen }: Pick<KeptApart, 'isUnseen'>,
  meeting: Pick<Meeting, 'startsAt' | 'minutesLong'>,
  [one, other]: readonly [OwnWay | null, OwnWay | null],
): boolean => {
  const [a, b] = [presenceOf(meeting, one), presenceOf(meeting, other)];
  if (one?.way === 'own-session' || other?.way === 'own-session') return !overlap(a, b);
  if (isUnseen) return false;
  if (one?.way === 'by-video' || other?.way === 'by-video') return true;
  if (one?.way !== 'own-arrival' && other?.way !== 'own-arrival') return false;
  return (
    (one?.entrance ?? '') !== (other?.entrance ?? '') ||
    Math.abs(minuteOf(a.startsAt) - minuteOf(b.startsAt)) >= APART_AT_THE_DOOR
  );
};

/** Two people who must not meet, both asked to come, and whom nothing keeps apart. */
export type Clash = { readonly keptApart: KeptApart; readonly one: Taking; readonly other: Taking };

/** Those of some invited whom a meeting would bring together although they must not meet. */
export const clashesAmong = (
  people: readonly Taking[],
  meeting: Pick<Meeting, 'startsAt' | 'minutesLong'>,
  { keptApart, ways }: { readonly keptApart: readonly KeptApart[]; readonly ways: Ways },
): readonly Clash[] => {
  const come = people.filter(({ mode }) => mode === 'attend');
  const of = (sources: readonly string[]) => come.filter(({ source }) => sources.includes(source));
  return keptApart
    .filter(({ together }) => together === null)
    .flatMap((each) =>
      of(each.oneSide).flatMap((one) =>
        of(each.otherSide)
          .filter(
            (other) => !isSeparated(each, meeting, [ways[one.source] ?? null, ways[other.source] ?? null]),
          )
          .map((other) => ({ keptApart: each, one, other })),
      ),
    );
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

/** Who must not meet and is kept apart by nothing at the meeting of a case, in words. */
export const clashesOf = (
  { meeting }: Pick<CaseRecord, 'meeting'>,
  apart: { readonly keptApart: readonly KeptApart[]; readonly ways: Ways },
): readonly string[] => {
  if (meeting === null || meeting.status === 'held') return [];
  const invited = meeting.invitations.filter(({ status }) => status === 'invited');
  return clashesInWords(clashesAmong(invited, meeting, apart));
};

/** What stops a meeting while people who must not meet would come together; a reason from whoever convenes lets it pass. */
export const clashProblems = (clashes: readonly Clash[], togetherReason: string): readonly Problem[] =>
  togetherReason !== ''
    ? []
    : clashesInWords(clashes).map((words) => ({
        field: 'togetherReason',
        message: `${words}. Plan how each of them takes part, or enter why they may be there together`,
      }));
