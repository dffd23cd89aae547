import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readingLevelInWords, readingLevelOf, syllablesIn, wordsToAvoid } from './reading-age.ts';

test('the syllables of ordinary words are counted as they are spoken', () => {
  const of = (count: number, ...words: readonly string[]) => {
    for (const word of words) assert.equal(syllablesIn(word), count, word);
  };
  of(1, 'the', 'cat', 'home', 'asked', 'moved', 'likes', 'lived', 'school', 'Names');
  of(
    2,
    'little',
    'people',
    'wanted',
    'needed',
    'houses',
    'places',
    'worried',
    'seeing',
    'added',
    'don’tlike',
  );
  of(3, 'family', 'together', 'happening', 'decided');
  of(4, 'information');
  assert.equal(syllablesIn('2026'), 0);
});

test('the grade is Flesch and Kincaid’s, by hand', () => {
  // 6 words, 6 syllables, 1 sentence.
  assert.deepEqual(readingLevelOf('The cat sat on the mat.'), { grade: -1.4, words: 6 });
  // 5 words, 9 syllables, 2 sentences: 0.39 × 2.5 + 11.8 × 1.8 − 15.59 = 6.625.
  assert.deepEqual(readingLevelOf('Nobody told us. Nobody came.'), { grade: 6.6, words: 5 });
});

test('a line ends a sentence, and a point inside a number or a name does not', () => {
  assert.equal(readingLevelOf('One two\nthree four')?.grade, readingLevelOf('One two. Three four.')?.grade);
  assert.deepEqual(readingLevelOf('It is 3.5 miles away'), readingLevelOf('It is 3 5 miles away'));
});

test('of a text without a word there is no grade', () => {
  for (const text of ['', '  \n', '…!?', '—']) assert.equal(readingLevelOf(text), null);
});

test('longer sentences and longer words are harder, whatever the text', () => {
  const words = fc.array(fc.constantFrom('dog', 'garden', 'together', 'information'), {
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(words, (list) => {
      const grade = (text: string) => readingLevelOf(text)?.grade ?? assert.fail();
      assert.ok(grade(list.join(' ')) > grade(`${list[0]}. ${list.slice(1).join(' ')}`) - 0.001);
      assert.ok(grade(`${list.join(' ')}.`) <= grade(list.map(() => 'information').join(' ')));
    }),
  );
});

test('a level says at which age a child can read it', () => {
  const at = (grade: number) => readingLevelInWords({ grade, words: 100 });
  assert.equal(at(4.2), 'Grade 4.2: a nine-year-old can read this.');
  assert.equal(at(3.9), 'Grade 3.9: an eight-year-old can read this.');
  assert.equal(at(-1.4), 'Grade -1.4: a five-year-old can read this.');
  assert.equal(at(13), 'Grade 13.0: an adult can read this.');
});

test('words a child is better spared are named once each, with others to use', () => {
  const avoided = (text: string) => wordsToAvoid(text).map(({ word }) => word);
  assert.deepEqual(avoided('Your placement broke down. The Placement was a disruption for siblings.'), [
    'placement',
    'disruption',
    'broke down',
    'siblings',
  ]);
  assert.deepEqual(avoided('You have no contact with LAC people. It failed.'), ['failed', 'contact', 'LAC']);
  assert.deepEqual(
    avoided('There is a place for you. You can lace your shoes. Take a break. Down the road.'),
    [],
  );
});
