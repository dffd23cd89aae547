import { type ActionEventKind, actionEventInWords } from './action-life.ts';
import type { Action } from './case.ts';
import { dateInLondon, inWords, type PlainDate } from './dates.ts';

/** One thing in the story of an action of a case, as a request has it. */
export type StoryRow = {
  readonly id: string;
  readonly actionId: string;
  readonly kind: ActionEventKind;
  readonly words: string;
  /** Who did it, by their source on the case; null for the service. */
  readonly source: string | null;
  readonly by: string;
  readonly at: Date;
};

type ActionRow = {
  readonly key: string;
  readonly on: PlainDate;
  readonly text: string;
  readonly whose: { readonly source: string; readonly name: string } | null;
  readonly of: readonly string[];
};

/** Whose an action is, by their source on the case. */
const ownerOf = ({ ownerId, ownerSource }: Action): readonly string[] =>
  [ownerId === null ? null : `staff-${ownerId}`, ownerSource].filter((source) => source !== null);

const endInWords = ({ doneOn, evidence, statedBy, notNeededOn, notNeededBecause }: Action): string => {
  if (doneOn !== null)
    return ` Done on ${inWords(doneOn)}: ${evidence}${statedBy === '' ? '' : ` Told by ${statedBy}.`}`;
  return notNeededOn === null ? '' : ` Not needed since ${inWords(notNeededOn)}: ${notNeededBecause}`;
};

/** What is held of the actions of a case and of what was done about each: see subject-rows.ts. */
export const actionRows = (actions: readonly Action[], story: readonly StoryRow[]): readonly ActionRow[] => [
  ...actions.map((action) => ({
    ...{ key: `action-${action.id}`, on: action.dueOn, whose: null, of: ownerOf(action) },
    text: `${action.what}. ${action.ownerName}, by ${inWords(action.dueOn)}.${endInWords(action)}`,
  })),
  ...story.map(({ id, actionId, kind, words, source, by, at }) => {
    const action = actions.find((one) => one.id === actionId);
    return {
      ...{ key: `action-event-${id}`, on: dateInLondon(at), of: action === undefined ? [] : ownerOf(action) },
      text: `${actionEventInWords[kind]}: ${action?.what ?? 'an action'}${words === '' ? '' : `\n${words}`}`,
      whose: source === null ? null : { source, name: by },
    };
  }),
];
