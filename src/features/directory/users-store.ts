import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { postToday } from '../../database/people.ts';
import { addDays, type PlainDate } from '../../domain/dates.ts';
import { postOfTitle } from '../../domain/scim.ts';
import type { Filtered } from '../../domain/scim-query.ts';

/** Somebody as the directory's own organisation has them. */
export type UserRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly directoryId: string | null;
  readonly state: 'linked' | 'deleted' | null;
  readonly title: string;
  readonly post: string;
  readonly leftOn: PlainDate | null;
  readonly managerId: string | null;
  readonly managerName: string | null;
};

const managerNow = (column: 'id' | 'name') => sql<
  string | null
>`(select m.${sql.ref(column)} from line_management l
  join person m on m.id = l.manager_id where l.person_id = person.id and l.from_on <= app_today()
    and coalesce(l.until_on, 'infinity') >= app_today() order by l.from_on desc, m.id limit 1)`;

const users = (tx: Transaction) =>
  tx
    .selectFrom('person')
    .select(['id', 'name', 'email', 'directory_id as directoryId', 'directory_state as state'])
    .select(['directory_title as title', 'left_on as leftOn'])
    .select([postToday(sql.ref('person.id')).as('post')])
    .select([managerNow('id').as('managerId'), managerNow('name').as('managerName')]);

/** What the directory took out of itself is not there for it any more. */
const isThere = sql<boolean>`directory_state is distinct from 'deleted'`;

/** One change of a directory's at a time, so that two of the same address cannot both be new. (419 is this lock's own.) */
export const holdDirectory = async (tx: Transaction): Promise<void> => {
  await sql`select pg_advisory_xact_lock(419, hashtext(app_directory()::text))`.execute(tx);
};

export const findUser = (tx: Transaction, id: string): Promise<UserRow | undefined> =>
  users(tx).where('id', '=', id).where(isThere).executeTakeFirst();

/** Somebody by their address, also when the directory had deleted them. */
export const userWithAddress = (tx: Transaction, email: string): Promise<UserRow | undefined> =>
  users(tx)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .orderBy(sql`directory_state = 'linked' desc nulls last`)
    .orderBy('left_on', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();

export const userWithDirectoryId = (tx: Transaction, directoryId: string): Promise<UserRow | undefined> =>
  users(tx).where('directory_id', '=', directoryId).executeTakeFirst();

const column = {
  id: sql<string>`id::text`,
  username: sql<string>`lower(email)`,
  'emails[type eq "work"].value': sql<string>`lower(email)`,
  displayname: sql<string>`lower(name)`,
  externalid: sql<string>`directory_id`,
} as const;

/** A page of the people that a filter leaves, and how many there are in all. */
export const listUsers = async (
  tx: Transaction,
  filters: readonly Filtered[],
  page: { readonly start: number; readonly count: number },
): Promise<{ readonly total: number; readonly rows: readonly UserRow[] }> => {
  const conditions = filters.map(({ by, value }) =>
    by === 'members'
      ? sql<boolean>`false`
      : sql<boolean>`${column[by]} = ${by === 'externalid' ? value : value.toLowerCase()}`,
  );
  const where = sql<boolean>`${sql.join([isThere, ...conditions], sql` and `)}`;
  const { total } = await tx
    .selectFrom('person')
    .where(where)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await users(tx)
    .where(where)
    .orderBy('email')
    .orderBy('id')
    .limit(page.count)
    .offset(page.start - 1)
    .execute();
  return { total, rows };
};

export const addUser = async (
  tx: Transaction,
  organisationId: string,
  person: { readonly name: string; readonly email: string; readonly joinedOn: PlainDate },
): Promise<string> => {
  const id = randomUUID();
  const { name, email, joinedOn } = person;
  await tx
    .insertInto('person')
    .values({ id, organisation_id: organisationId, name, email, joined_on: joinedOn })
    .execute();
  return id;
};

export const saveUser = async (
  tx: Transaction,
  id: string,
  changes: {
    readonly name: string;
    readonly email: string;
    readonly directoryId: string | null;
    readonly state: 'linked' | 'deleted';
    readonly title: string;
  },
): Promise<void> => {
  const { name, email, directoryId, state, title } = changes;
  await tx
    .updateTable('person')
    .set({ name, email, directory_id: directoryId, directory_state: state, directory_title: title })
    .where('id', '=', id)
    .execute();
};

/** Ends what began before today yesterday; what began today never was. */
const endPosts = async (tx: Transaction, ids: readonly string[], today: PlainDate): Promise<void> => {
  if (ids.length === 0) return;
  await tx.deleteFrom('person_post').where('id', 'in', ids).where('from_on', '>=', today).execute();
  await tx
    .updateTable('person_post')
    .set({ until_on: addDays(today, -1) })
    .where('id', 'in', ids)
    .execute();
};

/** Keeps somebody's posts by the directory to their title there and the teams it has them in, with dates from today. */
export const placeInPosts = async (
  tx: Transaction,
  organisationId: string,
  personId: string,
  today: PlainDate,
): Promise<void> => {
  const person = await tx
    .selectFrom('person')
    .where('id', '=', personId)
    .select(['directory_title', 'left_on'])
    .executeTakeFirstOrThrow();
  if (person.left_on !== null && person.left_on <= today) return;
  const teams = await tx
    .selectFrom('directory_member')
    .where('person_id', '=', personId)
    .select('team_id')
    .execute();
  const post = postOfTitle(person.directory_title);
  const teamIds: readonly (string | null)[] = teams.length > 0 ? teams.map(({ team_id }) => team_id) : [null];
  const held = await tx
    .selectFrom('person_post')
    .where('person_id', '=', personId)
    .where('until_on', 'is', null)
    .select(['id', 'post', 'team_id', 'by_directory'])
    .execute();
  const isWanted = (one: { readonly post: string; readonly team_id: string | null }): boolean =>
    one.post === post && teamIds.includes(one.team_id);
  await endPosts(
    tx,
    held.filter((one) => one.by_directory && !isWanted(one)).map(({ id }) => id),
    today,
  );
  if (post === null) return;
  for (const team_id of teamIds)
    if (!held.some((one) => one.post === post && one.team_id === team_id))
      await tx
        .insertInto('person_post')
        .values({
          id: randomUUID(),
          organisation_id: organisationId,
          person_id: personId,
          post,
          team_id,
          from_on: today,
          by_directory: true,
        })
        .execute();
};

/** Makes one person the manager of another from today, in place of whoever was; null makes it nobody. */
export const setManager = async (
  tx: Transaction,
  personId: string,
  managerId: string | null,
  today: PlainDate,
): Promise<void> => {
  const others = tx
    .deleteFrom('line_management')
    .where('person_id', '=', personId)
    .where('from_on', '>=', today);
  await (managerId === null ? others : others.where('manager_id', '<>', managerId)).execute();
  const before = tx
    .updateTable('line_management')
    .set({ until_on: addDays(today, -1) })
    .where('person_id', '=', personId)
    .where(sql<boolean>`coalesce(until_on, 'infinity') >= ${today}::date`)
    .where('from_on', '<', today);
  await (managerId === null ? before : before.where('manager_id', '<>', managerId)).execute();
  if (managerId === null) return;
  await sql`insert into line_management (person_id, manager_id, from_on)
    select ${personId}, ${managerId}, ${today} where not exists (select from line_management l
      where l.person_id = ${personId} and l.manager_id = ${managerId} and l.until_on is null)
    on conflict (person_id, manager_id, from_on) do update set until_on = null`.execute(tx);
};
