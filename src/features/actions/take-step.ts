import type { CaseAct } from '../../domain/access.ts';
import { ownersOn } from '../../domain/action.ts';
import type { Step, StepKind } from '../../domain/action-life.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { stepAction } from '../step-action.ts';
import { actionOn, stepFactsFor } from './action-on-case.ts';
import { readOwner } from './record-action.ts';
import { stepView } from './take-step.view.ts';

/** Which act each step is, and how its form is read. */
const steps: Readonly<
  Record<StepKind, { readonly act: CaseAct; readonly read: (typed: Typed, open: OpenCase) => Step }>
> = {
  accept: { act: 'work-on-action', read: () => ({ is: 'accept' }) },
  'hand-back': {
    act: 'work-on-action',
    read: (typed) => ({ is: 'hand-back', because: readText(typed, 'because') }),
  },
  note: { act: 'work-on-action', read: (typed) => ({ is: 'note', words: readText(typed, 'words') }) },
  done: {
    act: 'complete-action',
    read: (typed) => ({
      is: 'done',
      how: readText(typed, 'how') === 'statement' ? 'statement' : 'evidence',
      words: readText(typed, 'evidence'),
      statedBy: readText(typed, 'statedBy'),
    }),
  },
  give: {
    act: 'record-action',
    read: (typed, { record }) => ({
      is: 'give',
      owner: readOwner(record, typed),
      dueOn: readDate(typed, 'dueOn'),
    }),
  },
  'not-needed': {
    act: 'end-action',
    read: (typed) => ({ is: 'not-needed', because: readText(typed, 'because') }),
  },
};

/** The act by which a step is taken. */
export const actOfStep = (is: StepKind): CaseAct => steps[is].act;

/** Takes one step in the life of an action of a case. */
const saveStep = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly actionId: string; readonly key: string },
  is: StepKind,
  typed: Typed,
): Promise<Outcome> => {
  const { act, read } = steps[is];
  return changeCase(service, actor, { ...form, act }, async (open) => {
    const { tx, record, now: at } = open;
    const action = await actionOn(open, form.actionId);
    const facts = stepFactsFor(open, action);
    const by = { personId: actor.id, name: actor.name };
    await stepAction(
      tx,
      { action, step: read(typed, open), facts },
      { disruptionId: record.id, by, act, at },
    );
    return `/disruptions/${record.id}/actions/${action.id}`;
  });
};

/** Records that an action was done, with the evidence for it. */
export const saveCompletedAction = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly actionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> => saveStep(service, actor, form, 'done', typed);

/** The form of one step, at an address of its own. */
export const stepForm = (is: StepKind): FormOnCase<'actionId'> => ({
  act: steps[is].act,
  save: (service, actor, form, typed, { actionId }) =>
    saveStep(service, actor, { ...form, actionId }, is, typed),
  show: async (shell, page) => {
    const action = await actionOn(page, page.params.actionId);
    const typed =
      is === 'give' && Object.keys(page.typed).length === 0 ? typedDate('dueOn', action.dueOn) : page.typed;
    const { handsBackTo } = stepFactsFor(page, action);
    return stepView(shell, { ...page, typed, action, is, owners: ownersOn(page.record), handsBackTo });
  },
});
