import { joined, lettersAt, refuseDamaged, viewOf } from './bytes.ts';

const chunk = (id: string, data: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(8 + data.length + (data.length % 2));
  whole.set([...id].map((letter) => letter.charCodeAt(0)));
  viewOf(whole).setUint32(4, data.length, true);
  whole.set(data, 8);
  return whole;
};

/**
 * The sound of a WAV written anew: its format and its samples, without titles, authors, cue points or anything else
 * (Multimedia Programming Interface 1.0, RIFF). Gives its length too. Throws `RefusedFile` when it is damaged.
 */
export const cleanWav = (bytes: Uint8Array): { readonly bytes: Uint8Array; readonly seconds: number } => {
  const view = viewOf(bytes);
  const found = new Map<string, Uint8Array>();
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const id = lettersAt(bytes, at, 4);
    // A recorder that was broken off has not written how long the samples are.
    const end = id === 'data' ? Math.min(at + 8 + size, bytes.length) : at + 8 + size;
    if (end > bytes.length) break;
    if (!found.has(id)) found.set(id, bytes.subarray(at + 8, end));
    at = end + (size % 2);
  }
  const [format, data] = [found.get('fmt '), found.get('data')];
  if (
    format === undefined ||
    data === undefined ||
    data.length === 0 ||
    format.length < 16 ||
    format.length > 40
  )
    return refuseDamaged();
  const bytesASecond = viewOf(format).getUint32(8, true);
  if (bytesASecond === 0) return refuseDamaged();
  const inside = joined([chunk('fmt ', format), chunk('data', data)]);
  const wave = new Uint8Array([0x57, 0x41, 0x56, 0x45]);
  return { bytes: chunk('RIFF', joined([wave, inside])), seconds: data.length / bytesASecond };
};
