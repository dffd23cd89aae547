import { instantInWords } from '../../domain/dates.ts';
import type { FactorList } from '../../domain/factor.ts';
import { type Lesson, lessonEventInWords, lessonStages, promiseStatusInWords } from '../../domain/lesson.ts';
import { capitalised } from '../../domain/words.ts';
import { summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { LessonEvent, LessonPromise } from './store.ts';

/** What a shared theme is called, also one that a later list no longer has. */
export const themeInWords = (lists: readonly FactorList[], key: string): string =>
  lists.flatMap(({ factors }) => factors).findLast((factor) => factor.key === key)?.title ??
  capitalised(key.replaceAll('-', ' '));

export const stageOfLesson = ({ stage }: Pick<Lesson, 'stage'>): string =>
  capitalised(lessonStages.find(([key]) => key === stage)?.[1] ?? stage);

/** What a lesson says. */
export const lessonBody = (lesson: Lesson, lists: readonly FactorList[]): Html => html`
  <div class="app-words">${lesson.words}</div>
  ${summaryList({
    rows: [
      ['Recommended', lesson.recommends],
      ['To whom', lesson.toWhom],
      ['How far it had come', stageOfLesson(lesson)],
      ['Themes', lesson.factors.map((key) => themeInWords(lists, key)).join(', ')],
      ['Year', String(lesson.year)],
    ].map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value } })),
  })}`;

/** What was promised with a lesson, and whether it was made; `href` where whoever reads may answer. */
export const promisesList = (
  promises: readonly LessonPromise[],
  href?: (promise: LessonPromise) => string,
): Html | null =>
  promises.length === 0
    ? null
    : html`<ul class="govuk-list govuk-list--bullet">${promises.map(
        (promise) =>
          html`<li>${promise.what}, by the end of ${promise.byYear}. <strong>${promiseStatusInWords[promise.status]}</strong>${promise.says !== '' && html`: ${promise.says}`}${href && html` <a class="govuk-link" href="${href(promise)}">Say whether it was made<span class="govuk-visually-hidden">: ${promise.what}</span></a>`}</li>`,
      )}</ul>`;

export const eventsList = (events: readonly LessonEvent[]): Html | null =>
  events.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">What became of it</h2>
      <p class="govuk-body">Your council alone sees this.</p>
      <ul class="govuk-list govuk-list--spaced">${events.map(
        ({ kind, version, words, byName, at }) =>
          html`<li>${lessonEventInWords[kind]} (version ${version}) by ${byName}, ${instantInWords(at)}${words !== '' && html`. ${words}`}</li>`,
      )}</ul>`;
