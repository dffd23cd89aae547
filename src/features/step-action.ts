import { addActionEvent, addNextOfSeries, saveAction } from '../database/actions.ts';
import type { Transaction } from '../database/connection.ts';
import { addHistory } from '../database/history.ts';
import {
  type LivingAction,
  type Step,
  type StepFacts,
  type StepKind,
  takeStep,
} from '../domain/action-life.ts';
import { inWords } from '../domain/dates.ts';
import { insist } from './case-door.ts';

/** What the history of the case says of a step; what somebody wrote of how it goes stays with the action. */
const inHistory: Readonly<Record<StepKind, (what: string) => string>> = {
  accept: (what) => `Accepted an action: ${what}`,
  'hand-back': (what) => `Handed back an action: ${what}`,
  give: (what) => `Gave an action to somebody else: ${what}`,
  note: (what) => `Wrote how an action is going: ${what}`,
  done: (what) => `Recorded an action as done: ${what}`,
  'not-needed': (what) => `Decided that an action is not needed: ${what}`,
};

/**
 * Takes one step in the life of an action and keeps what came of it: the action, its story, the next of its series, and the
 * history of the case. What is not to be done shows the form again.
 */
export const stepAction = async (
  tx: Transaction,
  { action, step, facts }: { readonly action: LivingAction; readonly step: Step; readonly facts: StepFacts },
  about: {
    readonly disruptionId: string;
    readonly by: { readonly personId?: string; readonly invitationId?: string; readonly name: string };
    readonly act: string;
    readonly at: Date;
  },
): Promise<void> => {
  const { disruptionId, by, act, at } = about;
  const taken = insist(takeStep(action, step, facts));
  await saveAction(tx, taken.action);
  await addActionEvent(tx, { actionId: action.id, disruptionId, ...taken.event, by, at });
  if (taken.next !== null) await addNextOfSeries(tx, action, taken.next, at);
  const next = taken.next === null ? '' : `. The next is to be done by ${inWords(taken.next.dueOn)}`;
  await addHistory(tx, disruptionId, {
    at,
    by: { id: by.personId ?? null, name: by.name },
    act,
    summary: `${inHistory[step.is](action.what)}${next}`,
    facts: { actionId: action.id },
  });
};
