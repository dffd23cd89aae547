import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  clearDoubts,
  type Doubt,
  joinRuns,
  type KeptDoubt,
  namesNotLinked,
  notCleared,
  pairsIn,
} from './release-doubt.ts';

const namesIn = (text: string, elsewhere: readonly string[] = []): readonly string[] =>
  namesNotLinked(
    { part: '“Findings”', text },
    ['Robin Oldroyd', 'Amina Khan', 'Anne-Marie Ash'],
    elsewhere,
  ).map(({ found, what }) => `${found} ${what}`);

describe('who is not linked to the child', () => {
  const stranger = 'may be the name of somebody who is not on this case';
  for (const [text, expected] of [
    ['Robin Oldroyd slept. Amina Khan came.', []],
    ['It was said that Thomas Bell came too.', [`Thomas Bell ${stranger}`]],
    ['Thomas Bell came too.', [`Thomas Bell ${stranger}`]],
    ['Mr Bell came, and Mrs Oldroyd.', [`Mr Bell ${stranger}`]],
    ['Dr. Bell came.', [`Dr. Bell ${stranger}`]],
    ['Anne Ash rang. Katie Oldroyd did not.', []],
    ['The Derby City panel met in March Street.', []],
  ] as const)
    test(text, () => assert.deepEqual(namesIn(text), expected));

  test('somebody of another case is told so, and not twice', () => {
    assert.deepEqual(namesIn('Then Thomas Bell and Zofia Nowak came.', ['Zofia Nowak', 'Thomas Bell']), [
      'Thomas Bell is the name of somebody on another case',
      'Zofia Nowak is the name of somebody on another case',
    ]);
  });

  test('pairs are found in a row of capitals, each once', () => {
    assert.deepEqual(pairsIn('Mary Jane Ash and Mary Jane'), ['Mary Jane', 'Jane Ash']);
  });
});

test('runs that overlap are told as one text', () => {
  assert.deepEqual(joinRuns(['a b c', 'b c d', 'c d e', 'x y z', 'y z a']), ['a b c d e', 'x y z a']);
});

describe('clearing', () => {
  const waiting: KeptDoubt = {
    ...{ id: 'd1', kind: 'near-miss', found: 'Hargrove', place: '“Findings”' },
    ...{ what: 'is spelt almost like the name of Adopter 1', because: '', clearedBy: null, clearedAt: null },
  };
  const cleared: KeptDoubt = {
    ...waiting,
    id: 'd2',
    found: 'Bell',
    because: 'A dog',
    clearedBy: 'Amina',
    clearedAt: new Date(0),
  };
  const asked = { ids: ['d1', 'd2', 'd3'], because: 'It is a street' };

  test('takes what waits, by somebody who did not write', () => {
    assert.deepEqual(clearDoubts([waiting, cleared], asked, { id: 'amina', authors: ['bilal'] }), {
      ok: true,
      value: { doubts: [waiting], because: 'It is a street' },
    });
  });

  for (const [why, ask, id, fields] of [
    ['the author', asked, 'bilal', ['doubts']],
    ['nothing ticked', { ...asked, ids: [] }, 'amina', ['doubts']],
    ['no reason', { ...asked, because: '' }, 'amina', ['because']],
  ] as const)
    test(`is refused: ${why}`, () => {
      const decision = clearDoubts([waiting], ask, { id, authors: ['bilal'] });
      assert.deepEqual(decision.ok ? [] : decision.problems.map(({ field }) => field), fields);
    });

  test('what was cleared stops no release, wherever it stands; everything else does', () => {
    const elsewhere: Doubt = { ...cleared, place: '“Lessons”' };
    assert.deepEqual(notCleared([elsewhere], [waiting, cleared]), []);
    assert.deepEqual(notCleared([waiting, elsewhere, waiting], [waiting, cleared]), [
      '“Hargrove” is spelt almost like the name of Adopter 1, in “Findings”',
    ]);
    assert.equal(
      notCleared([{ ...elsewhere, what: 'is short for the name of Adopter 2' }], [cleared]).length,
      1,
    );
  });
});
