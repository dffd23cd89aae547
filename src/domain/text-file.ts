import { allowed, type Result, refused } from './result.ts';

/** How files begin that people take for a list: workbooks new and old, and printed pages. */
const others: readonly (readonly [begins: readonly number[], is: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a workbook, such as Excel’s own'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a workbook, such as Excel’s own'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF'],
];
const beginsWith = (bytes: Uint8Array, begins: readonly number[]): boolean =>
  begins.every((byte, index) => bytes[index] === byte);

const noText = (is: string): Result<never> =>
  refused([
    {
      field: 'file',
      message: `The file is ${is}, and no text. Open the list in your spreadsheet program, choose “Save as” and then “CSV UTF-8 (comma delimited)”, and bring the file that this makes`,
    },
  ]);

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * The text of a file that somebody brought, as spreadsheet programs write it: UTF-8 with or without a byte-order mark,
 * UTF-16 with one, and otherwise Windows-1252, which any bytes are. Refuses what is no text.
 */
export const readTextFile = (bytes: Uint8Array): Result<string> => {
  const other = others.find(([begins]) => beginsWith(bytes, begins));
  if (other !== undefined) return noText(other[1]);
  const marked = beginsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : beginsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : null;
  const text =
    marked === null ? (decode(bytes, 'utf-8') ?? decode(bytes, 'windows-1252')) : decode(bytes, marked);
  return text === null || text.includes('\0') ? noText('of a kind that is not known here') : allowed(text);
};
