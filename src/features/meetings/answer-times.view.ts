import type { CaseRecord } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { type Asked, answerField, type ProposedTime, timeAnswerInWords } from '../../domain/time-answers.ts';
import { momentInWords } from '../../domain/times-message.ts';
import { capitalised } from '../../domain/words.ts';
import { form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

/** Where staff say which times they can, or write down what somebody said on the telephone. */
export const answerTimesView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly times: readonly ProposedTime[];
    readonly person: Asked;
    readonly isOwn: boolean;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, times, person, isOwn, typed, problems } = shown;
  const title = isOwn ? 'Which times can you come?' : `Which times can ${person.name} come?`;
  return page(shell, {
    title,
    problems,
    back: { href: `/disruptions/${record.id}/times` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${isOwn ? 'You can change your answer' : 'The answer can be changed'} until a time is taken.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/times/answers/${person.id}`,
        button: 'Save',
        body: html`
          ${times.map((time) =>
            radiosField({
              name: answerField(time),
              label: momentInWords(time),
              typed,
              problems,
              inline: true,
              choices: Object.entries(timeAnswerInWords).map(([value, text]) => ({
                value,
                text: capitalised(text),
              })),
            }),
          )}
          ${
            !isOwn &&
            html`
            ${textField({ name: 'toldBy', label: 'Who told you?', hint: 'For example, the person themselves, or their key worker.', typed, problems })}
            ${textField({ name: 'toldHow', label: 'How did they tell you?', hint: 'For example, on the telephone today.', typed, problems })}`
          }`,
      })}`,
  });
};
