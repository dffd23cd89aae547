import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#4a7' } });

/** A plain picture. */
export const plainPicture = async (
  format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif',
  [width, height] = [60, 40],
): Promise<Buffer> =>
  drawn(width ?? 60, height ?? 40)
    .toFormat(format)
    .toBuffer();

const segment = (marker: number, text: string): Buffer => {
  const body = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A photo as a phone takes it, lying on its side, with a word in each place that says something of it. */
export const photo = async (word: string, format: 'jpeg' | 'webp' = 'jpeg'): Promise<Buffer> => {
  const bytes = await drawn(60, 40)
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Artist: word, ImageDescription: word },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSAreaInformation: word },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${word}</x:xmpmeta>`)
    .toFormat(format)
    .toBuffer();
  if (format !== 'jpeg') return bytes;
  const remarks = [
    segment(0xfe, word),
    segment(0xed, `Photoshop 3.0\0${word}`),
    segment(0xe2, `MPF\0${word}`),
  ];
  return Buffer.concat([bytes.subarray(0, 2), ...remarks, bytes.subarray(2), Buffer.from(word)]);
};

const pngChunk = (type: string, text: string): Buffer => {
  const inside = Buffer.from(type + text, 'latin1');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(inside.length - 4);
  sum.writeUInt32BE(crc32(inside));
  return Buffer.concat([length, inside, sum]);
};

/** A PNG with a word in its text chunks, and behind its end. */
export const pngWithText = async (word: string): Promise<Buffer> => {
  const bytes = await plainPicture('png');
  const texts = [pngChunk('tEXt', `Author\0${word}`), pngChunk('iTXt', `Place\0\0\0\0\0${word}`)];
  return Buffer.concat([bytes.subarray(0, 33), ...texts, bytes.subarray(33), Buffer.from(word)]);
};

/** A small PNG that says of itself that it is very large. */
export const pictureBomb = async (): Promise<Buffer> => {
  const bytes = Buffer.from(await plainPicture('png'));
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(60_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
};
