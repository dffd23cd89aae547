import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import PDFDocument from 'pdfkit';
import { findLeaks, type Secret } from '../domain/leak-check.ts';
import { renderPdf } from './pdf.ts';
import { readBackHtml, readBackPdf } from './read-back.ts';

const secret: Secret = { kind: 'name', value: 'Wilhelmina O’Dell', label: 'adopter' };
const properties = { title: 'Notes', author: 'A council', createdAt: new Date('2026-04-01T09:00:00Z') };
const paragraph = (text: string) => ({ is: 'paragraph', text }) as const;
const withText = (text: string, before = '') =>
  renderPdf(
    {
      title: 'Notes',
      language: 'en',
      sections: [{ heading: 'One', level: 2, blocks: [paragraph(before), paragraph(text)] }],
    },
    properties,
  );

/** A PDF of another hand, to hide things in. */
const made = (hide: (pdf: PDFKit.PDFDocument) => void, info = {}): Promise<Uint8Array> => {
  const pdf = new PDFDocument({ pdfVersion: '1.7', tagged: true, info });
  pdf.text('Nothing to see here');
  hide(pdf);
  pdf.end();
  return buffer(pdf);
};
const placesOf = async (bytes: Uint8Array | Promise<Uint8Array>): Promise<readonly string[]> =>
  findLeaks(await readBackPdf(await bytes), [secret]).map(({ part }) => part);

test('a name on a page is read back, though no search of the bytes finds it', async () => {
  const bytes = await withText('She said Wilhelmina came.');
  assert.ok(!Buffer.from(bytes).toString('latin1').includes('Wilhelmina'));
  assert.deepEqual(await placesOf(bytes), ['page 1']);
});

test('a document without the name reads back clean', async () => {
  assert.deepEqual(await placesOf(withText('She said somebody came. 07700 900123.')), []);
});

test('a name that begins on one page and ends on the next is read back', async () => {
  const bo: Secret = { kind: 'name', value: 'Bo Li', label: 'adopter' };
  const places: string[] = [];
  for (let lines = 30; lines < 50; lines++) {
    const parts = await readBackPdf(await withText('One\nBo\nLi\nTwo', 'line\n'.repeat(lines)));
    places.push(
      findLeaks(parts, [bo])
        .map(({ part }) => part)
        .join(),
    );
  }
  assert.ok(places.includes('pages 1 and 2'), 'once the name was split');
  assert.ok(!places.includes(''));
});

test('a passage over two pages is read back across the foot of the page', async () => {
  const words = Array.from({ length: 900 }, (_, n) => `word${n}`);
  const parts = await readBackPdf(await withText(words.join(' ')));
  const across = parts.find(({ part }) => part === 'pages 1 and 2')?.text.replaceAll(/\s+/g, ' ') ?? '';
  const last = parts.find(({ part }) => part === 'page 1')?.text.match(/word(\d+)\s*Page 1 of/);
  assert.ok(last, 'the page ends with the number of the page');
  assert.ok(across.includes(`word${last[1]} word${Number(last[1]) + 1}`), 'and the text goes on without it');
});

const hidden: readonly (readonly [string, Promise<Uint8Array>])[] = [
  ['the properties', made(() => {}, { Keywords: 'Wilhelmina' })],
  ['the properties, in another alphabet’s bytes', made(() => {}, { Subject: 'Ольга, Wilhelmina' })],
  ['the name of a property', made(() => {}, { Wilhelmina: 'x' })],
  ['nested brackets', made((pdf) => pdf.appendXML('x (of (her) Wilhelmina (a)) x'))],
  ['a bookmark', made((pdf) => pdf.outline.addItem('Wilhelmina'))],
  ['a note on a page', made((pdf) => pdf.note(10, 10, 20, 20, 'Wilhelmina'))],
  ['a link', made((pdf) => pdf.link(10, 10, 20, 20, 'https://example.org/?who=Wilhelmina'))],
  ['the name of an attachment', made((pdf) => pdf.file(Buffer.from('x'), { name: 'Wilhelmina.txt' }))],
  ['an attachment', made((pdf) => pdf.file(Buffer.from('to Wilhelmina'), { name: 'a.txt' }))],
  [
    'an attachment in UTF-16',
    made((pdf) => pdf.file(Buffer.from('to Wilhelmina', 'utf16le'), { name: 'a.txt' })),
  ],
  [
    'an alternative text',
    made((pdf) => pdf.addStructure(pdf.struct('Figure', { alt: 'Photo of Wilhelmina' }, []))),
  ],
  [
    'the title of an element',
    made((pdf) => pdf.addStructure(pdf.struct('Sect', { title: 'Wilhelmina' }, []))),
  ],
  ['an actual text', made((pdf) => pdf.markContent('Span', { actual: 'Wilhelmina' }).endMarkedContent())],
  ['white on white', made((pdf) => pdf.fillColor('white').text('Wilhelmina'))],
  [
    'black under a black box',
    made((pdf) => pdf.text('Wilhelmina', 50, 50).rect(40, 40, 200, 40).fill('black')),
  ],
  ['off the page', made((pdf) => pdf.text('Wilhelmina', 5000, 50, { lineBreak: false }))],
  [
    'a script',
    made((pdf) =>
      (pdf as unknown as { addNamedJavaScript(name: string, js: string): void }).addNamedJavaScript(
        'a',
        'app.alert("Wilhelmina")',
      ),
    ),
  ],
  ['the XML of the properties', made((pdf) => pdf.appendXML('<x>Wilhelmina O&#8217;Dell</x>'))],
];

