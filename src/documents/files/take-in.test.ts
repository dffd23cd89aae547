import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import {
  pdfBomb,
  pdfsThatHide,
  pdfWithRemarks,
  plainPdf,
  relationship,
  relationships,
  word,
  wordBody,
  wordWithRemarks,
} from '../../../test/files/documents.ts';
import { photo, pictureBomb, plainPicture, pngWithText } from '../../../test/files/pictures.ts';
import { mp3, mp4, wav, webm } from '../../../test/files/sounds.ts';
import { RefusedFile } from '../../domain/files/bytes.ts';
import { textsInBytes } from '../pdf-bytes.ts';
import { readBackPdf } from '../read-back.ts';
import { cleanFile } from './intake.ts';
import { takeFileIn } from './take-in.ts';

/** All that bytes say: themselves, and what is packed in them. */
const saidIn = (bytes: Uint8Array, format: string): string =>
  [
    Buffer.from(bytes).toString('latin1'),
    Buffer.from(bytes).toString('utf16le'),
    ...(format === 'pdf' ? textsInBytes(bytes) : []),
    ...(format === 'docx'
      ? Object.entries(unzipSync(bytes)).flatMap(([path, part]) => [path, strFromU8(part, true)])
      : []),
  ].join('\n');

const refusal = async (bytes: Uint8Array): Promise<string> => {
  try {
    return `taken as ${(await cleanFile(bytes)).format}`;
  } catch (error) {
    return error instanceof RefusedFile ? error.message : 'a reader gave up';
  }
};

const corpus: Readonly<Record<string, (secret: string) => Uint8Array | Promise<Uint8Array>>> = {
  jpeg: (secret) => photo(secret),
  'jpeg from webp': (secret) => photo(secret, 'webp'),
  png: pngWithText,
  pdf: pdfWithRemarks,
  docx: wordWithRemarks,
  mp3,
  wav,
  mp4,
  webm,
};

