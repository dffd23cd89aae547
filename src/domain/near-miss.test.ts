import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isOneLetterOff, nearMisses } from './near-miss.ts';
import type { Secret } from './secret.ts';

const ordinary = new Set('the to a hard part ward word state plat will family was seen by'.split(' '));
const isOrdinary = (word: string): boolean => ordinary.has(word);
const secret = (kind: Secret['kind'], value: string): Secret => ({ kind, value, label: `the ${kind}` });
const near = (text: string, ...secrets: readonly Secret[]): readonly string[] =>
  nearMisses([{ part: 'here', text }], secrets, isOrdinary).map(({ found, how }) => `${found}: ${how}`);

const jane = secret('name', 'Elizabeth Hargrave');

describe('a name', () => {
  for (const [text, expected] of [
    ['We met Hargrove there.', ['Hargrove: misspelt']],
    ['We met Hargave there.', ['Hargave: misspelt']],
    ['We met Hargravve there.', ['Hargravve: misspelt']],
    ['We met Hargraev there.', ['Hargraev: misspelt']],
    ['Hargrove came.', ['Hargrove: misspelt']],
    ['We met hargrove there.', ['hargrove: misspelt']],
    ['We met hargrave there.', ['hargrave: small-letters']],
    ['We met Har grave there.', ['Har grave: misspelt']],
    ['We met Hárgrove there.', ['Hargrove: misspelt']],
    ['We met Liz there.', ['Liz: nickname']],
    ['We met E. H. there.', ['E. H.: initials']],
    ['We met E.H. there.', ['E.H.: initials']],
    ['We met EH there.', ['EH: initials']],
    ['We met nobody there.', []],
    ['We met Harbour there.', []],
  ] as const)
    test(`${text} ${expected.length === 0 ? 'comes near nothing' : expected.join()}`, () =>
      assert.deepEqual(near(text, jane), expected));

  test('that stands there exactly is for the check of leaks, and not pointed out here', () => {
    assert.deepEqual(near('We met Elizabeth Hargrave there.', jane), []);
  });

  test('of few letters is found one letter off with a capital of its own, and not in ordinary words', () => {
    const hart = secret('name', 'Ann Hart');
    assert.deepEqual(near('We met Mrs Hort there.', hart), ['Hort: misspelt']);
    assert.deepEqual(near('We met Mrs Hard there.', hart), ['Hard: misspelt']);
    assert.deepEqual(near('Hard to say. It was hard, in part.', hart), []);
  });

  test('abbreviations of posts are nobody’s initials, unless they have stops', () => {
    const sam = secret('name', 'Sam Ward');
    assert.deepEqual(near('The SW came to the ward.', sam), []);
    assert.deepEqual(near('S.W. came.', sam), ['S.W.: initials']);
  });

  test('what is short for it is pointed out at the beginning of a sentence only when it is no word', () => {
    const will = secret('name', 'William Hargrave');
    assert.deepEqual(near('Will the family be seen?', will), []);
    assert.deepEqual(near('It was Will who came.', will), ['Will: nickname']);
  });
});

describe('numbers and places', () => {
  for (const [secretOf, text, expected] of [
    [secret('phone', '01632 960111'), 'Ring 01632 960112 now.', ['01632 960112: misspelt']],
    [secret('phone', '01632 960111'), 'Ring +44 1632 96011 now.', ['+44 1632 96011: misspelt']],
    [secret('phone', '01632 960111'), 'Ring 01632 777333 now.', []],
    [secret('email', 'jane@ash.example'), 'Write to jane@esh.example now.', ['jane@esh.example: misspelt']],
    [
      secret('email', 'jane@ash.example'),
      'Write to jone(at)ash.example now.',
      ['jone(at)ash.example: misspelt'],
    ],
    [secret('email', 'jane@ash.example'), 'Write to office@derby.example now.', []],
    [secret('postcode', 'DQ56 9ZZ'), 'It is DQ56 9ZX.', ['DQ56 9ZX: misspelt']],
    [secret('address', '7 Quillet Row, Belper, DQ56 9ZZ'), 'It is dq569zx.', ['dq569zx: misspelt']],
    [secret('address', '7 Quillet Row, Belper, DQ56 9ZZ'), 'They live in Belper.', ['Belper: part-of']],
    [secret('address', '7 Quillet Row, Belper, DQ56 9ZZ'), 'They live in Quilet Row.', ['Quilet: misspelt']],
    [secret('address', '7 Quillet Row, Belper, DQ56 9ZZ'), 'They live in a row.', []],
  ] as const)
    test(`${text} ${expected.join() || 'nothing'}`, () => assert.deepEqual(near(text, secretOf), expected));
});

test('each is pointed out once a text, with where it stands and what it may be', () => {
  const texts = ['one', 'two'].map((part) => ({ part, text: 'Hargrove and Hargrove, and HARGROVE.' }));
  assert.deepEqual(nearMisses(texts, [jane], isOrdinary), [
    { part: 'one', found: 'Hargrove', how: 'misspelt', label: 'the name' },
    { part: 'two', found: 'Hargrove', how: 'misspelt', label: 'the name' },
  ]);
});

describe('one letter off', () => {
  const word = fc.stringMatching(/^[a-d]{2,8}$/);
  const edit = fc.record({
    at: fc.nat(8),
    letter: fc.constantFrom(...'abcdz'),
    how: fc.constantFrom('more', 'fewer', 'other', 'changed round'),
  });

  test('is whatever one edit makes of a word, and no word itself', () => {
    fc.assert(
      fc.property(word, edit, (before, { at, letter, how }) => {
        const n = at % before.length;
        const [head, one = '', next = '', tail] = [
          before.slice(0, n),
          before[n],
          before[n + 1],
          before.slice(n + 2),
        ];
        const after = {
          more: head + letter + one + next + tail,
          fewer: head + next + tail,
          other: head + letter + next + tail,
          'changed round': head + next + one + tail,
        }[how];
        assert.equal(isOneLetterOff(before, after), before !== after);
        assert.equal(isOneLetterOff(after, before), before !== after);
      }),
    );
  });

  test('is nothing that two edits make at different places', () => {
    for (const [one, other] of [
      ['hargrave', 'bargrove'],
      ['ash', 'ashes'],
      ['abc', 'cba'],
      ['abcd', 'badc'],
    ] as const)
      assert.equal(isOneLetterOff(one, other), false, `${one} ${other}`);
  });
});
