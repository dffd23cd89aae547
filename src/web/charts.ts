import type { Limits } from '../domain/control-chart.ts';
import { inFigures } from '../domain/words.ts';
import { type Html, html } from './html.ts';
import { linesOf } from './words-in-lines.ts';

// Drawn here and not in the browser, 320 wide, so that letters are as large on a telephone as around them. What a colour
// says is also said by a shape or in words, and everything in a drawing stands in a table beside it.
const width = 320;
const ink = '#0b0c0c';
const blue = '#1d70b8';
const grey = '#505a5f';
const font = { family: 'arial, sans-serif', size: 14 };

const drawing = (
  { id, title, says }: { readonly id: string; readonly title: string; readonly says: string },
  height: number,
  body: readonly Html[],
): Html =>
  html`<svg xmlns="http://www.w3.org/2000/svg" class="app-chart" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-labelledby="${id}-title ${id}-says" font-family="${font.family}" font-size="${font.size}" fill="${ink}"><title id="${id}-title">${title}</title><desc id="${id}-says">${says}</desc>${body}</svg>`;

const round = (value: number): number => Math.round(value * 10) / 10;

export type Bar = { readonly label: string; readonly count: number | null };

/** Bars of counts, one below the other, each under its name; one that is not shown says so. */
export const barChart = (
  about: { readonly id: string; readonly title: string; readonly says: string },
  bars: readonly Bar[],
): Html => {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  let top = 0;
  const drawn = bars.map(({ label, count }) => {
    const lines = linesOf(label, 42);
    const from = top;
    const barAt = from + lines.length * 18 + 4;
    top = barAt + 28;
    const long = count === null ? 0 : round((count / most) * (width - 60));
    return html`${lines.map((line, at) => html`<text x="0" y="${from + 14 + at * 18}">${line}</text>`)}${
      count === null
        ? html`<line x1="0" y1="${barAt + 8}" x2="30" y2="${barAt + 8}" stroke="${grey}" stroke-width="2" stroke-dasharray="4 4"/><text x="38" y="${barAt + 13}" fill="${grey}">too few to show</text>`
        : html`<rect x="0" y="${barAt}" width="${long}" height="16" fill="${blue}"/><text x="${long + 6}" y="${barAt + 13}" font-weight="bold">${inFigures(count)}</text>`
    }`;
  });
  return drawing(about, Math.max(top, 20), drawn);
};

export type Point = { readonly label: string; readonly value: number };

/** Values from left to right as a line with a mark for each, with the mean and the limits where there are any. */
export const lineChart = (
  about: { readonly id: string; readonly title: string; readonly says: string },
  points: readonly Point[],
  limits: Limits | null,
): Html => {
  const [left, top, bottom, high] = [34, 12, 170, 214];
  const most = Math.max(1, limits?.upper ?? 0, ...points.map(({ value }) => value));
  const x = (at: number): number =>
    round(left + (points.length < 2 ? 0.5 : at / (points.length - 1)) * (width - left - 12));
  const y = (value: number): number => round(bottom - (value / most) * (bottom - top));
  const across = (value: number, dash: string, label: string): Html =>
    html`<line x1="${left}" y1="${y(value)}" x2="${width - 12}" y2="${y(value)}" stroke="${grey}" stroke-width="1.5" stroke-dasharray="${dash}"/><text x="${width - 12}" y="${y(value) - 4}" text-anchor="end" fill="${grey}" font-size="12">${label}</text>`;
  const isOut = (value: number): boolean => limits !== null && (value > limits.upper || value < limits.lower);
  const mark = ({ value }: Point, at: number): Html =>
    isOut(value)
      ? html`<rect x="${x(at) - 5}" y="${y(value) - 5}" width="10" height="10" fill="${ink}"/>`
      : html`<circle cx="${x(at)}" cy="${y(value)}" r="4" fill="${blue}"/>`;
  const [first, last] = [points[0], points.at(-1)];
  return drawing(about, high, [
    html`<line x1="${left}" y1="${bottom}" x2="${width - 12}" y2="${bottom}" stroke="${ink}"/><text x="${left - 6}" y="${bottom + 4}" text-anchor="end">0</text><text x="${left - 6}" y="${top + 8}" text-anchor="end">${inFigures(Math.round(most))}</text>`,
    ...(limits === null
      ? []
      : [
          across(limits.upper, '2 3', 'upper limit'),
          across(limits.mean, '8 4', 'mean'),
          ...(limits.lower > 0 ? [across(limits.lower, '2 3', 'lower limit')] : []),
        ]),
    html`<polyline points="${points.map(({ value }, at) => `${x(at)},${y(value)}`).join(' ')}" fill="none" stroke="${blue}" stroke-width="2"/>`,
    ...points.map(mark),
    first ? html`<text x="${left}" y="${bottom + 20}" font-size="12">${first.label}</text>` : html``,
    last && points.length > 1
      ? html`<text x="${width - 12}" y="${bottom + 38}" text-anchor="end" font-size="12">${last.label}</text>`
      : html``,
  ]);
};

export type Stretch = { readonly label: string; readonly days: number };

/** One time after another, each as long as it took. */
export const stretchChart = (
  about: { readonly id: string; readonly title: string; readonly says: string },
  stretches: readonly Stretch[],
): Html => {
  const all = Math.max(
    1,
    stretches.reduce((days, one) => days + one.days, 0),
  );
  let from = 0;
  const drawn = stretches.map(({ label, days }, at) => {
    const start = round((from / all) * (width - 2) + 1);
    from += days;
    const end = round((from / all) * (width - 2) + 1);
    const y = 12 + at * 52;
    return html`<text x="0" y="${y + 2}">${label}: <tspan font-weight="bold">${days} days</tspan></text><line x1="1" y1="${y + 20}" x2="${width - 1}" y2="${y + 20}" stroke="${grey}" stroke-width="1"/><rect x="${start}" y="${y + 12}" width="${Math.max(2, end - start)}" height="16" fill="${blue}"/>`;
  });
  return drawing(about, stretches.length * 52, drawn);
};
