import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { PDFDocument, PDFName } from 'pdf-lib';
import { renderPdf } from '../../src/documents/pdf.ts';
import { plainPdf, word as wordFile } from '../files/documents.ts';
import { photo, plainPicture, pngWithText } from '../files/pictures.ts';
import { wordsIn } from './detect.ts';
import { startCanaries } from './words.ts';

const canaries = startCanaries();
const word = canaries.next('Derby', 'carer-1.name');
const others = Array.from({ length: 60 }, (_, n) => canaries.next('Derby', `field-${n}`));
const postcode = 'DQ56 9ZZ';

/** A text that a leak might stand in. */
const around = (leak: string): string =>
  `<p>They read together every evening.</p><p title="x">${leak}</p> And more of it.`;

const quoted = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

const ways: Readonly<Record<string, (leak: string) => string | Buffer>> = {
  plain: around,
  'in capitals': (leak) => around(leak.toUpperCase()),
  'in small letters': (leak) => around(leak.toLowerCase()),
  'spaced out': (leak) => around([...leak].join(' ')),
  'with points': (leak) => around([...leak].join('.')),
  'hyphenated at a line’s end': (leak) => around(`${leak.slice(0, 4)}-\n${leak.slice(4)}`),
  'with a soft hyphen': (leak) => around(`${leak.slice(0, 3)}\u00ad${leak.slice(3)}`),
  'with a space of no width': (leak) => around(`${leak.slice(0, 5)}\u200b${leak.slice(5)}`),
  'broken by a tag': (leak) => around(`${leak.slice(0, 4)}<b></b>${leak.slice(4)}`),
  'half in bold': (leak) => around(`${leak.slice(0, 4)}<b>${leak.slice(4)}</b>`),
  'as entities': (leak) => around([...leak].map((letter) => `&#${letter.charCodeAt(0)};`).join('')),
  'as hexadecimal entities': (leak) =>
    around([...leak].map((letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join('')),
  'with accents': (leak) => around([...leak].map((letter) => `${letter}\u0301`).join('')),
  'in wide letters': (leak) =>
    around([...leak].map((letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)).join('')),
  'in an attribute': (leak) => `<img alt="${leak}">`,
  'in a comment': (leak) => `<p>x</p><!-- ${leak} -->`,
  'in a title': (leak) => `<title>${leak}</title>`,
  'in a file name': (leak) => `content-disposition: attachment; filename*=UTF-8''${leak}.pdf`,
  'in an address, percent-encoded': (leak) =>
    `<a href="/x?q=${[...leak].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')}">x</a>`,
  'in JSON': (leak) => JSON.stringify({ deep: [{ note: leak }] }),
  'in JSON, escaped': (leak) =>
    `{"a":"${[...leak].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"}`,
  'in CSV': (leak) => `name,post\r\n"=${leak}","x"\r\n`,
  'in base64': (leak) =>
    `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(around(leak)).toString('base64')}`,
  'in base64, folded': (leak) =>
    Buffer.from(around(leak))
      .toString('base64')
      .replaceAll(/(.{40})/g, '$1\r\n'),
  'in base64url': (leak) => `"${Buffer.from(around(leak)).toString('base64url')}"`,
  'in hexadecimal': (leak) => Buffer.from(around(leak)).toString('hex'),
  'in quoted-printable': (leak) => quoted(around(leak)),
  'in quoted-printable, folded': (leak) => around(`${leak.slice(0, 4)}=\r\n${leak.slice(4)}`),
  'in base64 of quoted-printable': (leak) => Buffer.from(quoted(leak)).toString('base64'),
  'in a calendar entry': (leak) => `BEGIN:VEVENT\r\nSUMMARY:${leak.slice(0, 6)}\r\n ${leak.slice(6)}\r\n`,
  'in UTF-16': (leak) => Buffer.from(around(leak), 'utf16le'),
  compressed: (leak) => gzipSync(around(leak)),
  'compressed, behind its headers': (leak) =>
    Buffer.concat([Buffer.from('200\r\n{}\r\n\r\n'), gzipSync(around(leak))]),
  deflated: (leak) => deflateSync(around(leak)),
  'in a log line': (leak) =>
    `{"level":50,"err":{"detail":"Key (email)=(${leak}@x.example) already exists."}}`,
};

for (const [way, written] of Object.entries(ways))
  test(`a planted word is found when it is written ${way}`, async () => {
    const found = await wordsIn(Buffer.from(written(word)), [word, ...others]);
    assert.deepEqual([...found], [word]);
  });

test('each of sixty words is found in each way, and none that is not there', async () => {
  let planted = 0;
  for (const [way, written] of Object.entries(ways))
    for (const each of others.filter((_, n) => n % 10 === planted % 10)) {
      planted += 1;
      assert.deepEqual([...(await wordsIn(Buffer.from(written(each)), [word, ...others]))], [each], way);
    }
  assert.ok(planted >= 200, `${planted} were planted`);
});

test('a postcode is found with and without its space', async () => {
  for (const written of ['DQ569ZZ', 'dq56 9zz', 'DQ56&nbsp;9ZZ', 'DQ56\n9ZZ'])
    assert.equal((await wordsIn(Buffer.from(`<p>${written}</p>`), [postcode])).size, 1, written);
});

test('a word is found in the heading, the title and the author of a PDF', async () => {
  const [title = '', author = ''] = others;
  const pdf = await renderPdf(
    { title: 'Minutes', language: 'en', sections: [{ heading: word, level: 2, blocks: [] }] },
    { title, author, createdAt: new Date('2026-03-10T10:00:00Z') },
  );
  const head = Buffer.from('200\r\n{"content-type":"application/pdf"}\r\n\r\n');
  for (const bytes of [Buffer.from(pdf), Buffer.concat([head, pdf])])
    assert.deepEqual(await wordsIn(bytes, [word, ...others]), new Set([word, title, author]));
});

/** Files as people send them, with a leak in one place that no page shows. */
const pdfWith = async (plant: (pdf: PDFDocument) => unknown): Promise<Uint8Array> => {
  const pdf = await PDFDocument.load(await plainPdf());
  await plant(pdf);
  return pdf.save();
};
const inFiles: Readonly<Record<string, (leak: string) => Uint8Array | Promise<Uint8Array>>> = {
  'the remarks of a photo': (leak) => photo(leak),
  'the remarks of a photo on a phone of another make': (leak) => photo(leak, 'webp'),
  'the texts of a PNG': pngWithText,
  'the properties of a PDF': (leak) => pdfWith((pdf) => pdf.setSubject(leak)),
  'the metadata of a PDF': (leak) =>
    pdfWith(({ catalog, context }) =>
      catalog.set(PDFName.of('Metadata'), context.register(context.stream(`<x>${leak}</x>`))),
    ),
  'the name of what is attached to a PDF': (leak) =>
    pdfWith((pdf) => pdf.attach(Buffer.from('x'), `${leak}.txt`)),
  'the remarks of a photo in a PDF': (leak) =>
    pdfWith(async (pdf) => pdf.getPage(0).drawImage(await pdf.embedJpg(new Uint8Array(await photo(leak))))),
  'the properties of a Word document': (leak) =>
    wordFile({ 'docProps/core.xml': `<creator>${leak}</creator>` }),
  'the remarks of a photo in a Word document': async (leak) =>
    wordFile({ 'word/media/image1.jpeg': new Uint8Array(await photo(leak)) }),
  'the name of a picture in a Word document': async (leak) =>
    wordFile({ [`word/media/${leak}.jpeg`]: new Uint8Array(await plainPicture('jpeg')) }),
};
for (const [place, plant] of Object.entries(inFiles))
  test(`a planted word is found in ${place}`, async () => {
    const head = Buffer.from('200\r\n{"content-disposition":"attachment; filename=\\"file\\""}\r\n\r\n');
    const found = await wordsIn(Buffer.concat([head, await plant(word)]), [word, ...others]);
    assert.deepEqual([...found], [word]);
  });

test('nothing is found where nothing was planted', async () => {
  assert.equal((await wordsIn(Buffer.from(around('They laughed a lot.')), [word, ...others])).size, 0);
});
