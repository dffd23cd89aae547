import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { ImportPlan, ImportStep, Staff } from '../../domain/people-import.ts';
import { insertManagers, insertPeople, insertPosts, listTeams, managementIn, savePostEnd } from './store.ts';

/**
 * Two lists of one organisation take turns, so that what was looked at is what is changed. Whoever adds what is the
 * organisation's meanwhile does not wait.
 */
export const takeTurns = async (tx: Transaction, organisationId: string): Promise<void> => {
  await sql`select from organisation where id = ${organisationId} for no key update`.execute(tx);
};

/** Everybody whom an organisation has, with their posts, its teams, and who manages whom. */
export const staffOf = async (tx: Transaction, organisationId: string): Promise<Staff> => {
  const people = await tx
    .selectFrom('person')
    .where('organisation_id', '=', organisationId)
    .select(['id', 'name', 'email', sql<boolean>`left_on is not null`.as('hasLeft')])
    .execute();
  const posts = await tx
    .selectFrom('person_post')
    .where('organisation_id', '=', organisationId)
    .select([
      'id',
      'person_id as personId',
      'post',
      'team_id as teamId',
      'from_on as from',
      'until_on as until',
    ])
    .execute();
  const held = Map.groupBy(posts, ({ personId }) => personId);
  return {
    people: people.map((person) => ({ ...person, posts: held.get(person.id) ?? [] })),
    teams: (await listTeams(tx, organisationId)).filter(({ until }) => until === null),
    management: await managementIn(tx, organisationId),
  };
};

/** What was looked at before it was confirmed: the same steps have the same one. */
export const hashOf = ({ steps }: ImportPlan): string =>
  createHash('sha256').update(JSON.stringify(steps)).digest('base64url');

/** Things to change, or rows, that go to the database together. */
const AT_ONCE = 250;
const inParts = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, part) =>
    all.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );

/** Those of some steps that do one thing. */
const thatDo = <Does extends ImportStep['does']>(steps: readonly ImportStep[], does: Does) =>
  steps.filter((step): step is Extract<ImportStep, { does: Does }> => step.does === does);

/** Makes the changes of a list, row after row; `tell` hears how many of its rows are done, those left alone among them. */
export const saveImport = async (
  tx: Transaction,
  organisationId: string,
  { people }: Staff,
  { steps, leftAlone }: ImportPlan,
  tell: (rowsDone: number) => Promise<void>,
): Promise<void> => {
  const ids = new Map(people.map(({ id, email }) => [email.toLowerCase(), id]));
  const idOf = (email: string): string => ids.get(email) ?? '';
  // A manager may stand in a later row: everybody is there before any row is.
  for (const part of inParts(thatDo(steps, 'add'))) {
    for (const { email } of part) ids.set(email, randomUUID());
    await insertPeople(
      tx,
      part.map((step) => ({ ...step, id: idOf(step.email), organisationId })),
    );
  }
  const rows = [...Map.groupBy(steps, ({ row }) => row)].sort(([one], [other]) => one - other);
  let done = leftAlone.length;
  for (const part of inParts(rows)) {
    await saveRows(
      tx,
      organisationId,
      idOf,
      part.flatMap(([, some]) => some),
    );
    done += part.length;
    await tell(done);
  }
};

const saveRows = async (
  tx: Transaction,
  organisationId: string,
  idOf: (email: string) => string,
  steps: readonly ImportStep[],
): Promise<void> => {
  // Their address, and how they sign in, stay as they are.
  for (const { email, name } of thatDo(steps, 'rename'))
    await tx.updateTable('person').set({ name }).where('id', '=', idOf(email)).execute();
  for (const { postId, until } of thatDo(steps, 'end-post')) await savePostEnd(tx, postId, until);
  const posts = thatDo(steps, 'give-post');
  if (posts.length > 0)
    await insertPosts(
      tx,
      posts.map((step) => ({ ...step, personId: idOf(step.email), organisationId })),
    );
  const managers = thatDo(steps, 'give-manager');
  if (managers.length > 0)
    await insertManagers(
      tx,
      managers.map((step) => ({ ...step, personId: idOf(step.email), managerId: idOf(step.managerEmail) })),
    );
};

/** Lists of one person that wait to be confirmed: as many as somebody looks at beside each other, and no store of files. */
const MOST_WAITING = 5;

