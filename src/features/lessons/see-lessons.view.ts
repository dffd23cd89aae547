import { type FactorList, factorGroupInWords, type ListedFactor } from '../../domain/factor.ts';
import { marks } from '../../domain/headline.ts';
import { type Lesson, lessonStages, lessonStatusInWords } from '../../domain/lesson.ts';
import { capitalised } from '../../domain/words.ts';
import { selectField, textField } from '../../web/forms.ts';
import { button, pagination } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { eventsList, lessonBody, promisesList, stageOfLesson, themeInWords } from './lesson-parts.view.ts';
import type { FoundAgain, FoundLesson, LessonSearch } from './search-store.ts';
import type { LessonEvent, LessonPromise } from './store.ts';

/** The words around what was found, with what was found marked. */
const headlineOf = (headline: string): readonly (string | Html)[] =>
  headline.split(marks[0]).flatMap((piece, at) => {
    const [marked = '', rest = ''] = piece.split(marks[1]);
    return at === 0 ? [piece] : [html`<mark>${marked}</mark>`, rest];
  });

const addressOf = ({ words, theme, stage, year }: LessonSearch, number: number): string =>
  `/lessons?${new URLSearchParams({ words, theme, stage, year: year === null ? '' : String(year), page: String(number) })}`;

type Searched = {
  readonly search: LessonSearch;
  readonly typed: Typed;
  readonly lessons: readonly FoundLesson[];
  readonly factors: readonly ListedFactor[];
  readonly factorLists: readonly FactorList[];
  readonly page: number;
  readonly hasMore: boolean;
  readonly mayDecide: boolean;
};

const fields = ({ typed, factors }: Searched): Html => {
  const problems: readonly never[] = [];
  return html`<form method="get" action="/lessons" novalidate>
    ${textField({ name: 'words', label: 'Words', typed, problems, width: 30 })}
    ${selectField({ name: 'theme', label: 'Theme', typed, problems, unchosen: 'Any', choices: factors.map(({ key, group, title }) => ({ value: key, text: `${factorGroupInWords[group]}: ${title}` })) })}
    ${selectField({ name: 'stage', label: 'How far it had come', typed, problems, unchosen: 'Any', choices: lessonStages.map(([value, text]) => ({ value, text: capitalised(text) })) })}
    ${textField({ name: 'year', label: 'Year', typed, problems, width: 4, inputmode: 'numeric' })}
    ${button({ text: 'Search' })}
  </form>`;
};

/** One lesson in a list. */
const foundItem = (lesson: FoundLesson, lists: readonly FactorList[]): Html => html`
  <h2 class="govuk-heading-s govuk-!-margin-bottom-1"><a class="govuk-link" href="/lessons/${lesson.id}">${lesson.title}</a></h2>
  <p class="govuk-body">${headlineOf(lesson.headline)}</p>
  <p class="govuk-hint">${lesson.organisation}, ${lesson.year}. ${stageOfLesson(lesson)}. ${lesson.factors.map((key) => themeInWords(lists, key)).join(', ')}</p>`;

/** The search among lessons. */
export const searchView = (shell: Shell, shown: Searched): string => {
  const { search, lessons, factorLists, page: number, hasMore, mayDecide } = shown;
  return page(shell, {
    title: 'Lessons',
    body: html`
      <h1 class="govuk-heading-l">Lessons</h1>
      <p class="govuk-body">What councils of your region learnt when placements ended. Nobody is named.</p>
      ${mayDecide && html`<p class="govuk-body"><a class="govuk-link" href="/lessons/waiting">Lessons that wait for you</a></p>`}
      ${fields(shown)}
      ${lessons.length === 0 ? html`<p class="govuk-body">There is no lesson like that.</p>` : lessons.map((lesson) => foundItem(lesson, factorLists))}
      ${
        (number > 1 || hasMore) &&
        pagination({
          ...(number > 1 && { previous: { href: addressOf(search, number - 1) } }),
          ...(hasMore && { next: { href: addressOf(search, number + 1) } }),
        })
      }`,
  });
};

type Shown = {
  readonly lesson: Lesson;
  readonly versions: readonly Lesson[];
  readonly events: readonly LessonEvent[];
  readonly promises: readonly LessonPromise[];
  readonly sources: readonly { readonly disruptionId: string; readonly reference: string }[];
  readonly factorLists: readonly FactorList[];
  readonly isOwn: boolean;
  readonly mayDecide: boolean;
};

const earlier = ({ lesson, versions }: Shown): Html | null => {
  const before = versions.filter(({ version, status }) => version < lesson.version && status === 'replaced');
  return before.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">Earlier versions</h2>${before.map(
        ({ version, title, words, year }) =>
          html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Version ${version}, ${year}: ${title}</span></summary><div class="govuk-details__text app-words">${words}</div></details>`,
      )}`;
};

/** A lesson, with what was promised and, for its own council, what became of it. */
export const lessonView = (shell: Shell, shown: Shown): string => {
  const { lesson, events, promises, sources, factorLists, isOwn, mayDecide } = shown;
  const isApproved = lesson.status === 'approved';
  const cases = [...new Map(sources.map((source) => [source.disruptionId, source])).values()];
  return page(shell, {
    ...{ title: lesson.title, back: { href: '/lessons', text: 'Lessons' } },
    body: html`
      <h1 class="govuk-heading-l">${lesson.title}</h1>
      ${!isApproved && html`<p class="govuk-body"><strong>${lessonStatusInWords[lesson.status]}</strong></p>`}
      ${lessonBody(lesson, factorLists)}
      ${promises.length > 0 && html`<h2 class="govuk-heading-m">What the council said it would change</h2>`}
      ${promisesList(promises, mayDecide && isApproved ? (promise) => `/lessons/${lesson.id}/promises/${promise.id}` : undefined)}
      <p class="govuk-body"><a class="govuk-link" href="/lessons/${lesson.id}/found-again">Cases of your council where this was found again</a></p>
      ${mayDecide && isApproved && html`<p class="govuk-body"><a class="govuk-link" href="/lessons/${lesson.id}/withdraw">Withdraw this lesson</a></p>`}
      ${cases.length > 0 && html`<h2 class="govuk-heading-m">Where it is from</h2><ul class="govuk-list">${cases.map(({ disruptionId, reference }) => html`<li><a class="govuk-link" href="/disruptions/${disruptionId}">${reference}</a></li>`)}</ul>`}
      ${earlier(shown)}
      ${isOwn && eventsList(events)}`,
  });
};

/** The cases in which a lesson was found again. */
export const foundAgainView = (
  shell: Shell,
  { lesson, cases }: { readonly lesson: Lesson; readonly cases: readonly FoundAgain[] },
): string =>
  page(shell, {
    ...{ title: 'Found again', back: { href: `/lessons/${lesson.id}`, text: lesson.title } },
    body: html`
      <span class="govuk-caption-l">${lesson.title}</span>
      <h1 class="govuk-heading-l">Found again</h1>
      <p class="govuk-body">${cases.length} of your council’s cases from ${lesson.year} on, of those that you may open, share a theme with this lesson.</p>
      <ul class="govuk-list">${cases.map(({ id, reference }) => html`<li><a class="govuk-link" href="/disruptions/${id}">${reference}</a></li>`)}</ul>`,
  });
