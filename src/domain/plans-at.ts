import type { Invitation, Meeting } from './case.ts';
import { inWordsWithWeekday, timeInWords } from './dates.ts';
import type { Ways } from './kept-apart.ts';
import { clockOf, isAtMeeting, minuteOf, type OwnWay, ownWayInWords } from './own-way.ts';
import type { Problem } from './result.ts';

type Taking = Pick<Invitation, 'source' | 'name' | 'mode'>;
type When = Pick<Meeting, 'heldOn' | 'startsAt' | 'minutesLong'>;

/** The plans of a case as they will be for a meeting: those that moved with it, and what is to be checked first. */
export type PlansAt = {
  readonly ways: Ways;
  readonly moved: Ways;
  readonly problems: readonly Problem[];
};

/**
 * How people take part in a meeting as it is arranged. Whoever is asked to come already and arrives apart arrives as long
 * before or after its start as they did; a session of somebody's own stays when it is. Whoever arranges confirms what is
 * planned once the meeting is new, or its day, start or length another, or somebody is newly asked to come; no plan stands
 * that has somebody arrive when it is over. `plansConfirmed` is the words that were confirmed: they hold for what they say.
 */
export const plansAt = (
  people: readonly Taking[],
  after: When & { readonly plansConfirmed: string },
  {
    meeting,
    ways,
  }: {
    readonly meeting:
      | (When & { readonly invitations: readonly Pick<Invitation, 'source' | 'status' | 'mode'>[] })
      | null;
    readonly ways: Ways;
  },
): PlansAt => {
  const coming = new Set(
    meeting?.invitations
      .filter(({ status, mode }) => status === 'invited' && mode === 'attend')
      .map(({ source }) => source),
  );
  const isSame =
    meeting !== null &&
    meeting.heldOn === after.heldOn &&
    meeting.startsAt === after.startsAt &&
    meeting.minutesLong === after.minutesLong;
  const planned = people.flatMap((person) => {
    const own = ways[person.source];
    if (person.mode !== 'attend' || own === undefined) return [];
    const isComing = coming.has(person.source);
    const now = meeting !== null && isComing ? movedWith(meeting, after, own) : own;
    const isToCheck = own.way === 'by-video' ? meeting === null : !isSame || !isComing;
    return [{ ...person, own, now, isToCheck }];
  });
  const moved = Object.fromEntries(
    planned.filter(({ own, now }) => now !== own).map(({ source, now }): [string, OwnWay] => [source, now]),
  );
  const late = planned.filter(({ now }) => !isAtMeeting(after, now));
  const words = planned
    .filter(({ isToCheck }) => isToCheck)
    .map(({ name, now }) => `${name}: ${ownWayInWords(now)}`)
    .join('. ');
  const toConfirm = `Confirm how people take part in the meeting on ${inWordsWithWeekday(after.heldOn)} at ${timeInWords(after.startsAt)}, or plan it anew. ${words}`;
  const isConfirmed = words === '' || late.length > 0 || after.plansConfirmed === toConfirm;
  return {
    ways: { ...ways, ...moved },
    moved,
    problems: [
      ...late.map(({ name, now }) => ({
        field: 'plans',
        message: `${name} would arrive at ${timeInWords(now.startsAt ?? '')}, which is not in time for this meeting. Plan first how they take part`,
      })),
      ...(isConfirmed ? [] : [{ field: 'plansConfirmed', message: toConfirm }]),
    ],
  };
};

const movedWith = (before: When, after: When, own: OwnWay): OwnWay => {
  const by = minuteOf(after.startsAt) - minuteOf(before.startsAt);
  return own.way !== 'own-arrival' || own.startsAt === null || by === 0
    ? own
    : { ...own, startsAt: clockOf(minuteOf(own.startsAt) + by) };
};
