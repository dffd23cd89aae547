import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Doc, Section } from '../../domain/document.ts';
import type { Secret } from '../../domain/leak-check.ts';
import { check, readBack, writeFiles } from '../finish-copy.ts';

const at = new Date('2026-04-02T09:00:00Z');
const secret: Secret = { kind: 'name', value: 'Finlay Öffner', label: 'the name of Adopter 1' };
const copy = { secrets: [secret], known: /(?!)/gu };

/** Ways in which the same name can stand in a text. */
const spellings = [
  'Finlay Öffner',
  'FINLAY ÖFFNER',
  'finlay öffner',
  'Finlay Offner',
  'ﬁnlay öﬀner',
  'Fin\u200blay Öff\u00adner',
  'Finlay\nÖffner',
  'Fin-\nlay Öffner',
  'Öffner, Finlay',
  'Finlay O\u0308ffner',
  'Mr Öffner’s',
] as const;
const long = 'They talked of the weeks before and of what each of them had hoped for. '.repeat(3);

/** Places in a document where a text can stand. */
const places: Readonly<Record<string, (text: string) => Partial<Doc>>> = {
  title: (title) => ({ title }),
  subtitle: (subtitle) => ({ subtitle }),
  heading: (heading) => within({ heading, level: 2, blocks: [] }),
  paragraph: (text) => inBlock({ is: 'paragraph', text: `${long}${text} ${long}` }),
  list: (text) => inBlock({ is: 'list', items: ['One', text] }),
  'table heading': (text) => inBlock({ is: 'table', headings: [text, 'By whom'], rows: [['a', 'b']] }),
  'table cell': (text) => inBlock({ is: 'table', headings: ['What', 'By whom'], rows: [['a', text]] }),
  quote: (words) => inBlock({ is: 'quote', words, who: 'Robin' }),
  'who is quoted': (who) => inBlock({ is: 'quote', words: 'So it was', who }),
};
const within = (section: Section): Partial<Doc> => ({ sections: [section] });
const inBlock = (block: Section['blocks'][number]): Partial<Doc> =>
  within({ heading: 'Findings', level: 2, blocks: [block] });
const plain: Doc = { title: 'Minutes', language: 'en', sections: [] };

const filesOf = async (doc: Doc) => writeFiles(doc, 'Derby City Council', at);

test('a name in any place and spelling stops the copy, in each of its finished files alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(places)),
      fc.constantFrom(...spellings),
      fc.constantFrom('page', 'file', 'Word file'),
      async (place, spelling, where) => {
        const planted: Doc = { ...plain, ...places[place]?.(spelling) };
        const [clean, dirty] = [await filesOf(plain), await filesOf(planted)];
        // The words of the copy itself are clean: only the finished file under test holds the name.
        const parts = await readBack(where === 'page' ? planted : plain, {
          pdf: where === 'file' ? dirty.pdf : clean.pdf,
          docx: where === 'Word file' ? dirty.docx : clean.docx,
        });
        const ofFile = parts.filter(({ part }) => part.startsWith(`the ${where} (`));
        // The title of a page stands outside the part of it that a document fills.
        if (where === 'page' && place === 'title') return;
        // What a file's title says is the same for everybody; in a PDF its text holds it too.
        assert.ok(check(ofFile, copy).length > 0, `${place}: ${spelling} in the ${where}`);
      },
    ),
    { numRuns: 120 },
  );
});

test('what was found is told with its file and place', async () => {
  const { docx } = await filesOf({ ...plain, ...places.list?.('Finlay Öffner') });
  const { pdf } = await filesOf(plain);
  const leaks = check(await readBack(plain, { pdf, docx }), copy);
  assert.deepEqual(
    leaks.map(({ part, label }) => `${label}, in ${part}`),
    ['the name of Adopter 1, in the Word file (text)'],
  );
});

test('a clean copy has nothing found in it, in any of its files', async () => {
  const parts = await readBack(plain, await filesOf(plain));
  assert.deepEqual(check(parts, copy), []);
  for (const where of ['page', 'file', 'Word file'])
    assert.ok(
      parts.some(({ part }) => part.startsWith(`the ${where} (`)),
      where,
    );
  assert.match(parts.find(({ part }) => part === 'the names of the files')?.text ?? '', /minutes\.docx/);
});

test('families whose names are words that every file has are not found in an empty copy', async () => {
  const parts = await readBack(plain, await filesOf(plain));
  const names = ['Strong', 'Page', 'Title', 'Root', 'Lang', 'Body', 'Text', 'Bold', 'Size', 'Grace', 'Hope'];
  for (const name of names)
    assert.deepEqual(
      check(parts, { known: /Page \d+ of \d+/gu, secrets: [{ ...secret, value: `Ann ${name}` }] }),
      [],
      name,
    );
});
