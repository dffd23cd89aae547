import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, dateField, form, radiosField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = { readonly record: CaseRecord; readonly typed: Typed; readonly problems: readonly Problem[] };

const outcomeInWords = ({ outcome, ledTo }: CaseRecord): Html | null =>
  outcome &&
  html`<p class="govuk-body">${outcome.is === 'continues' ? 'The placement continues' : 'The placement has ended'}: recorded for ${inWords(outcome.on)}.</p>
    ${outcome.note !== '' && html`<p class="govuk-body app-words">${outcome.note}</p>`}
    ${ledTo && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${ledTo.id}">The case of its ending, ${ledTo.reference}</a></p>`}`;

const outcomeForm = (shell: Shell, { record, typed, problems }: Shown): Html =>
  form(shell, {
    action: `/disruptions/${record.id}/outcome`,
    button: 'Continue',
    body: radiosField({
      name: 'outcome',
      label: 'How has it gone on?',
      typed,
      problems,
      choices: [
        {
          value: 'continues',
          text: 'The placement continues',
          hint: 'The case is then closed. It can still be read.',
          reveals: html`
            ${dateField({ name: 'on', label: 'On which day was that clear?', typed, problems })}
            ${areaField({ name: 'note', label: 'What makes it go on?', hint: 'What was agreed, and what support there is.', typed, problems, rows: 4 })}`,
        },
        {
          value: 'ended',
          text: 'The placement has ended',
          hint: 'You record the ending next. It is linked to this case, which is then closed.',
        },
      ],
    }),
  });

export const recordOutcomeView = (shell: Shell, shown: Shown): string => {
  const { record, problems } = shown;
  return page(shell, {
    title: 'Record whether the placement continues',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Record whether the placement continues</h1>
      <p class="govuk-body">The risk was raised on ${inWords(record.brokeDownOn)}.</p>
      ${
        record.status === 'closed'
          ? html`${outcomeInWords(record)}<p class="govuk-body">This case is closed. It can still be read.</p>`
          : outcomeForm(shell, shown)
      }`,
  });
};
