import { readCsv, readCsvDate } from './csv.ts';
import type { PlainDate } from './dates.ts';
import { type Post, postInWords, posts } from './post.ts';
import type { Problem } from './result.ts';
import {
  type Dated,
  detailsProblems,
  endOn,
  giveManager,
  givePost,
  type HeldPost,
  type Management,
} from './staffing.ts';

/** The most rows of a file: a council's staff, several times over. */
const MOST_ROWS = 2_000;

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

export type KnownPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly hasLeft: boolean;
  readonly posts: readonly HeldPost[];
};

/** What an organisation has now. */
export type Staff = {
  readonly people: readonly KnownPerson[];
  /** Those that go on. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly management: readonly Management[];
};

type About = { readonly row: number; readonly email: string };
/** One thing that a file changes. People who are not there yet are known by their address alone. */
export type ImportStep = About &
  (
    | { readonly does: 'add'; readonly name: string; readonly joinedOn: PlainDate | null }
    | { readonly does: 'rename'; readonly name: string; readonly before: string }
    | ({ readonly does: 'give-post'; readonly post: Post; readonly teamId: string | null } & Dated)
    | { readonly does: 'end-post'; readonly postId: string; readonly post: string; readonly until: PlainDate }
    | {
        readonly does: 'give-manager';
        readonly managerEmail: string;
        readonly from: PlainDate;
        readonly until: null;
      }
  );

export type ImportPlan = {
  readonly rows: number;
  readonly steps: readonly ImportStep[];
  /** Each says its row, as a spreadsheet numbers it, and its column. */
  readonly problems: readonly Problem[];
};

const columnOf: Readonly<Record<string, string>> = {
  name: 'Name',
  email: 'Email',
  post: 'Post',
  from: 'From',
  until: 'Until',
};

const known = (text: string): string =>
  Object.entries(posts).find(
    ([key, words]) => key === text.toLowerCase() || words.toLowerCase() === text.toLowerCase(),
  )?.[0] ?? text;

const nothing = (message: string): ImportPlan => ({
  rows: 0,
  steps: [],
  problems: [{ field: 'rows', message }],
});

/**
 * Says what a CSV file of people would change in an organisation: each row is somebody in a post, by their e-mail
 * address. Every problem of every row is named; a file with one is not to be applied. What is as the file has it
 * already is left alone, so that a file applied twice changes nothing the second time.
 */
export const planImport = (text: string, staff: Staff): ImportPlan => {
  const rows = readCsv(text);
  if (rows.length === 0) return nothing('Paste the rows of the file, with its headings');
  if (rows.length > MOST_ROWS)
    return nothing(`The file has ${rows.length} rows. Bring ${MOST_ROWS} at a time`);
  const missing = importColumns.filter(
    ({ heading, isNeeded }) => isNeeded && !Object.hasOwn(rows[0]?.fields ?? {}, heading.toUpperCase()),
  );
  if (missing.length > 0)
    return nothing(
      `The first row must have the headings, with commas between them. Missing: ${missing.map(({ heading }) => heading).join(', ')}`,
    );
  const people = new Map(staff.people.map((person) => [person.email.toLowerCase(), person]));
  const management = [...staff.management];
  const steps: ImportStep[] = [];
  const problems: Problem[] = [];
  /** In which row somebody was named first, and a post given: a file says each thing once. */
  const namedIn = new Map<string, { readonly row: number; readonly name: string }>();
  const givenIn = new Map<string, number>();
  const managers: { about: About; person: KnownPerson; managerEmail: string; from: PlainDate }[] = [];
  const problem = (row: number, column: string, message: string): void => {
    problems.push({ field: 'rows', message: `Row ${row}, ${column}: ${message}` });
  };
  const dated = (row: number, column: string, field: string): PlainDate | null => {
    const date = readCsvDate(field);
    if (field !== '' && date === null) problem(row, column, `“${field}” is no date such as 01/04/2026`);
    return date;
  };

  for (const { row, fields } of rows) {
    const field = (heading: string): string => fields[heading.toUpperCase()] ?? '';
    const [name, email, teamName] = [field('Name'), field('Email'), field('Team')];
    const about = { row, email: email.toLowerCase() };
    const from = dated(row, 'From', field('From'));
    const until = dated(row, 'Until', field('Until'));
    const details = detailsProblems({ name, email }, { isTaken: false });
    for (const { field: at, message } of details) problem(row, columnOf[at] ?? at, message);
    const team = staff.teams.find((one) => one.name.toLowerCase() === teamName.toLowerCase());
    if (teamName !== '' && team === undefined) problem(row, 'Team', `there is no team called “${teamName}”`);
    if (details.length > 0) continue;

    const named = namedIn.get(about.email);
    if (named !== undefined && named.name !== name) {
      problem(row, 'Name', `Row ${named.row} calls the person with this address ${named.name}`);
      continue;
    }
    if (named === undefined) namedIn.set(about.email, { row, name });
    const given = [about.email, known(field('Post')), team?.id, from].join('\n');
    const earlier = givenIn.get(given);
    if (earlier !== undefined) {
      problem(row, 'Post', `Row ${earlier} says the same person has this post from that day already`);
      continue;
    }
    givenIn.set(given, row);

    let person = people.get(about.email);
    if (person?.hasLeft) {
      problem(row, 'Email', 'They have left. Give them access again on their own page first');
      continue;
    }
    if (person === undefined) {
      person = { id: about.email, name, email, hasLeft: false, posts: [] };
      steps.push({ ...about, does: 'add', name, joinedOn: from });
    } else if (person.name !== name) {
      steps.push({ ...about, does: 'rename', name, before: person.name });
      person = { ...person, name };
    }
    people.set(about.email, person);

    const post = known(field('Post'));
    const teamId = team?.id ?? null;
    const same = person.posts.find(
      (held) =>
        held.post === post &&
        held.teamId === teamId &&
        (held.from === from || (held.from === null && from !== null)),
    );
    if (same === undefined) {
      const decided = givePost({ post, teamId, from, until }, person.posts);
      if (decided.ok) steps.push({ ...about, does: 'give-post', ...decided.value });
      else
        for (const { field: at, message } of decided.problems)
          if (at !== 'from' || field('From') === '') problem(row, columnOf[at] ?? at, message);
      people.set(about.email, { ...person, posts: [...person.posts, { id: '', post, teamId, from, until }] });
    } else if (until !== null && same.until !== until) {
      const ended = same.until === null ? endOn(until, same) : undefined;
      // Their own page sees to it that somebody else administers; several ended at once could leave nobody.
      if (post === 'administrator')
        problem(row, 'Until', 'End the post of an administrator on their own page');
      else if (ended?.ok)
        steps.push({ ...about, does: 'end-post', postId: same.id, post, until: ended.value.until });
      else problem(row, 'Until', ended?.problems[0]?.message ?? 'This post ended on another day');
    } else if (until === null && same.until !== null) {
      problem(row, 'Until', 'This post has ended. Change it on their own page');
    }
    const managerEmail = field('Manager').toLowerCase();
    if (managerEmail !== '' && from !== null) managers.push({ about, person, managerEmail, from });
  }

  // Managers may stand in a later row.
  for (const { about, person, managerEmail, from } of managers) {
    const manager = people.get(managerEmail);
    const standing = management.some(
      (link) => link.personId === person.id && link.managerId === manager?.id && link.until === null,
    );
    if (standing) continue;
    const given = giveManager(
      { personId: person.id, managerId: manager?.id ?? null, from, until: null },
      management,
    );
    if (given.ok && !manager?.hasLeft) {
      management.push(given.value);
      steps.push({ ...about, does: 'give-manager', managerEmail, from, until: null });
    } else
      problem(
        about.row,
        'Manager',
        given.ok ? 'They have left' : (given.problems[0]?.message ?? 'Cannot be'),
      );
  }
  return { rows: rows.length, steps, problems };
};

/** A step as a person reads it. */
export const stepInWords = (step: ImportStep): string => {
  switch (step.does) {
    case 'add':
      return `Add ${step.name}, ${step.email}`;
    case 'rename':
      return `Call ${step.before} ${step.name}`;
    case 'give-post':
      return `${step.email} becomes ${postInWords(step.post).toLowerCase()}`;
    case 'end-post':
      return `${step.email} stops being ${postInWords(step.post).toLowerCase()}`;
    case 'give-manager':
      return `${step.email} is managed by ${step.managerEmail}`;
  }
};
