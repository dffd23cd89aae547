import { indexOfLetters, refuseDamaged, refuseFile } from './bytes.ts';

// Elements by their numbers (RFC 9559, section 5.1).
const [segment, cluster, blockGroup] = [0x18538067, 0x1f43b675, 0xa0];
const [info, tracks, trackEntry] = [0x1549a966, 0x1654ae6b, 0xae];
const [header, timestamp, timestampScale, docType] = [0x1a45dfa3, 0xe7, 0x2ad7b1, 0x4282];
const [trackType, codec, codecPrivate, voidElement] = [0x83, 0x86, 0x63a2, 0xec];
const [audio, cues, cuePoint, cuePosition] = [0xe1, 0x1c53bb6b, 0xbb, 0xb7];
const opened = new Set([
  ...[header, segment, cluster, blockGroup, info, tracks, trackEntry, audio],
  ...[cues, cuePoint, cuePosition],
]);
const kept = new Set([
  ...[0x4286, 0x42f7, 0x42f2, 0x42f3, docType, 0x4287, 0x4285], // what kind of file it is
  ...[timestampScale, 0x4489], // how time is counted, and for how long
  ...[0xd7, 0x73c5, trackType, 0xb9, 0x88, 0x55aa, 0x9c, codec, codecPrivate, 0x56aa, 0x56bb, 0x23e383], // the track
  ...[0xb5, 0x78b5, 0x9f, 0x6264], // how it sounds
  ...[timestamp, 0xa7, 0xab, 0xa3, 0xa1, 0x9b, 0xfb, 0x75a2], // clusters and their blocks
  ...[0xb3, 0xf7, 0xf1, 0xf0], // where to find a moment
]);
/** Mandatory, and they name the program that recorded it: MuxingApp and WritingApp. */
const emptied = new Set([0x4d80, 0x5741]);

const onlySound = (): never =>
  refuseFile('This is a film, or a recording in a form that we cannot take. Add a recording of sound only');

/** A number that says by its leading bits how long it is; `isId` keeps those bits. Infinity when it says "not known". */
const numberAt = (
  bytes: Uint8Array,
  at: number,
  isId: boolean,
): { readonly value: number; readonly next: number } => {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || at + length > bytes.length) return refuseDamaged();
  let value = isId ? first : first & (0xff >> length);
  let allOnes = (first & (0xff >> length)) === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    allOnes &&= byte === 0xff;
  }
  return { value: !isId && allOnes ? Number.POSITIVE_INFINITY : value, next: at + length };
};

const uint = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** Makes what stands between two places an empty element of the same length. */
const makeVoid = (bytes: Uint8Array, from: number, end: number): void => {
  const length = end - from;
  bytes.fill(0, from, end);
  bytes[from] = voidElement;
  if (length < 9) bytes[from + 1] = 0x80 | (length - 2);
  else {
    bytes[from + 1] = 0x01;
    new DataView(bytes.buffer, bytes.byteOffset + from + 2, 7).setUint32(3, length - 9);
  }
};

/**
 * Cleans sound in WebM in its place: every element that sound does not need (tags, titles, dates, attachments, chapters,
 * names) becomes an empty one. Gives its length too. Throws `RefusedFile` for a film, and when it is damaged.
 */
export const cleanWebm = (given: Uint8Array): { readonly bytes: Uint8Array; readonly seconds: number } => {
  const bytes = given.slice();
  let [scale, last, sounds] = [1_000_000, 0, 0];
  const look: Readonly<Record<number, (inside: Uint8Array) => void>> = {
    [docType]: (inside) => indexOfLetters(inside, 'webm') === 0 || onlySound(),
    [trackType]: (inside) => {
      if (uint(inside) !== 2) onlySound();
      sounds += 1;
    },
    [codec]: (inside) => indexOfLetters(inside, 'A_OPUS') === 0 || onlySound(),
    [codecPrivate]: (inside) =>
      (indexOfLetters(inside, 'OpusHead') === 0 && inside.length < 300) || onlySound(),
    [timestampScale]: (inside) => {
      scale = uint(inside);
    },
    [timestamp]: (inside) => {
      last = Math.max(last, uint(inside));
    },
  };
  for (let at = 0; at < bytes.length; ) {
    const id = numberAt(bytes, at, true);
    const size = numberAt(bytes, id.next, false);
    if (opened.has(id.value)) {
      // What is not known to end before the file does ends with it: a recording in a browser is written so.
      if (size.value !== Number.POSITIVE_INFINITY && size.next + size.value > bytes.length)
        return refuseDamaged();
      at = size.next;
      continue;
    }
    const end = size.next + size.value;
    if (end > bytes.length) return refuseDamaged();
    if (kept.has(id.value)) look[id.value]?.(bytes.subarray(size.next, end));
    else if (emptied.has(id.value)) bytes.fill(0, size.next, end);
    else makeVoid(bytes, at, end);
    at = end;
  }
  if (sounds === 0) return refuseDamaged();
  return { bytes, seconds: (last * scale) / 1e9 };
};
