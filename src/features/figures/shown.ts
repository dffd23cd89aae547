import { type Limits, limitsOf, type Signal, signalsIn } from '../../domain/control-chart.ts';
import type { Figures, PopulationKey } from '../../domain/figure.ts';
import { populationOf } from '../../domain/figure.ts';
import {
  aQuarter,
  breakdownInWords,
  type ShownBreakdown,
  shownBreakdowns,
  trendInWords,
} from '../../domain/figure-words.ts';
import { spanInWords } from '../../domain/quarter.ts';
import { barChart, lineChart, stretchChart } from '../../web/charts.ts';
import type { Html } from '../../web/html.ts';
import type { Snapshot } from './store.ts';

/** One picture with the table it is drawn from and the sentence that says what it shows. */
export type Picture = {
  /** What its files are called. */
  readonly key: string;
  readonly title: string;
  readonly says: string;
  readonly svg: Html;
  readonly headings: readonly [string, string];
  /** Null for a number that is not shown. */
  readonly rows: readonly (readonly [label: string, value: number | null])[];
};

const courseOf = (key: PopulationKey, spans: readonly Snapshot[]): Picture => {
  const { one } = populationOf(key);
  const values = spans.map(aQuarter);
  const limits: Limits | null = limitsOf(values);
  const signals: readonly Signal[] = limits === null ? [] : signalsIn(values, limits);
  const says = trendInWords(spans, one, limits, signals);
  const points = spans.map((span, at) => ({ label: spanInWords(span), value: values[at] ?? 0 }));
  const title = 'A quarter, over time';
  return {
    ...{ key: 'course', title, says, headings: ['When', `${one} a quarter, about`] },
    svg: lineChart({ id: 'course', title, says }, points, limits),
    rows: points.map(({ label, value }) => [label, value]),
  };
};

const barsOf = (breakdown: ShownBreakdown, total: number, one: string): Picture => {
  const { key, title, cells } = breakdown;
  const says = breakdownInWords(breakdown, { total, one });
  return {
    ...{ key, title, says, headings: [title, 'How many, about'] },
    svg: barChart({ id: key, title, says }, cells),
    rows: cells.map(({ label, count }) => [label, count]),
  };
};

const daysOf = (key: PopulationKey, { days }: Figures): readonly Picture[] => {
  const labels = Object.entries(populationOf(key).days);
  if (labels.length === 0) return [];
  const rows = labels.map(([name, label]) => [label, days[name] ?? null] as const);
  const shown = rows.flatMap(([label, value]) => (value === null ? [] : [{ label, days: value }]));
  const title = 'How long it took';
  const says =
    shown.length === 0
      ? 'There are too few to say how long it took.'
      : `Half took so long or less: ${shown.map((one) => `${one.label.toLowerCase()} about ${one.days} days`).join(', ')}.`;
  return [
    {
      ...{ key: 'days', title, says, rows, headings: ['From when to when', 'Days, about'] },
      svg: stretchChart({ id: 'days', title, says }, shown),
    },
  ];
};

/** Every picture of one span, and of the course until it. */
export const picturesOf = (
  key: PopulationKey,
  {
    spans,
    snapshot,
    names,
  }: {
    readonly spans: readonly Snapshot[];
    readonly snapshot: Snapshot;
    readonly names: ReadonlyMap<string, string>;
  },
): readonly Picture[] => {
  const { figures } = snapshot;
  const { one } = populationOf(key);
  return [
    courseOf(key, spans.slice(0, spans.indexOf(snapshot) + 1)),
    ...daysOf(key, figures),
    ...shownBreakdowns(key, figures, names).map((breakdown) => barsOf(breakdown, figures.total, one)),
  ];
};
