import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { completeAction } from '../../domain/action.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, insist, notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { completeActionView } from './complete-action.view.ts';
import { saveCompleted } from './store.ts';

const actionOf = ({ record }: OpenCase, actionId: string) => {
  const action = record.actions.find(({ id }) => id === actionId);
  if (action === undefined) throw notThere();
  return action;
};

/** Records that an action was done, with the evidence for it. */
export const saveCompletedAction = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly actionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'complete-action' }, async (open) => {
    const { tx, record, now, today } = open;
    const action = actionOf(open, form.actionId);
    const completed = insist(completeAction(action, readText(typed, 'evidence'), today));
    await saveCompleted(tx, { id: action.id, ...completed });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'complete-action',
      summary: `Recorded an action as done: ${action.what}`,
      facts: { actionId: action.id },
    });
    return `/disruptions/${record.id}#actions`;
  });

type Visit = FastifyRequest<{ Params: { id: string; actionId: string }; Body: Typed }>;

const actionPage = (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed,
  problems: readonly Problem[],
) =>
  withCase(service, signedIn(request), request.params.id, 'complete-action', async (open) =>
    reply.code(problems.length > 0 ? 422 : 200).html(
      completeActionView(shellFor(request, reply), {
        record: open.record,
        action: actionOf(open, request.params.actionId),
        typed,
        problems,
      }),
    ),
  );

export const showAction = (service: Service) => (request: Visit, reply: FastifyReply) =>
  actionPage(service, request, reply, {}, []);

export const postCompleted = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, actionId } = request.params;
  const form = { disruptionId: id, actionId, key: readText(request.body, '_key') };
  const outcome = await saveCompletedAction(service, signedIn(request), form, request.body);
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : actionPage(service, request, reply, request.body, outcome.problems);
};
