import { isOpen, type Owner, type Recurrence } from './action.ts';
import type { Action } from './case.ts';
import { addPeriod, inWords, type PlainDate } from './dates.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/**
 * The life of an action (PG-9d): asked; accepted, or handed back with a reason to whoever recorded it, who gives it to
 * somebody else; then done, with what shows it or somebody's word, or not needed, with a manager's reason. Nothing else ends
 * it, and nothing opens it again.
 */

/** An action with all that its life turns on. */
export type LivingAction = Action & {
  readonly recurs: Recurrence | null;
  readonly recordedBy: { readonly id: string; readonly name: string };
};

type GivenTo = Pick<Owner, 'personId' | 'name' | 'source'>;

/** What can be done about an action, as a form has it. */
export type Step =
  | { readonly is: 'accept' }
  | { readonly is: 'hand-back'; readonly because: string }
  | { readonly is: 'give'; readonly owner: GivenTo | null; readonly dueOn: PlainDate | null }
  | { readonly is: 'note'; readonly words: string }
  | { readonly is: 'done'; readonly how: DoneHow; readonly words: string; readonly statedBy: string }
  | { readonly is: 'not-needed'; readonly because: string };
export type StepKind = Step['is'];

/** What closes an action: where the evidence can be seen, or a statement, and whose it is. */
export type DoneHow = 'evidence' | 'statement';

/** Who takes a step, and when. */
export type StepFacts = {
  readonly isOwner: boolean;
  readonly isManager: boolean;
  readonly today: PlainDate;
  /** To whom it goes when it is handed back: whoever recorded it or, once they have left, somebody in their place. */
  readonly handsBackTo: { readonly id: string; readonly name: string };
};

/** The next of a series, made when the one before it is done. */
export type NextOfSeries = { readonly dueOn: PlainDate; readonly answer: Action['answer'] };

/** What the story of an action has in it: steps, a leaver's action that moved, and what the procedure's days set off. */
export type ActionEventKind =
  | 'accepted'
  | 'handed-back'
  | 'given'
  | 'noted'
  | 'done'
  | 'not-needed'
  | 'moved'
  | 'reminded'
  | 'escalated';

/** How a story begins to tell each of them. */
export const actionEventInWords: Readonly<Record<ActionEventKind, string>> = {
  accepted: 'Accepted',
  'handed-back': 'Handed back',
  given: 'Given to somebody else',
  noted: 'How it is going',
  done: 'Done',
  'not-needed': 'Not needed',
  moved: 'Moved to somebody else',
  reminded: 'Reminded',
  escalated: 'Passed on',
};

/** One thing in the story of an action. */
export type ActionEvent = {
  readonly kind: ActionEventKind;
  readonly words: string;
  readonly by: string;
  readonly at: Date;
};

export type Taken = {
  readonly action: LivingAction;
  /** What the story of the action says of it. */
  readonly event: Pick<ActionEvent, 'kind' | 'words'>;
  readonly next: NextOfSeries | null;
};

/** What can be done about an action by somebody on its case. Whoever may record actions also gives them to others. */
export const stepsFor = (
  action: LivingAction,
  { isOwner, isManager, handsBackTo }: Omit<StepFacts, 'today'>,
): readonly StepKind[] => {
  if (!isOpen(action)) return [];
  return [
    ...(isOwner && action.answer !== 'accepted' ? (['accept'] as const) : []),
    ...(['done', 'note'] as const),
    ...(isOwner && action.answer !== 'handed-back' && handsBackTo.id !== action.ownerId
      ? (['hand-back'] as const)
      : []),
    'give',
    ...(isManager ? (['not-needed'] as const) : []),
  ];
};

/** How long a text about an action may be. */
const MOST_LETTERS = 4_000;

const missing = (field: string, text: string, message: string): readonly Problem[] => {
  if (text === '') return [{ field, message }];
  return text.length <= MOST_LETTERS
    ? []
    : [
        {
          field,
          message: `This is ${text.length - MOST_LETTERS} characters too long: shorten it to ${MOST_LETTERS}`,
        },
      ];
};

