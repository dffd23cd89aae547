import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Procedure, Rule, WindowRule } from '../../domain/procedure.ts';
import { countedFrom, questionsOf } from './questions.ts';

const because = { paragraph: '1', says: 'It is said in our own words.' };
const rule = (when: Rule['when'], window?: WindowRule): Rule => ({
  id: 'R',
  duty: 'must',
  by: 'iro',
  asks: { support: 'support the child' },
  because,
  when,
  ...(window && { window }),
});
const asked = (when: Rule['when'], ...rules: readonly Rule[]) =>
  questionsOf({ scope: { id: 'S', when, because }, rules } satisfies Pick<Procedure, 'scope' | 'rules'>);

test('a procedure is asked about what it looks at, once, in the order of the catalogue', () => {
  const { facts } = asked(
    { kind: 'adoptive' },
    rule({ 'family-source': 'inter-agency', kind: 'adoptive' }, { to: { days: 42 }, after: 'broke-down-on' }),
    rule({ stage: ['at-risk', 'before-order'] }, { to: { weeks: 2 }, before: 'panel-on' }),
  );
  assert.deepEqual(facts, ['kind', 'stage', 'family-source', 'broke-down-on', 'panel-on']);
});

test('nothing is asked of a procedure that always applies and gives no days', () => {
  assert.deepEqual(asked({}, rule({})), { facts: [], pausedBy: [] });
});

test('a count of endings asks for their days, and for the day up to which they are counted', () => {
  const twice: Rule['when'] = {
    'unplanned-endings': { of: ['child', 'carer'], 'at-least': 2, within: { months: 12 } },
  };
  assert.deepEqual(asked({}, rule(twice)).facts, [
    'unplanned-endings-of-child',
    'unplanned-endings-with-carer',
    'broke-down-on',
  ]);
  assert.deepEqual(asked({}, rule({ ...twice, stage: 'at-risk' })).facts, [
    'stage',
    'unplanned-endings-of-child',
    'unplanned-endings-with-carer',
    'broke-down-on',
    'at-risk-since',
  ]);
});

test('a time since the order asks for the days of both', () => {
  assert.deepEqual(asked({}, rule({ 'since-order': { 'at-most': { years: 3 } } })).facts, [
    'broke-down-on',
    'order-made-on',
  ]);
});

test('pauses are asked about where one counts, with the reasons for which it does', () => {
  const window = { to: { days: 42 }, after: 'broke-down-on' } as const;
  assert.deepEqual(
    asked(
      {},
      rule({}, { ...window, 'paused-by': ['complaint'] }),
      rule({}, { ...window, 'paused-by': ['allegation', 'complaint'] }),
    ),
    { facts: ['broke-down-on', 'pauses'], pausedBy: ['complaint', 'allegation'] },
  );
});

test('a window is counted from the day it comes after or before', () => {
  assert.equal(countedFrom({ to: { days: 1 }, after: 'decided-on' }), 'decided-on');
  assert.equal(countedFrom({ to: { days: 1 }, before: 'panel-on' }), 'panel-on');
});
