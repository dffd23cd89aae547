import type { CaseRecord } from '../../domain/case.ts';
import type { OwnContribution } from '../../domain/contribution-answers.ts';
import { sharedWith, shareInWords } from '../../domain/contribution-mark.ts';
import type { Problem } from '../../domain/result.ts';
import {
  addressOfGiven,
  answersPart,
  contributionFields,
  filesFields,
  givenFilesPart,
  saveForLater,
} from '../../web/contribution-fields.ts';
import { form, type Typed } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly invitationId: string;
  readonly own: OwnContribution;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const standing = ({ draft, given, ...marks }: OwnContribution): Html | null => {
  if (given.length === 0)
    return (
      draft &&
      insetText({ text: 'This is kept for you. Nobody else reads it until you give it to the meeting.' })
    );
  return insetText({
    text: `You have given this to the meeting, for ${shareInWords[sharedWith(marks)]}. ${
      draft === null
        ? 'You can change it or take it back until it was read there.'
        : 'What you have changed since is yours alone until you give it again.'
    }`,
  });
};

const framed = (
  shell: Shell,
  { record, problems }: Pick<Shown, 'record' | 'problems'>,
  body: Html | readonly Html[],
): string =>
  page(shell, {
    title: 'Write to the meeting',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Write to the meeting</h1>
      ${body}`,
  });

/** For somebody on the case who is not invited. */
export const notAskedView = (shell: Shell, shown: Pick<Shown, 'record' | 'problems'>): string =>
  framed(
    shell,
    shown,
    html`<p class="govuk-body">You are not invited to a meeting on this case, or asked to write to one. Whoever convenes it can invite you.</p>`,
  );

/** Where a member of staff writes to the meeting. */
export const writeContributionView = (shell: Shell, shown: Shown): string => {
  const { record, invitationId, own, typed, problems } = shown;
  const addressOf = addressOfGiven(record.id, invitationId);
  const action = `/disruptions/${record.id}/contribution`;
  if (own.isRead || record.meeting?.status === 'held')
    return framed(
      shell,
      shown,
      html`
        ${insetText({ text: 'The meeting has been held, or what you wrote was read in it. It stays as it is. If something in it is wrong, tell the chair, who can have it put right in the minutes.' })}
        ${answersPart(own.given)}
        ${givenFilesPart(own.files, addressOf)}
        ${own.draft !== null && html`<h2 class="govuk-heading-m">Saved, and not given to the meeting</h2>${answersPart(own.draft.answers)}`}`,
    );
  return framed(
    shell,
    shown,
    html`
      ${standing(own)}
      <p class="govuk-body">Answer what you can. No question has to be answered. Leave out the names of carers: say their part.</p>
      ${form(shell, {
        action,
        button: 'Give this to the meeting',
        secondary: saveForLater(),
        multipart: true,
        body: contributionFields(own, {
          ...{ audience: 'staff', typed, problems },
          files: filesFields(own, { audience: 'staff', addressOf, typed, problems }),
        }),
      })}
      ${
        own.given.length > 0 &&
        form(shell, {
          action,
          button: 'Take back what I gave',
          body: html`<input type="hidden" name="do" value="take-back">
            <p class="govuk-body">It is then yours alone again, and kept here.</p>`,
        })
      }`,
  );
};
