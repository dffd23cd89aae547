import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { postToday } from '../../database/people.ts';
import type { PlainDate } from '../../domain/dates.ts';
import type { HeldPost, Management, PersonDetails } from '../../domain/staffing.ts';

export type ListedPerson = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly post: string;
  readonly team: string | null;
  readonly leftOn: PlainDate | null;
};

/** People of one organisation by name; those who have left last. */
export const listPeople = (
  tx: Transaction,
  organisationId: string,
  asked: { readonly words: string; readonly post: string; readonly size: number; readonly after: number },
): Promise<readonly ListedPerson[]> => {
  const like = `%${asked.words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return tx
    .selectFrom('person')
    .where('organisation_id', '=', organisationId)
    .where(({ eb, or }) => or([eb('name', 'ilike', like), eb('email', 'ilike', like)]))
    .$if(asked.post !== '', (query) =>
      query.where(sql<boolean>`app_holds_post(person.id, array[${asked.post}])`),
    )
    .orderBy(sql`coalesce(left_on, 'infinity') <= app_today()`)
    .orderBy('name')
    .orderBy('id')
    .limit(asked.size)
    .offset(asked.after)
    .select((from) => [
      'id',
      'name',
      'email',
      postToday(from.ref('person.id')).as('post'),
      sql<
        string | null
      >`(select t.name from person_post p join team t on t.id = p.team_id where p.person_id = person.id
        and coalesce(p.from_on, '-infinity') <= app_today() and coalesce(p.until_on, 'infinity') >= app_today()
        order by p.from_on desc nulls last limit 1)`.as('team'),
      'left_on as leftOn',
    ])
    .execute();
};

export type PersonRecord = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly joinedOn: PlainDate | null;
  readonly leftOn: PlainDate | null;
  readonly handedOver: boolean;
  readonly directoryId: string | null;
  readonly posts: readonly (HeldPost & { readonly team: string | null })[];
  readonly managers: readonly (Management & { readonly name: string })[];
  readonly managed: readonly (Management & { readonly name: string })[];
};

const managementOf = async (tx: Transaction, column: 'person_id' | 'manager_id', id: string) => {
  const other = column === 'person_id' ? 'manager_id' : 'person_id';
  return tx
    .selectFrom('line_management')
    .innerJoin('person', 'person.id', `line_management.${other}`)
    .where(`line_management.${column}`, '=', id)
    .orderBy('line_management.from_on', 'desc')
    .orderBy('person.name')
    .select([
      'line_management.person_id as personId',
      'line_management.manager_id as managerId',
      'line_management.from_on as from',
      'line_management.until_on as until',
      'person.name',
    ])
    .execute();
};

/** Somebody of an organisation, with all they were and are; undefined when it has nobody of that identity. */
export const findPerson = async (
  tx: Transaction,
  organisationId: string,
  id: string,
): Promise<PersonRecord | undefined> => {
  const person = await tx
    .selectFrom('person')
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .select([
      'id',
      'name',
      'email',
      'joined_on as joinedOn',
      'left_on as leftOn',
      'directory_id as directoryId',
    ])
    .select(sql<boolean>`handed_over_at is not null`.as('handedOver'))
    .executeTakeFirst();
  if (person === undefined) return undefined;
  const posts = await tx
    .selectFrom('person_post')
    .leftJoin('team', 'team.id', 'person_post.team_id')
    .where('person_id', '=', id)
    .orderBy(sql`person_post.from_on desc nulls last`)
    .select([
      'person_post.id',
      'person_post.post',
      'person_post.team_id as teamId',
      'person_post.from_on as from',
      'person_post.until_on as until',
      'team.name as team',
    ])
    .execute();
  return {
    ...person,
    posts,
    managers: await managementOf(tx, 'person_id', id),
    managed: await managementOf(tx, 'manager_id', id),
  };
};

/** The person of an organisation with an e-mail address, however it is capitalised; undefined when nobody has it. */
export const personWith = (
  tx: Transaction,
  organisationId: string,
  email: string,
): Promise<{ readonly id: string } | undefined> =>
  tx
    .selectFrom('person')
    .where('organisation_id', '=', organisationId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .select('id')
    .executeTakeFirst();

/** Who managed whom in an organisation, at any time. */
export const managementIn = (tx: Transaction, organisationId: string): Promise<readonly Management[]> =>
  tx
    .selectFrom('line_management')
    .innerJoin('person', 'person.id', 'line_management.person_id')
    .where('person.organisation_id', '=', organisationId)
    .select([
      'line_management.person_id as personId',
      'line_management.manager_id as managerId',
      'line_management.from_on as from',
      'line_management.until_on as until',
    ])
    .execute();

/** Whether somebody is the only one of their organisation who administers from a day on. */
export const isLastAdministrator = async (
  tx: Transaction,
  organisationId: string,
  personId: string,
): Promise<boolean> => {
  const administrators = await tx
    .selectFrom('person_post')
    .innerJoin('person', 'person.id', 'person_post.person_id')
    .where('person.organisation_id', '=', organisationId)
    .where('person_post.post', '=', 'administrator')
    .where(sql<boolean>`coalesce(person_post.until_on, 'infinity') >= app_today()`)
    .where('person.left_on', 'is', null)
    .select('person.id')
    .distinct()
    .execute();
  return administrators.length === 1 && administrators[0]?.id === personId;
};

export const insertPeople = async (
  tx: Transaction,
  people: readonly (PersonDetails & {
    readonly id: string;
    readonly organisationId: string;
    readonly joinedOn: PlainDate | null;
  })[],
): Promise<void> => {
  await tx
    .insertInto('person')
    .values(
      people.map(({ id, organisationId, name, email, joinedOn }) => ({
        ...{ id, organisation_id: organisationId, name, email, joined_on: joinedOn },
      })),
    )
    .execute();
};

/** Changes who somebody is. A new address ends what their identity provider knew them by: they are known by it anew. */
export const saveDetails = async (
  tx: Transaction,
  id: string,
  details: PersonDetails & { readonly homePostcodeKey?: Buffer | null },
): Promise<void> => {
  const { name, email, homePostcodeKey } = details;
  await tx
    .updateTable('person')
    .set({ name, email, ...(homePostcodeKey !== undefined && { home_postcode_key: homePostcodeKey }) })
    .where('id', '=', id)
    .execute();
};

export const insertPosts = async (
  tx: Transaction,
  posts: readonly (Omit<HeldPost, 'id'> & { readonly personId: string; readonly organisationId: string })[],
): Promise<void> => {
  await tx
    .insertInto('person_post')
    .values(
      posts.map(({ organisationId, personId, post, teamId, from, until }) => ({
        ...{ id: randomUUID(), organisation_id: organisationId, person_id: personId, post },
        ...{ team_id: teamId, from_on: from, until_on: until },
      })),
    )
    .execute();
};

export const savePostEnd = async (tx: Transaction, postId: string, until: PlainDate): Promise<void> => {
  await tx.updateTable('person_post').set({ until_on: until }).where('id', '=', postId).execute();
};

export const insertManagers = async (
  tx: Transaction,
  links: readonly (Management & { readonly from: PlainDate })[],
): Promise<void> => {
  await tx
    .insertInto('line_management')
    .values(
      links.map(({ personId, managerId, from, until }) => ({
        ...{ person_id: personId, manager_id: managerId, from_on: from, until_on: until },
      })),
    )
    .execute();
};

export const saveManagerEnd = async (
  tx: Transaction,
  link: { readonly personId: string; readonly managerId: string; readonly from: PlainDate },
  until: PlainDate,
): Promise<void> => {
  await tx
    .updateTable('line_management')
    .set({ until_on: until })
    .where('person_id', '=', link.personId)
    .where('manager_id', '=', link.managerId)
    .where('from_on', '=', link.from)
    .execute();
};

export type Team = {
  readonly id: string;
  readonly name: string;
  readonly until: PlainDate | null;
  readonly people: readonly { readonly id: string; readonly name: string; readonly post: string }[];
};

/** The teams of an organisation with those who are in them today, by name; those that have ended last. */
export const listTeams = async (tx: Transaction, organisationId: string): Promise<readonly Team[]> => {
  const { rows } = await sql<Team>`
    select t.id, t.name, to_char(t.until_on, 'YYYY-MM-DD') as until, coalesce((
      select json_agg(json_build_object('id', p.id, 'name', p.name, 'post', h.post) order by p.name)
      from person_post h join person p on p.id = h.person_id where h.team_id = t.id
        and coalesce(h.from_on, '-infinity') <= app_today() and coalesce(h.until_on, 'infinity') >= app_today()
        and coalesce(p.left_on, 'infinity') > app_today()), '[]') as people
    from team t where t.organisation_id = ${organisationId} order by t.until_on is not null, t.name`.execute(
    tx,
  );
  return rows;
};

export const insertTeam = async (tx: Transaction, organisationId: string, name: string): Promise<void> => {
  await tx.insertInto('team').values({ id: randomUUID(), organisation_id: organisationId, name }).execute();
};

export const saveTeam = async (
  tx: Transaction,
  id: string,
  team: { readonly name: string; readonly until: PlainDate | null },
): Promise<void> => {
  await tx.updateTable('team').set({ name: team.name, until_on: team.until }).where('id', '=', id).execute();
};
