import { capacityInWords } from './capacity.ts';
import { dateInLondon, inWords, type PlainDate } from './dates.ts';
import type { PanelDraft } from './panel-draft.ts';
import { filledFields } from './panel-form.ts';
import { valueInWords } from './panel-form-export.ts';
import { conclusionInWords, type PanelStep } from './panel-item.ts';
import type { PanelSending } from './panel-report.ts';

/** One thing of what a panel was told of a case, for a request: see subject-rows.ts. */
export type PanelRow = {
  readonly key: string;
  readonly on: PlainDate;
  readonly text: string;
  readonly recordedBy: string;
};

const stepText = ({ kind, on, words }: PanelStep): string => {
  if (kind === 'agenda') return `It was put on the agenda of the panel on ${inWords(on)}.`;
  return kind === 'considered'
    ? `The panel on ${inWords(on)} considered it: ${words}`
    : `The panel concluded: ${conclusionInWords[kind]}, by ${inWords(on)}: ${words}`;
};

/** What is held of the report of a case to its panel: what was written at each time, what was sent, and what came of it. */
export const panelRows = (
  drafts: readonly (PanelDraft & { readonly id: string })[],
  sendings: readonly PanelSending[],
  steps: readonly PanelStep[],
): readonly PanelRow[] => [
  ...drafts.map(({ id, revision, answers, savedBy, savedAt }): PanelRow => {
    const before = drafts.find((one) => one.revision === revision - 1)?.answers ?? {};
    const changed = Object.entries(answers).filter(([key, value]) => before[key] !== value && value !== '');
    return {
      ...{ key: `panel-draft-${id}`, on: dateInLondon(savedAt), recordedBy: savedBy },
      text: ['A draft of the report to the panel.', ...changed.map(([, value]) => value)].join('\n'),
    };
  }),
  ...sendings.map(({ id, capacity, filled, sentBy, sentAt }): PanelRow => {
    const said = filledFields(filled).flatMap(({ field, value }) =>
      value === '' ? [] : [`${field.title}: ${valueInWords(field, value)}`],
    );
    return {
      ...{ key: `panel-report-${id}`, on: dateInLondon(sentAt), recordedBy: sentBy },
      text: [`The report of the ${capacityInWords[capacity]} to the panel.`, ...said].join('\n'),
    };
  }),
  ...steps.map(
    (step): PanelRow => ({
      ...{ key: `panel-step-${step.id}`, on: dateInLondon(step.at), recordedBy: step.by },
      text: stepText(step),
    }),
  ),
];
