import type { CaseRecord, Child } from '../../domain/case.ts';
import { type Answer, letterOf } from '../../domain/child-answer.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { documentBody } from '../../web/document-view.ts';
import { areaField, form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { backToVoice } from './voice-links.view.ts';
import { readingPart } from './write-answer.view.ts';

export const agreeAnswerView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly child: Child;
    readonly answer: Answer;
    readonly told: readonly string[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, child, answer, told, typed, problems } = shown;
  const title = `Agree the letter to ${child.givenName}`;
  const on = dateInLondon(answer.writtenAt);
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${readingPart(answer, told)}
      ${documentBody(letterOf(answer.texts, { givenName: child.givenName, writtenBy: answer.writtenBy, on }))}
      ${
        answer.agreedAt !== null
          ? html`<p class="govuk-body">Agreed by ${answer.agreedBy}.</p>`
          : form(shell, {
              action: `/disruptions/${record.id}/child-voice/answers/${answer.id}/agree`,
              button: 'Agree the letter',
              body: html`
                <input type="hidden" name="read" value="${answer.revision}">
                ${
                  told.length === 0
                    ? null
                    : areaField({
                        name: 'because',
                        label: `Why may ${child.givenName} know this?`,
                        hint: `This letter has in it: ${told.join('; ')}`,
                        typed,
                        problems,
                        rows: 3,
                      })
                }`,
            })
      }`,
  });
};
