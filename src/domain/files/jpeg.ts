import { joined, refuseDamaged, viewOf } from './bytes.ts';

/**
 * A JPEG without anything but its picture: no segment of an application but the one that says how its colours are
 * written (Adobe's, APP14), no comment, nothing after its end (ITU-T T.81, annex B). For pictures inside a PDF, whose
 * pixels stay as they are. Throws `RefusedFile` when it is damaged.
 */
export const stripJpeg = (bytes: Uint8Array): Uint8Array => {
  const view = viewOf(bytes);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return refuseDamaged();
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === 0xd9; ) {
    if (bytes[at] !== 0xff) return refuseDamaged();
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return joined([...parts, bytes.subarray(at, at + 2)]);
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length || end < at + 4) return refuseDamaged();
    const isOfApplication = marker >= 0xe0 && marker <= 0xef && marker !== 0xee;
    if (!isOfApplication && marker !== 0xfe) parts.push(bytes.subarray(at, end));
    at = end;
    if (marker !== 0xda) continue;
    // The picture itself: until a marker that is neither a stuffed byte nor a restart.
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && isEndOfScan(bytes[at + 1] ?? 0))) at += 1;
    parts.push(bytes.subarray(end, at));
  }
  return refuseDamaged();
};

const isEndOfScan = (next: number): boolean => next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7);
