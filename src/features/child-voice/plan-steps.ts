import { loadVoice } from '../../database/child-voice.ts';
import { addHistory } from '../../database/history.ts';
import { inWords } from '../../domain/dates.ts';
import { finishStep, planStep, type Step } from '../../domain/transition.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { childOf, voicePage } from './child-of.ts';
import { newStepView, stepDoneView } from './plan-steps.view.ts';
import { insertStep, saveStepDone } from './support-store.ts';

type Form = { readonly disruptionId: string; readonly childId: string; readonly key: string };

/** Adds a step to the plan for a child’s move (PG-6). */
const saveStep = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'support-child' }, async (open) => {
    const { tx, record, now, today } = open;
    const child = childOf(open, form.childId);
    const step = insist(
      planStep(
        { what: readText(typed, 'what'), who: readText(typed, 'who'), dueOn: readDate(typed, 'dueOn') },
        today,
      ),
    );
    const about = { disruptionId: record.id, childId: child.id, recordedBy: actor.id, at: now };
    await insertStep(tx, step, about);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'support-child',
      summary: `Added a step of ${child.givenName}’s move, by ${inWords(step.dueOn)}`,
      facts: { childId: child.id, dueOn: step.dueOn },
    });
    return voicePage(record, child.id);
  });

export const newStepForm: FormOnCase<'childId'> = {
  act: 'support-child',
  save: (service, actor, form, typed, { childId }) => saveStep(service, actor, { ...form, childId }, typed),
  show: (shell, page) => newStepView(shell, { ...page, child: childOf(page, page.params.childId) }),
};

const stepOf = async (
  { tx, record }: OpenCase,
  { childId, stepId }: { readonly childId: string; readonly stepId: string },
): Promise<Step> => {
  const { steps } = await loadVoice(tx, record.id);
  const step = steps.find((one) => one.id === stepId && one.childId === childId);
  if (step === undefined) throw notThere();
  return step;
};

/** Records that a step was done, and how it went for the child. */
const saveDone = (
  service: Service,
  actor: Actor,
  form: Form & { readonly stepId: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'support-child' }, async (open) => {
    const { tx, record, now, today } = open;
    const child = childOf(open, form.childId);
    const step = await stepOf(open, form);
    const done = insist(finishStep(step, readText(typed, 'howItWent'), today));
    await saveStepDone(tx, step.id, { ...done, doneBy: actor.id });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'support-child',
      summary: `Recorded a step of ${child.givenName}’s move as done`,
      facts: { childId: child.id, stepId: step.id },
    });
    return voicePage(record, child.id);
  });

export const stepDoneForm: FormOnCase<'childId' | 'stepId'> = {
  act: 'support-child',
  save: (service, actor, form, typed, params) => saveDone(service, actor, { ...form, ...params }, typed),
  show: async (shell, page) =>
    stepDoneView(shell, {
      ...page,
      child: childOf(page, page.params.childId),
      step: await stepOf(page, page.params),
    }),
};
