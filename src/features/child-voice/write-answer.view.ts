import type { CaseAct } from '../../domain/access.ts';
import type { CaseRecord, Child } from '../../domain/case.ts';
import { type Answer, type AnswerSection, answerSections, readingOf } from '../../domain/child-answer.ts';
import { letterWords } from '../../domain/child-words/letter.ts';
import { readingLevelInWords } from '../../domain/reading-age.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form } from '../../web/forms.ts';
import { insetText, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { backToVoice } from './voice-links.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly child: Child;
  readonly answer: Answer | null;
  readonly told: readonly string[];
  readonly may: (act: CaseAct) => boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const hints: Record<AnswerSection, string> = {
  toldUs:
    'Use their own words where you can. If they did not want to say anything, say that this is all right.',
  talkedAbout: 'A few short sentences',
  happensNext: 'Each thing, who does it, and about when',
  whyMoved: 'Honest and kind: grown-up reasons, and that it was not the child’s fault where that is so',
  whoToTalkTo: 'By first name, and how to reach them',
};

/** How a letter reads to a child, and what it tells that a person decides on. It stops nobody. */
export const readingPart = ({ texts }: Pick<Answer, 'texts'>, told: readonly string[]): Html => {
  const { level, avoid } = readingOf(texts);
  return html`
    ${level === null ? null : insetText({ text: `${readingLevelInWords(level)} Aim for grade 4 or lower: shorter sentences and shorter words bring it down.` })}
    ${
      avoid.length === 0
        ? null
        : html`<p class="govuk-body">Words that are better said otherwise to a child:</p>
          <ul class="govuk-list govuk-list--bullet">${avoid.map(({ word, instead }) => html`<li>“${word}”: say ${instead}</li>`)}</ul>`
    }
    ${told.length === 0 ? null : warningText({ iconFallbackText: 'Warning', html: html`This letter has in it: ${told.join('; ')}. The chair decides whether the child may know, and says why.` })}`;
};

export const writeAnswerView = (shell: Shell, shown: Shown): string => {
  const { record, child, answer, told, may, typed, problems } = shown;
  const title = `Letter to ${child.givenName}`;
  const isGiven = answer !== null && answer.givings.length > 0;
  const canWrite = record.meeting?.status === 'held' && !isGiven;
  const at = `/disruptions/${record.id}/child-voice`;
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${record.meeting?.status === 'held' ? null : html`<p class="govuk-body">The meeting comes first, with who came recorded in its minutes.</p>`}
      ${isGiven ? html`<p class="govuk-body">${child.givenName} has this letter. It stays as it is.</p>` : null}
      ${answer === null ? null : readingPart(answer, told)}
      ${
        answer === null
          ? null
          : html`<ul class="govuk-list">
            <li><a class="govuk-link" href="${at}/answers/${answer.id}.pdf">The letter as a PDF, in large letters</a></li>
            ${answer.agreedAt === null && may('agree-answer') ? html`<li><a class="govuk-link" href="${at}/answers/${answer.id}/agree">Read and agree the letter</a></li>` : null}
          </ul>`
      }
      ${
        canWrite
          ? html`
        <p class="govuk-body">Write it yourself, to this child. ${answer?.agreedAt == null ? null : 'The letter is agreed: if you change it, the chair agrees it again.'}</p>
        ${form(shell, {
          action: `${at}/${child.id}/answer`,
          button: 'Save',
          body: html`
            <input type="hidden" name="from" value="${readText(typed, 'from')}">
            ${answerSections.map((section) =>
              areaField({
                name: section,
                label: letterWords.sections[section],
                hint: hints[section],
                typed,
                problems,
                rows: 5,
              }),
            )}`,
        })}`
          : null
      }`,
  });
};
