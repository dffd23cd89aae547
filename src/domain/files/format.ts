import { indexOfLetters, lettersAt, refuseFile } from './bytes.ts';

/** What somebody may give: a photo or drawing, a document, a recording of a voice. */
export type FileKind = 'picture' | 'document' | 'sound';
/** The forms in which a file is kept. */
export type FileFormat = 'jpeg' | 'png' | 'pdf' | 'docx' | 'mp3' | 'wav' | 'mp4' | 'webm';

export const fileFormats: Readonly<
  Record<
    FileFormat,
    {
      readonly kind: FileKind;
      readonly mediaType: string;
      readonly ending: string;
      readonly inWords: string;
    }
  >
> = {
  jpeg: { kind: 'picture', mediaType: 'image/jpeg', ending: 'jpg', inWords: 'picture' },
  png: { kind: 'picture', mediaType: 'image/png', ending: 'png', inWords: 'picture' },
  pdf: { kind: 'document', mediaType: 'application/pdf', ending: 'pdf', inWords: 'PDF' },
  docx: {
    kind: 'document',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
    inWords: 'Word document',
  },
  mp3: { kind: 'sound', mediaType: 'audio/mpeg', ending: 'mp3', inWords: 'sound recording' },
  wav: { kind: 'sound', mediaType: 'audio/wav', ending: 'wav', inWords: 'sound recording' },
  mp4: { kind: 'sound', mediaType: 'audio/mp4', ending: 'm4a', inWords: 'sound recording' },
  webm: { kind: 'sound', mediaType: 'audio/webm', ending: 'webm', inWords: 'sound recording' },
};

/** For the file field: a phone then offers its photos in a form that is taken, and its sound recorder. */
export const acceptedFiles =
  'image/jpeg,image/png,image/webp,application/pdf,.pdf,.docx,audio/mpeg,audio/mp4,audio/webm,audio/wav,.m4a,.mp3,.wav';

/** The same of what a child drew or said: pictures and sound alone. */
export const acceptedOfChild =
  'image/jpeg,image/png,image/webp,audio/mpeg,audio/mp4,audio/webm,audio/wav,.m4a,.mp3,.wav';

/** Of one file, as it comes: a photo of a phone's camera, or ten minutes of speech. */
export const mostBytesOfFile = 15_000_000;
/** Of a recording. */
export const mostSecondsOfSound = 20 * 60;

export const tooLargeFile =
  'This file is too large. Choose one of 15 MB or less, or make the photo or recording smaller';

const refusals: readonly (readonly [is: (bytes: Uint8Array) => boolean, sentence: string])[] = [
  [({ length }) => length === 0, 'This file is empty. Choose another one'],
  [({ length }) => length > mostBytesOfFile, tooLargeFile],
  [
    (bytes) => lettersAt(bytes, 0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    'This is an older Word, Excel or Outlook file, or one with a password. Open it, save it as a PDF, and add the PDF',
  ],
  [
    (bytes) =>
      lettersAt(bytes, 4, 4) === 'ftyp' &&
      /^(hei[cxms]|hev[cx]|mif1|msf1|avif|avis)/.test(lettersAt(bytes, 8, 4)),
    'We cannot read photos of this kind (HEIC). Take a screenshot of the photo and add that. Or on an iPhone open Settings, Camera, Formats, choose “Most Compatible”, and take the photo again',
  ],
  [
    (bytes) => /^GIF8[79]a/.test(lettersAt(bytes, 0, 6)),
    'We cannot take GIF pictures. Save it as a JPEG or PNG and add that',
  ],
  [
    (bytes) =>
      /^\s*(<\?xml|<!DOCTYPE|<html|<svg)/i.test(lettersAt(bytes, 0, 200).replace(/^\xef\xbb\xbf/, '')),
    'We cannot take web pages or drawings made of code. Save it as a PDF or a picture and add that',
  ],
  [
    (bytes) => lettersAt(bytes, 0, 5) === '{\\rtf' || lettersAt(bytes, 0, 4) === 'PK\x05\x06',
    'We cannot read this file. Open it, save it as a PDF, and add the PDF',
  ],
];

const isMp3 = (bytes: Uint8Array): boolean =>
  lettersAt(bytes, 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2);

const signs: readonly (readonly [FileFormat | 'webp', (bytes: Uint8Array) => boolean])[] = [
  ['jpeg', (bytes) => lettersAt(bytes, 0, 3) === '\xff\xd8\xff'],
  ['png', (bytes) => lettersAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['webp', (bytes) => lettersAt(bytes, 0, 4) === 'RIFF' && lettersAt(bytes, 8, 4) === 'WEBP'],
  ['wav', (bytes) => lettersAt(bytes, 0, 4) === 'RIFF' && lettersAt(bytes, 8, 4) === 'WAVE'],
  ['pdf', (bytes) => lettersAt(bytes, 0, 5) === '%PDF-'],
  ['docx', (bytes) => lettersAt(bytes, 0, 4) === 'PK\x03\x04'],
  ['mp4', (bytes) => lettersAt(bytes, 4, 4) === 'ftyp'],
  ['webm', (bytes) => lettersAt(bytes, 0, 4) === '\x1a\x45\xdf\xa3'],
  ['mp3', isMp3],
];

/**
 * What a file is, by its first bytes: never by its name, nor by what the browser says of it. Throws `RefusedFile`, with
 * what to do instead, for what is not taken.
 */
export const formatOf = (bytes: Uint8Array): FileFormat | 'webp' => {
  for (const [is, sentence] of refusals) if (is(bytes)) refuseFile(sentence);
  return (
    signs.find(([, is]) => is(bytes))?.[0] ??
    refuseFile('We cannot take this kind of file. Add a photo, a PDF, a Word document or a sound recording')
  );
};

/** The string by which the makers of virus scanners test whether one is there (eicar.org), in two pieces. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'];

/**
 * Refuses bytes that hold the scanners' test string or, unless a Word document, are also a packed archive or a PDF from
 * further in: a file that is two things is not shown to anybody as one of them.
 */
export const refuseTwoThings = (bytes: Uint8Array, format: FileFormat): void => {
  const isTwo =
    (format !== 'docx' && indexOfLetters(bytes, 'PK\x05\x06', Math.max(0, bytes.length - 66_000)) !== -1) ||
    (format !== 'pdf' && indexOfLetters(bytes.subarray(0, 2000), '%PDF-') !== -1);
  if (isTwo || indexOfLetters(bytes, eicar.join('')) !== -1)
    refuseFile('This file may harm a computer, so we did not keep it. Choose another one');
};
