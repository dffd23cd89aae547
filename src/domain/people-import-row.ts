import { type CsvRow, readCsvDate } from './csv.ts';
import { isPost, posts } from './post.ts';
import type { Problem } from './result.ts';
import { type Dated, detailsProblems } from './staffing.ts';
import { inFigures } from './words.ts';

/** The most rows of a file: the staff of the largest council, twice over, which is looked through in seconds. */
const MOST_ROWS = 20_000;

/** The columns of a file: the heading, whether it is needed, and what stands in it. */
export const importColumns = [
  { heading: 'Name', isNeeded: true, holds: 'First and last name' },
  { heading: 'Email', isNeeded: true, holds: 'Work e-mail address; it says who a row is about' },
  { heading: 'Post', isNeeded: true, holds: 'As this service calls it, such as Social worker' },
  { heading: 'Team', isNeeded: false, holds: 'The name of a team that there is already' },
  { heading: 'From', isNeeded: true, holds: 'First day in the post: 01/04/2026 or 2026-04-01' },
  { heading: 'Until', isNeeded: false, holds: 'Last day in the post, if it ends' },
  { heading: 'Manager', isNeeded: false, holds: 'Their manager’s work e-mail address' },
] as const;

/** Which row, and whom it is about: an address in small letters. */
export type About = { readonly row: number; readonly email: string };
const columnOf: Readonly<Record<string, string>> = {
  name: 'Name',
  email: 'Email',
  post: 'Post',
  from: 'From',
  until: 'Until',
};

/** Something wrong with one row: each says its row, as a spreadsheet numbers it, and its column. */
export const wrong = (row: number, column: string, message: string): Problem => ({
  field: 'rows',
  message: `Row ${row}, ${column}: ${message}`,
});
export const allWrong = (row: number, problems: readonly Problem[]): readonly Problem[] =>
  problems.map(({ field, message }) => wrong(row, columnOf[field] ?? field, message));

/** The key of a post by its key or its words, in any case; what is none stays as it was typed. */
const postKey = (text: string): string =>
  Object.entries(posts).find(
    ([key, words]) => key === text.toLowerCase() || words.toLowerCase() === text.toLowerCase(),
  )?.[0] ?? text;

/** A row that says who it is about and what they are from when. */
export type ImportRow = About &
  Dated & {
    readonly name: string;
    readonly post: string;
    readonly teamId: string | null;
    /** The name of the team; empty for none. */
    readonly team: string;
    readonly managerEmail: string;
    /** What stands where the first day should, a date or not. */
    readonly fromText: string;
  };

/** Reads one row; null when it does not say whom it is about. `teams` are those that go on. */
export const readRow = (
  { row, fields }: CsvRow,
  teams: readonly { readonly id: string; readonly name: string }[],
): { readonly part: ImportRow | null; readonly problems: readonly Problem[] } => {
  const field = (heading: string): string => fields[heading.toUpperCase()] ?? '';
  const [name, email, team] = [field('Name'), field('Email'), field('Team')];
  const dates = ['From', 'Until'].map((column) => ({
    column,
    text: field(column),
    day: readCsvDate(field(column)),
  }));
  const post = postKey(field('Post'));
  const details = detailsProblems({ name, email }, { isTaken: false });
  const found = teams.find((one) => one.name.toLowerCase() === team.toLowerCase());
  const problems = [
    ...dates
      .filter(({ text, day }) => text !== '' && day === null)
      .map(({ column, text }) => wrong(row, column, `“${text}” is no date such as 01/04/2026`)),
    ...allWrong(row, details),
    // Of somebody who can be told, what is wrong with the post is told with the posts they have.
    ...(details.length > 0 && !isPost(post) ? [wrong(row, 'Post', 'Choose the post')] : []),
    ...(team !== '' && found === undefined ? [wrong(row, 'Team', `there is no team called “${team}”`)] : []),
  ];
  const [from = null, until = null] = dates.map(({ day }) => day);
  const part = {
    ...{ row, email: email.toLowerCase(), name, from, until },
    ...{
      post,
      teamId: found?.id ?? null,
      team: found?.name ?? '',
      managerEmail: field('Manager').toLowerCase(),
      fromText: field('From'),
    },
  };
  return { part: details.length > 0 ? null : part, problems };
};

/** What is wrong with the file as a whole, before any row is looked at. */
export const whyNoFile = (rows: readonly CsvRow[]): string | null => {
  const [first] = rows;
  if (first === undefined) return 'There are no rows under the headings';
  if (rows.length > MOST_ROWS)
    return `There are ${inFigures(rows.length)} rows. Bring ${inFigures(MOST_ROWS)} at a time`;
  const missing = importColumns.filter(
    ({ heading, isNeeded }) => isNeeded && !Object.hasOwn(first.fields, heading.toUpperCase()),
  );
  return missing.length > 0
    ? `The first row must have the headings, with commas, semicolons or tabs between them. Missing: ${missing.map(({ heading }) => heading).join(', ')}`
    : null;
};
