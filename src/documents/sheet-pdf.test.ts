import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childSheets, wordsOfSheet } from '../domain/child-sheet.ts';
import { readBackPdf } from './read-back.ts';
import { renderSheet } from './sheet-pdf.ts';

const of = { council: 'Derby City Council', createdAt: new Date('2026-03-31T10:00:00Z') };
const plain = (text: string) => text.replaceAll(/\s+/g, ' ');

for (const [name, { sheet }] of Object.entries(childSheets))
  test(`the sheet “${name}” has all its words, tagged, and nobody’s name unless one is given`, async () => {
    const file = await renderSheet(sheet, { ...of, firstName: null });
    const text = plain((await readBackPdf(file)).map((part) => part.text).join(' '));
    for (const words of wordsOfSheet({ ...sheet, onScreen: [] })) assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, /Robin/);
    assert.match(Buffer.from(file).toString('latin1'), /\/StructTreeRoot/);
    const named = await readBackPdf(await renderSheet(sheet, { ...of, firstName: 'Robin' }));
    assert.ok(named.some((part) => part.text.includes('Robin')));
  });

test('a sheet of pictures fits both sides of one paper, and is the same each time it is made', async () => {
  const [one, other] = [
    await renderSheet(childSheets.pictures.sheet, { ...of, firstName: 'Robin' }),
    await renderSheet(childSheets.pictures.sheet, { ...of, firstName: 'Robin' }),
  ];
  assert.deepEqual(one, other);
  assert.equal(
    Buffer.from(one)
      .toString('latin1')
      .match(/\/Type \/Page\b/g)?.length,
    2,
  );
});
