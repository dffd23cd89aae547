import { inWords, inWordsWithWeekday, type PlainDate } from '../domain/dates.ts';
import { details } from './govuk.ts';
import { type Html, html } from './html.ts';
import { at, inShort, type Scale, scaleOf, type Tick, ticksOf } from './timeline-scale.ts';
import { linesOf } from './words-in-lines.ts';

/** Something to be done between two days, both included, or on or by one day when there is no `from`. */
export type TimelineEntry = { readonly label: string; readonly from?: PlainDate; readonly to: PlainDate };
/** A day to be seen down the whole drawing. */
export type TimelineMark = { readonly label: string; readonly on: PlainDate; readonly isToday?: boolean };

type Timeline = {
  /** Begins every id in it. */
  readonly id: string;
  readonly title: string;
  readonly entries: readonly TimelineEntry[];
  readonly marks: readonly TimelineMark[];
};

/**
 * A drawing of days from left to right, made here and not in the browser: a bar for a time, a point for a day, a line
 * for each mark; and the same dates in words. Across it is measured in per cent, and down in the size of its letters,
 * so that it fits any screen and its words stay as large as those around it. Nothing when there is no entry.
 */
export const timeline = ({ id, title, entries, marks: unordered }: Timeline): Html | null => {
  if (entries.length === 0) return null;
  const marks = unordered.toSorted((a, b) => compare(a.on, b.on));
  const inOrder = entries.toSorted((a, b) => compare(firstDay(a), firstDay(b)) || compare(a.to, b.to));
  const days = [...inOrder.flatMap((entry) => [firstDay(entry), entry.to]), ...marks.map(({ on }) => on)];
  const across = scaleOf(days);
  const heads = stack(marks, ({ label, on }) => [...shortLines(label, 20), inShort(on)], { top: 0, room: 0 });
  const rows = stack(inOrder, (entry) => [...shortLines(entry.label, 34), timeInWords(entry, inShort)], {
    top: heads.height + LINE + 0.5,
    room: STRIP + 0.85,
  });
  const ticks = ticksOf(across).filter(({ on }) => marks.every((mark) => mark.on !== on));
  const guides = (top: number, bottom: number): readonly Html[] => [
    ...ticks.map(({ on }) => drawLine('hair', at(across, on), top, bottom)),
    ...marks.map((mark) => drawLine(lineOf(mark), at(across, mark.on, 0.5), top, bottom)),
  ];
  return html`
<figure class="app-timeline">
  <svg class="app-timeline__drawing" role="img" aria-labelledby="${id}-title ${id}-description" width="100%" height="${em(rows.height)}">
    <title id="${id}-title">${title}</title>
    <desc id="${id}-description">${inWords(across.first)} to ${inWords(across.last)}. The same dates are in words after the drawing.</desc>
    ${heads.placed.map((mark) => drawMark(mark, across, heads.height))}
    ${ticks.map((tick) => drawTick(tick, across, heads.height))}
    ${rows.placed.map((entry) => drawEntry(entry, across, guides))}
  </svg>
  ${details({ summaryText: 'The dates in words', html: inWordsPart(inOrder, marks) })}
</figure>`;
};

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const firstDay = ({ from, to }: TimelineEntry): PlainDate => from ?? to;
const isPoint = (entry: TimelineEntry): boolean => firstDay(entry) === entry.to;

/** The height of a line of words; in the size of its letters, as every height. */
const LINE = 1.35;
/** The height of the strip in which a bar or a point lies. */
const STRIP = 1.4;
/** The narrowest bar, in per cent, however many years are drawn. */
const SEEN = 0.5;
const em = (height: number): string => `${Math.round(height * 100) / 100}em`;

type Block = { readonly top: number; readonly lines: readonly string[] };

/** Things with their lines of words, one below the other, each with room after it. */
const stack = <Thing>(
  things: readonly Thing[],
  linesFor: (thing: Thing) => readonly string[],
  { top, room }: { readonly top: number; readonly room: number },
): { readonly placed: readonly (Thing & Block)[]; readonly height: number } => {
  let height = top;
  const placed = things.map((thing) => {
    const block = { top: height, lines: linesFor(thing) };
    height += block.lines.length * LINE + room;
    return { ...thing, ...block };
  });
  return { placed, height };
};

