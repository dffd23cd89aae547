import { lettersAt, refuseDamaged } from './bytes.ts';

const bitRates = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const sampleRates = [44_100, 48_000, 32_000];

type Frame = { readonly bytes: number; readonly seconds: number };

/** The frame of MPEG audio, layer III, that begins at a place (ISO/IEC 11172-3, 2.4.1.3); null for none. */
const frameAt = (bytes: Uint8Array, at: number): Frame | null => {
  const [sync = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
  if (sync !== 0xff || (second & 0xe6) !== 0xe2) return null;
  const version = (second >> 3) & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const rate = bitRates[version === 3 ? 1 : 2][third >> 4];
  const base = sampleRates[(third >> 2) & 3];
  if (version === 1 || !rate || base === undefined) return null;
  const perSecond = base / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const samples = version === 3 ? 1152 : 576;
  const length = Math.floor((samples / 8) * ((rate * 1000) / perSecond)) + ((third >> 1) & 1);
  return { bytes: length, seconds: samples / perSecond };
};

/** Where the sound begins, after any ID3v2 tags (id3.org, ID3v2.4, 3.1) and empty bytes. */
const startOfFrames = (bytes: Uint8Array): number => {
  let at = 0;
  while (lettersAt(bytes, at, 3) === 'ID3') {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 6, at + 10);
    at += 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127);
  }
  while (bytes[at] === 0) at++;
  return at;
};

/**
 * The sound of an MP3 and nothing else: its frames, without the tags before and after them. Gives its length too. Throws
 * `RefusedFile` when it is damaged.
 */
export const cleanMp3 = (bytes: Uint8Array): { readonly bytes: Uint8Array; readonly seconds: number } => {
  const from = startOfFrames(bytes);
  let [at, frames, seconds] = [from, 0, 0];
  for (
    let frame = frameAt(bytes, at);
    frame !== null && at + frame.bytes <= bytes.length;
    frame = frameAt(bytes, at)
  ) {
    at += frame.bytes;
    frames += 1;
    seconds += frame.seconds;
  }
  const isTag = /^(TAG|ID3|APETAGEX|LYRICSBEGIN|\0\0\0)/.test(lettersAt(bytes, at, 11));
  // The last frame is cut off where a recording was broken off.
  if (frames < 3 || (bytes.length - at > 2000 && !isTag)) return refuseDamaged();
  return { bytes: bytes.slice(from, at), seconds };
};
