const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const letters = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Frames of silence in MP3 (MPEG 1, layer III, 128 kbit/s, 44.1 kHz), with a word in its tags. */
export const mp3 = (word: string, frames = 10): Buffer => {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
  const body = Buffer.concat([letters('TIT2'), u32(word.length + 1), Buffer.alloc(3), letters(word)]);
  const size = Buffer.from([0, 0, body.length >> 7, body.length & 127]);
  return Buffer.concat([
    ...[letters('ID3'), Buffer.from([4, 0, 0]), size, body],
    ...Array.from({ length: frames }, () => frame),
    Buffer.concat([letters(`TAG${word}`), Buffer.alloc(128)]).subarray(0, 128),
  ]);
};

const riff = (id: string, data: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([letters(id), size, data, Buffer.alloc(data.length % 2)]);
};

/** A WAV of 8 kHz with a word in its list of information. */
export const wav = (word: string, seconds = 1): Buffer => {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(8000, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  return riff(
    'RIFF',
    Buffer.concat([
      letters('WAVE'),
      riff('fmt ', format),
      riff('LIST', Buffer.concat([letters('INFO'), riff('IART', letters(word))])),
      riff('data', Buffer.alloc(8000 * seconds, 0x80)),
      riff('id3 ', letters(word)),
    ]),
  );
};

const box = (type: string, ...inside: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(inside);
  return Buffer.concat([u32(body.length + 8), letters(type), body]);
};

/** Sound in MP4 with a word in every box that says something of it, and the time at which it was recorded. */
export const mp4 = (word: string, { handler = 'soun', seconds = 5, url = 1, last = '' } = {}): Buffer => {
  const times = [u32(0), letters(word.slice(0, 4).padEnd(4)), letters(word.slice(4, 8).padEnd(4))];
  const track = box(
    'trak',
    box('tkhd', ...times, Buffer.alloc(72)),
    box(
      'mdia',
      box('mdhd', ...times, u32(1000), u32(0), u32(0)),
      box('hdlr', u32(0), u32(0), letters(handler), Buffer.alloc(12), letters(`${word}\0`)),
      box(
        'minf',
        box('smhd', u32(0), u32(0)),
        box('dinf', box('dref', u32(0), u32(1), box('url ', u32(url)))),
        box('stbl', box('stsd', u32(0), u32(1), box('mp4a', Buffer.alloc(28))), box('stco', u32(0), u32(0))),
      ),
    ),
    box('udta', box('name', letters(word))),
  );
  return Buffer.concat([
    box('ftyp', letters('M4A '), u32(0), letters('M4A ')),
    box('free', letters(word)),
    box(
      'moov',
      box('mvhd', ...times, u32(1000), u32(seconds * 1000), Buffer.alloc(80)),
      track,
      box('udta', box('meta', u32(0), box('ilst', letters(word)))),
      box('meta', letters(word)),
    ),
    box('uuid', letters(word)),
    box('mdat', Buffer.alloc(100), letters(last)),
  ]);
};

const element = (id: number, inside: Buffer | readonly Buffer[], isOpenEnded = false): Buffer => {
  const body = Buffer.isBuffer(inside) ? inside : Buffer.concat(inside);
  const number = Buffer.from(id.toString(16), 'hex');
  const size = isOpenEnded
    ? Buffer.from('01ffffffffffffff', 'hex')
    : Buffer.concat([Buffer.from([0x10]), u32(body.length).subarray(1)]);
  return Buffer.concat([number, size, body]);
};

/** Sound in WebM as a browser records it, with a word in every place that says something of it. */
export const webm = (word: string, { type = 2, codec = 'A_OPUS', at = 0 } = {}): Buffer =>
  Buffer.concat([
    element(0x1a45dfa3, element(0x4282, letters('webm'))),
    element(
      0x18538067,
      [
        element(0x1549a966, [
          element(0x2ad7b1, u32(1_000_000)),
          ...[0x7ba9, 0x4d80, 0x5741, 0x7384].map((id) => element(id, letters(word))),
          element(0x4461, letters(word.slice(0, 8))),
        ]),
        element(0x1654ae6b, [
          element(0xae, [
            element(0xd7, Buffer.from([1])),
            element(0x83, Buffer.from([type])),
            element(0x86, letters(codec)),
            element(0x63a2, letters('OpusHead\x01\x01')),
            ...[0x536e, 0x258688, 0x22b59c].map((id) => element(id, letters(word))),
            element(0xe1, element(0x9f, Buffer.from([1]))),
          ]),
        ]),
        element(0x1254c367, element(0x7373, letters(word))),
        element(0x1941a469, letters(word)),
        element(0x1043a770, letters(word)),
        element(0xec, letters(word)),
        element(
          0x1f43b675,
          [element(0xe7, u32(at)), element(0xa3, Buffer.from([0x81, 0, 0, 0x80, 1, 2, 3]))],
          true,
        ),
      ],
      true,
    ),
  ]);