/** What is wrong with a step as it was typed. */
const problemsOf = (action: LivingAction, step: Step, today: PlainDate): readonly Problem[] => {
  switch (step.is) {
    case 'accept':
      return [];
    case 'hand-back':
      return missing('because', step.because, 'Say why you hand it back');
    case 'give':
      if (step.owner === null) return [{ field: 'owner', message: 'Choose who will do it' }];
      if (step.owner.name === '') return [{ field: 'ownerName', message: 'Enter who will do it' }];
      return step.dueOn !== null && step.dueOn !== action.dueOn && step.dueOn < today
        ? [{ field: 'dueOn', message: `The date must be on or after ${inWords(today)}` }]
        : [];
    case 'note':
      return missing('words', step.words, 'Write how it is going');
    case 'done':
      return [
        ...missing('evidence', step.words, 'Enter what was done'),
        ...(step.how === 'statement' && step.statedBy === ''
          ? [{ field: 'statedBy', message: 'Enter who said that it was done' }]
          : []),
      ];
    case 'not-needed':
      return missing('because', step.because, 'Say why it is not needed');
  }
};

/** The day of the next of a series: the first of its days after the one that was done, and after the day it was done on. */
export const nextDay = (
  { number, unit, from, until }: Recurrence,
  dueOn: PlainDate,
  doneOn: PlainDate,
): PlainDate | null => {
  const after = dueOn > doneOn ? dueOn : doneOn;
  let day = from;
  for (let times = 1; day <= after; times += 1) {
    const length = number * times;
    day = addPeriod(from, unit === 'weeks' ? { weeks: length } : { months: length });
  }
  return until !== null && day > until ? null : day;
};

const after = (action: LivingAction, step: Step, { today, handsBackTo }: StepFacts): Taken => {
  const stay = { action, next: null };
  switch (step.is) {
    case 'accept':
      return { ...stay, action: { ...action, answer: 'accepted' }, event: { kind: 'accepted', words: '' } };
    case 'hand-back': {
      const owner = { ownerId: handsBackTo.id, ownerSource: null, ownerName: handsBackTo.name };
      return {
        ...stay,
        action: { ...action, ...owner, answer: 'handed-back' },
        event: { kind: 'handed-back', words: step.because },
      };
    }
    case 'give': {
      const { owner, dueOn } = step;
      if (owner === null) throw new Error('An action is given to somebody');
      const given = {
        ownerId: owner.personId,
        ownerSource: owner.source ?? null,
        ownerName: owner.name,
        dueOn: dueOn ?? action.dueOn,
      };
      return {
        ...stay,
        action: { ...action, ...given, answer: 'asked' },
        event: { kind: 'given', words: `To ${owner.name}, by ${inWords(given.dueOn)}` },
      };
    }
    case 'note':
      return { ...stay, event: { kind: 'noted', words: step.words } };
    case 'done': {
      const done = { doneOn: today, evidence: step.words, doneHow: step.how };
      const dueOn = action.recurs === null ? null : nextDay(action.recurs, action.dueOn, today);
      return {
        action: { ...action, ...done, statedBy: step.how === 'statement' ? step.statedBy : '' },
        event: { kind: 'done', words: step.words },
        next: dueOn === null ? null : { dueOn, answer: action.answer === 'accepted' ? 'accepted' : 'asked' },
      };
    }
    case 'not-needed':
      return {
        ...stay,
        action: { ...action, notNeededOn: today, notNeededBecause: step.because },
        event: { kind: 'not-needed', words: step.because },
      };
  }
};

/**
 * Takes a step in the life of an action. Answers the action after it, what its story says, and the next of its series; or
 * every problem: that it has ended, that the step is not theirs to take, or what is missing.
 */
export const takeStep = (action: LivingAction, step: Step, facts: StepFacts): Result<Taken> => {
  if (action.doneOn !== null) return refused([{ field: '', message: 'This action is already done' }]);
  if (action.notNeededOn !== null)
    return refused([{ field: '', message: 'Somebody has said that this action is not needed' }]);
  if (!stepsFor(action, facts).includes(step.is))
    return refused([{ field: '', message: notTheirs[step.is] ?? 'This has changed since you opened it' }]);
  const problems = problemsOf(action, step, facts.today);
  return problems.length > 0 ? refused(problems) : allowed(after(action, step, facts));
};

const notTheirs: Readonly<Partial<Record<StepKind, string>>> = {
  accept: 'Only whoever has this action accepts it, and once',
  'hand-back': 'Only whoever has this action hands it back, and not to themselves',
  'not-needed': 'Only a manager decides that an action is not needed',
};
