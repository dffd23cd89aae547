import { type Limits, leastForLimits, type Signal } from './control-chart.ts';
import type { Breakdown, Published } from './disclosure.ts';
import { type Figures, type PopulationKey, populationOf, shareOf } from './figure.ts';
import { quartersIn, type Span, spanInWords } from './quarter.ts';
import { inFigures, listInWords } from './words.ts';

/** One line of a breakdown, as it is shown: null for what is not. */
export type ShownCell = { readonly key: string; readonly label: string; readonly count: number | null };
export type ShownBreakdown = {
  readonly key: string;
  readonly title: string;
  readonly cells: readonly ShownCell[];
};

/** The breakdowns of what was published, in words. `names` has those of councils and factors. */
export const shownBreakdowns = (
  key: PopulationKey,
  { breakdowns }: Published,
  names: ReadonlyMap<string, string>,
): readonly ShownBreakdown[] =>
  breakdowns.map(({ key: name, cells, is }: Breakdown<number | null>) => {
    const known = populationOf(key).breakdowns[name];
    const labels = known === undefined || known.cells === 'factors' ? undefined : known.cells;
    return {
      key: name,
      title: is === 'councils' ? 'Council' : (known?.title ?? name),
      cells: cells.map(({ key: cell, count }) => ({
        ...{ key: cell, count },
        label: labels?.[cell] ?? names.get(cell) ?? cell,
      })),
    };
  });

const about = (count: number): string => `about ${inFigures(count)}`;
const shareInWords = (share: number | null): string => (share === null ? '' : ` (about ${share}%)`);

/** What a breakdown shows, from what is published alone: the most, and how much is not shown. */
export const breakdownInWords = (
  { title, cells }: ShownBreakdown,
  { total, one }: { readonly total: number; readonly one: string },
): string => {
  const shown = cells.filter((cell) => cell.count !== null);
  const left = cells.length - shown.length;
  const blanks =
    left === 0 ? '' : ` ${left === 1 ? 'One line has' : `${left} lines have`} too few to be shown.`;
  const most = Math.max(...shown.map(({ count }) => count ?? 0));
  const first = shown.filter(({ count }) => count === most);
  if (first.length === 0)
    return `${title}: of ${about(total)} ${one} there are too few of each to show any of them apart.`;
  return `${title}: of ${about(total)} ${one}, ${about(most)}${shareInWords(shareOf(most, total))} ${
    first.length === 1 ? 'were' : 'each were'
  } “${listInWords(first.map(({ label }) => label))}”${shown.length > first.length ? ', more than any other that is shown' : ''}.${blanks}`;
};

/** How many a quarter there were in a span. */
export const aQuarter = ({ figures, ...span }: Span & { readonly figures: Figures }): number =>
  Math.round((figures.total / quartersIn(span)) * 10) / 10;

const signalsInWords = {
  above: 'is above the upper limit',
  below: 'is below the lower limit',
  run: 'is the eighth in a row on the same side of the mean',
};

/** What the course of the figures shows: how many a quarter, and whether that is more than what comes and goes by itself. */
export const trendInWords = (
  spans: readonly (Span & { readonly figures: Figures })[],
  one: string,
  limits: Limits | null,
  signals: readonly Signal[],
): string => {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (spans.length === 1) return `${spanInWords(first)}: ${about(first.figures.total)} ${one}.`;
  const course = `From ${spanInWords(first)} to ${spanInWords(last)} there were between ${inFigures(Math.min(...spans.map(aQuarter)))} and ${inFigures(Math.max(...spans.map(aQuarter)))} ${one} a quarter.`;
  if (limits === null)
    return `${course} With fewer than ${leastForLimits} times to compare, nothing can be said of what is usual.`;
  const said = signals.map(({ at, is }) => {
    const span = spans[at];
    return span === undefined ? '' : `${spanInWords(span)} ${signalsInWords[is]}`;
  });
  return said.length === 0
    ? `${course} None is outside the limits: it comes and goes by itself, and no change shows.`
    : `${course} ${said.join('. ')}: look for what changed.`;
};
