import { addHistory } from '../../database/history.ts';
import { completeAction } from '../../domain/action.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
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

export const completionForm: FormOnCase<'actionId'> = {
  act: 'complete-action',
  save: (service, actor, form, typed, { actionId }) =>
    saveCompletedAction(service, actor, { ...form, actionId }, typed),
  show: (shell, page) => completeActionView(shell, { ...page, action: actionOf(page, page.params.actionId) }),
};
