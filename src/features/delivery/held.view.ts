import type { CaseRecord, Child } from '../../domain/case.ts';
import { messageInWords } from '../../domain/delivery.ts';
import type { MessageKind } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { type SendAt, waitInWords } from '../../domain/sending-hours.ts';
import { areaField, dateField, form, radiosField, type Typed, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Filled = {
  readonly record: CaseRecord;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** The page on which somebody sends a message at once that waits. */
export const sendNowView = (
  shell: Shell,
  shown: Filled & {
    readonly messageId: string;
    /** It waits no more when `held` is null: it has left, or is not needed. */
    readonly message: {
      readonly kind: MessageKind;
      readonly name: string;
      readonly held: SendAt | null;
    };
  },
): string => {
  const { record, message, messageId, typed, problems } = shown;
  const back = `/disruptions/${record.id}/invitations`;
  return page(shell, {
    title: 'Send a message without waiting',
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      ${
        message.held === null
          ? html`<h1 class="govuk-heading-l">This message does not wait any more</h1>
      <p class="govuk-body"><a class="govuk-link" href="${back}">See what was sent to those who are invited</a></p>`
          : html`<h1 class="govuk-heading-l">Send it to ${message.name} now</h1>
      <p class="govuk-body">${messageInWords[message.kind]}: ${waitInWords(message.held)}.</p>
      <p class="govuk-body">The procedure lets it wait so that nobody reads it when nobody is there for them. If it cannot wait, think of who can be there for ${message.name}.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/messages/${messageId}/now`,
        body: areaField({ name: 'reason', label: 'Why can it not wait?', rows: 3, typed, problems }),
        button: 'Send it now',
        secondary: html`<a class="govuk-link" href="${back}">Let it wait</a>`,
      })}`
      }`,
  });
};

/** The page on which a worker records whether a child was told of the meeting. */
export const tellChildView = (
  shell: Shell,
  { record, child, typed, problems }: Filled & { readonly child: Child },
): string => {
  const back = `/disruptions/${record.id}/preparation`;
  const { givenName } = child;
  return page(shell, {
    title: `Has ${givenName} been told of the meeting?`,
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Has ${givenName} been told of the meeting?</h1>
      <p class="govuk-body">A child hears of it from somebody they know, before others do. Families and carers are written to once you have recorded this for each child.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/told/${child.id}`,
        button: 'Save',
        body: html`
          ${radiosField({
            name: 'told',
            label: `Has ${givenName} been told?`,
            typed,
            problems,
            choices: [
              { value: 'yes', text: 'Yes' },
              { value: 'not-yet', text: 'Not yet, and others may hear of it before' },
            ],
          })}
          ${dateField({ name: 'toldOn', label: 'If yes, when?', typed, problems })}
          ${textField({ name: 'how', label: 'If yes, how, and by whom?', hint: 'For example: I told them at home, with their carer', typed, problems })}
          ${areaField({ name: 'reason', label: 'If not, why not yet?', hint: 'For example: they start at a new school this week, and we agreed with their therapist to wait', rows: 3, typed, problems })}`,
      })}`,
  });
};
