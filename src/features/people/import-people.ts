import { createHash, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Transaction } from '../../database/connection.ts';
import { type ImportPlan, type ImportStep, planImport, type Staff } from '../../domain/people-import.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { type FormByPost, withPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { checkImportView, importPeopleView } from './import-people.view.ts';
import { insertManager, insertPerson, insertPost, listTeams, managementIn, savePostEnd } from './store.ts';

const staffOf = async (tx: Transaction, { organisationId }: Actor): Promise<Staff> => {
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
const hashOf = ({ steps }: ImportPlan): string =>
  createHash('sha256').update(JSON.stringify(steps)).digest('base64url');

/** Makes one change; `ids` has everybody of the organisation by address, and gets whoever is added. */
const apply = async (
  tx: Transaction,
  { organisationId }: Actor,
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

/** Adds and changes people by the rows of a file: all of it, as it was looked at, or nothing. */
export const importForm: FormByPost<unknown, null> = {
  act: 'import-people',
  load: async () => null,
  show: importPeopleView,
  save: async (tx, { actor, typed }) => {
    // Two who add people at once take turns, so that what was looked at is what is changed.
    await sql`select from organisation where id = ${actor.organisationId} for update`.execute(tx);
    const staff = await staffOf(tx, actor);
    const plan = planImport(readText(typed, 'rows'), staff);
    if (plan.problems.length > 0) return insist(refused(plan.problems));
    if (hashOf(plan) !== readText(typed, 'checked'))
      return insist(
        refused([
          { field: 'rows', message: 'What would change is not what you looked at. Check these rows again' },
        ]),
      );
    const ids = new Map(staff.people.map(({ id, email }) => [email.toLowerCase(), id]));
    for (const step of plan.steps) await apply(tx, actor, ids, step);
    return '/people';
  },
};

/** Says what the rows of a file would change, and changes nothing. */
export const checkImport =
  (service: Service) => async (request: FastifyRequest<{ Body: Typed }>, reply: FastifyReply) => {
    const actor = signedIn(request);
    const rows = readText(request.body, 'rows');
    const plan = await withPost(service, actor, 'import-people', async (tx) =>
      planImport(rows, await staffOf(tx, actor)),
    );
    const shell = shellFor(request, reply);
    return plan.problems.length > 0
      ? reply.html(importPeopleView(shell, { typed: request.body, problems: plan.problems }))
      : reply.html(checkImportView(shell, { plan, rows, checked: hashOf(plan) }));
  };
