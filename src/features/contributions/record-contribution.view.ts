import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import type { OwnContribution } from '../../domain/contribution-answers.ts';
import { howLimit } from '../../domain/recorded-contribution.ts';
import type { Problem } from '../../domain/result.ts';
import {
  addressOfGiven,
  contributionFields,
  filesFields,
  recordedPart,
} from '../../web/contribution-fields.ts';
import { areaField, form, type Typed } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly invitation: Invitation;
  readonly problems: readonly Problem[];
};

const framed = (shell: Shell, { record, invitation, problems }: Shown, body: Html): string =>
  page(shell, {
    title: 'Record what somebody gave you',
    problems,
    back: { href: `/disruptions/${record.id}/invitations`, text: 'Who is invited, and their replies' },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Record what ${invitation.name} gave you</h1>
      <p class="govuk-body">${invitation.name}, ${capacityInWords[invitation.capacity]}.</p>
      ${body}`,
  });

const whyNot = {
  'writes-themselves': 'They work here, and write to the meeting on their own page.',
  'gave-it-themselves':
    'They have given their own words to the meeting. Nobody else changes those. If they have more to say, they can add it on their own page, or tell the chair.',
  'was-read':
    'The meeting has been held, or what they gave was read in it. It stays as it is. If something in it is wrong, tell the chair, who can have it put right in the minutes.',
} as const;

/** For somebody for whom nothing can be recorded, or no longer. */
export const notRecordedView = (shell: Shell, shown: Shown & { readonly why: keyof typeof whyNot }): string =>
  framed(
    shell,
    shown,
    html`${insetText({ text: whyNot[shown.why] })}${recordedPart(shown.invitation.contributionRecorded)}`,
  );

/** Where a worker records what somebody gave them by hand: their words, a photo of a letter or a drawing. */
export const recordContributionView = (
  shell: Shell,
  shown: Shown & { readonly own: OwnContribution; readonly typed: Typed },
): string => {
  const { record, invitation, own, typed, problems } = shown;
  const { id, name, contributionRecorded } = invitation;
  const action = `/disruptions/${record.id}/contributions/${id}/record`;
  const files = filesFields(own, {
    ...{ audience: 'staff', goesWithForm: true, addressOf: addressOfGiven(record.id, id), typed, problems },
  });
  return framed(
    shell,
    shown,
    html`
      ${recordedPart(contributionRecorded)}
      <p class="govuk-body">For a letter, a drawing or words that they gave you by hand. Write what they said exactly as they said it, or add a photo of it. It is read as theirs, and they see it on their own page.</p>
      ${form(shell, {
        action,
        button: contributionRecorded ? 'Save' : 'Record this',
        multipart: true,
        body: html`
          ${contributionFields(own, { audience: 'staff', typed, problems, files })}
          ${areaField({
            ...{ name: 'how', label: 'How and when did they give it to you?', rows: 2, limit: howLimit },
            hint: 'For example: a letter, handed to me at home on 3 March. She wants everyone to read it.',
            ...{ typed, problems },
          })}`,
      })}
      ${
        contributionRecorded &&
        form(shell, {
          action,
          button: 'Take back what was recorded',
          body: html`<input type="hidden" name="do" value="take-back">
            <p class="govuk-body">Only where ${name} asks for it, or it was recorded by mistake. The words and the files are then gone.</p>`,
        })
      }`,
  );
};
