import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { answersOf } from '../../domain/contribution-answers.ts';
import { shareInWords } from '../../domain/contribution-mark.ts';
import type { Problem } from '../../domain/result.ts';
import { addressOfGiven, answersPart, givenFilesPart, recordedPart } from '../../web/contribution-fields.ts';
import { areaField, form, radiosField, type Typed } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly invitation: Invitation;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** What somebody wrote, as the chair reads it, and who else may. */
export const markContributionView = (shell: Shell, shown: Shown): string => {
  const { record, invitation, typed, problems } = shown;
  const { id, name, capacity, contributionShare } = invitation;
  const agreement = areaField({
    name: 'agreement',
    label: 'How and when did they agree?',
    hint: 'Only when they asked for fewer readers than everyone. For example: told me on the phone on 3 March that all of it may be read out.',
    rows: 3,
    typed,
    problems,
  });
  return page(shell, {
    title: 'Who may read a contribution',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Who may read what ${name} wrote</h1>
      <p class="govuk-body">${name}, ${capacityInWords[capacity]}, wrote this for ${shareInWords[contributionShare]}.</p>
      <div class="app-quote">${answersPart(answersOf(invitation))}${givenFilesPart(invitation.contributionFiles, addressOfGiven(record.id, id))}${recordedPart(invitation.contributionRecorded)}</div>
      ${form(shell, {
        action: `/disruptions/${record.id}/contributions/${id}`,
        button: 'Save',
        body: radiosField({
          name: 'share',
          label: 'Who may read it?',
          hint: 'You can keep it to fewer people than they chose. More people than they chose read it only when they agree.',
          typed,
          problems,
          choices: [
            {
              value: 'everyone',
              text: 'Everyone at the meeting',
              ...(contributionShare === 'everyone' ? {} : { reveals: agreement }),
            },
            {
              value: 'chair-and-social-workers',
              text: 'Only the chair and the social workers',
              hint: 'It is not read out and stands in no copy of the minutes.',
            },
          ],
        }),
      })}`,
  });
};
