import type { Problem } from '../../domain/result.ts';
import { checkboxesField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { StoredRequest } from './store.ts';

export const confirmPeopleView = (
  shell: Shell,
  shown: {
    readonly request: StoredRequest;
    readonly choices: readonly { readonly value: string; readonly text: string }[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { request, choices, typed, problems } = shown;
  return page(shell, {
    title: 'Find the person',
    problems,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      <h1 class="govuk-heading-l">Find the person</h1>
      ${
        choices.length === 0
          ? html`<p class="govuk-body">Nobody of your council is exactly this person. Check the name, the case number and the date against what they sent you.</p>
              <p class="govuk-body">If they are right, nothing is held here about them. Tell them so, and close the request.</p>`
          : html`<p class="govuk-body">Those who are exactly as it was typed. Compare each with what they sent you: two people can have one name.</p>
              ${form(shell, {
                action: `/subject-access/${request.id}/people`,
                button: 'It is about them',
                body: checkboxesField({
                  name: 'people',
                  label: 'Who is it about?',
                  hint: 'One person can be on several cases. Choose only what you are sure of.',
                  typed,
                  problems,
                  choices,
                }),
              })}`
      }`,
  });
};
