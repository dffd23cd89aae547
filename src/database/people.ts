import { randomUUID } from 'node:crypto';
import { type Expression, sql } from 'kysely';
import type { Transaction } from './connection.ts';

/** The post somebody is known by today, and every post they hold today. */
export const postToday = (personId: Expression<string>) => sql<string>`app_post(${personId})`;
export const postsToday = (personId: Expression<string>) =>
  sql<readonly string[]>`(select coalesce(array_agg(distinct held.post), '{}') from person_post held
    where held.person_id = ${personId} and coalesce(held.from_on, '-infinity') <= app_today()
      and coalesce(held.until_on, 'infinity') >= app_today())`;
/** Whether somebody holds one of some posts today. */
export const holdsPost = (personId: Expression<string>, posts: readonly string[]) =>
  sql<boolean>`app_holds_post(${personId}, ${[...posts]})`;

/** Somebody who works for an organisation, in a post since nobody knows when. */
export type NewPerson = {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
  readonly post: string;
  readonly teamId?: string | null;
};

/** Adds people, each in their post. */
export const addPeople = async (tx: Transaction, people: readonly NewPerson[]): Promise<void> => {
  await tx
    .insertInto('person')
    .values(
      people.map(({ id, organisationId, name, email }) => ({
        id,
        organisation_id: organisationId,
        name,
        email,
      })),
    )
    .execute();
  await tx
    .insertInto('person_post')
    .values(
      people.map(({ id, organisationId, post, teamId = null }) => ({
        id: randomUUID(),
        organisation_id: organisationId,
        person_id: id,
        post,
        team_id: teamId,
      })),
    )
    .execute();
};
