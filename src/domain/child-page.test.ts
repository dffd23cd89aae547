import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  fieldsOf,
  giveAnswers,
  isPageField,
  keepAnswers,
  openPage,
  partsOf,
  readAnswers,
  sheetForAge,
  sheetNames,
} from './child-page.ts';
import { childSheets, wordsOfSheet } from './child-sheet.ts';
import { letterWords } from './child-words/letter.ts';
import { ownPageWords } from './child-words/own-page.ts';
import { childPackWords } from './child-words/pack.ts';
import { readingLevelOf, wordsToAvoid } from './reading-age.ts';

type Texts = string | readonly Texts[] | { readonly [name: string]: Texts };
const textsIn = (texts: Texts): readonly string[] =>
  typeof texts === 'string' ? [texts] : Object.values(texts).flatMap(textsIn);

test('every text on a child’s own page is in words that a nine-year-old reads', () => {
  const words = [...textsIn(ownPageWords), ...textsIn(childPackWords), ...textsIn(letterWords)];
  const all = [...words, ...Object.values(childSheets).flatMap(({ sheet }) => wordsOfSheet(sheet))];
  const grade = readingLevelOf(all.join('\n'))?.grade ?? assert.fail();
  assert.ok(grade <= 4, `grade ${grade}`);
  for (const text of words)
    for (const sentence of text.split(/(?<=\.)\s/).filter((one) => one.split(' ').length >= 5)) {
      const own = readingLevelOf(sentence)?.grade ?? assert.fail();
      assert.ok(own <= 5, `grade ${own}: ${sentence}`);
    }
  assert.deepEqual(wordsToAvoid(all.join('\n')), []);
});

const opened = { sheet: 'pictures', channel: 'by-hand', email: '', phone: '', confirmedHow: '' };
const fieldsWrong = (changes: Partial<typeof opened>) => {
  const decision = openPage({ ...opened, ...changes });
  return decision.ok ? [] : decision.problems.map(({ field }) => field);
};

test('a page is opened by hand with nothing more, and sent only where somebody made sure of it', () => {
  assert.deepEqual(openPage({ ...opened, email: 'x', confirmedHow: 'y' }), {
    ok: true,
    value: { sheet: 'pictures', channel: 'by-hand', address: '', confirmedHow: '' },
  });
  assert.deepEqual(
    openPage({ ...opened, channel: 'text-message', phone: '07700 900123', confirmedHow: 'Rang it' }),
    {
      ok: true,
      value: {
        ...{ sheet: 'pictures', channel: 'text-message', address: '+447700900123', confirmedHow: 'Rang it' },
      },
    },
  );
  assert.deepEqual(fieldsWrong({ channel: 'email', email: 'robin' }), ['email', 'confirmedHow']);
  assert.deepEqual(fieldsWrong({ channel: 'email', email: 'robin@home.example' }), ['confirmedHow']);
  assert.deepEqual(fieldsWrong({ channel: 'text-message', phone: '01332 1', confirmedHow: 'x' }), ['phone']);
  assert.deepEqual(fieldsWrong({ sheet: 'toString', channel: 'letter' }), ['sheet', 'channel']);
});

test('the sheet goes by age: pictures until eleven, and plain questions from then on', () => {
  assert.equal(sheetForAge({ bornOn: '2015-03-11' }, '2026-03-10'), 'pictures');
  assert.equal(sheetForAge({ bornOn: '2015-03-10' }, '2026-03-10'), 'questions');
});

test('a box to draw in on paper is no space to write in, and every other is', () => {
  assert.deepEqual(
    sheetNames.map((sheet) => partsOf(sheet).length),
    [3, 7, 8],
  );
  assert.ok(isPageField('pictures-1') && isPageField('feeling'));
  for (const name of ['pictures-4', 'about-me-8', 'sheet', '_key']) assert.ok(!isPageField(name), name);
});

test('whatever a child types is kept as it is, and fills the page in again as it was', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sheetNames),
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 8, maxLength: 8 }),
      fc.constantFrom('', 'happy', 'nonsense'),
      (sheet, texts, feeling) => {
        const typed = new Map([
          ['feeling', feeling],
          ...partsOf(sheet).map(({ name }, index) => [name, texts[index] ?? ''] as const),
        ]);
        const read = (name: string) => typed.get(name) ?? '';
        const answers = readAnswers(sheet, read);
        const again = fieldsOf(answers);
        for (const { name } of partsOf(sheet))
          assert.equal(again[name] ?? '', read(name).trim() === '' ? '' : read(name));
        assert.equal(again.feeling, sheet === 'pictures' && feeling === 'happy' ? 'happy' : undefined);
        assert.deepEqual(keepAnswers(answers), { ok: true, value: answers });
        assert.equal(giveAnswers(sheet, answers).ok, answers.length > 0);
      },
    ),
  );
});

test('more than can be kept is said at the space that holds it, and nothing is cut off', () => {
  const answers = [{ key: 'pictures-2', question: 'x', words: 'a'.repeat(20_001) }];
  for (const decision of [keepAnswers(answers), giveAnswers('pictures', answers)])
    assert.deepEqual(decision.ok ? [] : decision.problems.map(({ field }) => field), ['pictures-2']);
});
