import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { conditionFails, factInWords, factsBehind, periodInWords } from './condition.ts';
import type { Facts } from './facts.ts';
import type { When } from './procedure.ts';

const holds = (when: When, facts: Facts): boolean => conditionFails(when, facts) === undefined;

test('no condition holds for every placement, also for one of which nothing is known', () => {
  assert.equal(conditionFails({}, {}), undefined);
});

describe('a choice', () => {
  test('holds for its value alone', () => {
    assert.ok(holds({ stage: 'introductions' }, { stage: 'introductions' }));
    assert.deepEqual(conditionFails({ stage: 'introductions' }, { stage: 'after-order' }), {
      fact: 'stage',
      wanted: 'in introductions, before the child moved in',
      found: 'after the order was made',
    });
  });

  test('of a list holds for each value of it', () => {
    const when: When = { ending: ['unplanned', 'abrupt'] };
    assert.ok(holds(when, { ending: 'unplanned' }));
    assert.ok(holds(when, { ending: 'abrupt' }));
    assert.deepEqual(conditionFails(when, { ending: 'planned' }), {
      fact: 'ending',
      wanted: 'in an unplanned way or abruptly',
      found: 'as planned',
    });
  });

  test('of a fact that is not known does not hold', () => {
    assert.deepEqual(conditionFails({ complex: 'no' }, {}), {
      fact: 'complex',
      wanted: 'no',
      found: 'not known',
    });
  });

  test('that fails first, as they are written, is the one that decided', () => {
    const facts: Facts = { kind: 'adoptive', stage: 'at-risk', complex: 'no' };
    assert.equal(
      conditionFails({ kind: 'adoptive', complex: 'yes', stage: 'introductions' }, facts)?.fact,
      'complex',
    );
    assert.equal(conditionFails({ stage: 'introductions', complex: 'yes' }, facts)?.fact, 'stage');
  });
});

describe('the child’s age', () => {
  test('holds from the youngest to the oldest year it names, both included', () => {
    const when: When = { 'child-age': { 'at-least': 5, 'at-most': 10 } };
    const held = [4, 5, 10, 11].map((age) => holds(when, { 'child-age': age }));
    assert.deepEqual(held, [false, true, true, false]);
  });

  test('can have one bound alone', () => {
    assert.ok(holds({ 'child-age': { 'at-least': 16 } }, { 'child-age': 17 }));
    assert.ok(holds({ 'child-age': { 'at-most': 16 } }, { 'child-age': 0 }));
  });

  test('says what it wanted and what it found', () => {
    const when: When = { 'child-age': { 'at-least': 5, 'at-most': 10 } };
    assert.deepEqual(conditionFails(when, { 'child-age': 11 }), {
      fact: 'child-age',
      wanted: 'at least 5 and at most 10',
      found: '11',
    });
    assert.deepEqual(conditionFails({ 'child-age': { 'at-most': 10 } }, {}), {
      fact: 'child-age',
      wanted: 'at most 10',
      found: 'not known',
    });
  });
});

describe('two unplanned endings in 12 months, of the child or the carer', () => {
  const when: When = {
    'unplanned-endings': { of: ['child', 'carer'], 'at-least': 2, within: { months: 12 } },
  };
  const ended = { 'broke-down-on': '2026-03-01' };
  const ofChild = (...days: readonly string[]): Facts => ({ ...ended, 'unplanned-endings-of-child': days });
  const withCarer = (...days: readonly string[]): Facts => ({
    ...ended,
    'unplanned-endings-with-carer': days,
  });

  test('hold for the child, and for the carers', () => {
    assert.ok(holds(when, ofChild('2025-09-10', '2026-03-01')));
    assert.ok(holds(when, withCarer('2025-09-10', '2026-03-01')));
  });

  test('count the same day a year ago, and not the day before it', () => {
    assert.ok(holds(when, ofChild('2025-03-01', '2026-03-01')));
    assert.ok(!holds(when, ofChild('2025-02-28', '2026-03-01')));
  });

  test('count nothing that ended after this placement', () => {
    assert.ok(!holds(when, ofChild('2026-03-01', '2026-03-02')));
  });

  test('are not made up of one of the child and one with the carers', () => {
    const facts = { ...ofChild('2026-03-01'), ...withCarer('2025-09-10') };
    assert.deepEqual(conditionFails(when, facts), {
      fact: 'unplanned-endings',
      wanted: 'at least 2 in 12 months of the child or carer',
      found: '1',
    });
  });

  test('do not count for the other when only the child’s are asked for', () => {
    const child: When = { 'unplanned-endings': { of: ['child'], 'at-least': 2, within: { months: 12 } } };
    const facts = { ...ofChild('2026-03-01'), ...withCarer('2025-09-10', '2026-03-01') };
    assert.equal(conditionFails(child, facts)?.found, '1');
  });

  test('count up to the day a risk was raised, when nothing has ended', () => {
    const facts: Facts = {
      'at-risk-since': '2026-03-01',
      'unplanned-endings-of-child': ['2025-03-01', '2025-12-24'],
    };
    assert.ok(holds(when, facts));
  });

  test('at most one are fewer than two, once both the child’s and the carers’ are known', () => {
    const once: When = {
      'unplanned-endings': { of: ['child', 'carer'], 'at-most': 1, within: { months: 12 } },
    };
    const [one, two] = [['2026-03-01'], ['2025-09-10', '2026-03-01']];
    assert.ok(holds(once, { ...ofChild(...one), ...withCarer('2025-02-28', ...one) }));
    assert.deepEqual(conditionFails(once, { ...ofChild(...one), ...withCarer(...two) }), {
      fact: 'unplanned-endings',
      wanted: 'at most 1 in 12 months of the child or carer',
      found: '2',
    });
    assert.equal(conditionFails(once, ofChild(...one))?.found, 'not known');
    assert.equal(conditionFails(once, ofChild(...two))?.found, '2', 'already too many');
  });

  test('are not known without the endings, or without the day', () => {
    assert.equal(conditionFails(when, ended)?.found, 'not known');
    const days = ['2025-09-10', '2026-03-01'];
    assert.equal(conditionFails(when, { 'unplanned-endings-of-child': days })?.found, 'not known');
  });
});

