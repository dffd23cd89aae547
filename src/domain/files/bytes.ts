/** What a file says that is not taken: the sentence for whoever chose it. */
export class RefusedFile extends Error {}

export const refuseFile = (sentence: string): never => {
  throw new RefusedFile(sentence);
};

/** For a file that is what it should be, and ends too early or contradicts itself. */
export const refuseDamaged = (): never =>
  refuseFile('We could not read this file. It may be damaged. Try to save it again, or add another one');

/** Bytes read as letters, one byte a letter. */
export const lettersAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** Where letters stand in bytes, from a place on; -1 for nowhere. */
export const indexOfLetters = (bytes: Uint8Array, letters: string, from = 0): number => {
  const first = letters.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
    if (lettersAt(bytes, at, letters.length) === letters) return at;
  return -1;
};

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
