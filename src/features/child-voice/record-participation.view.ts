import type { CaseRecord, Child } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { participationInWords } from '../../domain/participation.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { backToVoice } from './voice-links.view.ts';

export const recordParticipationView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly child: Child;
    readonly isChair: boolean;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, child, isChair, typed, problems } = shown;
  const { meeting } = record;
  const title = `How ${child.givenName} took part in the meeting`;
  const reason = areaField({
    name: 'reason',
    label: 'Why did their views not reach the meeting?',
    hint: 'What was tried, and what will be done now',
    typed,
    problems,
    rows: 4,
  });
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${
        meeting === null
          ? html`<p class="govuk-body">There is no meeting yet. This is recorded on its day or later.</p>`
          : html`
      <p class="govuk-body">The meeting of ${inWords(meeting.heldOn)}. A child’s brother or sister has a code of their own.</p>
      ${isChair ? null : html`<p class="govuk-body">PN7 is recorded by the chair, who says why.</p>`}
      ${form(shell, {
        action: `/disruptions/${record.id}/child-voice/${child.id}/participation`,
        button: 'Save',
        body: html`
          ${radiosField({
            name: 'attended',
            label: `Did ${child.givenName} come?`,
            typed,
            problems,
            inline: true,
            choices: [
              { value: 'yes', text: 'Yes' },
              { value: 'no', text: 'No' },
            ],
          })}
          ${radiosField({
            name: 'code',
            label: 'Participation code',
            typed,
            problems,
            choices: Object.entries(participationInWords)
              .filter(([code]) => isChair || code !== 'PN7')
              .map(([code, text]) => ({
                value: code,
                text: `${code}: ${text}`,
                ...(code === 'PN7' && { reveals: reason }),
              })),
          })}`,
      })}`
      }`,
  });
};