describe('an order made at most two years before', () => {
  const when: When = { 'since-order': { 'at-most': { years: 2 } } };
  const madeOn = (day: string): Facts => ({ 'order-made-on': day, 'broke-down-on': '2026-03-01' });

  test('holds from the same day two years ago to the day it ended', () => {
    const days = ['2024-02-29', '2024-03-01', '2026-03-01', '2026-03-02'];
    const held = days.map((day) => holds(when, madeOn(day)));
    assert.deepEqual(held, [false, true, true, false]);
  });

  test('says when the order was made, or that it is not known', () => {
    assert.deepEqual(conditionFails(when, madeOn('2024-02-29')), {
      fact: 'since-order',
      wanted: 'the order made at most 2 years before',
      found: 'made on 29 February 2024',
    });
    assert.equal(conditionFails(when, { 'broke-down-on': '2026-03-01' })?.found, 'not known');
    assert.equal(conditionFails(when, { 'order-made-on': '2024-03-01' })?.found, 'not known');
  });
});

test('nothing is decided about a meeting until the facts say so', () => {
  assert.ok(holds({ decision: ['not-made', 'to-meet'] }, {}));
  assert.ok(!holds({ decision: 'not-made' }, { decision: 'not-to-meet' }));
  assert.deepEqual(factsBehind([{ decision: 'not-made' }], {}), [{ fact: 'decision', value: 'not-made' }]);
});

describe('the facts behind a rule', () => {
  test('are those its conditions looked at, each once, with what is known of them', () => {
    const facts: Facts = {
      kind: 'adoptive',
      stage: 'after-order',
      complex: 'no',
      'child-age': 7,
      'broke-down-on': '2026-03-01',
      'order-made-on': '2025-03-01',
      'unplanned-endings-of-child': ['2025-09-10', '2026-03-01'],
    };
    const scope: When = { kind: 'adoptive', stage: ['before-order', 'after-order'] };
    const when: When = {
      stage: 'after-order',
      'child-age': { 'at-most': 10 },
      'unplanned-endings': { of: ['child', 'carer'], 'at-least': 2, within: { months: 12 } },
      'since-order': { 'at-most': { years: 3 } },
    };
    assert.deepEqual(factsBehind([scope, when], facts), [
      { fact: 'kind', value: 'adoptive' },
      { fact: 'stage', value: 'after-order' },
      { fact: 'child-age', value: '7' },
      { fact: 'unplanned-endings-of-child', value: '2025-09-10, 2026-03-01' },
      { fact: 'order-made-on', value: '2025-03-01' },
    ]);
  });

  test('are said as people say them', () => {
    assert.deepEqual(
      [
        factInWords('stage', 'introductions'),
        factInWords('child-age', '7'),
        factInWords('order-made-on', '2025-03-01'),
        factInWords('unplanned-endings-of-child', '2025-09-10, 2026-03-01'),
      ],
      [
        'stage: in introductions, before the child moved in',
        'child’s age: 7',
        'day of the order: 1 March 2025',
        'unplanned endings of the child’s placements: 10 September 2025, 1 March 2026',
      ],
    );
  });
});

test('a period is said in its own unit, one of it without an s', () => {
  const periods = [{ months: 12 }, { weeks: 1 }, { 'working-days': 5 }, { 'working-days': 1 }, { years: 0 }];
  assert.deepEqual(periods.map(periodInWords), [
    '12 months',
    '1 week',
    '5 working days',
    '1 working day',
    '0 years',
  ]);
});