for (const [kind, made] of Object.entries(corpus))
  test(`nothing put where a ${kind} says something of itself is in the bytes that are kept`, async () => {
    const secret = fc.string({ unit: fc.constantFrom(...'bcdfghkmprtvw'), minLength: 14, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(secret, async (canary) => {
        const given = await made(canary);
        const format = kind.split(' ')[0] ?? '';
        assert.ok(saidIn(given, format).includes(canary), 'it was there before');
        const clean = await cleanFile(given);
        assert.equal(clean.format, format);
        assert.ok(!saidIn(clean.bytes, format).includes(canary), 'it is still there');
        assert.ok(!saidIn(clean.bytes, format).includes(canary.slice(0, 4)), 'a part of it is still there');
      }),
      { numRuns: 8 },
    );
  });

test('a photo is kept the right way up, and says neither where nor when nor by whom', async () => {
  const { bytes } = await cleanFile(await photo('canary'));
  const { width, height, exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
  assert.deepEqual([width, height], [40, 60]);
  assert.deepEqual([exif, xmp, iptc, icc, orientation], Array(5).fill(undefined));
});

test('a very large photo is kept smaller', async () => {
  const { bytes } = await cleanFile(await plainPicture('jpeg', [4000, 3000]));
  assert.deepEqual((({ width, height }) => [width, height])(await sharp(bytes).metadata()), [3000, 2250]);
});

test('the words of a PDF, and what was typed into its form, are still there', async () => {
  const { bytes } = await cleanFile(await pdfWithRemarks('canary'));
  const [page] = await readBackPdf(bytes);
  assert.match(page?.text ?? '', /Shown words/);
  assert.match(page?.text ?? '', /Typed words/);
});

test('the words, pictures and web links of a Word document are still there', async () => {
  const parts = unzipSync((await cleanFile(await wordWithRemarks('canary'))).bytes);
  assert.match(strFromU8(parts['word/document.xml'] ?? new Uint8Array()), /Shown words.*r:embed="rId1"/s);
  assert.ok(parts['word/media/image1.jpeg']);
  assert.match(strFromU8(parts['word/_rels/document.xml.rels'] ?? new Uint8Array()), /www\.gov\.uk/);
  assert.deepEqual(
    Object.keys(parts).filter((path) => /docProps|custom|comment|people/.test(path)),
    [],
  );
});

test('sound is kept as it is heard', async () => {
  assert.equal((await cleanFile(mp3('x', 10))).bytes.length, 4170);
  assert.equal((await cleanFile(wav('x', 1))).bytes.length, 44 + 8000);
  assert.equal((await cleanFile(mp4('x'))).bytes.length, mp4('x').length);
  assert.equal((await cleanFile(webm('x'))).bytes.length, webm('x').length);
});

test('what is not taken is refused with what to do instead', async () => {
  const picture = await plainPicture('jpeg');
  const zip = zipSync({ 'a.txt': Buffer.from('hello') });
  const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]);
  const refusedWith: readonly (readonly [RegExp, Uint8Array | Promise<Uint8Array>])[] = [
    [/empty/, Buffer.alloc(0)],
    [/too large/, Buffer.concat([picture, Buffer.alloc(15_000_001)])],
    [/kind of file/, Buffer.from('Just words')],
    [/kind of file/, Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    [/kind of file/, Buffer.from(eicar)],
    [/harm/, Buffer.concat([picture, Buffer.from(eicar)])],
    [/harm/, Buffer.concat([picture, zip])],
    [/harm/, Buffer.concat([await plainPdf(), zip])],
    [/harm/, mp4('x', { last: Buffer.from(zip).toString('latin1') })],
    [/made of code/, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    [/made of code/, Buffer.from('<?xml version="1.0"?><svg/>')],
    [/made of code/, Buffer.from('\ufeff<!doctype html><p>hello')],
    [/HEIC/, heic],
    [/HEIC/, plainPicture('avif')],
    [/GIF/, plainPicture('gif')],
    [/older Word/, Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
    [/ZIP/, zip],
    [/picture is too large/, pictureBomb()],
    [/damaged/, picture.subarray(0, 200)],
    [/damaged/, (await plainPicture('png')).subarray(0, 60)],
    [/damaged|gave up/, (await plainPdf()).subarray(0, 60)],
    [/damaged/, mp3('x').subarray(0, 500)],
    [/damaged/, mp4('x').subarray(0, 300)],
    [/damaged/, webm('x').subarray(0, 100)],
    [/damaged/, Buffer.from('RIFF\0\0\0\0WAVEfmt ')],
    [/damaged|gave up/, word().subarray(0, 300)],
    [/film/, mp4('x', { handler: 'vide' })],
    [/film/, mp4('x', { url: 0 })],
    [/film/, webm('x', { type: 1 })],
    [/film/, webm('x', { codec: 'V_VP8' })],
    [/20 minutes/, mp4('x', { seconds: 1201 })],
    [/20 minutes/, wav('x', 1201)],
    [/20 minutes/, webm('x', { at: 1_201_000 })],
  ];
  for (const [n, [sentence, bytes]] of refusedWith.entries())
    assert.match(await refusal(await bytes), sentence, `refusal ${n}`);
});

test('a Word document that can do something, or hides something, is refused', async () => {
  const rels = (...inside: readonly string[]) => ({
    'word/_rels/document.xml.rels': relationships(
      relationship('rId1', ...(inside as [string, string, string])),
    ),
  });
  const refusedWith: readonly (readonly [RegExp, Uint8Array])[] = [
    [/macros/, word({}, 'document.macroEnabled.main')],
    [/macros/, word({ 'word/vbaProject.bin': Buffer.from('x') })],
    [/macros/, word({ 'word/activeX/activeX1.xml': '<a/>' })],
    [/cannot check/, word({ 'word/embeddings/oleObject1.bin': Buffer.from('x') })],
    [/cannot check/, word({ 'word/media/image1.emf': Buffer.from('x') })],
    [/cannot check/, word({ 'word/document.xml': wordBody('<w:altChunk r:id="rId1"/>') })],
    [/cannot check/, word({ 'word/document.xml': wordBody('<w:drawing r:embed="rId7"/>') })],
    [/tracked changes/, word({ 'word/document.xml': wordBody('<w:p><w:del w:author="x"/></w:p>') })],
    [
      /elsewhere/,
      word({ 'word/document.xml': wordBody('<w:r><w:instrText> DDEAUTO x</w:instrText></w:r>') }),
    ],
    [/elsewhere/, word(rels('image', 'https://example.com/a.png', 'External'))],
    [/elsewhere/, word(rels('hyperlink', 'file:///etc/passwd', 'External'))],
    [/damaged/, word({ '../../etc/passwd': 'x' })],
    [/damaged/, word({ 'word/../../a.xml': 'x' })],
    [/damaged/, word({ 'word/Document.xml': 'x' })],
    [/damaged/, word({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' })],
    [/far more/, word({ 'word/media/a.png': Buffer.alloc(120_000_000) })],
    [
      /far more/,
      word(Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`customXml/${n}.xml`, 'x']))),
    ],
    [
      /harm/,
      word({ 'word/footnotes.xml': `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!'}` }),
    ],
  ];
  for (const [n, [sentence, bytes]] of refusedWith.entries())
    assert.match(await refusal(bytes), sentence, `refusal ${n}`);
});

test('a PDF that is locked, hides something or cannot be checked is refused', async () => {
  const refusals = await Promise.all(
    Object.entries(await pdfsThatHide()).map(async ([why, bytes]) => [why, await refusal(bytes)] as const),
  );
  for (const [why, sentence] of refusals) assert.match(sentence, /We cannot take this PDF/, why);
  assert.deepEqual(
    refusals.map(([, sentence]) => /: (.*?)\. Open/.exec(sentence)?.[1]),
    [
      'it has a password or is locked',
      'parts of it are hidden',
      'it is a form that was filled in',
      'it holds a picture in a form that we cannot check',
      'it holds a picture in a form that we cannot check',
      'it holds something that we cannot take out',
    ],
  );
});

test('a PDF that unpacks to more than a service should hold is refused', async () => {
  assert.match(await refusal(await pdfBomb()), /far more than it seems/);
});

test('files are read one after the other, in threads of their own, and one that a reader gives up on is refused', async () => {
  const files = [photo('x'), plainPdf(), word(), mp3('x'), word().subarray(0, 300), Buffer.from('x')];
  const results = await Promise.all(files.map(async (file) => takeFileIn(await file)));
  assert.deepEqual(
    results.map((result) => (result.ok ? result.value.format : result.problems[0]?.message.slice(0, 21))),
    ['jpeg', 'pdf', 'docx', 'mp3', 'We could not read thi', 'We cannot take this k'],
  );
});
