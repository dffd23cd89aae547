import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childSheets, sheetOf, wordsOfSheet } from './child-sheet.ts';
import { readingLevelOf, wordsToAvoid } from './reading-age.ts';

for (const [name, { sheet }] of Object.entries(childSheets))
  test(`the sheet “${name}” is in words that a nine-year-old reads, each sentence of them`, () => {
    const words = wordsOfSheet(sheet);
    const grade = readingLevelOf(words.join('\n'))?.grade ?? assert.fail();
    assert.ok(grade <= 4, `grade ${grade}`);
    for (const sentence of words.filter((text) => text.split(' ').length >= 5)) {
      const own = readingLevelOf(sentence)?.grade ?? assert.fail();
      assert.ok(own <= 5, `grade ${own}: ${sentence}`);
    }
    assert.deepEqual(wordsToAvoid(words.join('\n')), []);
  });

test('a sheet is found by its name, and nothing by another', () => {
  assert.equal(sheetOf('pictures')?.title, 'My worries, good things and wishes');
  for (const name of ['toString', '', 'other']) assert.equal(sheetOf(name), undefined);
});

test('no sheet asks for who or where the child is', () => {
  for (const { sheet } of Object.values(childSheets))
    assert.doesNotMatch(
      wordsOfSheet(sheet).join('\n'),
      /surname|family name|address|date of birth|birthday/i,
    );
});