/** Words in at most two lines of so many letters: SVG does not break lines. The whole is in words after the drawing. */
const shortLines = (words: string, letters: number): readonly string[] => {
  const [first = '', second, third] = linesOf(words, letters);
  if (second === undefined) return [first];
  return [first, third === undefined ? second : `${second.replace(/[,;:]$/, '')} …`];
};

const timeInWords = ({ from, to }: TimelineEntry, dayInWords: (date: PlainDate) => string): string => {
  if (from === undefined) return `By ${dayInWords(to)}`;
  return from === to ? dayInWords(to) : `${dayInWords(from)} to ${dayInWords(to)}`;
};

const drawLine = (kind: string, x: number, top: number, bottom: number): Html =>
  html`<line class="app-timeline__${kind}" x1="${x}%" x2="${x}%" y1="${em(top)}" y2="${em(bottom)}"/>`;

/** Words that begin at `x`, or stand beside a line there: to the right (1) or to the left of it (-1). */
const drawWords = (kind: string, lines: readonly string[], x: number, top: number, side: 0 | 1 | -1 = 0) =>
  lines.map(
    (line, index) =>
      html`<text class="app-timeline__${kind}" x="${x}%" dx="${em(side * 0.3)}" y="${em(top + (index + 0.8) * LINE)}" text-anchor="${side < 0 ? 'end' : 'start'}">${line}</text>`,
  );

const lineOf = ({ isToday = false }: TimelineMark): string =>
  isToday ? 'line app-timeline__line--today' : 'line';

/** Its words stand on the side where there is more room. */
const drawMark = (mark: TimelineMark & Block, across: Scale, bottom: number): Html => {
  const { top, lines } = mark;
  const x = at(across, mark.on, 0.5);
  return html`${drawLine(lineOf(mark), x, top, bottom)}
    ${drawWords('mark', lines, x, top, x > 50 ? -1 : 1)}`;
};

/** Its words are left out where there is no room for them. */
const drawTick = ({ on, label }: Tick, across: Scale, top: number): Html => {
  const x = at(across, on);
  return html`${drawLine('hair', x, top, top + LINE)}
    ${x < 85 && drawWords('aside', [label], x, top, 1)}`;
};

type Guides = (top: number, bottom: number) => readonly Html[];

const drawEntry = (entry: TimelineEntry & Block, across: Scale, guides: Guides): Html => {
  const { top, lines } = entry;
  const y = top + lines.length * LINE + 0.15;
  const from = at(across, firstDay(entry));
  const width = Math.max(SEEN, Math.round((at(across, entry.to, 1) - from) * 100) / 100);
  return html`${drawWords('label', lines.slice(0, -1), 0, top)}
    ${drawWords('aside', lines.slice(-1), 0, top + (lines.length - 1) * LINE)}
    <rect class="app-timeline__strip" width="100%" y="${em(y)}" height="${em(STRIP)}"/>
    ${guides(y, y + STRIP)}
    ${
      isPoint(entry)
        ? html`<circle class="app-timeline__bar" cx="${at(across, entry.to, 0.5)}%" cy="${em(y + STRIP / 2)}" r="0.5em"/>`
        : html`<rect class="app-timeline__bar" x="${from}%" width="${width}%" y="${em(y + 0.25)}" height="${em(STRIP - 0.5)}"/>`
    }`;
};

/** Everything that is drawn, day by day. */
const inWordsPart = (entries: readonly TimelineEntry[], marks: readonly TimelineMark[]): Html => {
  const lines = [
    ...marks.map(({ on, label }) => ({
      on,
      words: html`${inWordsWithWeekday(on)}: <strong>${label}</strong>`,
    })),
    ...entries.map((entry) => ({
      on: firstDay(entry),
      words: html`${timeInWords(entry, inWordsWithWeekday)}: ${entry.label}`,
    })),
  ];
  return html`<ol class="govuk-list govuk-list--spaced">
    ${lines.toSorted((a, b) => compare(a.on, b.on)).map(({ words }) => html`<li>${words}</li>`)}
  </ol>`;
};
