import type { CaseRecord } from '../../domain/case.ts';
import { factorGroupInWords, type ListedFactor } from '../../domain/factor.ts';
import type { Finding } from '../../domain/finding.ts';
import { identifyingInWords, refusesOutright } from '../../domain/identifying.ts';
import { type Lesson, lessonLimits, lessonStages } from '../../domain/lesson.ts';
import { type Identifying, keyOfIdentifying } from '../../domain/re-identification.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, checkboxesField, form, radiosField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { rowField, type Typed } from '../../web/typed.ts';

/** So many changes can be promised with one lesson. */
export const mostPromises = 3;

export type LessonForm = {
  readonly record: CaseRecord;
  readonly lesson: Lesson | null;
  readonly factors: readonly ListedFactor[];
  readonly findings: readonly Finding[];
  /** What can lead back in what was typed, once it was looked through. */
  readonly found: readonly Identifying[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const answerFields = ({ found, typed, problems }: LessonForm): Html | null => {
  const soft = found.filter(({ kind }) => !refusesOutright.has(kind));
  if (soft.length === 0) return null;
  return html`
    <h2 class="govuk-heading-m">What could lead back to somebody</h2>
    <p class="govuk-body">Change these words above. Where they have to stay, say why: the learning lead reads it.</p>
    ${soft.map((one, row) => {
      const name = rowField('found', row, 'reason');
      const kept = { ...typed, [name]: reasonFor(one, typed) };
      return html`<input type="hidden" name="${rowField('found', row, 'key')}" value="${keyOfIdentifying(one)}">
        ${textField({ name, label: `“${one.words}” ${identifyingInWords[one.kind]}. Why may it stay?`, typed: kept, problems })}`;
    })}`;
};

/** What was answered about the same words before, wherever they stood among the others. */
const reasonFor = (one: Identifying, typed: Typed): Typed[string] => {
  for (let row = 0; typed[rowField('found', row, 'key')] !== undefined; row++)
    if (typed[rowField('found', row, 'key')] === keyOfIdentifying(one))
      return typed[rowField('found', row, 'reason')];
  return '';
};

const promiseFields = ({ typed, problems }: LessonForm): Html => html`
  <h2 class="govuk-heading-m">What your council will change (optional)</h2>
  ${Array.from(
    { length: mostPromises },
    (_, row) => html`
    ${textField({ name: rowField('promise', row, 'what'), label: `Change ${row + 1}`, typed, problems })}
    ${textField({ name: rowField('promise', row, 'year'), label: `Change ${row + 1}: by the end of which year?`, width: 4, inputmode: 'numeric', typed, problems })}`,
  )}`;

const findingFields = ({ findings, typed, problems }: LessonForm): Html | null =>
  findings.length === 0
    ? null
    : checkboxesField({
        ...{ name: 'findings', label: 'Which findings is it from?', typed, problems },
        hint: 'This stays on the case: nobody else learns where a lesson came from.',
        choices: findings.map(({ id, title, evidence }) => ({ value: id, text: title, hint: evidence })),
      });

/** The form of a lesson, new or changed. */
export const lessonFormView = (shell: Shell, shown: LessonForm): string => {
  const { record, lesson, factors, typed, problems } = shown;
  const back = `/disruptions/${record.id}/lessons`;
  const title = lesson === null ? 'Write a lesson' : 'Change a lesson';
  return page(shell, {
    ...{ title, problems, back: { href: back, text: 'Lessons' } },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">A lesson is read by everybody who works in your region. Write what others can learn, in general words: no names, places, days, ages or numbers of brothers and sisters.</p>
      ${lesson?.status === 'approved' && html`<p class="govuk-body">This makes a new version. The one that is approved is shown until the new one is.</p>`}
      ${form(shell, {
        action: lesson === null ? `${back}/new` : `${back}/${lesson.id}`,
        button: 'Save as a draft',
        secondary: html`<button type="submit" class="govuk-button govuk-button--secondary" name="do" value="propose">Send to the learning lead</button>`,
        body: html`
          ${findingFields(shown)}
          ${textField({ name: 'title', label: 'Title', typed, problems })}
          ${areaField({ name: 'words', label: 'What was learnt?', rows: 6, limit: lessonLimits.words, typed, problems })}
          ${areaField({ name: 'recommends', label: 'What is recommended?', rows: 4, limit: lessonLimits.recommends, typed, problems })}
          ${textField({ name: 'toWhom', label: 'To whom?', hint: 'Such as “Those who plan introductions”', typed, problems })}
          ${radiosField({ name: 'stage', label: 'How far had it come?', typed, problems, choices: lessonStages.map(([value, text]) => ({ value, text: capitalised(text) })) })}
          ${checkboxesField({ name: 'factors', label: 'What is it about?', typed, problems, choices: factors.map(({ key, group, title: text }) => ({ value: key, text: `${factorGroupInWords[group]}: ${text}` })) })}
          ${promiseFields(shown)}
          ${answerFields(shown)}`,
      })}`,
  });
};
