import { type CellProblem, type DateRead, rowChecker } from './check-row.ts';
import type { Codes } from './codes.ts';
import { type ReturnFile, returnFiles } from './columns.ts';
import { episodeStore } from './episode.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';

/** The problems of a return that are kept with their rows; all are counted. */
const MOST_PROBLEMS = 20_000;

/** A return as it is read, row by row. */
export type ReturnCollector = {
  /** Takes a row of a file, its cells in the order of `columnsRead`. */
  readonly take: (file: ReturnFile, row: number, cells: readonly string[]) => void;
  /** Takes what is wrong with a file as a whole. */
  readonly report: (problem: CellProblem) => void;
  readonly rowsOf: (file: ReturnFile) => number;
  /** What the rows propose, once all have been taken; each time anew. */
  readonly proposals: () => Iterable<Proposal>;
  /** The first problems, and how many there are; complete when every proposal has been asked for. */
  readonly problems: () => { readonly first: readonly CellProblem[]; readonly count: number };
};

/**
 * Collects a return in whatever order its files and rows come, holding of each row no more than proposals need. `codes` are
 * those of its collection year.
 */
export const returnCollector = (codes: Codes): ReturnCollector => {
  const first: CellProblem[] = [];
  let count = 0;
  const report = (problem: CellProblem): void => {
    count += 1;
    if (first.length < MOST_PROBLEMS) first.push(problem);
  };
  const names = Object.keys(returnFiles) as readonly ReturnFile[];
  const checkers = new Map(names.map((file) => [file, rowChecker(file, codes, report)]));
  const rows = new Map<ReturnFile, number>();
  const store = episodeStore();
  const bornOn = new Map<string, DateRead>();
  const placed: { row: number; child: string; placedOn: DateRead; ceasedOn: DateRead; reason: string }[] = [];
  const permanence = new Map<string, { readonly code: string; readonly on: DateRead }>();
  const keep: Readonly<Record<ReturnFile, (row: number, cells: readonly string[]) => void>> = {
    episodes: store.add,
    header: (_, [child = '', , born = '']) => bornOn.set(child, born),
    placed_for_adoption: (row, [child = '', placedOn = '', ceasedOn = '', reason = '']) =>
      placed.push({ row, child, placedOn, ceasedOn, reason }),
    // It is checked, and says nothing that a proposal needs.
    ad1: () => {},
    previous_permanence: (_, [child = '', code = '', on = '']) => permanence.set(child, { code, on }),
  };
  return {
    take: (file, row, cells) => {
      rows.set(file, (rows.get(file) ?? 0) + 1);
      keep[file](row, checkers.get(file)?.(row, cells) ?? []);
    },
    report,
    rowsOf: (file) => rows.get(file) ?? 0,
    proposals: () => propose(store.children(), { bornOn, placed, permanence }, report),
    problems: () => ({ first, count }),
  };
};
