import type { Problem } from '../../domain/result.ts';
import { closedAsInWords } from '../../domain/subject-handover.ts';
import { areaField, dateField, form, radiosField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { StoredRequest } from './store.ts';

export const closeRequestView = (
  shell: Shell,
  {
    request,
    typed,
    problems,
  }: { readonly request: StoredRequest; readonly typed: Typed; readonly problems: readonly Problem[] },
): string =>
  page(shell, {
    title: 'Close the request',
    problems,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      <h1 class="govuk-heading-l">Close the request</h1>
      <p class="govuk-body">A closed request can be read, but not changed. Tell them of their right to complain to the council and to the Information Commissioner, whatever the answer is.</p>
      ${form(shell, {
        action: `/subject-access/${request.id}/close`,
        button: 'Close the request',
        body: html`
          ${radiosField({
            ...{ name: 'closedAs', label: 'How did it end?', typed, problems },
            choices: Object.entries(closedAsInWords).map(([value, text]) => ({ value, text })),
          })}
          ${dateField({ name: 'closedOn', label: 'When?', typed, problems })}
          ${areaField({ name: 'note', label: 'Details', hint: 'How it was handed over, or why not and how they were told.', rows: 3, typed, problems })}`,
      })}`,
  });
