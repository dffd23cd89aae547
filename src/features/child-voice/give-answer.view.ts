import type { CaseRecord, Child } from '../../domain/case.ts';
import type { Answer } from '../../domain/child-answer.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, dateField, form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { backToVoice } from './voice-links.view.ts';

export const giveAnswerView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly child: Child;
    readonly answer: Answer;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, child, answer, typed, problems } = shown;
  const isFirst = answer.givings.length === 0;
  const title = isFirst
    ? `Giving ${child.givenName} the letter`
    : `Talking with ${child.givenName} about the letter`;
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${
        answer.agreedAt === null
          ? html`<p class="govuk-body">The chair agrees the letter before it is given.</p>`
          : form(shell, {
              action: `/disruptions/${record.id}/child-voice/answers/${answer.id}/given`,
              button: 'Save',
              body: html`
                ${dateField({ name: 'givenOn', label: 'When?', typed, problems })}
                ${textField({ name: 'how', label: 'How?', hint: 'For example: read it together in the garden, twice', typed, problems })}
                ${textField({ name: 'whoWasThere', label: 'Who was there?', typed, problems })}
                ${areaField({
                  name: 'response',
                  label: `What did ${child.givenName} say? (optional)`,
                  hint: 'In their own words, or what they showed. It will not be edited, and it cannot be changed once it is saved.',
                  typed,
                  problems,
                  rows: 6,
                })}`,
            })
      }`,
  });
};
