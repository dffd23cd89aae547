import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Block, Doc } from '../domain/document.ts';
import { renderPdf } from './pdf.ts';

const properties = {
  title: 'Notes & “more”',
  author: 'Towns <& Villages> Council',
  createdAt: new Date('2026-07-01T09:00:00Z'),
};
const doc = (...blocks: readonly Block[]): Doc => ({
  title: 'Notes of a meeting',
  language: 'en',
  subtitle: 'Reference Larch-7',
  sections: [
    { heading: 'Who came', level: 2, blocks },
    { heading: 'Before', level: 3, blocks: [] },
    { heading: 'Lessons', level: 2, blocks: [] },
  ],
});
const paragraph = (text: string): Block => ({ is: 'paragraph', text });

const read = async <T>(bytes: Uint8Array, look: (pdf: PDFDocumentProxy) => Promise<T>): Promise<T> => {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    return await look(await task.promise);
  } finally {
    await task.destroy();
  }
};

const pagesOf = (bytes: Uint8Array): Promise<readonly string[]> =>
  read(bytes, async (pdf) => {
    const pages = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const { items } = await (await pdf.getPage(n)).getTextContent({ disableNormalization: true });
      pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    }
    return pages;
  });
const textOf = async (...blocks: readonly Block[]): Promise<string> =>
  (await pagesOf(await renderPdf(doc(...blocks), properties))).join('\n');

type Node = {
  readonly role?: string;
  readonly type?: string;
  readonly scope?: string;
  readonly children?: readonly Node[];
};
/** The structure as a screen reader meets it: H1 P Table(TR(TH:Column TD)). */
const outline = (node: Node): string => {
  const inside = (node.children ?? [])
    .filter(({ role }) => role)
    .map(outline)
    .join(' ');
  return `${node.role}${node.scope ? `:${node.scope}` : ''}${inside ? `(${inside})` : ''}`;
};
const structureOf = (bytes: Uint8Array, page = 1): Promise<string> =>
  read(bytes, async (pdf) => outline((await (await pdf.getPage(page)).getStructTree()) as Node));

test('a screen reader is given headings, paragraphs, lists, quotes and tables as what they are', async () => {
  const bytes = await renderPdf(
    doc(
      paragraph('Text'),
      { is: 'list', items: ['One', 'Two'] },
      { is: 'quote', words: 'I like my dog.', who: 'the child' },
      { is: 'table', headings: ['Action', 'By'], rows: [['Ring the school', '1 May']] },
    ),
    properties,
  );
  assert.equal(
    await structureOf(bytes),
    'Root(Document(H1 P H2 P L(LI(Lbl LBody) LI(Lbl LBody)) BlockQuote(P P) Table(TR(TH:Column TH:Column) TR(TD TD)) H3 H2))',
  );
});

test('the file says its language and title, that it is tagged, and which standards it follows', async () => {
  const bytes = await renderPdf(doc(), properties);
  await read(bytes, async (pdf) => {
    const { info, metadata } = await pdf.getMetadata();
    const { Title, Author, Producer, Creator, CreationDate, Language } = info as Record<string, unknown>;
    assert.deepEqual(
      { Title, Author, Producer, Creator, CreationDate, Language },
      {
        Title: 'Notes & “more”',
        Author: 'Towns ‹& Villages› Council',
        Producer: 'Documents',
        Creator: 'Documents',
        CreationDate: 'D:20260701090000Z',
        Language: 'en-GB',
      },
    );
    assert.doesNotMatch(metadata.getRaw(), /&(?!amp;)/);
    assert.equal(metadata.get('dc:title'), Title);
    assert.deepEqual(metadata.get('dc:creator'), [Author]);
    assert.equal(metadata.get('pdfuaid:part'), '1');
    assert.equal(metadata.get('pdfaid:part') + metadata.get('pdfaid:conformance'), '2A');
    // The types of pdfjs say an object; it is a map.
    assert.equal(((await pdf.getMarkInfo()) as unknown as ReadonlyMap<string, boolean>).get('Marked'), true);
    assert.equal((await pdf.getViewerPreferences())?.get('DisplayDocTitle'), true);
    const bookmarks = await pdf.getOutline();
    assert.deepEqual(
      bookmarks.map(({ title, items }) => [title, ...items.map((item: { title: string }) => item.title)]),
      [['Who came', 'Before'], ['Lessons']],
    );
    assert.equal(await pdf.getAttachments(), null);
  });
  const code = Buffer.from(bytes).toString('latin1');
  assert.equal(code.match(/\/FontFile2/g)?.length, 2, 'both fonts are embedded');
  assert.ok(!code.includes('/Type1'), 'and there is no other');
});

test('the same document gives the same bytes', async () => {
  const [first, second] = [
    await renderPdf(doc(paragraph('Text')), properties),
    await renderPdf(doc(paragraph('Text')), properties),
  ];
  assert.deepEqual(first, second);
  assert.notDeepEqual(first, await renderPdf(doc(paragraph('Next')), properties));
});

