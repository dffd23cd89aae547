import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { ReturnCollector } from '../../../domain/ssda903/collect.ts';
import {
  columnsRead,
  headingsMissing,
  headingsUnknown,
  type ReturnFile,
  returnFiles,
} from '../../../domain/ssda903/columns.ts';
import { decoded, UnreadableReturn } from './decode.ts';

/** No row of the return is near as long: a quotation mark that is never closed must not take the rest of the file. */
const LONGEST_ROW = 100_000;

/** Where each column that is read stands in a file, by its headings; reports headings that the return does not have. */
const placesIn = (file: ReturnFile, row: readonly string[], to: ReturnCollector): readonly number[] => {
  const headings = row.map((heading) => heading.trim().toUpperCase());
  const missing = headingsMissing(file, headings);
  if (missing.length > 0)
    throw new UnreadableReturn(
      `${returnFiles[file]}: the first row must have the headings of the return. Missing: ${missing.join(', ')}`,
    );
  for (const column of headingsUnknown(file, headings))
    to.report({
      ...{ file, row: 1, column, written: column },
      message: 'is a column that the return does not have: it was not read',
    });
  return columnsRead[file].map(({ name }) => headings.indexOf(name));
};

/** What stands between two fields, by what makes most headings of the first line. */
const separatorOf = (start: string): string => {
  const [line = ''] = start.split(/\r|\n/, 1);
  const count = (separator: string): number => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
};

/**
 * Reads one file of a return (RFC 4180) as it comes, its headings in any order, and gives each row to `to`. Throws
 * `UnreadableReturn`, with words for whoever brought it, when it is not that file.
 */
export const readReturnCsv = async (
  file: ReturnFile,
  bytes: AsyncIterable<Uint8Array>,
  to: ReturnCollector,
): Promise<void> => {
  let places: readonly number[] | null = null;
  const tell = (encoding: string): void =>
    to.report({ file, row: 1, column: '', written: encoding, message: `The file was read as ${encoding}` });
  const parserFor = (start: string) =>
    parse({
      ...{ delimiter: separatorOf(start), record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true },
      ...{ relax_quotes: true, skip_empty_lines: true, max_record_size: LONGEST_ROW },
      on_record: (record: string[], { lines }) => {
        lastLine = lines;
        if (places === null) places = placesIn(file, record, to);
        else if (record.length > 1 || record[0] !== '')
          to.take(
            file,
            lines,
            places.map((place) => record[place] ?? ''),
          );
        return null;
      },
    });
  let parser: ReturnType<typeof parserFor> | null = null;
  let lastLine = 1;
  try {
    for await (const chunk of decoded(bytes, tell)) {
      if (parser === null) {
        parser = parserFor(chunk.toString('utf8'));
        // Whatever goes wrong is thrown below; without a listener it would end the process.
        parser.on('error', () => {});
        parser.resume();
      }
      if (!parser.write(chunk)) await once(parser, 'drain');
      if (parser.errored) throw parser.errored;
    }
    if (parser !== null) await finished(parser.end());
  } catch (error) {
    throw inPlainWords(file, error as Error, lastLine);
  } finally {
    parser?.destroy();
  }
  if (places === null) throw new UnreadableReturn(`${returnFiles[file]}: the file is empty`);
};

const inPlainWords = (file: ReturnFile, error: Error, line: number): Error =>
  /^(Max Record Size|Quote Not Closed|Invalid Closing Quote)/.test(error.message)
    ? new UnreadableReturn(
        `${returnFiles[file]}: the file cannot be read after row ${line}, where a quotation mark is opened and not closed`,
      )
    : error;
