import type { CaseRecord } from '../../domain/case.ts';
import { capacitiesToGive } from '../../domain/case-access.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, selectField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { capacityTitle } from './see-people.view.ts';

export const putOnCaseView = (
  shell: Shell,
  shown: { readonly record: CaseRecord; readonly typed: Typed; readonly problems: readonly Problem[] },
): string => {
  const { record, typed, problems } = shown;
  const people = `/disruptions/${record.id}/people`;
  return page(shell, {
    title: 'Put a colleague on the case',
    problems,
    back: { href: people, text: 'Who may open this case' },
    body: html`
      <h1 class="govuk-heading-l">Put a colleague on the case</h1>
      ${form(shell, {
        action: `${people}/add`,
        button: 'Put them on the case',
        body: html`
          ${textField({
            name: 'email',
            label: 'Their work e-mail address',
            hint: 'Somebody of your council, or of the agency of its region, who uses this service.',
            type: 'email',
            width: 30,
            spellcheck: false,
            typed,
            problems,
          })}
          ${selectField({
            name: 'capacity',
            label: 'As what are they on the case?',
            unchosen: 'Choose',
            choices: capacitiesToGive.map((value) => ({ value, text: capacityTitle(value) })),
            typed,
            problems,
          })}
          ${areaField({
            name: 'reason',
            label: 'Why do they need to open it?',
            hint: 'Everybody on the case can read this in its history.',
            rows: 3,
            typed,
            problems,
          })}`,
      })}`,
  });
};
