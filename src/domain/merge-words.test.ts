import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mergeWords } from './merge-words.ts';

describe('two texts made from one', () => {
  const base = 'The match was made in May. They read together. Robin slept badly.';

  test('become one with both changes, wherever each was made', () => {
    const mine = 'The match was agreed in May. They read together. Robin slept badly.';
    const theirs = 'The match was made in May. They read together. Robin slept badly at first.';
    assert.equal(
      mergeWords(base, mine, theirs),
      'The match was agreed in May. They read together. Robin slept badly at first.'.replace(
        'badly at first.',
        'badly at first.',
      ),
    );
  });

  test('keep several changes of one between those of the other', () => {
    const mine = 'Our match was made in May. They read together. Robin slept well.';
    const theirs = 'The match was made in May. They sang together. Robin slept badly.';
    assert.equal(
      mergeWords(base, mine, theirs),
      'Our match was made in May. They sang together. Robin slept well.',
    );
  });

  for (const [what, mine, theirs] of [
    ['the same word is changed twice', base.replace('May', 'June'), base.replace('May', 'July')],
    ['both go on at the end', `${base} He asks for his dog.`, `${base} He has a dog.`],
    [
      'one takes away what the other changes',
      base.replace(' They read together.', ''),
      base.replace('read', 'sang'),
    ],
    [
      'one adds to the word that the other changes',
      base.replace('May.', 'June.'),
      base.replace('May.', 'May?'),
    ],
  ] as const)
    test(`wait for a person when ${what}`, () => assert.equal(mergeWords(base, mine, theirs), null));

  test('the same change made twice is one', () => {
    const changed = base.replace('May', 'June');
    assert.equal(mergeWords(base, changed, changed), changed);
  });

  test('a text too long to compare word by word is still merged around one change', () => {
    const long = Array.from({ length: 8_000 }, (_, n) => `w${n}`).join(' ');
    const mine = `${long.replace('w1 ', 'first ')} end`.replace(' end', '');
    assert.equal(mergeWords(long, mine, `${long} last`), `${mine} last`);
  });
});

describe('of any texts', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'ab', '\n', ' ', 'ö');
  const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));
  const typed = fc.stringMatching(/^[x-z]{1,4}$/);

  test('one who changed nothing takes the other’s', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        assert.equal(mergeWords(base, base, other), other);
        assert.equal(mergeWords(base, other, base), other);
      }),
    );
  });

  test('it makes no difference who was first', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) =>
        assert.equal(mergeWords(base, mine, theirs), mergeWords(base, theirs, mine)),
      ),
    );
  });

  test('no word that either typed anew is lost', () => {
    const many = (all: string, one: string) => all.split(/\s/).filter((each) => each === one).length;
    fc.assert(
      fc.property(text, fc.nat(), typed, fc.nat(), typed, (base, at, mine, elsewhere, theirs) => {
        const put = (place: number, what: string) => {
          const words = base.split(' ');
          words.splice(place % (words.length + 1), 0, what);
          return words.join(' ');
        };
        const merged = mergeWords(base, put(at, mine), put(elsewhere, theirs));
        if (merged === null) return;
        if (mine !== theirs) assert.deepEqual([many(merged, mine), many(merged, theirs)], [1, 1]);
        else assert.ok(many(merged, mine) >= 1);
      }),
    );
  });

  test('changes far enough from each other always come together', () => {
    fc.assert(
      fc.property(text, text, typed, typed, (before, after, mine, theirs) => {
        const base = `${before} start stays here end ${after}`;
        assert.equal(
          mergeWords(base, base.replace('start', mine), base.replace('end', theirs)),
          base.replace('start', mine).replace('end', theirs),
        );
      }),
    );
  });
});
