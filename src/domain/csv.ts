import { isPlainDate, type PlainDate } from './dates.ts';

/** One record of a CSV file: its row as a spreadsheet numbers it, and its fields by heading. */
export type CsvRow = { readonly row: number; readonly fields: Readonly<Record<string, string>> };

/** What can stand between two fields: a comma, what Excel writes where a comma is in numbers, and a tab. */
const SEPARATORS = [',', ';', '\t'] as const;
type Separator = (typeof SEPARATORS)[number];

/**
 * Reads a CSV file with headings (RFC 4180), with or without a byte-order mark, its lines ended in any way; what stands
 * between the fields is what makes most headings of the first line. Headings come in capitals and fields without the
 * spaces around them; a field that is not there is empty, one without a heading is left out, and so is a blank line.
 */
export const readCsv = (text: string): readonly CsvRow[] => {
  const bare = text.replace(/^\uFEFF/, '');
  const [headings = [], ...records] = recordsOf(bare, separatorOf(bare));
  const names = headings.map((heading) => heading.trim().toUpperCase());
  return records.flatMap((values, index) =>
    values.join('') === '' && values.length === 1
      ? []
      : [
          {
            row: index + 2,
            fields: Object.fromEntries(names.map((name, column) => [name, (values[column] ?? '').trim()])),
          },
        ],
  );
};

const separatorOf = (text: string): Separator => {
  const headings = (separator: Separator): number => recordsOf(text, separator, 1)[0]?.length ?? 0;
  return SEPARATORS.reduce((best, one) => (headings(one) > headings(best) ? one : best));
};

/** A field, quoted or not, and what ends it: the separator, a line end, or (empty) the end of the text. */
const fieldsBetween: Readonly<Record<Separator, RegExp>> = {
  ',': /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy,
  ';': /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n|\r|\n|$)/gy,
  '\t': /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy,
};

const recordsOf = (
  text: string,
  separator: Separator,
  most = Number.POSITIVE_INFINITY,
): readonly (readonly string[])[] => {
  const records: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(fieldsBetween[separator])) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '' || (end !== separator && records.length === most)) break;
    if (end !== separator) records.push([]);
  }
  return records;
};

/** What a spreadsheet would take for a formula when a field begins with it, spaces or not (OWASP ASVS 5.0, 1.2.10). */
const beginsAFormula = /^\s*[=+\-@\t\r\0＝＋－＠]/;

const fieldOf = (value: string): string => {
  const inert = beginsAFormula.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

/** Writes a CSV file with headings (RFC 4180), in which nothing that people typed is a formula. */
export const writeCsv = (
  headings: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string =>
  [headings, ...rows]
    .map((row) => `${row.map((value) => fieldOf(String(value ?? ''))).join(',')}\r\n`)
    .join('');

/** A date as dd/mm/yyyy or as ISO 8601 has it; null when it is neither, or no day of the calendar. */
export const readCsvDate = (text: string): PlainDate | null => {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const date = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : null;
};
