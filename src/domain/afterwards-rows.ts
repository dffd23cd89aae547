import type { ChecklistAnswer } from './case.ts';
import { answerInWords } from './checklist.ts';
import { dateInLondon, inWords, type PlainDate } from './dates.ts';
import { type FollowUp, followUpOf } from './follow-up.ts';
import { type ResourceDecision, resourceUseInWords } from './resource-use.ts';

/** What was answered of who is told and what is arranged, and what followed, as a request has it: every answer, not the last alone. */
export type Afterwards = {
  readonly answers: readonly (ChecklistAnswer & { readonly id: string; readonly at: Date })[];
  readonly followUps: readonly FollowUp[];
  readonly resources: readonly ResourceDecision[];
};

type AfterwardsRow = {
  readonly key: string;
  readonly on: PlainDate;
  readonly text: string;
  readonly by: string;
  readonly of: readonly string[];
};

/** Whose an answer is, by their source on the case: the child it is about, or whoever was told. */
const sourceOf = (about: string): readonly string[] =>
  /^(child|carer|contact|staff)-/.test(about) ? [about] : [];

/** What is held of what came after a placement: see subject-rows.ts. */
export const afterwardsRows = ({ answers, followUps, resources }: Afterwards): readonly AfterwardsRow[] => [
  ...answers.map(({ id, about, says, whom, at, answeredBy, ...answer }) => ({
    ...{ key: `checklist-${id}`, on: answer.doneOn ?? dateInLondon(at), by: answeredBy, of: sourceOf(about) },
    text: `${says}${whom === '' ? '' : ` (${whom})`}. ${answerInWords(answer)}`,
  })),
  ...followUps.map(({ id, kind, outcome, whom, words, happenedOn, byName }) => ({
    ...{ key: `follow-up-${id}`, on: happenedOn, by: byName, of: [] },
    text: [`${followUpOf(kind).title}: ${followUpOf(kind).outcomes[outcome] ?? outcome}`, whom, words]
      .filter((text) => text !== '')
      .join('\n'),
  })),
  ...resources.map(({ id, resource, decision, conditions, because, decidedOn, reviewOn, byName }) => ({
    ...{ key: `resource-${id}`, on: decidedOn, by: byName, of: [] },
    text: [
      `${resource}: ${resourceUseInWords[decision].toLowerCase()}`,
      because,
      conditions,
      reviewOn === null ? '' : `Looked at again on ${inWords(reviewOn)}`,
    ]
      .filter((text) => text !== '')
      .join('\n'),
  })),
];
