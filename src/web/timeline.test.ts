import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assertValidPage } from '../../test/html-validate.ts';
import { exampleShell } from '../../test/kitchen-sink.ts';
import { addDays } from '../domain/dates.ts';
import { html } from './html.ts';
import { page } from './page.ts';
import { type TimelineEntry, type TimelineMark, timeline } from './timeline.ts';
import { at, scaleOf, ticksOf } from './timeline-scale.ts';

const meeting: TimelineEntry = { label: 'Hold the disruption meeting', from: '2026-03-29', to: '2026-04-12' };
const chair: TimelineEntry = { label: 'Arrange an independent chair', to: '2026-04-12' };
const marks: readonly TimelineMark[] = [
  { label: 'Today', on: '2026-03-10', isToday: true },
  { label: 'Day it ended', on: '2026-03-01' },
];
const draw = (entries: readonly TimelineEntry[], more: readonly TimelineMark[] = marks): string =>
  String(timeline({ id: 'days', title: 'The days it gives', entries, marks: more }));

/** The numbers of an attribute, of every element of a class, as they come. */
const numbers = (drawing: string, kind: string, attribute: string): readonly number[] =>
  Array.from(
    drawing.matchAll(new RegExp(`class="app-timeline__${kind}[^>]* ${attribute}="([\\d.]+)(%|em)"`, 'g')),
    ([, number]) => Number(number),
  );

test('a time is a bar from the beginning of its first day to the end of its last, and a deadline a point on its day', () => {
  const drawing = draw([meeting, chair]);
  const across = scaleOf(['2026-03-01', '2026-04-12']);
  assert.deepEqual(numbers(drawing, 'bar', 'x'), [at(across, '2026-03-29')]);
  const [width = 0] = numbers(drawing, 'bar', 'width');
  assert.equal(at(across, '2026-03-29') + width, at(across, '2026-04-13'));
  assert.deepEqual(numbers(drawing, 'bar', 'cx'), [at(across, '2026-04-12', 0.5)]);
});

test('it is an image with a title and a description, and says in words everything that it draws, day by day', () => {
  const drawing = draw([chair, meeting]);
  assert.match(drawing, /<svg [^>]*role="img" aria-labelledby="days-title days-description"/);
  assert.match(drawing, /<title id="days-title">The days it gives<\/title>/);
  assert.match(drawing, /<desc id="days-description">1 March 2026 to 12 April 2026\./);
  const lines = Array.from(drawing.matchAll(/<li>(.*?)<\/li>/g), ([, line]) => line);
  assert.deepEqual(lines, [
    'Sunday 1 March 2026: <strong>Day it ended</strong>',
    'Tuesday 10 March 2026: <strong>Today</strong>',
    'Sunday 29 March 2026 to Sunday 12 April 2026: Hold the disruption meeting',
    'By Sunday 12 April 2026: Arrange an independent chair',
  ]);
});

test('a long label takes two lines in the drawing, and is whole in the words', () => {
  const label =
    'Convene the meeting: invite the prospective adopters, the social worker of the adopters and the panel';
  const drawing = draw([{ label, to: '2026-04-12' }]);
  assert.equal(drawing.match(/app-timeline__label/g)?.length, 2);
  assert.match(drawing, />prospective adopters, the social …<\/text>/);
  assert.ok(drawing.includes(`: ${label}</li>`));
});

test('a page with it is valid, needs no style of its own, and takes no markup from a label', () => {
  const body = html`<h1>Days</h1>${timeline({ id: 'days', title: 'Days', entries: [{ label: '<b>&', to: '2026-04-12' }], marks })}`;
  const whole = page(exampleShell, { title: 'Days', body });
  assertValidPage(whole);
  assert.match(whole, />&lt;b&gt;&amp;<\/text>/);
});

test('nothing is drawn when nothing has a day', () => {
  assert.equal(timeline({ id: 'days', title: 'Days', entries: [], marks }), null);
});

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));
const entry = fc
  .record({
    label: fc.string({ minLength: 1 }),
    to: day,
    before: fc.option(fc.nat(4_000), { nil: undefined }),
  })
  .map(({ label, to, before }) => ({
    label,
    to,
    ...(before === undefined ? {} : { from: addDays(to, -before) }),
  }));
const mark = fc.record({ label: fc.string(), on: day });

test('whatever the days, everything lies within the drawing, later days farther right, one row below the other', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 8 }),
      fc.array(mark, { maxLength: 4 }),
      (entries, many) => {
        const drawing = draw(entries, many);
        const lefts = numbers(drawing, 'bar', 'x');
        const widths = numbers(drawing, 'bar', 'width');
        const points = numbers(drawing, 'bar', 'cx');
        assert.equal(lefts.length + points.length, entries.length);
        for (const [index, left] of lefts.entries()) {
          assert.ok(left > 0 && left + (widths[index] ?? 0) < 100.01, drawing);
          assert.ok((widths[index] ?? 0) > 0);
        }
        for (const x of [...points, ...numbers(drawing, 'line', 'x1')]) assert.ok(x > 0 && x < 100);
        assert.deepEqual(
          lefts,
          lefts.toSorted((a, b) => a - b),
        );
        const [height = 0] = Array.from(drawing.matchAll(/<svg [^>]*height="([\d.]+)em"/g), ([, number]) =>
          Number(number),
        );
        const strips = numbers(drawing, 'strip', 'y');
        assert.deepEqual(
          strips,
          strips.toSorted((a, b) => a - b),
        );
        assert.ok((strips.at(-1) ?? 0) < height);
      },
    ),
  );
});

test('a few days to read the others by, from a day to a century, and each is among them', () => {
  fc.assert(
    fc.property(day, fc.nat(36_500), (first, days) => {
      const across = scaleOf([addDays(first, days), first]);
      const ticks = ticksOf(across);
      assert.ok(ticks.length >= 1 && ticks.length <= 4, `${ticks.length} for ${days} days`);
      for (const { on } of ticks) assert.ok(on >= first && on <= addDays(first, days), on);
    }),
    {
      examples: [
        ['2026-03-01', 0],
        ['2026-03-01', 55],
        ['2026-03-01', 56],
        ['2050-01-01', 14_641],
      ],
    },
  );
});

test('windows that are counted from the first day are read by weeks of it, and long ones by months and years', () => {
  const labels = (first: string, last: string) => ticksOf(scaleOf([first, last])).map(({ label }) => label);
  assert.deepEqual(labels('2026-03-01', '2026-04-12'), ['1 Mar', '15 Mar', '29 Mar', '12 Apr']);
  assert.deepEqual(labels('2026-03-10', '2026-06-30'), ['1 Apr', '1 May', '1 Jun']);
  assert.deepEqual(labels('2026-03-10', '2029-02-28'), ['2027', '2028', '2029']);
});
