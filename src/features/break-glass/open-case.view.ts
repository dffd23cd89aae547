import { HOURS_OPEN } from '../../domain/break-glass.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, textField } from '../../web/forms.ts';
import { warningText } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

export const openCaseView = (
  shell: Shell,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): string =>
  page(shell, {
    title: 'Open a case that is not yours',
    problems,
    current: '/open-a-case',
    body: html`
      <h1 class="govuk-heading-l">Open a case that is not yours</h1>
      <p class="govuk-body">For when somebody needs you to know now, and nobody on the case can be reached. You can read
        the case for ${HOURS_OPEN} hours, and change nothing in it.</p>
      ${warningText({
        text: 'The managers of the case and your council’s Caldicott guardian are told at once. Your reason is on the case for everybody to read.',
        iconFallbackText: 'Important',
      })}
      ${form(shell, {
        action: '/open-a-case',
        button: 'Open the case',
        body: html`
          ${textField({
            name: 'reference',
            label: 'Reference of the case',
            hint: 'Somebody who knows the case has it. Cases cannot be looked up by name.',
            width: 20,
            spellcheck: false,
            typed,
            problems,
          })}
          ${areaField({ name: 'reason', label: 'Why do you need to open it now?', rows: 4, typed, problems })}`,
      })}`,
  });
