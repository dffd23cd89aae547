import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Doc } from '../domain/document.ts';
import { findLeaks } from '../domain/leak-check.ts';
import { renderDocx } from './docx.ts';
import { readBackDocx } from './read-docx.ts';

const doc: Doc = {
  title: 'Minutes & more',
  language: 'en',
  subtitle: 'DD-1, 31 March 2026',
  sections: [
    { heading: 'What the meeting talked about', level: 2, blocks: [] },
    {
      heading: 'Life there',
      level: 3,
      blocks: [
        { is: 'paragraph', text: 'First line\nSecond line with <b>\u0007' },
        { is: 'list', items: ['One', 'Two'] },
        { is: 'table', headings: ['What', 'Who'], rows: [['Call', 'Amina']] },
        { is: 'quote', words: 'I miss the dog.', who: 'Robin' },
      ],
    },
  ],
};

const partsOf = async (foot?: string) =>
  Object.fromEntries(
    Object.entries(unzipSync(await renderDocx(doc, foot === undefined ? {} : { foot }))).map(
      ([path, bytes]) => [path, strFromU8(bytes)],
    ),
  );

test('a Word file has headings with outline levels, header rows, a language and a title', async () => {
  const { 'word/document.xml': text = '', 'word/styles.xml': styles = '', ...rest } = await partsOf();
  const outlines = [...text.matchAll(/<w:outlineLvl w:val="(\d)"\/>/g)].map(([, level]) => level);
  assert.deepEqual(outlines, ['0', '1', '2']);
  assert.equal(text.match(/<w:tblHeader\/>/g)?.length, 1);
  assert.match(styles, /<w:lang w:val="en-GB"/);
  assert.match(rest['docProps/core.xml'] ?? '', /<dc:title>Minutes &amp; more<\/dc:title>/);
});

test('a heading is as bold as its style has it, and does not stand alone at the foot of a page', async () => {
  const { 'word/document.xml': text = '' } = await partsOf();
  const headings =
    text.match(/<w:p>(?:(?!<\/w:p>).)*<w:pStyle w:val="Heading\d"\/>(?:(?!<\/w:p>).)*<\/w:p>/g) ?? [];
  assert.equal(headings.length, 3);
  for (const heading of headings) {
    assert.match(heading, /<w:keepNext\/>/);
    assert.doesNotMatch(heading, /<w:b w:val="false"\/>/);
  }
});

test('nothing in a Word file says who made it, when or with what', async () => {
  const parts = await partsOf();
  assert.deepEqual(
    Object.keys(parts).filter((path) => /comments|app\.xml|custom/.test(path)),
    [],
  );
  assert.doesNotMatch(
    JSON.stringify(parts),
    /<dc:creator|lastModifiedBy|<dcterms:|Un-named|comments\.xml|app\.xml/,
  );
  const [one, again] = [await renderDocx(doc), await renderDocx(doc)];
  assert.ok(Buffer.from(one).equals(again), 'the same words are the same bytes');
});

test('its words are read back as they were written, with the foot of its pages', async () => {
  const parts = readBackDocx(await renderDocx(doc, { foot: 'Printed copy 3' }));
  const text = parts.find(({ part }) => part === 'text')?.text ?? '';
  for (const words of ['First line\nSecond line with <b>', 'Two', 'Call', 'I miss the dog.', '— Robin'])
    assert.ok(text.includes(words), words);
  assert.match(parts.find(({ part }) => part === 'foot')?.text ?? '', /Printed copy 3/);
});

type Files = Readonly<Record<string, string>>;
const atEnd =
  (xml: string) =>
  (files: Files): Files => ({
    'word/document.xml': `${files['word/document.xml']}`.replace('</w:body>', `${xml}</w:body>`),
  });
const asPart = (path: string, xml: string) => (): Files => ({ [path]: xml });

/** Where a name can be put in a finished file, and where it is then found. */
const hidingPlaces: readonly (readonly [string, (files: Files) => Files, RegExp])[] = [
  [
    'words split across runs',
    atEnd('<w:p><w:r><w:t>Feather</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>stone</w:t></w:r></w:p>'),
    /^text$/,
  ],
  [
    'an alternative text',
    atEnd('<w:p><w:docPr id="1" name="" descr="A photo of the Featherstone home"/></w:p>'),
    /^text, attributes$/,
  ],
  ['a comment', asPart('word/comments.xml', '<c><w:t>Featherstone</w:t></c>'), /^comments$/],
  ['a footnote', asPart('word/footnotes.xml', '<c><w:t>Featherstone</w:t></c>'), /^footnotes$/],
  ['a header', asPart('word/header1.xml', '<c><w:t>Featherstone</w:t></c>'), /^header$/],
  [
    'the properties',
    asPart('docProps/core.xml', '<c><dc:creator>Lucasta Featherstone</dc:creator></c>'),
    /^properties$/,
  ],
  [
    'a deleted revision',
    asPart('word/x.xml', '<w:del><w:delText>Featherstone</w:delText></w:del>'),
    /^word\/x\.xml$/,
  ],
  ['the name of a part', asPart('word/Featherstone.xml', '<c/>'), /^names of parts$/],
  [
    'an entity in a link',
    asPart('word/_rels/x.rels', '<R Target="mailto:lucy%20Feathersto&#110;e"/>'),
    /attributes$/,
  ],
];

for (const [where, hide, found] of hidingPlaces)
  test(`a name in ${where} is read back`, async () => {
    const clean = await partsOf();
    const files = { ...clean, ...hide(clean) };
    const bytes = zipSync(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
    );
    const secret = { kind: 'name', value: 'Lucasta Featherstone', label: 'her name' } as const;
    const leaks = findLeaks(readBackDocx(bytes), [secret]);
    assert.ok(
      leaks.some(({ part }) => found.test(part)),
      JSON.stringify(leaks),
    );
  });

test('a file that is damaged, or holds what is no text, is not read at all', async () => {
  const bytes = await renderDocx(doc);
  assert.throws(() => readBackDocx(bytes.subarray(0, 400)));
  const withPicture = zipSync({ ...unzipSync(bytes), 'word/media/a.png': new Uint8Array([1]) });
  assert.throws(() => readBackDocx(withPicture), /which is no text/);
  assert.throws(() => readBackDocx(zipSync({ 'a.xml': strToU8('<a/>') })), /holds no document/);
});
