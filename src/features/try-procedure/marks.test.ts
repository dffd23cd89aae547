import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Duty } from '../../domain/duty.ts';
import type { Facts } from '../../domain/facts.ts';
import type { Rule, WindowRule } from '../../domain/procedure.ts';
import type { Window } from '../../domain/window.ts';
import { marksOf } from './marks.ts';

const because = { paragraph: '1', says: 'It is said in our own words.' };
const rule = (id: string, window: WindowRule): Rule => ({
  id,
  duty: 'must',
  when: {},
  by: 'iro',
  asks: { support: 'support the child' },
  window,
  because,
});
const duty = ({ id, duty, by, asks }: Rule, window?: Window): Duty => ({
  rule: id,
  duty,
  by,
  asks,
  ...(window && { window }),
  because: { ...because, document: 'Procedure', facts: [] },
});
const meeting = rule('meeting', { to: { days: 42 }, after: 'broke-down-on' });
const papers = rule('papers', { to: { days: 14 }, before: 'panel-on' });
const review = rule('review', { to: { months: 6 }, after: 'meeting-on' });
const facts: Facts = {
  'broke-down-on': '2026-03-01',
  'panel-on': '2026-05-20',
  'order-made-on': '2020-01-01',
};

const marked = (today: string, duties: readonly Duty[]) =>
  marksOf({ rules: [meeting, papers, review] }, duties, facts, today).map(
    ({ label, on }) => `${label} ${on}`,
  );

test('the days that dated duties are counted from are marked, and no other day that is known', () => {
  assert.deepEqual(marked('2026-03-10', [duty(meeting, { to: '2026-04-12' }), duty(review)]), [
    'Today 2026-03-10',
    'Day it ended 2026-03-01',
  ]);
  assert.deepEqual(marked('2026-03-10', [duty(papers, { to: '2026-05-06' })]), [
    'Day of the panel 2026-05-20',
  ]);
});

test('today is marked while it is no farther from the days that are drawn than they are long, or a month', () => {
  const has = (today: string) => marked(today, [duty(meeting, { to: '2026-04-12' })])[0] === `Today ${today}`;
  assert.deepEqual(['2026-01-17', '2026-01-18', '2026-03-20', '2026-05-24', '2026-05-25'].map(has), [
    false,
    true,
    true,
    true,
    false,
  ]);
  const soon = (today: string) =>
    marked(today, [duty(meeting, { to: '2026-03-02' })])[0] === `Today ${today}`;
  assert.deepEqual(['2026-04-01', '2026-04-02'].map(soon), [true, false]);
});
