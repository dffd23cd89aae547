import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../domain/dates.ts';
import {
  type FactDefinition,
  type FactName,
  type Facts,
  factDefinitions,
  factNames,
} from '../../domain/facts.ts';
import type { Typed } from '../../web/typed.ts';
import { readFacts, typedFacts } from './read-facts.ts';

const read = (typed: Typed, asked: readonly FactName[] = factNames) => readFacts(asked, typed);
const problemsOf = (typed: Typed): Readonly<Record<string, string>> => {
  const result = read(typed);
  if (result.ok) return {};
  return Object.fromEntries(result.problems.map(({ field, message }) => [field, message]));
};
const date = (name: string, day: string, month: string, year: string): Typed => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
});

test('what is left empty, or not known, is no fact', () => {
  assert.deepEqual(read({}), { ok: true, value: {} });
  const empty = { kind: '', stage: 'not-known', 'child-age': ' ', 'unplanned-endings-of-child': '\r\n ' };
  assert.deepEqual(read({ ...empty, ...date('broke-down-on', '', '', ''), 'pauses-reason': '' }), {
    ok: true,
    value: {},
  });
});

test('only what was asked is read', () => {
  assert.deepEqual(read({ kind: 'adoptive', stage: 'spaceship' }, ['kind']), {
    ok: true,
    value: { kind: 'adoptive' },
  });
});

test('dates on lines are read as people write them, and put in order; two on one day are two', () => {
  const typed = { 'unplanned-endings-with-carer': '1 March 2026\r\n\r\n 2025-12-24 \n1/3/2026\n3.1.2026' };
  assert.deepEqual(read(typed), {
    ok: true,
    value: { 'unplanned-endings-with-carer': ['2025-12-24', '2026-01-03', '2026-03-01', '2026-03-01'] },
  });
});

const wrong: readonly (readonly [string, Typed, Readonly<Record<string, string>>])[] = [
  [
    'a kind there is not',
    { kind: 'spaceship' },
    { kind: 'Choose one of the answers to “What kind of placement is it?”' },
  ],
  [
    'a name every object has',
    { kind: 'constructor', complex: '__proto__' },
    {
      kind: 'Choose one of the answers to “What kind of placement is it?”',
      complex: 'Choose one of the answers to “Is it a complex case?”',
    },
  ],
  [
    'an age in words',
    { 'child-age': 'seven' },
    { 'child-age': 'The child’s age must be a whole number, such as 7' },
  ],
  [
    'a day that is not in the month',
    date('broke-down-on', '31', '2', '2026'),
    {
      'broke-down-on': 'The day it ended must be a real date, such as 1 3 2026',
    },
  ],
  [
    'half a date',
    date('panel-on', '1', '', ''),
    {
      'panel-on': 'The day of the panel must be a real date, such as 1 3 2026',
    },
  ],
  [
    'a day nobody plans for',
    date('meeting-on', '1', '1', '1066'),
    {
      'meeting-on': 'The day of the meeting must be between 1990 and 2099',
    },
  ],
  [
    'lines that are no dates',
    { 'unplanned-endings-of-child': '31 2 2026\n1 3 2026\n<b>\n1 1 3000' },
    {
      'unplanned-endings-of-child':
        '“31 2 2026”, “<b>” and “1 1 3000” are not dates between 1990 and 2099: write one on each line, such as 1 3 2026',
    },
  ],
  [
    'a pause with no beginning and no reason',
    date('pauses-until', '1', '3', '2026'),
    {
      'pauses-from': 'Enter the day it was paused',
      'pauses-reason': 'Choose why it was paused',
    },
  ],
  [
    'a pause that ends before it begins',
    {
      ...date('pauses-from', '2', '3', '2026'),
      ...date('pauses-until', '2', '3', '2026'),
      'pauses-reason': 'complaint',
    },
    { 'pauses-until': 'The day the work went on must be after the day it was paused' },
  ],
  [
    'a pause with a date and a reason that are none',
    {
      ...date('pauses-from', '99', '3', '2026'),
      'pauses-reason': 'holidays',
    },
    {
      'pauses-from': 'The day it was paused must be a real date, such as 1 3 2026',
      'pauses-reason': 'Choose why it was paused',
    },
  ],
];

for (const [what, typed, problems] of wrong)
  test(`${what} is said beside its question`, () => assert.deepEqual(problemsOf(typed), problems));

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));
const pause = fc
  .record({ from: day, days: fc.option(fc.integer({ min: 1, max: 90 })) })
  .map(({ from, days }) => [
    { from, ...(days === null ? {} : { until: addDays(from, days) }), reason: 'complaint' },
  ])
  .filter(([only]) => (only?.until ?? '') < '2100');
const anyValueOf = (definition: FactDefinition): fc.Arbitrary<unknown> => {
  switch (definition.type) {
    case 'choice':
      return fc.constantFrom(...Object.keys(definition.values));
    case 'date':
      return day;
    case 'dates':
      return fc.array(day, { minLength: 1, maxLength: 5 }).map((days) => days.sort());
    case 'number':
      return fc.nat(99);
    case 'pauses':
      return pause;
  }
};
const someFacts = fc
  .record(Object.fromEntries(factNames.map((name) => [name, anyValueOf(factDefinitions[name])])), {
    requiredKeys: [],
  })
  .map((facts) => facts as Facts);

test('facts that go into an address are the same facts when it is opened', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const address = new URLSearchParams(typedFacts(facts));
      assert.deepEqual(read(Object.fromEntries(address)), { ok: true, value: { ...facts } });
    }),
  );
});

test('whatever is typed, it is read or said to be wrong, and nothing breaks', () => {
  const parts = ['-day', '-month', '-year', '-from-day', '-until-year', '-reason', ''];
  const field = fc
    .tuple(fc.constantFrom(...factNames), fc.constantFrom(...parts))
    .map(([name, part]) => name + part);
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('31', '2', '2026', 'yes', '1 3 2026', '0000-00-00', '\0'),
  );
  fc.assert(
    fc.property(fc.dictionary(field, fc.oneof(text, fc.array(text))), (typed) => {
      const result = read(typed);
      if (!result.ok)
        for (const { field, message } of result.problems) assert.ok(field !== '' && message !== '');
    }),
  );
});
