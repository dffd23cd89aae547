import { readCsv } from './csv.ts';
import { inWords, type PlainDate } from './dates.ts';
import { type About, allWrong, type ImportRow, readRow, whyNoFile, wrong } from './people-import-row.ts';
import { type Post, postInWords } from './post.ts';
import type { Problem } from './result.ts';
import {
  type Dated,
  endOn,
  giveManager,
  givePost,
  type HeldPost,
  lineUp,
  type Management,
  type ManagersOf,
} from './staffing.ts';
import { listInWords } from './words.ts';

/** Times that the changes of a list are tried, over a minute or two, before somebody is told that it cannot be done. */
export const MOST_TRIES = 5;

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

/** One thing that a file changes. People who are not there yet are known by their address alone. */
export type ImportStep = About &
  (
    | { readonly does: 'add'; readonly name: string; readonly joinedOn: PlainDate | null }
    | { readonly does: 'rename'; readonly name: string; readonly before: string }
    | ({
        readonly does: 'give-post';
        readonly post: Post;
        readonly teamId: string | null;
        readonly team: string;
      } & Dated)
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
  /** The rows that say what is so already; of a file with problems, none. */
  readonly leftAlone: readonly number[];
  readonly problems: readonly Problem[];
};

/** What one row came to. */
type Read<Part> = {
  readonly part: Part;
  readonly steps: readonly ImportStep[];
  readonly problems: readonly Problem[];
};

/** What an earlier row of the same person says otherwise, or already: a file says each thing once. */
const saidBefore = (row: ImportRow, same: readonly ImportRow[]): readonly Problem[] => {
  const [named] = same;
  if (named !== undefined && named.name !== row.name)
    return [wrong(row.row, 'Name', `Row ${named.row} calls the person with this address ${named.name}`)];
  return same
    .filter(({ post, teamId, from }) => post === row.post && teamId === row.teamId && from === row.from)
    .map((one) =>
      wrong(row.row, 'Post', `Row ${one.row} says the same person has this post from that day already`),
    );
};

/** Whom a row is about: somebody there is, somebody new, or somebody by a new name. */
const placePerson = (row: ImportRow, known: KnownPerson | undefined): Read<KnownPerson> => {
  const about = { row: row.row, email: row.email };
  if (known === undefined)
    return {
      part: { id: row.email, name: row.name, email: row.email, hasLeft: false, posts: [] },
      steps: [{ ...about, does: 'add', name: row.name, joinedOn: row.from }],
      problems: [],
    };
  const left = 'They have left. Give them access again on their own page first';
  return {
    part: { ...known, name: row.name },
    steps: known.name === row.name ? [] : [{ ...about, does: 'rename', name: row.name, before: known.name }],
    problems: known.hasLeft ? [wrong(row.row, 'Email', left)] : [],
  };
};

/** What a row says of a post that somebody has: nothing new, or its last day. */
const endPost = (row: ImportRow, held: HeldPost): Pick<Read<null>, 'steps' | 'problems'> => {
  const no = (message: string) => ({ steps: [], problems: [wrong(row.row, 'Until', message)] });
  if (row.until === held.until) return { steps: [], problems: [] };
  if (row.until === null) return no('This post has ended. Change it on their own page');
  if (held.until !== null) return no('This post ended on another day');
  // Their own page sees to it that somebody else administers; several ended at once could leave nobody.
  if (row.post === 'administrator') return no('End the post of an administrator on their own page');
  const ended = endOn(row.until, held);
  if (!ended.ok) return { steps: [], problems: allWrong(row.row, ended.problems) };
  const { row: number, email, post } = row;
  return {
    steps: [{ row: number, email, does: 'end-post', postId: held.id, post, until: ended.value.until }],
    problems: [],
  };
};

/** What a row says of the posts of somebody. A post held since before records began is the one that it means. */
const placePost = (row: ImportRow, person: KnownPerson): Read<KnownPerson> => {
  const { row: number, email, post, teamId, team, from, until } = row;
  const held = person.posts.find(
    (one) =>
      one.post === post &&
      one.teamId === teamId &&
      (one.from === from || (one.from === null && from !== null)),
  );
  if (held !== undefined) return { part: person, ...endPost(row, held) };
  const given = givePost({ post, teamId, from, until }, person.posts);
  return {
    part: { ...person, posts: [...person.posts, { id: '', post, teamId, from, until }] },
    steps: given.ok ? [{ row: number, email, does: 'give-post', ...given.value, team }] : [],
    // A first day that is no date was told already.
    problems: given.ok
      ? []
      : allWrong(
          number,
          given.problems.filter(({ field }) => field !== 'from' || row.fromText === ''),
        ),
  };
};

