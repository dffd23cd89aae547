import type { CaseRecord, Invitation } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, type Typed, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly carerId: string;
  readonly called: string;
  /** Their invitation to the meeting, when they have one: messages have gone to their address. */
  readonly invitation: Pick<Invitation, 'id'> | undefined;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

export const correctIdentityView = (shell: Shell, shown: Shown): string => {
  const { record, carerId, called, invitation, typed, problems } = shown;
  const back = `/disruptions/${record.id}/identities`;
  const field = (name: string, label: string, type: 'text' | 'email' | 'tel' = 'text') =>
    textField({
      name,
      label,
      typed,
      problems,
      spellcheck: false,
      autocomplete: 'off',
      type,
    });
  return page(shell, {
    title: `Correct the name or address of ${called}`,
    problems,
    back: { href: back },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Correct the name or address of ${called}</h1>
      <p class="govuk-body">Enter only what is to change. What is on record is not shown here, and what you leave empty stays. The history says what you corrected, and not what it was.</p>
      ${form(shell, {
        action: `${back}/${carerId}`,
        button: 'Save the correction',
        body: html`
          ${field('name', 'Name')}
          ${invitation === undefined ? field('email', 'E-mail address', 'email') : null}
          ${field('phone', 'Phone number', 'tel')}
          ${areaField({ name: 'address', label: 'Address', hint: 'With the postcode', typed, problems, rows: 4 })}`,
        secondary: html`<a class="govuk-link" href="${back}">Leave it as it is</a>`,
      })}
      ${
        invitation === undefined
          ? null
          : html`<p class="govuk-body">To correct their e-mail address, <a class="govuk-link" href="/disruptions/${record.id}/invitations/${invitation.id}/address">send them a new link</a>: the ones they have are closed with it.</p>`
      }`,
  });
};
