import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { StoredRequest } from './store.ts';

export const askGuardianView = (
  shell: Shell,
  {
    loaded: { request, caseId },
    typed,
    problems,
  }: {
    readonly loaded: { readonly request: StoredRequest; readonly caseId: string };
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string =>
  page(shell, {
    title: 'A restricted case in a subject access request',
    problems,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      <h1 class="govuk-heading-l">May this restricted case be part of the answer?</h1>
      <p class="govuk-body">The person is on a case that is open to named people alone. If you say yes, what it holds about the person is gathered, and a records officer decides on each part of it. They do not see the case.</p>
      ${form(shell, {
        action: `/subject-access/${request.id}/cases/${caseId}`,
        button: 'Save the answer',
        body: html`
          ${radiosField({
            name: 'says',
            label: 'May it be part of the answer?',
            inline: true,
            choices: [
              { value: 'yes', text: 'Yes' },
              { value: 'no', text: 'No' },
            ],
            typed,
            problems,
          })}
          ${areaField({ name: 'reason', label: 'Why?', hint: 'The records officers of your council read this.', rows: 3, typed, problems })}`,
      })}`,
  });
