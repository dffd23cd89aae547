import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import { loadLivingAction } from '../../database/actions.ts';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { type LivingAction, type Step, takeStep } from '../../domain/action-life.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Outcome, Service } from '../service.ts';
import { stepAction } from '../step-action.ts';
import { doAsGuest, type Guest, refuseGuest } from './guest-audit.ts';
import { forGuest, guestForm, guestShell, type Holder, type Visit } from './guest-door.ts';
import { ownActionsView, tellField } from './own-actions.view.ts';
import { type OwnAction, ownActions } from './store.ts';

/** Undoes what was begun, so that the key of the form is free again, and carries the reasons out of it. */
class NotDone extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('not done');
    this.problems = problems;
  }
}

/** The step that a button means, with what was written. */
const stepOf = (pressed: string, words: string, { ownerName }: LivingAction): Step => {
  if (pressed === 'accept') return { is: 'accept' };
  if (pressed === 'done') return { is: 'done', how: 'statement', words, statedBy: ownerName };
  return pressed === 'hand-back' ? { is: 'hand-back', because: words } : { is: 'note', words };
};

/** What is wrong, in words for whoever wrote it, beside the box of the action. */
const inTheirWords = (problems: readonly Problem[], actionId: string, words: string): readonly Problem[] => {
  const [first] = problems;
  if (first === undefined) return [];
  const isOfWords = first.field !== '';
  const message =
    words === '' ? 'Please write something in the box.' : 'This is too long. Please make it shorter.';
  return [
    isOfWords
      ? { field: tellField({ id: actionId }), message }
      : { field: '', message: 'This has changed. Please look again.' },
  ];
};

/** Does one thing about an action that is theirs, with the service's eyes: whose it is when handed back is not theirs to see. */
const takeOwnStep = async (
  tx: Transaction,
  guest: Guest,
  { actionId, typed, at }: { readonly actionId: string; readonly typed: Typed; readonly at: Date },
): Promise<void> => {
  if (!(await ownActions(tx)).some(({ id }) => id === actionId)) throw notThere();
  const { invitationId, disruptionId, name } = guest;
  await beyondTheirSight(tx, async () => {
    await sql`select 1 from action where id = ${actionId} for update`.execute(tx);
    const action = await loadLivingAction(tx, { disruptionId, actionId });
    if (action === undefined) throw notThere();
    const words = readText(typed, tellField({ id: actionId }));
    const step = stepOf(readText(typed, 'do'), words, action);
    const today = dateInLondon(at);
    const facts = { isOwner: true, isManager: false, today, handsBackTo: action.recordedBy };
    const decision = takeStep(action, step, facts);
    if (!decision.ok) throw new NotDone(inTheirWords(decision.problems, actionId, words));
    const by = { invitationId, name };
    await stepAction(tx, { action, step, facts }, { disruptionId, by, act: 'do-action', at });
  });
};

/** What a guest does about one of the actions that are theirs, once for each key. */
const saveOwnStep = async (
  service: Service,
  guest: Guest,
  typed: Typed,
  { key }: { readonly key: string },
): Promise<Outcome> => {
  const actionId = readText(typed, 'action');
  if (!isUuid(key) || !isUuid(actionId)) throw notThere();
  const at = service.clock();
  try {
    const location = await doAsGuest(service, guest, 'do-action', (tx) =>
      submitOnce(tx, guest.invitationId, key, async () => {
        await takeOwnStep(tx, guest, { actionId, typed, at });
        return '/private/actions?saved=action';
      }),
    );
    return { ok: true, location };
  } catch (error) {
    if (error instanceof NotDone) return refuseGuest(service, guest, 'do-action', error.problems);
    throw error;
  }
};

/** What a guest has to do: their own actions, and nobody else's. */
const actionsPage = async (
  service: Service,
  guest: Holder,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
): Promise<FastifyReply> => {
  const actions: readonly OwnAction[] = await doAsGuest(service, guest, 'see-actions', ownActions);
  return reply.code(problems.length > 0 ? 422 : 200).html(
    ownActionsView(guestShell(service, request, reply, guest), {
      ...{ actions, problems, isSaved: request.query.saved === 'action' },
      typed: problems.length > 0 ? request.body : {},
    }),
  );
};

export const showOwnActions = (service: Service) =>
  forGuest(service, (guest, request, reply) => actionsPage(service, guest, request, reply));

export const postOwnAction = (service: Service) =>
  guestForm(service, (guest, { body }, key) => saveOwnStep(service, guest, body, { key }), actionsPage);
