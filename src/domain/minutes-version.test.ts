import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesBetween, type KeptPassage } from './minutes-version.ts';

const kept = (id: string, text: string, changes: Partial<KeptPassage> = {}): KeptPassage => ({
  ...{ id, text, agendaKey: 'ending', whose: 'nobody', aboutChildId: null, withheldFrom: [] },
  ...changes,
});

test('what was added, taken away or written otherwise is told passage by passage, and what is the same is not', () => {
  const before = [kept('a', 'It ended.'), kept('b', 'The same.'), kept('c', 'Gone.'), kept('e', '')];
  const after = [kept('a', 'It ended in May.'), kept('b', 'The same.'), kept('d', 'New.'), kept('e', '')];
  assert.deepEqual(
    changesBetween(before, after).map((one) => [one.before?.text ?? null, one.after?.text ?? null]),
    [
      ['It ended.', 'It ended in May.'],
      [null, 'New.'],
      ['Gone.', null],
    ],
  );
});

test('who may read a passage is told when that alone changed, whatever the order it is kept in', () => {
  const before = [kept('a', 'x', { withheldFrom: ['carers', 'adopters'] }), kept('b', 'y')];
  const same = [kept('a', 'x', { withheldFrom: ['adopters', 'carers'] }), kept('b', 'y')];
  assert.deepEqual(changesBetween(before, same), []);
  const other = [
    kept('a', 'x', { withheldFrom: ['adopters', 'carers'] }),
    kept('b', 'y', { whose: 'adopters' }),
  ];
  assert.deepEqual(
    changesBetween(before, other).map(({ after, readersChanged }) => [after?.id, readersChanged]),
    [['b', true]],
  );
});

test('nothing differs between a version and itself', () => {
  const passages = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c'), text: fc.string() }), {
    selector: ({ id }) => id,
  });
  fc.assert(
    fc.property(passages, (some) => {
      const all = some.map(({ id, text }) => kept(id, text));
      assert.deepEqual(changesBetween(all, all), []);
    }),
  );
});
