import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ImportPlan, planImport } from '../../domain/people-import.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { type FormByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { checkImportView, importPeopleView } from './import-people.view.ts';
import { saveImport, staffOf, takeTurns } from './import-store.ts';

/** What was looked at before it was confirmed: the same steps have the same one. */
const hashOf = ({ steps }: ImportPlan): string =>
  createHash('sha256').update(JSON.stringify(steps)).digest('base64url');

/** Adds and changes people by the rows of a file: all of it, as it was looked at, or nothing. */
export const importForm: FormByPost<unknown, null> = {
  act: 'import-people',
  load: async () => null,
  show: importPeopleView,
  save: async (tx, { actor, typed }) => {
    await takeTurns(tx, actor.organisationId);
    const staff = await staffOf(tx, actor.organisationId);
    const plan = planImport(readText(typed, 'rows'), staff);
    if (plan.problems.length > 0) return insist(refused(plan.problems));
    if (hashOf(plan) !== readText(typed, 'checked'))
      return insist(
        refused([
          { field: 'rows', message: 'What would change is not what you looked at. Check these rows again' },
        ]),
      );
    await saveImport(tx, actor.organisationId, staff, plan.steps);
    return '/people';
  },
};

/** Says what the rows of a file would change, and changes nothing. */
export const checkImport =
  (service: Service) => async (request: FastifyRequest<{ Body: Typed }>, reply: FastifyReply) => {
    const actor = signedIn(request);
    const rows = readText(request.body, 'rows');
    const plan = await withPost(service, actor, 'import-people', async (tx) =>
      planImport(rows, await staffOf(tx, actor.organisationId)),
    );
    const shell = shellFor(request, reply);
    return plan.problems.length > 0
      ? reply.html(importPeopleView(shell, { typed: request.body, problems: plan.problems }))
      : reply.html(checkImportView(shell, { plan, rows, checked: hashOf(plan) }));
  };
