import type { PlainDate, PlainTime } from './dates.ts';
import { isWhyApart, type KeptApart } from './kept-apart.ts';
import { isWayApart, type OwnWay } from './own-way.ts';
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

/** Checks what becomes of a record: it ends, or both may be there together, each with a reason. */
export const settleKeptApart = (
  { becomes, reason }: { readonly becomes: string; readonly reason: string },
  capacities: readonly string[],
): Result<{ readonly becomes: 'over' | 'together'; readonly reason: string }> => {
  const isKnown = becomes === 'over' || becomes === 'together';
  const problems: Problem[] = [
    ...(isKnown ? [] : [{ field: 'becomes', message: 'Choose what is so now' }]),
    ...(becomes === 'together' && !maySayTogether.some((one) => capacities.includes(one))
      ? [{ field: 'becomes', message: 'Only the chair or whoever convenes the meeting decides this' }]
      : []),
    ...(reason === '' ? [{ field: 'reason', message: 'Enter why' }] : []),
  ];
  return problems.length > 0 || !isKnown ? refused(problems) : allowed({ becomes, reason });
};

/** Checks how somebody takes part: a session has a time and a length, an arrival a time; null for as everybody else. */
export const planOwnWay = (proposal: {
  readonly way: string;
  readonly startsAt: PlainTime | null;
  readonly minutesLong: number | null;
  readonly entrance: string;
}): Result<OwnWay | null> => {
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
  return problems.length > 0
    ? refused(problems)
    : allowed({ way, startsAt, minutesLong: way === 'own-session' ? minutesLong : null, entrance });
};
