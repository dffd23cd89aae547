import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Transaction } from '../../database/connection.ts';
import { addDays, type PlainDate } from '../../domain/dates.ts';
import type { Filtered } from '../../domain/scim-query.ts';

/** A team as the directory's own organisation has it. */
export type GroupRow = {
  readonly id: string;
  readonly name: string;
  readonly directoryId: string | null;
  readonly state: 'linked' | 'deleted' | null;
  readonly members: readonly { readonly id: string; readonly name: string }[];
};

const groups = (tx: Transaction) =>
  tx
    .selectFrom('team')
    .select((from) => [
      'team.id',
      'team.name',
      'team.directory_id as directoryId',
      'team.directory_state as state',
      jsonArrayFrom(
        from
          .selectFrom('directory_member')
          .innerJoin('person', 'person.id', 'directory_member.person_id')
          .whereRef('directory_member.team_id', '=', 'team.id')
          .where(sql<boolean>`person.directory_state is distinct from 'deleted'`)
          .orderBy('person.id')
          .select(['person.id', 'person.name']),
      ).as('members'),
    ]);

const isThere = sql<boolean>`directory_state is distinct from 'deleted'`;

export const findGroup = (tx: Transaction, id: string): Promise<GroupRow | undefined> =>
  groups(tx).where('id', '=', id).where(isThere).executeTakeFirst();

/** A team by its name, also when the directory had deleted it. */
export const groupNamed = (tx: Transaction, name: string): Promise<GroupRow | undefined> =>
  groups(tx).where(sql`lower(name)`, '=', name.toLowerCase()).limit(1).executeTakeFirst();

export const groupWithDirectoryId = (tx: Transaction, directoryId: string): Promise<GroupRow | undefined> =>
  groups(tx).where('directory_id', '=', directoryId).executeTakeFirst();

const condition = ({ by, value }: Filtered) => {
  switch (by) {
    case 'id':
      return sql<boolean>`id::text = ${value.toLowerCase()}`;
    case 'displayname':
      return sql<boolean>`lower(name) = ${value.toLowerCase()}`;
    case 'externalid':
      return sql<boolean>`directory_id = ${value}`;
    case 'members':
      return sql<boolean>`exists (select from directory_member d where d.team_id = team.id and d.person_id::text = ${value})`;
    default:
      return sql<boolean>`false`;
  }
};

/** A page of the teams that a filter leaves, and how many there are in all. */
export const listGroups = async (
  tx: Transaction,
  filters: readonly Filtered[],
  page: { readonly start: number; readonly count: number },
): Promise<{ readonly total: number; readonly rows: readonly GroupRow[] }> => {
  const where = sql<boolean>`${sql.join([isThere, ...filters.map(condition)], sql` and `)}`;
  const { total } = await tx
    .selectFrom('team')
    .where(where)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await groups(tx)
    .where(where)
    .orderBy('name')
    .orderBy('id')
    .limit(page.count)
    .offset(page.start - 1)
    .execute();
  return { total, rows };
};

export const addGroup = async (
  tx: Transaction,
  organisationId: string,
  name: string,
  today: PlainDate,
): Promise<string> => {
  const id = randomUUID();
  await tx.insertInto('team').values({ id, organisation_id: organisationId, name, from_on: today }).execute();
  return id;
};

/** Keeps a team as the directory has it; one it has again is not over. */
export const saveGroup = async (
  tx: Transaction,
  id: string,
  { name, directoryId }: { readonly name: string; readonly directoryId: string | null },
): Promise<void> => {
  await tx
    .updateTable('team')
    .set({ name, directory_id: directoryId, directory_state: 'linked', until_on: null })
    .where('id', '=', id)
    .execute();
};

/** Ends a team; it is not there for the directory any more. */
export const endGroup = async (tx: Transaction, id: string, today: PlainDate): Promise<void> => {
  await tx
    .updateTable('team')
    .set({
      directory_id: null,
      directory_state: 'deleted',
      until_on: sql<PlainDate>`greatest(from_on, ${addDays(today, -1)}::date)`,
    })
    .where('id', '=', id)
    .execute();
};

/** Those of some ids who are people of the directory's organisation. */
export const peopleAmong = async (tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const rows = await tx.selectFrom('person').where('id', 'in', ids).where(isThere).select('id').execute();
  return new Set(rows.map(({ id }) => id));
};

/** Makes exactly these people the members of a team. */
export const saveMembers = async (
  tx: Transaction,
  organisationId: string,
  teamId: string,
  { joining, leaving }: { readonly joining: readonly string[]; readonly leaving: readonly string[] },
): Promise<void> => {
  if (leaving.length > 0)
    await tx
      .deleteFrom('directory_member')
      .where('team_id', '=', teamId)
      .where('person_id', 'in', leaving)
      .execute();
  if (joining.length > 0)
    await tx
      .insertInto('directory_member')
      .values(joining.map((person_id) => ({ organisation_id: organisationId, team_id: teamId, person_id })))
      .execute();
};
