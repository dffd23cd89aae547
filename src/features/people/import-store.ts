import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import type { ImportStep, Staff } from '../../domain/people-import.ts';
import { insertManager, insertPerson, insertPost, listTeams, managementIn, savePostEnd } from './store.ts';

/** Two who bring people to an organisation at once take turns, so that what was looked at is what is changed. */
export const takeTurns = async (tx: Transaction, organisationId: string): Promise<void> => {
  await sql`select from organisation where id = ${organisationId} for update`.execute(tx);
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

/** Makes one change; `ids` has everybody of the organisation by address, and gets whoever is added. */
const apply = async (
  tx: Transaction,
  organisationId: string,
  ids: Map<string, string>,
  step: ImportStep,
): Promise<void> => {
  const personId = ids.get(step.email) ?? randomUUID();
  switch (step.does) {
    case 'add':
      ids.set(step.email, personId);
      return insertPerson(tx, { ...step, id: personId, organisationId });
    case 'rename':
      // Their address, and how they sign in, stay as they are.
      await tx.updateTable('person').set({ name: step.name }).where('id', '=', personId).execute();
      return;
    case 'give-post':
      return insertPost(tx, { ...step, personId, organisationId });
    case 'end-post':
      return savePostEnd(tx, step.postId, step.until);
    case 'give-manager':
      return insertManager(tx, { ...step, personId, managerId: ids.get(step.managerEmail) ?? '' });
  }
};

/** Makes the changes of a file, in its order. */
export const saveImport = async (
  tx: Transaction,
  organisationId: string,
  { people }: Staff,
  steps: readonly ImportStep[],
): Promise<void> => {
  const ids = new Map(people.map(({ id, email }) => [email.toLowerCase(), id]));
  for (const step of steps) await apply(tx, organisationId, ids, step);
};
