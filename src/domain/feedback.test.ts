import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  childFeedbackWords,
  feedbackGroupOf,
  feedbackGroups,
  feedbackQuestions,
  feedbackWords,
  type GivenFeedback,
  isInPool,
  MOST_TOO_FEW,
  poolsOf,
  readFeedback,
} from './feedback.ts';
import { quarterOf, spanInWords } from './quarter.ts';
import { readingLevelOf } from './reading-age.ts';

const quarters = ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01', '2027-04-01'];
const given: fc.Arbitrary<GivenFeedback> = fc.record({
  group: fc.constantFrom(...feedbackGroups),
  quarter: fc.constantFrom(...quarters),
  answers: fc.record({
    heard: fc.constantFrom('yes', 'partly', 'no', 'not-said'),
    understood: fc.constantFrom('yes', 'partly', 'no', 'not-said'),
  }),
});

/** Everything that was ever shown, as time passes: at each moment only what was given by then. */
const everShown = (all: readonly GivenFeedback[]) =>
  [...quarters, '2027-07-01'].map((now) =>
    poolsOf(
      all.filter(({ quarter }) => quarter <= now),
      now,
    ),
  );

test('from all that is ever shown no group of five answers or fewer can be told', () => {
  fc.assert(
    fc.property(fc.array(given, { maxLength: 80 }), (all) => {
      const views = everShown(all);
      for (const [index, view] of views.entries()) {
        const before = views[index - 1] ?? [];
        // What was shown stays as it was, so that a difference of two views is made of whole groups.
        assert.deepEqual(
          before.map((pool) => view.find(({ group, from }) => group === pool.group && from === pool.from)),
          before,
        );
        for (const pool of view) {
          assert.ok(pool.count > MOST_TOO_FEW);
          assert.equal(all.filter((one) => isInPool(one, pool)).length, pool.count);
          // Each question is answered by all of the group: that somebody said nothing is a choice too.
          for (const { counts } of pool.said)
            assert.equal(
              Object.values(counts).reduce((sum, count) => sum + count, 0),
              pool.count,
            );
        }
      }
      // No answer is in two groups.
      for (const one of all)
        assert.ok((views.at(-1) ?? []).filter((pool) => isInPool(one, pool)).length <= 1);
    }),
    { numRuns: 300 },
  );
});

test('nothing of the quarter that goes on is shown, and quarters with few answers wait for the next', () => {
  const say = (quarter: string, times: number): readonly GivenFeedback[] =>
    Array.from({ length: times }, () => ({ group: 'family', quarter, answers: { heard: 'yes' } }));
  assert.deepEqual(poolsOf(say('2026-04-01', 9), '2026-04-01'), []);
  assert.deepEqual(poolsOf(say('2026-04-01', 5), '2026-07-01'), []);
  const both = [...say('2026-04-01', 5), ...say('2026-07-01', 1)];
  assert.deepEqual(
    poolsOf(both, '2026-10-01').map(({ from, until, count }) => [from, until, count]),
    [['2026-04-01', '2026-07-01', 6]],
  );
  assert.equal(poolsOf(both, '2026-10-01')[0]?.said[0]?.counts.yes, 6);
  assert.equal(poolsOf(both, '2026-10-01')[0]?.said[1]?.counts['not-said'], 6);
});

test('an answer keeps a choice for each question, and one with nothing in it is asked for again', () => {
  const read = (typed: Readonly<Record<string, string>>) =>
    readFeedback('family', (field) => typed[field] ?? '');
  assert.deepEqual(read({ heard: 'yes', understood: 'perhaps' }), {
    ok: true,
    value: { answers: { heard: 'yes', understood: 'not-said', respected: 'not-said' }, words: '' },
  });
  assert.equal(read({ better: 'A break' }).ok, true);
  const refusals = [read({}), read({ better: 'x'.repeat(1001) })].map((each) =>
    each.ok ? [] : each.problems.map(({ field }) => field),
  );
  assert.deepEqual(refusals, [['heard'], ['better']]);
});

test('a day is kept as its quarter, and a capacity as a part', () => {
  assert.deepEqual(
    ['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map((day) => quarterOf(day).from),
    ['2026-01-01', '2026-01-01', '2026-04-01', '2026-10-01'],
  );
  assert.equal(spanInWords(quarterOf('2026-10-01')), 'October to December 2026');
  assert.deepEqual(
    (['child', 'birth-family', 'adopters', 'current-carer', 'iro', 'home-manager'] as const).map(
      feedbackGroupOf,
    ),
    ['children', 'family', 'carers', 'carers', 'professionals', 'professionals'],
  );
});

test('everybody who is asked can read it: the grade is five or less', () => {
  const textsIn = (words: unknown): readonly string[] =>
    typeof words === 'string' ? [words] : Object.values(words ?? {}).flatMap(textsIn);
  const asked = Object.values(feedbackQuestions).flatMap((each) => each.map(({ asks }) => asks));
  for (const words of [feedbackWords, childFeedbackWords, asked]) {
    const text = textsIn(words)
      .map((each) => (/[.?!]$/.test(each) ? each : `${each}.`))
      .join(' ');
    assert.ok((readingLevelOf(text)?.grade ?? 99) <= 5, text);
  }
});
