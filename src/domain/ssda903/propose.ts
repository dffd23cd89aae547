import { addPeriod } from '../dates.ts';
import { isPlanReversed, isShortBreak, isTemporary, leftAdopters } from './adopters-left.ts';
import { type CellProblem, type DateRead, isDay } from './check-row.ts';
import type { Episode } from './episode.ts';
import type { Ending, Proposal, ProposalKind } from './proposal.ts';

type Report = (problem: CellProblem) => void;

// Codes of REASON_PLACE_CHANGE (docs/domain.md, section 8). CARPL and PLACE, a plan and a change on paper, propose nothing.
const kindOf: Readonly<Record<string, ProposalKind>> = {
  ...{ CREQB: 'unplanned', CREQO: 'unplanned', CHILD: 'unplanned', LAREQ: 'unplanned' },
  ...{ ALLEG: 'protection', STAND: 'protection', APPRR: 'protection' },
  ...{ CLOSE: 'unclear', CUSTOD: 'unclear', OTHER: 'unclear' },
};

/** Kinds that count when endings are counted: one that only a person can tell about is none yet. */
const COUNTED: ReadonlySet<ProposalKind> = new Set(['unplanned', 'protection', 'home', 'adopters']);

const kindOfEnding = (ended: Episode, next: Episode | undefined): ProposalKind | undefined => {
  if (leftAdopters(ended, next)) return 'adopters';
  if (ended.ceasedBecause === 'E4B') return 'home';
  return kindOf[ended.changeBecause];
};

const codeOf = (kind: ProposalKind, { ceasedBecause, changeBecause }: Episode): string =>
  kind === 'home' ? ceasedBecause : changeBecause;

const keyOf = (kind: ProposalKind, child: string, episode: Pick<Episode, 'startedOn' | 'row'>): string =>
  // A row without a date has nothing else to be known by.
  [kind, child, isDay(episode.startedOn) ? episode.startedOn : `row ${episode.row}`].join('|');

/** What the rows of one child say against one another. */
const reportOn = (report: Report, ended: Episode, next: Episode | undefined): void => {
  const at = { file: 'episodes', row: ended.row } as const;
  if (isDay(ended.startedOn) && isDay(ended.endedOn) && ended.endedOn < ended.startedOn)
    report({ ...at, column: 'DEC', written: ended.endedOn, message: 'is before DECOM' });
  if (ended.ceasedBecause === 'X1' && ended.changeBecause === '' && /^[PTB]$/.test(next?.newBecause ?? ''))
    report({
      ...at,
      column: 'REASON_PLACE_CHANGE',
      written: '',
      message: `is blank, though the episode in row ${next?.row} begins in another placement`,
    });
  if (leftAdopters(ended, next) && isShortBreak(ended))
    report({
      ...at,
      column: 'LS',
      written: ended.legalStatus,
      message: 'is short breaks, which never is a placement for adoption',
    });
};

// At these a number at Ofsted is one home. Elsewhere it is an agency, and only the postcode beside it tells its homes apart.
const isOneHome = (place: string): boolean => /^(K|H5|S1|R)/.test(place);

/** Which home an ending was at, as far as a return tells; null when it does not. */
const homeOf = ({ urn, postcode, place }: Episode): string | null => {
  if (urn === '' || /^X+$/.test(urn)) return null;
  if (isOneHome(place)) return urn;
  return postcode === '' ? null : `${urn} ${postcode.replaceAll(' ', '')}`;
};

/** Finds the episode of the same child that begins when one ended. */
const followingAmong = (episodes: readonly Episode[]): ((ended: Episode) => Episode | undefined) => {
  const beginning = Map.groupBy(episodes, ({ startedOn }) => startedOn);
  return (ended) =>
    isDay(ended.endedOn)
      ? beginning
          .get(ended.endedOn)
          ?.slice(0, 2)
          .find((one) => one !== ended)
      : undefined;
};

type Found = Proposal & { readonly home: string | null };

type About = {
  readonly report: Report;
  readonly bornOn: DateRead;
  readonly permanence: { readonly code: string; readonly on: DateRead } | undefined;
};

/** The endings among one child’s episodes, in order, that a person has to look at. */
const endingsOf = (child: string, episodes: readonly Episode[], about: About): readonly Found[] => {
  const following = followingAmong(episodes);
  return episodes.flatMap((ended): readonly Found[] => {
    if (ended.endedOn === '') return []; // still there when the year ended
    const next = following(ended);
    reportOn(about.report, ended, next);
    if (isTemporary(ended) || isShortBreak(ended)) return [];
    const kind = kindOfEnding(ended, next);
    if (kind === undefined) return [];
    const { row, startedOn, endedOn, place: at, urn } = ended;
    return [
      {
        ...{ key: keyOf(kind, child, ended), kind, file: 'episodes', row, child, startedOn, endedOn },
        ...{ place: at, code: codeOf(kind, ended), urn, endings: [], bornOn: about.bornOn },
        home: homeOf(ended),
      },
    ];
  });
};

/** Whether some endings, the earliest first, have two within twelve months: the last of them, and those before it. */
const repeatedAmong = (endings: readonly Ending[]): readonly Ending[] => {
  const last = endings.at(-1);
  if (last === undefined) return [];
  const counted = endings.filter(({ endedOn }) => endedOn > addPeriod(last.endedOn, { months: 12 }, -1));
  return counted.length > 1 ? counted : [];
};

const endingIn = ({ child, endedOn }: Proposal): Ending => ({ child, endedOn });
const byDay = (one: Ending, other: Ending): number => (one.endedOn < other.endedOn ? -1 : 1);

