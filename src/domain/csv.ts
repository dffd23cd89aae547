import { isPlainDate, type PlainDate } from './dates.ts';

/** One record of a CSV file: its row as a spreadsheet numbers it, and its fields by heading. */
export type CsvRow = { readonly row: number; readonly fields: Readonly<Record<string, string>> };

/**
 * Reads a CSV file with headings (RFC 4180), with or without a byte-order mark, its lines ended in any way. Headings
 * come in capitals and fields without the spaces around them; a field that is not there is empty, one without a heading
 * is left out, and so is a blank line.
 */
export const readCsv = (text: string): readonly CsvRow[] => {
  const [headings = [], ...records] = recordsOf(text.replace(/^\uFEFF/, ''));
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

/** A field, quoted or not, and what ends it: a comma, a line end, or (empty) the end of the text. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy;

const recordsOf = (text: string): readonly (readonly string[])[] => {
  const records: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(FIELD)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') break;
    if (end !== ',') records.push([]);
  }
  return records;
};

/** What a spreadsheet would take for a formula when a field begins with it, spaces or not (OWASP ASVS 5.0, 1.2.10). */
const beginsAFormula = /^\s*[=+\-@\t\r\0＝＋－＠]/;

const fieldOf = (value: string): string => {
  const inert = beginsAFormula.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
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