test('names of many languages and other signs are shown as they are', async () => {
  const text =
    'Łukasz Żółć, Siân Llŷr ẁ, Ḥamīd ʿAlī, Đặng, Ольга, “curly” ‘quotes’ – — … € ☐ 😀 office difficult';
  assert.ok((await textOf(paragraph(text))).replaceAll(/\s+/g, ' ').includes(text));
});

test('a character that cannot be shown is named, not dropped, and an invisible one goes', async () => {
  const text = await textOf(paragraph('A 🙂 B \u0007 C 漢 D\u200b\u00ad\ufe0fE\u2028F\u00a0G\tH'));
  assert.match(text, /A \[U\+1F642\] B \[U\+0007\] C \[U\+6F22\] DE\nF G H/);
});

test('whatever is typed is shown or named', async () => {
  // Read back, letters written from right to left take the signs beside them out of order.
  const rightToLeft =
    /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu;
  const anything = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(rightToLeft, ''));
  const typed = fc.array(anything, { minLength: 10, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(typed, async (texts) => {
      const table: Block = { is: 'table', headings: texts.slice(0, 3), rows: [texts.slice(0, 4)] };
      const text = (await textOf(...texts.map(paragraph), table)).replaceAll(/\s/g, '');
      const named = new Set(text.match(/U\+[\dA-F]+/g));
      const shown = new Set(text.normalize('NFKD'));
      for (const character of texts.join('').normalize('NFC')) {
        if (/\s|\p{Default_Ignorable_Code_Point}/u.test(character)) continue;
        const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
        assert.ok(named.has(code) || [...character.normalize('NFKD')].every((each) => shown.has(each)), code);
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

const wordsOf = (text: string): readonly string[] => text.match(/word\d+/g) ?? [];

test('a paragraph of ten thousand characters goes over pages with every word in its place', async () => {
  const words = Array.from({ length: 1200 }, (_, n) => `word${n}`);
  const pages = await pagesOf(await renderPdf(doc(paragraph(words.join(' '))), properties));
  assert.ok(pages.length > 2);
  assert.deepEqual(wordsOf(pages.join(' ')), words);
  for (const [n, page] of pages.entries())
    assert.match(page, new RegExp(`Page ${n + 1} of ${pages.length}\\s*$`));
});

test('a word wider than the page is broken, and all of it is there', async () => {
  const text = await textOf(paragraph('x'.repeat(10_000)));
  assert.equal(text.replaceAll(/[^x]/g, '').length, 10_000);
});

test('a long table goes over pages: each row whole, in order, under headings that are read out once', async () => {
  const rows = Array.from({ length: 120 }, (_, n) => [
    `word${n}`,
    `${'More words that take some room. '.repeat((n % 6) + 1)} word${n}`,
  ]);
  const bytes = await renderPdf(doc({ is: 'table', headings: ['Action', 'When'], rows }), properties);
  const pages = await pagesOf(bytes);
  assert.ok(pages.length > 3);
  assert.deepEqual(
    wordsOf(pages.join(' ')),
    rows.flatMap(([word]) => [word, word]),
  );
  for (const page of pages.slice(0, 3)) {
    assert.match(page, /Action\s+When/);
    assert.equal(wordsOf(page).length % 2, 0, 'no row is split');
  }
  for (const page of [1, 2]) assert.equal((await structureOf(bytes, page)).match(/TH/g)?.length, 2);
});

test('a cell taller than a page is not cut off', async () => {
  const words = Array.from({ length: 1500 }, (_, n) => `word${n}`);
  const text = await textOf({ is: 'table', headings: ['a', 'b'], rows: [[words.join(' '), 'beside']] });
  assert.deepEqual(wordsOf(text), words);
  assert.match(text, /beside/);
});

test('a row longer than its headings, a heading taller than the page and an empty table lose nothing', async () => {
  const text = await textOf(
    { is: 'table', headings: ['a'], rows: [['word1', 'word2', 'word3'], []] },
    { is: 'table', headings: ['word4 '.repeat(2000), 'b'], rows: [['word5', 'word6']] },
    { is: 'table', headings: [], rows: [] },
    { is: 'list', items: [] },
    paragraph(''),
  );
  assert.deepEqual(new Set(wordsOf(text)), new Set([1, 2, 3, 4, 5, 6].map((n) => `word${n}`)));
  assert.equal(text.match(/word4/g)?.length, 2000);
});

test('a heading is never the last thing on a page', async () => {
  for (let lines = 20; lines < 45; lines++) {
    const sections = ['Lead', 'Tail'].map((heading) => ({
      heading,
      level: 2 as const,
      blocks: [paragraph('line\n'.repeat(lines))],
    }));
    const pages = await pagesOf(await renderPdf({ title: 'T', language: 'en', sections }, properties));
    for (const page of pages) assert.doesNotMatch(page, /Tail\s+Page/, `after ${lines} lines`);
  }
});
