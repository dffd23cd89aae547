import type { PlainDate } from '../../domain/dates.ts';
import {
  type FactDefinition,
  type FactName,
  factDefinitions,
  type PauseReason,
  pauseReasonInWords,
} from '../../domain/facts.ts';
import type { Procedure } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, dateField, radiosField, selectField, textField } from '../../web/forms.ts';
import { button, fieldset, insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { versionInWords } from './choose-procedure.view.ts';
import type { Questions } from './questions.ts';

/** What a question with its own answer for it sends when somebody does not know; others are left empty. */
export const notKnown = 'not-known';

type Asking = { readonly typed: Typed; readonly problems: readonly Problem[] };

const MOST_RADIOS = 3;
const exampleDate = 'For example, 1 3 2026';

const choiceField = (
  name: FactName,
  { question, values }: FactDefinition & { readonly type: 'choice' },
  asking: Asking,
): Html => {
  const choices = Object.entries(values).map(([value, text]) => ({ value, text: capitalised(text) }));
  const field = { ...asking, name, label: question };
  if (choices.length > MOST_RADIOS) return selectField({ ...field, choices, unchosen: 'Not known' });
  return radiosField({
    ...field,
    typed: { [name]: readText(asking.typed, name) || notKnown },
    choices: [...choices, { value: notKnown, text: 'Not known' }],
    inline: choices.every(({ text }) => text.length < 10),
  });
};

const pauseField = (question: string, pausedBy: readonly PauseReason[], asking: Asking): Html =>
  fieldset({
    legend: { text: question, classes: 'govuk-fieldset__legend--s' },
    html: html`
      ${dateField({ ...asking, name: 'pauses-from', label: 'Paused from', hint: exampleDate })}
      ${dateField({ ...asking, name: 'pauses-until', label: 'The work went on again on', hint: 'Leave empty if it is still paused' })}
      ${selectField({
        ...asking,
        name: 'pauses-reason',
        label: 'Why it was paused',
        unchosen: 'It was not paused',
        choices: pausedBy.map((reason) => ({ value: reason, text: capitalised(pauseReasonInWords[reason]) })),
      })}`,
  });

const questionField = (name: FactName, { pausedBy }: Questions, asking: Asking): Html => {
  const definition: FactDefinition = factDefinitions[name];
  const field = { ...asking, name, label: definition.question };
  switch (definition.type) {
    case 'choice':
      return choiceField(name, definition, asking);
    case 'date':
      return dateField({ ...field, hint: exampleDate });
    case 'dates':
      return areaField({ ...field, hint: 'One date on each line. For example, 1 3 2026', rows: 3 });
    case 'number':
      return textField({ ...field, width: 2, inputmode: 'numeric' });
    case 'pauses':
      return pauseField(definition.question, pausedBy, asking);
  }
};

/** The questions of one version of a procedure, with what was answered. The answers go into the address, and nowhere else. */
export const answerQuestionsView = (
  shell: Shell,
  shown: Asking & {
    readonly procedure: Procedure;
    readonly questions: Questions;
    readonly isInForce: boolean;
    readonly today: PlainDate;
  },
): string => {
  const { procedure, questions, isInForce, today, typed, problems } = shown;
  return page(shell, {
    title: procedure.title,
    problems,
    back: { href: '/procedures', text: 'All procedures' },
    body: html`
      <span class="govuk-caption-l">Try a procedure</span>
      <h1 class="govuk-heading-l">${procedure.title}</h1>
      <p class="govuk-body">${procedure.council}, ${versionInWords(procedure, today)}.</p>
      ${!isInForce && insetText({ text: 'This version is not the one in force.' })}
      <p class="govuk-body">Think of a placement, real or made up, and answer what you know. Leave the rest: the plan then says what it waits for. Nothing is kept: your answers are only in the address of the next page.</p>
      <form method="get" action="/procedures/${procedure.id}" novalidate>
        <input type="hidden" name="version" value="${procedure.version}">
        ${questions.facts.map((name) => questionField(name, questions, { typed, problems }))}
        ${button({ text: 'Show what it asks' })}
      </form>`,
  });
};