/** What a row says of the manager of somebody, who may stand in any row; the part is the link. */
const placeManager = (
  row: ImportRow,
  people: ReadonlyMap<string, KnownPerson>,
  managersOf: ManagersOf,
  nameOf: (id: string) => string,
): Read<Management | null> => {
  const { row: number, email, managerEmail, from } = row;
  const nothing = { part: null, steps: [], problems: [] };
  const personId = people.get(email)?.id;
  // Without a first day the row is refused for that.
  if (managerEmail === '' || from === null || personId === undefined) return nothing;
  const no = (message: string) => ({ ...nothing, problems: [wrong(number, 'Manager', message)] });
  const manager = people.get(managerEmail);
  const stands = managersOf
    .get(personId)
    ?.some((link) => link.managerId === manager?.id && link.until === null);
  if (stands) return nothing;
  if (manager?.hasLeft) return no('They have left');
  const proposal = { personId, managerId: manager?.id ?? null, from, until: null };
  const given = giveManager(proposal, managersOf);
  if (given.ok)
    return {
      part: given.value,
      steps: [{ row: number, email, does: 'give-manager', managerEmail, from, until: null }],
      problems: [],
    };
  const line =
    manager === undefined || manager.id === personId
      ? null
      : lineUp(manager.id, personId, managersOf, proposal);
  return line === null
    ? { ...nothing, problems: given.problems.map(({ message }) => wrong(number, 'Manager', message)) }
    : no(`This closes a circle: ${[personId, ...line].map(nameOf).join(', managed by ')}`);
};

/**
 * Says what a CSV file of people would change in an organisation: each row is somebody in a post, by their e-mail
 * address. Every problem of every row is named; a file with one is not to be applied. What is as the file has it
 * already is left alone, so that a file applied twice changes nothing the second time.
 */
export const planImport = (text: string, staff: Staff): ImportPlan => {
  const records = readCsv(text);
  const whyNot = whyNoFile(records);
  if (whyNot !== null)
    return { rows: 0, steps: [], leftAlone: [], problems: [{ field: 'rows', message: whyNot }] };
  const people = new Map(staff.people.map((person) => [person.email.toLowerCase(), person]));
  const rows: ImportRow[] = [];
  const ofPerson = new Map<string, readonly ImportRow[]>();
  const steps: ImportStep[] = [];
  const problems: Problem[] = [];
  const keep = <Part>(read: Omit<Read<Part>, 'steps'> & { readonly steps?: readonly ImportStep[] }): Part => {
    steps.push(...(read.steps ?? []));
    problems.push(...read.problems);
    return read.part;
  };

  for (const record of records) {
    const row = keep(readRow(record, staff.teams));
    if (row === null) continue;
    const same = ofPerson.get(row.email) ?? [];
    const said = saidBefore(row, same);
    problems.push(...said);
    if (said.length > 0) continue;
    rows.push(row);
    ofPerson.set(row.email, [...same, row]);
    const person = keep(placePerson(row, people.get(row.email)));
    people.set(row.email, person.hasLeft ? person : keep(placePost(row, person)));
  }
  // Managers may stand in a later row.
  const managersOf = Map.groupBy(staff.management, ({ personId }) => personId);
  const names = new Map([...people.values()].map(({ id, name }) => [id, name]));
  for (const row of rows) {
    const link = keep(placeManager(row, people, managersOf, (id) => names.get(id) ?? ''));
    if (link !== null) managersOf.set(link.personId, [...(managersOf.get(link.personId) ?? []), link]);
  }
  const changed = new Set(steps.map(({ row }) => row));
  const leftAlone = problems.length > 0 ? [] : rows.map(({ row }) => row).filter((row) => !changed.has(row));
  return { rows: records.length, steps, leftAlone, problems };
};

const periodInWords = ({ from, until }: Dated): string =>
  (from === null ? '' : ` from ${inWords(from)}`) + (until === null ? '' : ` until ${inWords(until)}`);

/** A step as a person reads it under the row that it is of. */
export const stepInWords = (step: ImportStep): string => {
  switch (step.does) {
    case 'add':
      return `Added as ${step.name}`;
    case 'rename':
      return `Called ${step.name} in place of ${step.before}`;
    case 'give-post':
      return `${postInWords(step.post)}${step.team === '' ? '' : ` in ${step.team}`}${periodInWords(step)}`;
    case 'end-post':
      return `No longer ${postInWords(step.post).toLowerCase()} after ${inWords(step.until)}`;
    case 'give-manager':
      return `Managed by ${step.managerEmail}${periodInWords(step)}`;
  }
};

/** Rows by their numbers, in order: "Rows 2 to 40, 42 and 50 to 61". */
export const rowsInWords = (rows: readonly number[]): string => {
  const spells: { from: number; to: number }[] = [];
  for (const row of rows) {
    const last = spells.at(-1);
    if (last?.to === row - 1) last.to = row;
    else spells.push({ from: row, to: row });
  }
  const words = spells.map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`));
  return `${rows.length === 1 ? 'Row' : 'Rows'} ${listInWords(words)}`;
};
