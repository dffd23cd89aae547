import { median, percentile, type Spell } from './load.ts';

/** One figure at one size: the same work by the service, by a bare server and by the database alone, round by round. */
export type Measured = {
  readonly figure: string;
  readonly size: number;
  readonly spells: Readonly<Record<'service' | 'bare' | 'sql', Spell[]>>;
};

export type Row = {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  readonly toBareHttp: number | null;
  readonly toBareSql: number | null;
  readonly goal: string;
  readonly met: boolean | null;
};

type Goal = { readonly ofBareHttp: number; readonly ofBareSql: number };

/** How many times as long anything may take with a hundred times as many disruptions. */
const GROWTH = 1.3;

/** What is asked of each figure: docs/measurements.md says why. */
const goals: Readonly<Record<string, Goal>> = {
  'Home page': { ofBareHttp: 0.02, ofBareSql: 0.35 },
  'Disruption page': { ofBareHttp: 0.015, ofBareSql: 0.4 },
  'Recording an action': { ofBareHttp: 0.008, ofBareSql: 0.5 },
};

const goalOf = (figure: string): Goal => {
  const goal = goals[figure];
  if (goal === undefined) throw new Error(`${figure} has no goal`);
  return goal;
};

type Measure = (spell: Spell) => number;
const rate: Measure = ({ each, all }) => (each.length / all) * 1_000;
const at =
  (share: number): Measure =>
  ({ each }) =>
    percentile(each, share);

/** The middle one of the rounds' ratios: the two of a round were measured right after each other. */
const ratio = (measure: Measure, over: readonly Spell[], under: readonly Spell[]): number =>
  median(over.map((spell, round) => measure(spell) / measure(under[round] ?? spell)));

const together = (spells: readonly Spell[]): Spell => ({
  each: spells.flatMap(({ each }) => each),
  all: spells.reduce((sum, { all }) => sum + all, 0),
});

const inWords = (size: number): string => size.toLocaleString('en-GB');

const rowsOf = ({ figure, size, spells: { service, bare, sql } }: Measured): readonly Row[] => {
  const row = (name: string, measure: Measure, unit: string) => ({
    figure: `${figure}, ${inWords(size)}: ${name}`,
    value: measure(together(service)),
    unit,
    toBareHttp: ratio(measure, service, bare),
    toBareSql: ratio(measure, service, sql),
    goal: '',
    met: null,
  });
  const pages = row('pages a second', rate, '');
  const { ofBareHttp, ofBareSql } = goalOf(figure);
  return [
    {
      ...pages,
      goal: `at least ${ofBareHttp} of HTTP, ${ofBareSql} of SQL`,
      met: pages.toBareHttp >= ofBareHttp && pages.toBareSql >= ofBareSql,
    },
    row('p50', at(0.5), ' ms'),
    row('p99', at(0.99), ' ms'),
  ];
};

/** How much longer it takes with the most disruptions than with the fewest. */
const growthOf = (sizes: readonly Measured[]): readonly Row[] => {
  const [small, large] = [sizes.at(0), sizes.at(-1)];
  if (small === undefined || large === undefined || small === large) return [];
  const value = ratio(at(0.5), large.spells.service, small.spells.service);
  return [
    {
      figure: `${small.figure}, from ${inWords(small.size)} to ${inWords(large.size)}: p50`,
      value,
      unit: ' times',
      toBareHttp: null,
      toBareSql: null,
      goal: `at most ${GROWTH} times`,
      met: value <= GROWTH,
    },
  ];
};

/** Every figure with its ratios and whether its goal is met; the same figure at several sizes comes together. */
export const rowsFor = (measured: readonly Measured[]): readonly Row[] =>
  [...Map.groupBy(measured, ({ figure }) => figure).values()].flatMap((sizes) => [
    ...sizes.flatMap(rowsOf),
    ...growthOf(sizes),
  ]);

/** The rows as a table, for a terminal and for Markdown alike. */
export const tableOf = (rows: readonly Row[]): string => {
  const number = (value: number | null) => (value === null ? '' : value.toPrecision(2));
  const met = (value: boolean | null) => (value === null ? '' : value ? 'met' : 'NOT MET');
  const lines = [
    ['Figure', 'Value', 'To bare node:http', 'To bare SQL', 'Goal', 'Met'],
    ...rows.map((row) => [
      row.figure,
      `${row.value.toFixed(row.value < 10 ? 2 : 1)}${row.unit}`,
      number(row.toBareHttp),
      number(row.toBareSql),
      row.goal,
      met(row.met),
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const written = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return written.toSpliced(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`).join('\n');
};