const repeated = (
  kind: 'repeated-child' | 'repeated-carer',
  of: string,
  { endings: all, last }: { readonly endings: readonly Ending[]; readonly last: Proposal },
): readonly Proposal[] => {
  const endings = repeatedAmong(all.toSorted(byDay));
  const [first] = endings;
  if (first === undefined) return [];
  const { row, child, urn, place, bornOn } = last;
  return [
    {
      ...{
        key: `${kind}|${of}|${first.child}|${first.endedOn}`,
        kind,
        file: 'episodes',
        row,
        child,
        urn,
        place,
      },
      ...{ startedOn: first.endedOn, endedOn: endings.at(-1)?.endedOn ?? '', code: '', endings, bornOn },
    },
  ];
};

/**
 * A child who left care by an order and is looked after again: by their own rows (E11 or E12, then an episode that starts,
 * RNE S), or by the previous permanence that the return gives.
 */
const afterOrder = (child: string, episodes: readonly Episode[], about: About): readonly Proposal[] => {
  const adopted = episodes.find(({ ceasedBecause }) => ceasedBecause === 'E11' || ceasedBecause === 'E12');
  const starts = episodes.filter(({ newBecause }) => newBecause === 'S');
  const returned = (again: Episode, code: string, orderOn: DateRead): readonly Proposal[] => [
    {
      ...{ key: keyOf('after-order', child, again), kind: 'after-order', file: 'episodes', row: again.row },
      ...{ child, startedOn: orderOn, endedOn: again.startedOn, place: again.place, code, urn: again.urn },
      ...{ endings: [], bornOn: about.bornOn },
    },
  ];
  const since =
    adopted &&
    starts.find((one) => one !== adopted && isDay(one.startedOn) && one.startedOn >= adopted.endedOn);
  if (adopted && since) return returned(since, adopted.ceasedBecause, adopted.endedOn);
  const again = starts.at(-1) ?? episodes[0];
  const { permanence } = about;
  return permanence !== undefined && again !== undefined && /^P[123]$/.test(permanence.code)
    ? returned(again, permanence.code, permanence.on)
    : [];
};

/** What the smaller files say of each child. */
export type Extras = {
  readonly bornOn: ReadonlyMap<string, DateRead>;
  readonly placed: readonly {
    readonly row: number;
    readonly child: string;
    readonly placedOn: DateRead;
    readonly ceasedOn: DateRead;
    readonly reason: string;
  }[];
  readonly permanence: ReadonlyMap<string, { readonly code: string; readonly on: DateRead }>;
};

/** Children who stopped being placed for adoption, for a reason that is not the reversal of the plan. */
const ceasedToBePlaced = (
  rows: Extras['placed'],
  endings: readonly Proposal[],
  bornOn: DateRead,
): readonly Proposal[] =>
  rows.flatMap(({ row, child, placedOn, ceasedOn, reason }): readonly Proposal[] => {
    if (ceasedOn === '' || isPlanReversed(reason)) return [];
    // The episodes say it already.
    if (endings.some(({ kind, endedOn }) => kind === 'adopters' && endedOn === ceasedOn)) return [];
    return [
      {
        ...{ key: `placed|${child}|${placedOn}`, kind: 'adopters', file: 'placed_for_adoption', row, child },
        ...{ startedOn: placedOn, endedOn: ceasedOn, place: '', code: reason, urn: '', endings: [], bornOn },
      },
    ];
  });

/**
 * What a whole return proposes, child by child, then home by home: endings that nobody planned, with their reasons, those
 * that repeat, and children who are looked after again after an order (docs/domain.md, section 8; PG-2). `report` hears
 * which rows contradict one another. Introductions never appear in a return, and the reversal of a plan (RD1 to RD4) is no
 * ending. Nothing here decides: each is for a person to confirm.
 */
export function* propose(
  children: Iterable<{ readonly child: string; readonly episodes: readonly Episode[] }>,
  extras: Extras,
  report: Report,
): Generator<Proposal> {
  const atHome = new Map<string, { readonly endings: Ending[]; readonly last: Proposal }>();
  const placed = Map.groupBy(extras.placed, ({ child }) => child);
  for (const { child, episodes } of children) {
    if (child === '') continue; // reported, and of nobody
    const about = {
      report,
      bornOn: extras.bornOn.get(child) ?? '',
      permanence: extras.permanence.get(child),
    };
    const found = endingsOf(child, episodes, about);
    const counted = found.filter(({ kind, endedOn }) => COUNTED.has(kind) && isDay(endedOn));
    for (const { home, ...ending } of found) yield ending;
    yield* ceasedToBePlaced(placed.get(child) ?? [], found, about.bornOn);
    placed.delete(child);
    const last = counted.at(-1);
    if (last !== undefined)
      yield* repeated('repeated-child', child, { endings: counted.map(endingIn), last });
    yield* afterOrder(child, episodes, about);
    for (const { home, ...ending } of counted) {
      if (home === null) continue;
      const endings = atHome.get(home)?.endings ?? [];
      endings.push(endingIn(ending));
      // A home is not one child’s: nobody’s birth date belongs to it.
      atHome.set(home, { endings, last: { ...ending, bornOn: '' } });
    }
  }
  for (const rows of placed.values())
    yield* ceasedToBePlaced(rows, [], extras.bornOn.get(rows[0]?.child ?? '') ?? '');
  for (const [home, all] of atHome)
    if (new Set(all.endings.map(({ child }) => child)).size > 1)
      yield* repeated('repeated-carer', home.split(' ')[0] ?? '', all);
}