/** Keeps a list that was looked at and has no problem, until somebody confirms it; of very many, the last. */
export const keepList = async (
  tx: Transaction,
  kept: {
    readonly id: string;
    readonly organisationId: string;
    readonly by: string;
    readonly at: Date;
    readonly list: string;
    readonly rows: number;
  },
): Promise<void> => {
  const { id, organisationId, by, at, list, rows } = kept;
  const waiting = tx.selectFrom('people_import').where('brought_by', '=', by).where('state', '=', 'checked');
  await tx
    .deleteFrom('people_import')
    .where(
      'id',
      'in',
      waiting
        .select('id')
        .orderBy('brought_at', 'desc')
        .offset(MOST_WAITING - 1),
    )
    .execute();
  await tx
    .insertInto('people_import')
    .values({
      ...{ id, organisation_id: organisationId, brought_by: by, brought_at: at, list, rows },
      state: 'checked',
    })
    .execute();
};

const imports = (tx: Transaction) =>
  tx
    .selectFrom('people_import')
    .innerJoin('person', 'person.id', 'people_import.brought_by')
    .select([
      'people_import.id',
      'people_import.organisation_id as organisationId',
      'people_import.brought_at as broughtAt',
      'person.name as broughtBy',
      'people_import.rows',
      'people_import.rows_done as rowsDone',
      'people_import.state',
      'people_import.tries',
      'people_import.moved_at as movedAt',
    ]);

export type ListedImport = Awaited<ReturnType<typeof recentImports>>[number];

/** The lists of an organisation that were brought last; whoever does not administer it sees none. */
export const recentImports = (tx: Transaction, organisationId: string) =>
  imports(tx)
    .where('people_import.organisation_id', '=', organisationId)
    .orderBy('people_import.brought_at', 'desc')
    .limit(10)
    .execute();

/** One list, without its rows: they can be megabytes. */
export const findImport = (tx: Transaction, id: string) =>
  imports(tx).where('people_import.id', '=', id).executeTakeFirst();

/** The rows of a list, as long as they are kept, and what was looked at; nothing for whoever does not administer. */
export const rowsOfImport = (tx: Transaction, id: string) =>
  tx
    .selectFrom('people_import')
    .where('id', '=', id)
    .select(['list', 'looked_at as lookedAt'])
    .executeTakeFirst();

/** Has the job make the changes of a list, as they were looked at. Of a list that was confirmed already, nothing more. */
export const confirmImport = async (
  tx: Transaction,
  { id, lookedAt, by, at }: { id: string; lookedAt: string; by: string; at: Date },
): Promise<void> => {
  const confirmed = await tx
    .updateTable('people_import')
    .set({ state: 'applying', looked_at: lookedAt, confirmed_by: by, moved_at: at })
    .where('id', '=', id)
    .where('state', '=', 'checked')
    .executeTakeFirst();
  if (confirmed.numUpdatedRows > 0n)
    await sql`select app_add_job('import-people', jsonb_build_object('importId', ${id}::text), ${`import:${id}`})`.execute(
      tx,
    );
};

/** Begins a try at the changes of a list; undefined when there is nothing to do any more. */
export const beginTry = (tx: Transaction, id: string, { tries, at }: { tries: number; at: Date }) =>
  tx
    .updateTable('people_import')
    .set({ tries, rows_done: 0, moved_at: at })
    .where('id', '=', id)
    .where('state', '=', 'applying')
    .returning(['organisation_id as organisationId', 'confirmed_by as confirmedBy'])
    .executeTakeFirst();

/** Says how many rows are done. It is read while they are not committed: not for the transaction that does them. */
export const tellRowsDone = async (
  tx: Transaction,
  id: string,
  { rowsDone, at }: { rowsDone: number; at: Date },
): Promise<void> => {
  await tx
    .updateTable('people_import')
    .set({ rows_done: rowsDone, moved_at: at })
    .where('id', '=', id)
    .where('state', '=', 'applying')
    .execute();
};

/** Ends a list in one way or another, and keeps its rows no longer. */
export const endImport = async (
  tx: Transaction,
  id: string,
  { state, at }: { state: 'finished' | 'refused' | 'failed'; at: Date },
): Promise<void> => {
  await tx
    .updateTable('people_import')
    .set({ state, list: null, moved_at: at, rows_done: state === 'finished' ? sql`rows` : 0 })
    .where('id', '=', id)
    .where('state', '=', 'applying')
    .execute();
};

/** Keeps no longer what was looked at before some time and never confirmed. */
export const forgetLists = async (tx: Transaction, before: Date): Promise<void> => {
  await tx
    .deleteFrom('people_import')
    .where('state', '=', 'checked')
    .where('brought_at', '<', before)
    .execute();
};
