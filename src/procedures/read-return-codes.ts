import { z } from 'zod';
import type { CodeList } from '../domain/ssda903/codes.ts';
import { columnsRead } from '../domain/ssda903/columns.ts';
import { listOf, text } from './fact-schema.ts';
import { checkShape } from './shape.ts';
import { type Located, problemInWords, readYamlFile } from './yaml-file.ts';

const codesFile = z.strictObject({
  columns: listOf(
    z.strictObject({
      column: text('A column of the return, such as PLACE.'),
      lists: listOf(
        z.strictObject({
          from: z
            .int()
            .min(2000)
            .max(2100)
            .describe('The first collection year: 2025 is the year to 31 March 2025.'),
          source: text('Where the list is published.'),
          codes: listOf(text('A code, in capitals.')),
        }),
      ).describe('Each list of the column, the earliest first.'),
    }),
  ).describe('Every column that holds codes.'),
});
type CodesFile = z.infer<typeof codesFile>;

/** Columns without a list, lists out of order, and codes that are there twice. */
const wrongTogether = ({ columns }: CodesFile): readonly Located[] => {
  const wanted = Object.values(columnsRead).flatMap((all) =>
    all.filter(({ holds }) => holds === 'code').map(({ name }) => name),
  );
  const missing = wanted.filter((name) => !columns.some(({ column }) => column === name));
  return [
    ...missing.map((name) => ({ path: ['columns'], message: `There is no list of ${name}` })),
    ...columns.flatMap(({ column, lists }, at) =>
      lists.flatMap(({ from, codes }, place): readonly Located[] => {
        const path = ['columns', at, 'lists', place];
        const last = lists[place - 1]?.from ?? 0;
        return [
          ...(last >= from ? [{ path, message: `${column}: ${from} does not come after ${last}` }] : []),
          ...codes
            .filter((code, index) => codes.indexOf(code) < index || code !== code.toUpperCase())
            .map((code) => ({ path, message: `${column}: “${code}” is there twice, or not in capitals` })),
        ];
      }),
    ),
  ];
};

/**
 * The codes that the yearly return allows, by column and collection year. Throws one error that lists every problem of the
 * file, line by line, so that a service does not start on lists that cannot be right.
 */
export const readReturnCodes = (path: string): readonly CodeList[] => {
  const source = readYamlFile(path, path);
  const { value, problems: shape } =
    source.problems.length > 0 ? { problems: [] } : checkShape(codesFile, source.data);
  const located = value === undefined ? shape : wrongTogether(value);
  const problems = [
    ...source.problems,
    ...located
      .map((one) => ({ file: path, line: source.lineOf(one.path), message: one.message }))
      .toSorted((a, b) => a.line - b.line),
  ];
  if (value === undefined || problems.length > 0)
    throw new Error(`The codes of the return cannot be used:\n${problems.map(problemInWords).join('\n')}`);
  return value.columns.flatMap(({ column, lists }) => lists.map((list) => ({ column, ...list })));
};
