import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252';

/** How many bytes at the end of some text in UTF-8 begin a letter that is not whole. */
const unfinished = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
};

/** Begins a file of some kind that is no text: a workbook, a PDF. */
const notText = [Buffer.from('PK\u0003\u0004'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('%PDF')];

/** A file that is not what it was brought as; the message is for the person who brought it. */
export class UnreadableReturn extends Error {}

/**
 * A file as UTF-8, whatever spreadsheet programs wrote: UTF-8 with or without a byte-order mark, UTF-16 with one, and
 * Windows-1252 from the first byte that cannot be UTF-8. `tell` hears which, once it is sure. Throws `UnreadableReturn` for
 * what is no text.
 */
export async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  tell: (encoding: Encoding) => void,
): AsyncGenerator<Buffer> {
  let other: TextDecoder | null = null;
  let held: Buffer = Buffer.alloc(0);
  let isFirst = true;
  for await (const piece of bytes) {
    let chunk: Buffer = held.length > 0 ? Buffer.concat([held, piece]) : Buffer.from(piece);
    held = Buffer.alloc(0);
    if (isFirst) {
      // The beginning says what kind of file it is, and may come in pieces.
      if (chunk.length < 4) {
        held = chunk;
        continue;
      }
      isFirst = false;
      [other, chunk] = beginning(chunk);
      if (other !== null) tell('UTF-16');
    }
    if (other === null) {
      const whole = chunk.length - unfinished(chunk);
      if (isUtf8(chunk.subarray(0, whole))) {
        held = chunk.subarray(whole);
        yield chunk.subarray(0, whole);
        continue;
      }
      other = new TextDecoder('windows-1252');
      tell('Windows-1252');
    }
    const text = other.decode(chunk, { stream: true });
    yield Buffer.from(text);
  }
  if (held.length > 0) {
    if (other === null && !isUtf8(held)) tell('Windows-1252');
    yield isUtf8(held) ? held : Buffer.from(new TextDecoder('windows-1252').decode(held));
  }
}

const beginning = (chunk: Buffer): [TextDecoder | null, Buffer] => {
  if (notText.some((begins) => chunk.subarray(0, begins.length).equals(begins)))
    throw new UnreadableReturn(
      'The file is a workbook or a PDF, and no text. Save it as “CSV UTF-8 (comma delimited)” and bring that',
    );
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return [new TextDecoder('utf-16le'), chunk];
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return [new TextDecoder('utf-16be'), chunk];
  if (chunk.includes(0)) throw new UnreadableReturn('The file is of a kind that is not known here');
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return [null, chunk.subarray(3)];
  return [null, chunk];
};
