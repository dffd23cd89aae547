import type { CaseRecord } from '../../domain/case.ts';
import type { FactorList } from '../../domain/factor.ts';
import type { Finding } from '../../domain/finding.ts';
import { type Lesson, lessonStatusInWords } from '../../domain/lesson.ts';
import { tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { promisesList, themeInWords } from './lesson-parts.view.ts';
import type { FoundAgain, FoundLesson } from './search-store.ts';
import type { LessonPromise } from './store.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly findings: readonly Finding[];
  readonly factors: readonly string[];
  readonly lessons: readonly Lesson[];
  readonly sources: readonly { readonly lessonId: string; readonly findingId: string | null }[];
  readonly before: readonly FoundLesson[];
  readonly promises: readonly LessonPromise[];
  readonly again: readonly (FoundAgain & { readonly lessonId: string })[];
  readonly factorLists: readonly FactorList[];
};

const findingItem = ({ record, lessons, sources }: Shown, { id, title }: Finding): Html => {
  const written = lessons.filter((lesson) =>
    sources.some(({ lessonId, findingId }) => lessonId === lesson.id && findingId === id),
  );
  return html`<li>${title}. ${
    written.length > 0
      ? html`In the lesson ${written.map((lesson) => html`“${lesson.title}” `)}`
      : html`<a class="govuk-link" href="/disruptions/${record.id}/lessons/new?finding=${id}">Write a lesson from it<span class="govuk-visually-hidden">: ${title}</span></a>`
  }</li>`;
};

const lessonItem = ({ record }: Shown, { id, title, status, version }: Lesson): Html => html`
  <li>${
    status === 'withdrawn'
      ? title
      : html`<a class="govuk-link" href="/disruptions/${record.id}/lessons/${id}">${title}</a>`
  } (version ${version}) ${tag({ text: lessonStatusInWords[status], classes: 'govuk-tag--blue' })}
  <a class="govuk-link" href="/lessons/${id}">What became of it<span class="govuk-visually-hidden">: ${title}</span></a></li>`;

const beforeItem = ({ factors, promises, again, factorLists }: Shown, lesson: FoundLesson): Html => {
  const shared = lesson.factors.filter((key) => factors.includes(key));
  const { length } = again.filter(({ lessonId }) => lessonId === lesson.id);
  const promised = promises.filter(({ lessonId }) => lessonId === lesson.id);
  return html`
    <h3 class="govuk-heading-s"><a class="govuk-link" href="/lessons/${lesson.id}">${lesson.title}</a></h3>
    <p class="govuk-body">${lesson.organisation}, ${lesson.year}. ${shared.length > 0 && html`Shared: ${shared.map((key) => themeInWords(factorLists, key)).join(', ')}.`}</p>
    ${promised.length === 0 ? html`<p class="govuk-body">No change was promised.</p>` : promisesList(promised)}
    <p class="govuk-body"><a class="govuk-link" href="/lessons/${lesson.id}/found-again">Found again in ${length} ${length === 1 ? 'case' : 'cases'} of your council that you may open<span class="govuk-visually-hidden">: ${lesson.title}</span></a></p>`;
};

/** What a case teaches, and what was learnt before. */
export const lessonsOfCaseView = (shell: Shell, shown: Shown): string => {
  const { record, findings, lessons, before, factors } = shown;
  return page(shell, {
    ...{ title: 'Lessons', back: { href: `/disruptions/${record.id}`, text: record.reference } },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Lessons</h1>
      <h2 class="govuk-heading-m">Has this been learnt before?</h2>
      ${
        before.length === 0
          ? html`<p class="govuk-body">No lesson of your region is like this case.</p>`
          : html`<p class="govuk-body">${factors.length > 0 ? 'Lessons of your region that share themes with what was found, those that share most first.' : 'Nothing was found yet. These are lessons of placements that had come as far.'}</p>
            ${before.map((lesson) => beforeItem(shown, lesson))}`
      }
      <h2 class="govuk-heading-m">From this case</h2>
      ${lessons.length > 0 && html`<ul class="govuk-list govuk-list--spaced">${lessons.map((lesson) => lessonItem(shown, lesson))}</ul>`}
      ${findings.length > 0 && html`<h3 class="govuk-heading-s">What the meeting found</h3><ul class="govuk-list govuk-list--spaced">${findings.map((finding) => findingItem(shown, finding))}</ul>`}
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/lessons/new">Write a lesson</a></p>`,
  });
};
