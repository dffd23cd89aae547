import type { CaseRecord } from '../../domain/case.ts';
import { inWordsWithWeekday, timeInWords } from '../../domain/dates.ts';
import { waysApart } from '../../domain/own-way.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField, textField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

/** Where whoever convenes plans how one person takes part, apart from somebody whom they must not meet. */
export const planWayView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly source: string;
    readonly name: string;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, source, name, typed, problems } = shown;
  const { meeting } = record;
  const entrance = (field: string) =>
    textField({
      name: field,
      label: 'By which entrance? (optional)',
      hint: 'As it follows the place: “by the garden door”.',
      typed,
      problems,
    });
  const asksTogether =
    problems.some(({ field }) => field === 'togetherReason') || (typed.togetherReason ?? '') !== '';
  return page(shell, {
    title: `How ${name} takes part`,
    problems,
    back: { href: `/disruptions/${record.id}/apart` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">How ${name} takes part</h1>
      ${meeting !== null && insetText({ text: `The meeting is on ${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}.` })}
      <p class="govuk-body">${name} learns their own times, and nothing of anybody else. If they are invited already, they are told at once.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/apart/people/${source}`,
        button: 'Save the plan',
        body: html`
          ${radiosField({
            name: 'way',
            label: 'How do they take part?',
            typed,
            problems,
            choices: [
              {
                value: 'own-session',
                text: waysApart['own-session'],
                reveals: html`
                  ${textField({ name: 'sessionAt', label: 'Starts at', hint: 'For example, 9:30am', typed, problems, width: 5 })}
                  ${textField({ name: 'sessionLong', label: 'For how many minutes?', typed, problems, width: 3, inputmode: 'numeric' })}
                  ${entrance('sessionEntrance')}`,
              },
              {
                value: 'own-arrival',
                text: waysApart['own-arrival'],
                reveals: html`
                  ${textField({ name: 'arrivesAt', label: 'They arrive at', hint: 'For example, 9:30am', typed, problems, width: 5 })}
                  ${entrance('entrance')}`,
              },
              { value: 'by-video', text: waysApart['by-video'] },
              { value: 'as-others', text: 'As everybody else' },
            ],
          })}
          ${
            asksTogether &&
            areaField({
              name: 'togetherReason',
              label: 'Why may they be there together?',
              hint: 'The reason is kept for staff, with your name.',
              typed,
              problems,
              rows: 2,
            })
          }`,
      })}`,
  });
};
