import { addDays, type PlainDate } from './dates.ts';
import {
  type Breakdown,
  type ByCouncil,
  type Counts,
  isEnough,
  method,
  type Published,
  protect,
  rounded,
} from './disclosure.ts';
import { factDefinitions } from './facts.ts';
import { quarterOf, type Span } from './quarter.ts';

/** What is counted, and by what it is broken down. Each thing is counted once, in the quarter in which it came to be. */
type Population = {
  readonly title: string;
  /** "about 20 placements ended" */
  readonly one: string;
  readonly counts: string;
  readonly breakdowns: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly is: 'parts' | 'several';
        readonly cells: Readonly<Record<string, string>> | 'factors';
      }
    >
  >;
  /** Of what half took so many days or fewer. */
  readonly days: Readonly<Record<string, string>>;
};

export const ageBands = {
  '0-4': '0 to 4',
  '5-9': '5 to 9',
  '10-15': '10 to 15',
  '16-17': '16 and over',
} as const;
/** The band of an age in whole years. */
export const ageBandOf = (age: number): keyof typeof ageBands =>
  age < 5 ? '0-4' : age < 10 ? '5-9' : age < 16 ? '10-15' : '16-17';

export const populations = {
  endings: {
    title: 'Placements that ended',
    one: 'placements that ended',
    counts: 'Placements that ended, each in the quarter in which the ending was recorded.',
    breakdowns: {
      kind: { title: 'Kind of placement', is: 'parts', cells: factDefinitions.kind.values },
      stage: { title: 'How far it had come', is: 'parts', cells: factDefinitions.stage.values },
      how: {
        title: 'How it ended',
        is: 'parts',
        cells: {
          planned: 'as planned',
          unplanned: 'in an unplanned way',
          abrupt: 'abruptly',
          unknown: 'not recorded',
        },
      },
      age: { title: 'Age of the oldest child', is: 'parts', cells: ageBands },
    },
    days: {},
  },
  meetings: {
    title: 'Disruption meetings',
    one: 'meetings whose minutes were agreed',
    counts: 'Meetings, each in the quarter in which its minutes were agreed.',
    breakdowns: {
      window: {
        title: 'Held within the window of the council’s procedure',
        is: 'parts',
        cells: { inside: 'in the window', outside: 'outside it, with a reason' },
      },
      views: {
        title: 'The views of every child were there',
        is: 'parts',
        cells: { there: 'of every child', missing: 'not of every child' },
      },
      factors: { title: 'What played a part', is: 'several', cells: 'factors' },
    },
    days: { toMeeting: 'From the ending to the meeting', toMinutes: 'From the meeting to agreed minutes' },
  },
  actions: {
    title: 'Actions',
    one: 'actions that were to be done',
    counts:
      'Actions, each in the quarter in which it was to be done. One that was ended as not needed is not counted.',
    breakdowns: {
      time: {
        title: 'Done in time',
        is: 'parts',
        cells: { 'in-time': 'done by its day', late: 'done later, or still open at the end of the quarter' },
      },
    },
    days: {},
  },
} as const satisfies Readonly<Record<string, Population>>;
export type PopulationKey = keyof typeof populations;
export const populationKeys = Object.keys(populations) as readonly PopulationKey[];
export const isPopulation = (text: string): text is PopulationKey => Object.hasOwn(populations, text);
export const populationOf = (key: PopulationKey): Population => populations[key];

/** One thing that is counted: whose it is, and in which cells. */
export type Counted = {
  readonly council: string;
  readonly on: PlainDate;
  readonly is: Readonly<Record<string, string>>;
  readonly factors: readonly string[];
  readonly days: Readonly<Record<string, number>>;
};

/** What was published of one span, for good. */
export type Figures = Published & { readonly days: Readonly<Record<string, number | null>> };

const councilCounts = (counted: readonly Counted[], councils: readonly string[]): ByCouncil =>
  councils.map((council) => counted.filter((one) => one.council === council).length);

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
};

/** Counts up what fell in a span. `factorKeys` are those that councils share. */
export const countUp = (
  key: PopulationKey,
  counted: readonly Counted[],
  { councils, factorKeys }: { readonly councils: readonly string[]; readonly factorKeys: readonly string[] },
): Counts => {
  const parts = Object.entries(populationOf(key).breakdowns).map(
    ([name, { is, cells }]): Breakdown<ByCouncil> => ({
      key: name,
      is,
      cells: (cells === 'factors' ? factorKeys : Object.keys(cells)).map((cell) => ({
        key: cell,
        count: councilCounts(
          counted.filter((one) => (is === 'several' ? one.factors.includes(cell) : one.is[name] === cell)),
          councils,
        ),
      })),
    }),
  );
  const total = councilCounts(counted, councils);
  const ofCouncils: Breakdown<ByCouncil> = {
    ...{ key: 'council', is: 'councils' },
    cells: councils.map((council, at) => ({
      key: council,
      count: total.map((count, of) => (of === at ? count : 0)),
    })),
  };
  return { total, breakdowns: [...parts, ofCouncils] };
};

/** In how many days half was done, where there are enough to say it, to the nearest five. */
const daysOf = (
  key: PopulationKey,
  counted: readonly Counted[],
  councils: readonly string[],
): Figures['days'] =>
  Object.fromEntries(
    Object.keys(populationOf(key).days).map((name) => {
      const timed = counted.filter(({ days }) => days[name] !== undefined);
      const isShown = isEnough(councilCounts(timed, councils));
      return [name, isShown ? rounded(medianOf(timed.map(({ days }) => days[name] ?? 0))) : null];
    }),
  );

type Region = { readonly councils: readonly string[]; readonly factorKeys: readonly string[] };

/**
 * The figures that can be made now: every span begins the day after the last that was published and ends with a quarter
 * that is over. A quarter with too little in it waits, and is counted together with those that follow, so that nothing is
 * ever in two spans and no span can be taken from another. `after` is the last day that was published, null before the first.
 */
export const figuresToMake = (
  key: PopulationKey,
  counted: readonly Counted[],
  {
    councils,
    factorKeys,
    after,
    today,
  }: Region & { readonly after: PlainDate | null; readonly today: PlainDate },
): readonly (Span & { readonly figures: Figures })[] => {
  const rest = counted.filter(({ on }) => after === null || on > after);
  const [first] = rest.map(({ on }) => on).toSorted();
  if (first === undefined) return [];
  const made: (Span & { readonly figures: Figures })[] = [];
  let from = after === null ? quarterOf(first).from : addDays(after, 1);
  for (let { until } = quarterOf(from); until < today; { until } = quarterOf(addDays(until, 1))) {
    const within = rest.filter(({ on }) => on >= from && on <= until);
    const published = protect(countUp(key, within, { councils, factorKeys }));
    if (published === null) continue;
    made.push({ from, until, figures: { ...published, days: daysOf(key, within, councils) } });
    from = addDays(until, 1);
  }
  return made;
};

/** "about 20 of about 45, two in five" is said only where there are enough to say it of; null where there are not. */
export const shareOf = (count: number | null, total: number): number | null =>
  count === null || total < method.leastTotal ? null : Math.min(100, Math.round((count / total) * 20) * 5);
