import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { composeLetter } from '../domain/letter.ts';
import type { MessageContent } from '../domain/message.ts';
import { renderPdf } from './pdf.ts';

const content: MessageContent = {
  organisation: 'Derby City Council',
  reference: 'Larch-48210736',
  name: 'Kirsty Oldroyd',
  mode: 'attend',
  meeting: {
    ...{ heldOn: '2026-04-08', startsAt: '10:00', minutesLong: 120, place: null },
    ...{ calendarUid: 'u', sequence: 0 },
  },
  linkId: 'l',
};
const to = ['Kirsty Oldroyd', 'Flat 3, The Very Long House', '117 Low Road', 'Derby', 'DE1 1AA'];
const at = new Date('2026-03-20T10:00:00Z');

/** Each text of the first page with where it stands in millimetres from the top and the left, and how tall it is in points. */
const printed = async (
  type: 'ordinary' | 'large',
  letter = composeLetter('invitation', content, at, 'en'),
) => {
  const properties = { title: letter.title, author: 'Derby City Council', createdAt: at, type };
  const bytes = await renderPdf(letter, properties, { from: 'Derby City Council', to });
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await loading.promise;
  const page = await pdf.getPage(1);
  const { items } = await page.getTextContent();
  const [, , , height] = page.view as [number, number, number, number];
  const mm = (points: number): number => (points / 72) * 25.4;
  const texts = items.flatMap((item) =>
    'str' in item && item.str.trim() !== ''
      ? [
          {
            text: item.str,
            left: mm(item.transform[4]),
            top: mm(height - item.transform[5]),
            size: item.height,
            right: mm(item.transform[4] + item.width),
          },
        ]
      : [],
  );
  await loading.destroy();
  return texts;
};

for (const type of ['ordinary', 'large'] as const)
  test(`an address stands in the window of an envelope and nothing else does, in ${type} letters`, async () => {
    const texts = await printed(type);
    const inWindow = texts.filter(({ top }) => top > 46 && top < 94);
    assert.deepEqual(
      inWindow.map(({ text }) => text),
      to,
    );
    for (const { left, right } of inWindow) assert.ok(left >= 20 && right <= 110);
    const rest = texts.filter(({ top }) => top >= 94);
    assert.ok(
      rest.every(({ top }) => top > 99),
      'the letter begins below the first fold',
    );
  });

test('large print is sixteen points and more', async () => {
  const small = await printed('ordinary');
  const large = await printed('large');
  const body = (texts: typeof small) => texts.find(({ text }) => text.startsWith('Derby City Council would'));
  assert.equal(body(small)?.size, 11);
  assert.ok((body(large)?.size ?? 0) >= 16);
});

test('a letter says when and how to answer without a link, and where only to those who may know', () => {
  const text = JSON.stringify(composeLetter('invitation', content, at, 'en'));
  assert.match(text, /Hello Kirsty Oldroyd,/);
  assert.match(text, /Wednesday 8 April 2026/);
  assert.match(text, /please ask the person you know at the council/);
  assert.match(text, /You can answer in a letter/);
  assert.doesNotMatch(text, /private page|https?:/);
  const place = { ...content, meeting: { ...content.meeting, place: 'Room 4' } } as MessageContent;
  assert.match(JSON.stringify(composeLetter('invitation', place, at, 'en')), /Place: Room 4/);
  assert.match(JSON.stringify(composeLetter('copy', content, at, 'en')), /It comes with this letter/);
});
