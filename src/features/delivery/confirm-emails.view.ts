import { carerOfSource } from '../../domain/carer-identity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import type { PersonToReach } from '../../domain/contact-channel.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { checkboxesField, dateField, form, type Typed, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

export const confirmEmailsView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    /** Those whose address nobody has confirmed yet. */
    readonly people: readonly PersonToReach[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, people, typed, problems } = shown;
  const back = `/disruptions/${record.id}/reach`;
  const emailOf = ({ source }: PersonToReach): string => {
    if (carerOfSource(source) !== undefined)
      return 'The address on record, which is kept apart from the case';
    const email = record.placement.contacts.find(({ id }) => `contact-${id}` === source)?.email ?? '';
    return email === '' ? 'No address on record' : email;
  };
  return page(shell, {
    title: 'Confirm e-mail addresses',
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Confirm e-mail addresses</h1>
      ${
        people.length === 0
          ? html`<p class="govuk-body">Every address on this case is confirmed.</p>`
          : html`
      <p class="govuk-body">Tick only those that you know are right since ${inWords(record.brokeDownOn)}. What waits for them leaves as you save.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/confirm-emails`,
        body: html`
          ${checkboxesField({
            name: 'sources',
            label: 'Whose address have you made sure of?',
            typed,
            problems,
            choices: people.map((person) => ({
              value: person.source,
              text: person.name,
              hint: emailOf(person),
            })),
          })}
          ${textField({ name: 'how', label: 'How did you make sure?', hint: 'For example: I rang each of them, and they read it back to me', typed, problems })}
          ${dateField({ name: 'confirmedOn', label: 'When did you make sure?', typed, problems })}`,
        button: 'Confirm these addresses',
        secondary: html`<a class="govuk-link" href="${back}">Leave it as it is</a>`,
      })}`
      }`,
  });
};
