import { inflateSync } from 'node:zlib';

/** A string as PDF writes it: UTF-16 or UTF-8 behind its mark, otherwise one byte a character (ISO 32000-1, 7.9.2). */
const decodeString = (raw: string): string => {
  const bytes = Buffer.from(raw, 'latin1');
  if (raw.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes);
  if (raw.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(bytes);
  return raw.startsWith('\xef\xbb\xbf') ? new TextDecoder().decode(bytes) : raw;
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };
const withoutEscapes = (inside: string): string =>
  inside.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, what: string) =>
    /[0-7]/.test(what) ? String.fromCharCode(Number.parseInt(what, 8) & 255) : (escapes[what] ?? what),
  );

/** Every string in the code of a PDF: `(in brackets, (nested) too)` and `<in hexadecimal>`, but no numbers of glyphs. */
const stringsIn = (code: string): readonly string[] => {
  const strings: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: token, index } of code.matchAll(/\\[\s\S]|[()]/g)) {
    if (token === '(' && depth++ === 0) from = index + 1;
    if (token === ')' && depth > 0 && --depth === 0)
      strings.push(decodeString(withoutEscapes(code.slice(from, index))));
  }
  for (const [, hex = ''] of code.matchAll(/<([\da-f\s]{2,})>/gi)) {
    const text = decodeString(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString('latin1'));
    if (!/\p{Cc}/u.test(text)) strings.push(text);
  }
  return strings;
};

const unpack = (stream: string): string | null => {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
  } catch {
    return null;
  }
};

const asUtf8 = (data: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(data, 'latin1'));
  } catch {
    return data;
  }
};

// Fonts and colour profiles are numbers; in pages of random letters a short name would be found by chance.
const isText = (data: string): boolean =>
  (data.match(/[^\t\n\f\r\x20-\xff]/g)?.length ?? 0) < data.length / 50;
const isCode = (data: string): boolean => /\b(?:EMC|ET|begincmap|re|cm)\s/.test(data);

/**
 * What the bytes of a PDF say, whether or not any page shows it: the strings in its code (not the words of the code
 * itself, which are also names: Page, Lang), and the packed or plain texts it holds. Throws when it holds something packed
 * that cannot be unpacked: what it says nobody knows.
 */
export const textsInBytes = (bytes: Uint8Array): readonly string[] => {
  const streams: string[] = [];
  let packed = 0;
  const code = Buffer.from(bytes)
    .toString('latin1')
    .replace(/stream\r?\n([\s\S]*?)endstream/g, (_, stream: string) => {
      const unpacked = unpack(stream);
      if (unpacked !== null) packed += 1;
      streams.push(unpacked ?? stream);
      return '';
    });
  if ((code.match(/\/FlateDecode\b/g)?.length ?? 0) > packed)
    throw new Error('The PDF holds something packed that cannot be read');
  const texts = streams.filter(isText);
  const plain = texts.filter((text) => !isCode(text) || text.startsWith('<'));
  return [...[code, ...texts].flatMap(stringsIn), ...plain.map(asUtf8)];
};
