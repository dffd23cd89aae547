import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { form, type Typed, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly invitation: Pick<Invitation, 'id' | 'name' | 'capacity' | 'reader' | 'personId'>;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

export const correctAddressView = (shell: Shell, { record, invitation, typed, problems }: Shown): string => {
  const back = `/disruptions/${record.id}/invitations`;
  return page(shell, {
    title: 'Correct an e-mail address or send a new link',
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${invitation.name}, ${capacityInWords[invitation.capacity]}</span>
      <h1 class="govuk-heading-l">Correct the e-mail address or send a new link</h1>
      <p class="govuk-body">Check the address with ${invitation.name} first: people move when a placement ends.</p>
      <p class="govuk-body">The links sent so far stop working at once. A new one goes to ${invitation.reader === 'adopters' ? 'the address we have, or the one you enter' : 'the address below'}.</p>
      ${form(shell, {
        action: `${back}/${invitation.id}/address`,
        body: html`${textField({
          name: 'email',
          label: 'E-mail address',
          ...(invitation.reader === 'adopters' && {
            hint: 'The one we have is not shown. Leave this empty to send a new link to it.',
          }),
          type: 'email',
          spellcheck: false,
          autocomplete: 'off',
          typed,
          problems,
        })}
        ${
          invitation.personId === null &&
          textField({
            name: 'how',
            label: 'How did you make sure of it?',
            hint: 'Only for another address. For example: I rang them, and they read it back to me',
            typed,
            problems,
          })
        }`,
        button: 'Send a new link to this address',
        secondary: html`<a class="govuk-link" href="${back}">Leave it as it is</a>`,
      })}`,
  });
};
