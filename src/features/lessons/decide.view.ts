import type { FactorList } from '../../domain/factor.ts';
import { type Lesson, promiseStatusInWords } from '../../domain/lesson.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { eventsList, lessonBody } from './lesson-parts.view.ts';
import type { LessonEvent, LessonPromise } from './store.ts';

/** What waits for the learning lead. */
export const waitingView = (shell: Shell, lessons: readonly Lesson[]): string =>
  page(shell, {
    title: 'Lessons that wait for you',
    back: { href: '/lessons', text: 'Lessons' },
    body: html`
      <h1 class="govuk-heading-l">Lessons that wait for you</h1>
      ${
        lessons.length === 0
          ? html`<p class="govuk-body">None waits.</p>`
          : html`<ul class="govuk-list govuk-list--spaced">${lessons.map(({ id, title }) => html`<li><a class="govuk-link" href="/lessons/waiting/${id}">${title}</a></li>`)}</ul>`
      }`,
  });

type Form = { readonly lesson: Lesson; readonly typed: Typed; readonly problems: readonly Problem[] };

/** Words that were asked about, marked where they stand, with what their writer says. */
const answersOf = (lesson: Lesson, events: readonly LessonEvent[]): Html | null => {
  const sent = events.find(({ kind, version }) => kind === 'proposed' && version === lesson.version);
  if (sent === undefined || sent.answers.length === 0) return null;
  return html`
    <h2 class="govuk-heading-m">Words that could lead back to somebody</h2>
    <p class="govuk-body">The writer says why they may stay. Send the lesson back where you do not agree.</p>
    <ul class="govuk-list govuk-list--spaced">${sent.answers.map(
      ({ field, words, why, reason }) =>
        html`<li>${inContext(lesson, field, words)} <br>It ${why}. ${reason}</li>`,
    )}</ul>`;
};

const around = 60;
const inContext = (lesson: Lesson, field: string, words: string): Html => {
  const row = Number(/^promise-(\d+)-/.exec(field)?.[1] ?? Number.NaN);
  const text = lesson.promised[row]?.what ?? String(lesson[field as 'words'] ?? words);
  const at = Math.max(0, text.indexOf(words));
  return html`${text.slice(Math.max(0, at - around), at)}<mark>${words}</mark>${text.slice(at + words.length, at + words.length + around)}`;
};

/** What a learning lead decides on. */
export const decideView = (
  shell: Shell,
  shown: Form & { readonly events: readonly LessonEvent[]; readonly factorLists: readonly FactorList[] },
): string => {
  const { lesson, events, factorLists, typed, problems } = shown;
  return page(shell, {
    ...{
      title: lesson.title,
      problems,
      back: { href: '/lessons/waiting', text: 'Lessons that wait for you' },
    },
    body: html`
      <h1 class="govuk-heading-l">${lesson.title}</h1>
      ${lessonBody(lesson, factorLists)}
      ${
        lesson.promised.length > 0 &&
        html`<h2 class="govuk-heading-m">Your council would promise</h2>
          <ul class="govuk-list govuk-list--bullet">${lesson.promised.map(({ what, byYear }) => html`<li>${what}, by the end of ${byYear}</li>`)}</ul>`
      }
      ${answersOf(lesson, events)}
      ${form(shell, {
        action: `/lessons/waiting/${lesson.id}`,
        button: 'Save',
        body: html`
          ${radiosField({
            ...{ name: 'step', label: 'What do you decide?', typed, problems },
            choices: [
              {
                value: 'approve',
                text: 'Approve it',
                hint: 'Everybody who works in your region can then read it.',
              },
              { value: 'send-back', text: 'Send it back' },
            ],
          })}
          ${areaField({ name: 'reason', label: 'Why? (needed when you send it back)', rows: 3, typed, problems })}`,
      })}
      ${eventsList(events)}`,
  });
};

/** What takes a lesson away from everybody. */
export const withdrawView = (shell: Shell, { lesson, typed, problems }: Form): string =>
  page(shell, {
    ...{ title: 'Withdraw a lesson', problems, back: { href: `/lessons/${lesson.id}`, text: lesson.title } },
    body: html`
      <span class="govuk-caption-l">${lesson.title}</span>
      <h1 class="govuk-heading-l">Withdraw a lesson</h1>
      <p class="govuk-body">Nobody outside your council can read it any more.</p>
      ${form(shell, {
        action: `/lessons/${lesson.id}/withdraw`,
        button: 'Withdraw it',
        body: areaField({ name: 'reason', label: 'Why?', rows: 3, typed, problems }),
      })}`,
  });

/** What says whether a promised change was made. */
export const promiseView = (
  shell: Shell,
  { lesson, promise, typed, problems }: Form & { readonly promise: LessonPromise },
): string =>
  page(shell, {
    ...{ title: 'A promised change', problems, back: { href: `/lessons/${lesson.id}`, text: lesson.title } },
    body: html`
      <span class="govuk-caption-l">${lesson.title}</span>
      <h1 class="govuk-heading-l">A promised change</h1>
      <p class="govuk-body">${promise.what}, by the end of ${promise.byYear}.</p>
      ${form(shell, {
        action: `/lessons/${lesson.id}/promises/${promise.id}`,
        button: 'Save',
        body: html`
          ${radiosField({
            ...{ name: 'status', label: 'Was it made?', typed, problems },
            choices: (['made', 'not-made'] as const).map((value) => ({
              value,
              text: promiseStatusInWords[value],
            })),
          })}
          ${areaField({ name: 'says', label: 'What shows it, or why not?', hint: 'Everybody in your region can read this: name nobody.', rows: 3, typed, problems })}`,
      })}`,
  });
