import { type Capacity, capacityInWords } from './capacity.ts';
import { addDays, type PlainDate } from './dates.ts';
import { listInWords } from './words.ts';

/** Something of a leaver's that somebody has to have: a part in a case, an open action, a meeting they were to run. */
export type Holding = {
  readonly placementId: string;
  /** The case it is done on; null where nothing is recorded of the placement yet. */
  readonly disruptionId: string | null;
} & (
  | { readonly kind: 'part'; readonly capacity: string }
  | { readonly kind: 'meeting'; readonly capacity: 'chair' | 'minute-taker' }
  | { readonly kind: 'action'; readonly actionId: string }
);

/** What of a case bears on who may have a leaver's part in it. */
export type LeaversCase = {
  readonly placementId: string;
  readonly isRestricted: boolean;
  /** Those on the case by name, today. */
  readonly named: readonly string[];
  /** Who chairs a meeting on it that is still to come. */
  readonly chairs: readonly string[];
};

/** Somebody above the leaver. `goneOn` is the first day on which they have no access any more. */
export type Above = {
  readonly id: string;
  readonly name: string;
  readonly goneOn: PlainDate | null;
  /** Whoever administers people sees no case. */
  readonly isAdministrator: boolean;
};

/** Who was whose manager, and when; both days included. */
export type Management = {
  readonly personId: string;
  readonly managerId: string;
  readonly from: PlainDate | null;
  readonly until: PlainDate | null;
};

export type LeaversFacts = {
  readonly leaver: { readonly id: string; readonly name: string };
  /** The first day on which they have no access. */
  readonly goneOn: PlainDate;
  readonly holdings: readonly Holding[];
  readonly cases: readonly LeaversCase[];
  readonly people: readonly Above[];
  readonly management: readonly Management[];
};

/** Why nobody has something now. */
export type WhyNobody = 'no-manager' | 'restricted' | 'chosen-anew';

/** Who has one thing of a leaver's from now on; nobody with the reason. */
export type Handover =
  | { readonly holding: Holding; readonly to: Above }
  | { readonly holding: Holding; readonly to: null; readonly whyNobody: WhyNobody };

const isOn = ({ from, until }: Management, day: PlainDate): boolean =>
  (from === null || from <= day) && (until === null || until >= day);

const hasGone = ({ goneOn }: Pick<Above, 'goneOn'>, day: PlainDate): boolean =>
  goneOn !== null && goneOn <= day;

/**
 * Everybody above a leaver on a day, the nearest first. Who has left by then is passed over, and whoever was above them
 * on their last day follows; a manager of theirs comes in once, however often the lines meet.
 */
export const lineAbove = ({
  leaver,
  goneOn,
  people,
  management,
}: Pick<LeaversFacts, 'leaver' | 'goneOn' | 'people' | 'management'>): readonly Above[] => {
  const known = new Map(people.map((person) => [person.id, person]));
  const seen = new Set([leaver.id]);
  const line: Above[] = [];
  let level: readonly (readonly [id: string, day: PlainDate])[] = [[leaver.id, addDays(goneOn, -1)]];
  while (level.length > 0) {
    const above: (readonly [string, PlainDate])[] = [];
    for (const [id, day] of level)
      for (const link of management) {
        const manager = known.get(link.managerId);
        if (link.personId !== id || !isOn(link, day) || manager === undefined || seen.has(manager.id))
          continue;
        seen.add(manager.id);
        const gone = hasGone(manager, goneOn);
        if (!gone && !manager.isAdministrator) line.push(manager);
        above.push([manager.id, gone && manager.goneOn !== null ? addDays(manager.goneOn, -1) : goneOn]);
      }
    level = above;
  }
  return line;
};

/**
 * Says who has each thing of a leaver's: the nearest manager who is still here. A restricted case goes only to one who is
 * on it by name already; nobody who is to chair a case's meeting gets a part in it; a meeting still to come wants a
 * chair, or somebody for its minutes, who is chosen anew. What goes to nobody says why: nothing is left out.
 */
export const handOver = (facts: LeaversFacts): readonly Handover[] => {
  const line = lineAbove(facts);
  const cases = new Map(facts.cases.map((one) => [one.placementId, one]));
  return facts.holdings.map((holding): Handover => {
    if (holding.kind === 'meeting') return { holding, to: null, whyNobody: 'chosen-anew' };
    const { isRestricted = true, named = [], chairs = [] } = cases.get(holding.placementId) ?? {};
    const free = line.filter(({ id }) => !chairs.includes(id));
    const to = isRestricted ? free.find(({ id }) => named.includes(id)) : free[0];
    if (to !== undefined) return { holding, to };
    return { holding, to: null, whyNobody: isRestricted ? 'restricted' : 'no-manager' };
  });
};

/** Why nobody has something, for whoever is to see to it. */
export const whyNobodyInWords: Readonly<Record<WhyNobody, string>> = {
  'no-manager': 'no manager of theirs who could have it is known',
  restricted: 'the case is open only to those on it by name, and no manager of theirs is',
  'chosen-anew': 'somebody else has to be chosen for the meeting',
};

/** A part as the pages name it. */
export const partInWords = (capacity: string): string =>
  Object.hasOwn(capacityInWords, capacity)
    ? capacityInWords[capacity as Capacity]
    : capacity.replaceAll('-', ' ');

/** What the history of a case says of a leaver and of what was theirs there. */
export const leavingInWords = (leaver: string, handovers: readonly Handover[]): string => {
  const receivers = [...new Set(handovers.flatMap(({ to }) => to?.name ?? []))];
  const anew = handovers.flatMap(({ holding }) => (holding.kind === 'meeting' ? [holding.capacity] : []));
  const whys = new Set(
    handovers.flatMap((one) => (one.to === null && one.holding.kind !== 'meeting' ? [one.whyNobody] : [])),
  );
  return [
    `${leaver} has left.`,
    ...(receivers.length > 0
      ? [`What they had here is with ${listInWords(receivers)} until somebody else is named.`]
      : []),
    ...[...whys].map((why) => `Nobody has what they had here: ${whyNobodyInWords[why]}.`),
    ...(anew.includes('chair') ? ['The meeting needs another chair.'] : []),
    ...(anew.includes('minute-taker') ? ['The meeting needs somebody else to take the minutes.'] : []),
  ].join(' ');
};
