import { refuseFile } from '../../domain/files/bytes.ts';
import {
  type FileFormat,
  formatOf,
  mostBytesOfFile,
  mostSecondsOfSound,
  refuseTwoThings,
} from '../../domain/files/format.ts';
import { cleanMp3 } from '../../domain/files/mp3.ts';
import { cleanMp4 } from '../../domain/files/mp4.ts';
import { cleanWav } from '../../domain/files/wav.ts';
import { cleanWebm } from '../../domain/files/webm.ts';
import { cleanPdf } from './pdf-file.ts';
import { cleanPicture } from './picture.ts';
import { cleanWord } from './word-file.ts';

/** A file as it may be kept: in a form of ours, with nothing in it but what it shows or says aloud. */
export type CleanFile = { readonly format: FileFormat; readonly bytes: Uint8Array };

type Sound = { readonly bytes: Uint8Array; readonly seconds: number };
const notTooLong = ({ bytes, seconds }: Sound): Uint8Array =>
  seconds > mostSecondsOfSound
    ? refuseFile(
        `This recording is too long. Add one of ${mostSecondsOfSound / 60} minutes or less. You can add more than one`,
      )
    : bytes;

const cleaners: Readonly<Record<FileFormat, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>> = {
  jpeg: (bytes) => cleanPicture(bytes, 'jpeg'),
  png: (bytes) => cleanPicture(bytes, 'png'),
  pdf: cleanPdf,
  docx: cleanWord,
  mp3: (bytes) => notTooLong(cleanMp3(bytes)),
  wav: (bytes) => notTooLong(cleanWav(bytes)),
  mp4: (bytes) => notTooLong(cleanMp4(bytes)),
  webm: (bytes) => notTooLong(cleanWebm(bytes)),
};

/**
 * Makes of the bytes that somebody sent a file that may be kept. Throws `RefusedFile` with what to say when it may not;
 * any other error is a reader's that gave up on it.
 */
export const cleanFile = async (bytes: Uint8Array): Promise<CleanFile> => {
  const is = formatOf(bytes);
  const format = is === 'webp' ? 'jpeg' : is;
  refuseTwoThings(bytes, format);
  const clean = await cleaners[format](bytes);
  refuseTwoThings(clean, format);
  if (clean.length > mostBytesOfFile) refuseFile('This file is too large. Choose a smaller one');
  return { format, bytes: clean };
};
