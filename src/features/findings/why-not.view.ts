import type { CaseRecord } from '../../domain/case.ts';
import { wordsLimit } from '../../domain/contribution.ts';
import { paragraphInWords } from '../../domain/duty.ts';
import type { Purpose } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { readersField } from './readers-field.view.ts';

export const whyNotView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly purpose: Purpose;
    readonly isOpen: boolean;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, purpose, isOpen, typed, problems } = shown;
  const findings = `/disruptions/${record.id}/findings`;
  return page(shell, {
    title: 'Say why the meeting did not answer it',
    problems,
    back: { href: findings, text: 'What the meeting found' },
    body: html`
      <span class="govuk-caption-l">${purpose.title}</span>
      <h1 class="govuk-heading-l">Say why the meeting did not answer it</h1>
      <p class="govuk-body">${purpose.because.says} <span class="app-because">${capitalised(paragraphInWords(purpose.because.paragraph))}</span></p>
      ${
        isOpen
          ? form(shell, {
              action: `${findings}/purposes/${purpose.key}`,
              button: 'Save',
              body: html`
                ${areaField({ name: 'why', label: 'Why did the meeting not answer it?', hint: 'Once the minutes answer it, this is left out of them. Empty the box to take it back.', rows: 4, limit: wordsLimit, typed, problems })}
                ${readersField(typed, problems)}`,
            })
          : html`<p class="govuk-body">The minutes are agreed. Nobody can change this now.</p>`
      }`,
  });
};
