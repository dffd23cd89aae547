import type { Meeting } from './case.ts';
import type { PlainDate, PlainTime } from './dates.ts';
import { type Clash, isWhyApart, type KeptApart } from './kept-apart.ts';
import { isAtMeeting, isWayApart, type OwnWay } from './own-way.ts';
import { pastDayProblems } from './past-day.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What staff record of people who must not meet. */
export type Recorded = Omit<KeptApart, 'id' | 'together'>;

/** People who may be parted in a record: everybody who could be invited. */
export type Parted = { readonly source: string };

/** Checks who must not meet whom: somebody on either side, nobody on both, why, since when and who decided. */
export const recordKeptApart = (
  proposal: Omit<Recorded, 'why' | 'sinceOn'> & { readonly why: string; readonly sinceOn: PlainDate | null },
  { could, today }: { readonly could: readonly Parted[]; readonly today: PlainDate },
): Result<Recorded> => {
  const known = new Set(could.map(({ source }) => source));
  const [oneSide = [], otherSide = []] = [proposal.oneSide, proposal.otherSide].map((side) =>
    [...new Set(side)].filter((source) => known.has(source)),
  );
  const { why, sinceOn } = proposal;
  const problems: Problem[] = [
    ...(oneSide.length === 0 ? [{ field: 'oneSide', message: 'Choose who must not meet the others' }] : []),
    ...(otherSide.length === 0 ? [{ field: 'otherSide', message: 'Choose whom they must not meet' }] : []),
    ...(oneSide.some((source) => otherSide.includes(source))
      ? [{ field: 'otherSide', message: 'Nobody can be on both sides' }]
      : []),
    ...(isWhyApart(why) ? [] : [{ field: 'why', message: 'Choose why' }]),
    ...(proposal.note === '' ? [{ field: 'note', message: 'Enter what staff need to know of it' }] : []),
    ...pastDayProblems('sinceOn', sinceOn, {
      since: '1900-01-01',
      which: 'the earliest day there is',
      today,
    }),
    ...(proposal.decidedBy === '' ? [{ field: 'decidedBy', message: 'Enter who decided it' }] : []),
  ];
  return problems.length > 0 || !isWhyApart(why) || sinceOn === null
    ? refused(problems)
    : allowed({ ...proposal, oneSide, otherSide, why, sinceOn });
};

/** Who lets people who must not meet be there together: the chair, or whoever convenes. */
const maySayTogether = ['chair', 'child-social-worker', 'team-manager', 'service-manager', 'head-of-service'];

/**
 * Checks what becomes of a record: it ends, or those of it whom the meeting that is convened would bring together may be
 * there together, each with a reason.
 */
export const settleKeptApart = (
  { becomes, reason }: { readonly becomes: string; readonly reason: string },
  { capacities, clashes }: { readonly capacities: readonly string[]; readonly clashes: readonly Clash[] },
): Result<{ readonly becomes: 'over' | 'together'; readonly reason: string }> => {
  const isKnown = becomes === 'over' || becomes === 'together';
  const problems: Problem[] = [
    ...(isKnown ? [] : [{ field: 'becomes', message: 'Choose what is so now' }]),
    ...(becomes === 'together' && !maySayTogether.some((one) => capacities.includes(one))
      ? [{ field: 'becomes', message: 'Only the chair or whoever convenes the meeting decides this' }]
      : []),
    ...(becomes === 'together' && clashes.length === 0
      ? [{ field: 'becomes', message: 'No meeting that is convened would bring them together' }]
      : []),
    ...(reason === '' ? [{ field: 'reason', message: 'Enter why' }] : []),
  ];
  return problems.length > 0 || !isKnown ? refused(problems) : allowed({ becomes, reason });
};

/**
 * Checks how somebody takes part: a session has a time and a length, an arrival a time that is in time for the meeting if it
 * is convened; null for as everybody else.
 */
export const planOwnWay = (
  proposal: {
    readonly way: string;
    readonly startsAt: PlainTime | null;
    readonly minutesLong: number | null;
    readonly entrance: string;
  },
  meeting: Pick<Meeting, 'startsAt' | 'minutesLong'> | null,
): Result<OwnWay | null> => {
  const { way, startsAt, minutesLong, entrance } = proposal;
  if (way === 'as-others') return allowed(null);
  if (!isWayApart(way)) return refused([{ field: 'way', message: 'Choose how they take part' }]);
  if (way === 'by-video') return allowed({ way, startsAt: null, minutesLong: null, entrance: '' });
  const [first = ''] = way === 'own-session' ? ['sessionAt'] : ['arrivesAt'];
  const problems: Problem[] = [
    ...(startsAt === null ? [{ field: first, message: 'Enter the time, such as 9:30 or 2pm' }] : []),
    ...(way === 'own-session' && (minutesLong === null || minutesLong < 15 || minutesLong > 300)
      ? [{ field: 'sessionLong', message: 'Enter how many minutes, from 15 to 300' }]
      : []),
  ];
  const own = { way, startsAt, minutesLong: way === 'own-session' ? minutesLong : null, entrance };
  if (meeting !== null && !isAtMeeting(meeting, own))
    problems.push({
      field: first,
      message: 'Enter a time from an hour before the meeting until a quarter of an hour before it ends',
    });
  return problems.length > 0 ? refused(problems) : allowed(own);
};
