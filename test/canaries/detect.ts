import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { readBackHtml, readBackPdf } from '../../src/documents/read-back.ts';

const attempt = <T>(work: () => T, otherwise: T): T => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

const fromBase64 = (text: string): readonly string[] =>
  Array.from(text.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}(?:\r?\n[A-Za-z0-9+/_-]+={0,2})*/g), ([found]) => {
    const bytes = Buffer.from(
      found.replaceAll(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/'),
      'base64',
    );
    return [bytes.toString('utf8'), bytes.toString('utf16le')];
  }).flat();

const fromHex = (text: string): readonly string[] =>
  Array.from(text.matchAll(/(?:[\da-f]{2}){8,}/gi), ([found]) => Buffer.from(found, 'hex').toString('utf8'));

const fromQuotedPrintable = (text: string): string => {
  const joined = text.replaceAll(/=\r?\n/g, '');
  return Buffer.from(
    joined.replaceAll(/=([\dA-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
};

const fromEscapes = (text: string): string =>
  text
    .replaceAll(/\\u([\da-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\x([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\[nrt]/g, ' ');

const fromPercent = (text: string): string =>
  text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => attempt(() => decodeURIComponent(run), run));

/** Every way of reading a text that a program or a curious person would try, one inside the other twice. */
const readings = (text: string, depth = 2): readonly string[] => {
  if (depth === 0) return [text];
  const html = text.includes('<') || text.includes('&') ? readBackHtml(text).map((part) => part.text) : [];
  const others = [
    ...html,
    fromQuotedPrintable(text),
    fromEscapes(text),
    fromPercent(text),
    ...fromBase64(text),
    ...fromHex(text),
  ].filter((other) => other !== text && other !== '');
  return [text, ...others.flatMap((other) => readings(other, depth - 1))];
};

const unpacked = (bytes: Buffer): readonly Buffer[] =>
  [gunzipSync, inflateSync, inflateRawSync].flatMap((unpack) =>
    attempt(() => [unpack(bytes, { maxOutputLength: 10_000_000 })], [] as Buffer[]),
  );

/** An answer as its headers and its body; whatever else it is, as it is. */
const apart = (bytes: Buffer): readonly Buffer[] => {
  const at = bytes.indexOf('\r\n\r\n');
  return at < 0 ? [bytes] : [bytes.subarray(0, at), bytes.subarray(at + 4)];
};

/** The files in an archive, such as a Word document is, each behind its own name. */
const inArchive = (bytes: Buffer): readonly Buffer[] =>
  Object.entries(unzipSync(bytes)).map(([path, inside]) =>
    Buffer.concat([Buffer.from(`${path}\r\n`), inside]),
  );

/** All texts in the bytes of an answer, a mail or a file. */
const textsOf = async (bytes: Buffer): Promise<readonly string[]> => {
  const pdf = bytes.indexOf('%PDF-');
  if (pdf >= 0) {
    const file = bytes.subarray(pdf);
    const inPdf = (await readBackPdf(file)).map(({ text }) => text);
    // What stands in it uncompressed, such as the remarks in a photo, is in its bytes alone.
    return [...(await textsOf(bytes.subarray(0, pdf))), ...inPdf, file.toString('latin1')];
  }
  const archive = bytes.indexOf('PK\u0003\u0004');
  if (archive >= 0) {
    const inside = await Promise.all(inArchive(bytes.subarray(archive)).map(textsOf));
    return [...(await textsOf(bytes.subarray(0, archive))), ...inside.flat()];
  }
  return [bytes, ...apart(bytes).flatMap(unpacked)].flatMap((each) => [
    ...readings(each.toString('utf8')),
    each.toString('latin1'),
    each.toString('utf16le'),
  ]);
};

/** Letters and digits alone, without accents: what is left when somebody splits, spaces or capitalises a word. */
const squash = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Which of some words stand in the bytes, in whatever way they are written. */
export const wordsIn = async (bytes: Buffer, words: readonly string[]): Promise<ReadonlySet<string>> => {
  // Most texts are the same in several readings.
  const squashed = [...new Set([...new Set(await textsOf(bytes))].map(squash))];
  const wanted = words.map((word) => [word, squash(word)] as const);
  return new Set(
    wanted.flatMap(([word, letters]) => (squashed.some((text) => text.includes(letters)) ? [word] : [])),
  );
};