for (const [where, bytes] of hidden)
  test(`a name hidden in ${where} is read back`, async () => assert.notDeepEqual(await placesOf(bytes), []));

test('the words of the code of a PDF are not taken for names', async () => {
  const parts = await readBackPdf(await withText('Text'));
  for (const value of ['Page', 'Lang', 'Root', 'Type', 'Table', 'Catalog', 'Parent'])
    assert.ok(
      findLeaks(parts, [{ ...secret, value }]).every(({ part }) => part.startsWith('page ')),
      value,
    );
});

test('nothing is found in the same file with nothing hidden', async () => {
  assert.deepEqual(await placesOf(made(() => {})), []);
});

test('a file with an earlier revision in it, cut short or not a PDF is refused', async () => {
  const bytes = Buffer.from(await withText('Text'));
  await assert.rejects(readBackPdf(Buffer.concat([bytes, bytes])), /2 ends/);
  await assert.rejects(readBackPdf(bytes.subarray(0, bytes.length / 2)), /0 ends/);
  await assert.rejects(readBackPdf(Buffer.from('%PDF-1.7 %%EOF')));
});

test('reading back leaves the bytes as they were', async () => {
  const bytes = await withText('Text');
  const before = bytes.length;
  await readBackPdf(bytes);
  assert.equal(bytes.length, before);
});

const pages: readonly (readonly [string, string])[] = [
  ['text', '<p>Dear Wilhelmina</p>'],
  ['text broken by marks', '<p>Dear Wil<b>hel</b><wbr>mina</p>'],
  ['written in entities', '<p>W&#105;lhelmin&#x61; O&rsquo;Dell</p>'],
  ['an attribute', '<img alt="Wilhelmina" src=a>'],
  ['an attribute without quotes', '<a title=Wilhelmina>'],
  ['a web address', "<a href='/x?name=%57ilhelmina+O%27Dell'>x</a>"],
  ['a hidden field', '<input type="hidden" value="Wilhelmina &quot;">'],
  ['a comment', '<!-- Wilhelmina --><p>x</p>'],
  ['a comment that does not end', '<p>x</p><!-- Wilhelmina'],
  ['a script', '<script>if (1<2) name="Wilhelmina"</script>'],
  ['the title', '<!doctype html><title>Wilhelmina</title>'],
  ['a tag that does not end', '<p>x</p><a title="Wilhelmina'],
];

for (const [where, html] of pages)
  test(`a name in ${where} of a page is read back`, () =>
    assert.notDeepEqual(findLeaks(readBackHtml(html), [secret]), []));

test('a page without the name reads back as a reader sees it', () => {
  const parts = readBackHtml('<!doctype html><h1 class="big">A&amp;B</h1><p>One <em>two</em></p><!-- c -->');
  assert.deepEqual(
    parts.map(({ part, text }) => [part, text.trim().replaceAll(/\n+/g, '|')]),
    [
      ['text', 'A&B|One two'],
      ['attributes', 'big'],
      ['comments', 'c'],
    ],
  );
});

test('a PDF whose packed text was damaged is not read as if it said nothing', async () => {
  const bytes = await withText('She said Wilhelmina came.');
  const damaged = new TextEncoder().encode(new TextDecoder().decode(bytes));
  await assert.rejects(readBackPdf(damaged), /cannot be read/);
});
