import { letterOf } from '../../domain/child-answer.ts';
import {
  asksFeeling,
  feelingField,
  type PagePart,
  partsOf,
  type SheetName,
  sheetNames,
} from '../../domain/child-page.ts';
import { childSheets } from '../../domain/child-sheet.ts';
import type { Feeling } from '../../domain/child-words/feelings.ts';
import { ownPageWords } from '../../domain/child-words/own-page.ts';
import { childPackWords } from '../../domain/child-words/pack.ts';
import type { ChildSheet } from '../../domain/child-words/sheet.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { childFeedbackWords } from '../../domain/feedback.ts';
import { fileFormats } from '../../domain/files/format.ts';
import { type Wording, wordingIn, wordsIn } from '../../domain/language.ts';
import type { Problem } from '../../domain/result.ts';
import { face, spacePicture } from '../../web/child-pictures.ts';
import { answersPart } from '../../web/contribution-fields.ts';
import { documentBody } from '../../web/document-view.ts';
import { form, readVerbatim, type Typed } from '../../web/forms.ts';
import { button, notificationBanner, radios } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { helpPart } from './help.view.ts';
import { childPage, paragraphs } from './start.view.ts';
import type { Given, Letter } from './store.ts';

type Words = typeof ownPageWords;

type Page = {
  /** What the page says, and its sheet, in its language. */
  readonly words: Words;
  readonly wording: Wording;
};

type Shown = {
  readonly sheet: SheetName;
  readonly givenName: string;
  readonly workers: readonly string[];
  readonly given: readonly Given[];
  readonly letters: readonly (Letter & { readonly writtenBy: string })[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly saved: string;
  /** Whether there is something to read before the meeting. */
  readonly hasPack: boolean;
  /** Whether the meeting was held, and they have not said how it was for them. */
  readonly isAskedHowItWas: boolean;
};

const savedWords = ({ keptForLater, thankYou }: Words): Readonly<Record<string, string>> => ({
  kept: keptForLater,
  given: thankYou,
});

/**
 * A space to write in. Its words are put in as they were typed: the line break before them is one that a browser leaves out
 * (HTML, 13.2.6.4.7), so that one of the child's own stays.
 */
const space = ({ wording }: Page, part: PagePart, { typed, problems }: Shown): Html => {
  const { name, question, hint, picture, lines } = wordsIn(wording.language, part);
  const problem = problems.find(({ field }) => field === name);
  const described = [...(hint ? [`${name}-hint`] : []), ...(problem ? [`${name}-error`] : [])].join(' ');
  return html`
    <div class="govuk-form-group${problem && ' govuk-form-group--error'}">
      <label class="govuk-label govuk-label--m" for="${name}">${picture && spacePicture(picture)} ${question}</label>
      ${hint && html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}
      ${problem && html`<p class="govuk-error-message" id="${name}-error">${wording.say(problem.message)}</p>`}
      <textarea class="govuk-textarea" id="${name}" name="${name}" rows="${Math.max(lines, 4)}"${described !== '' && html` aria-describedby="${described}"`}>
${readVerbatim(typed, name)}</textarea>
    </div>`;
};

const faces = ({ words }: Page, { typed }: Shown): Html =>
  radios({
    name: feelingField,
    idPrefix: feelingField,
    classes: 'app-faces',
    fieldset: { legend: { text: words.feeling, classes: 'govuk-fieldset__legend--m' } },
    hint: { text: words.feelingHint },
    value: readVerbatim(typed, feelingField),
    items: (Object.entries(words.feelings) as [Feeling, string][]).map(([value, word]) => ({
      value,
      html: html`${face(value)} ${word}`,
    })),
  });

/** Where a script says that what is typed is kept; without one it stays empty, and there is a button. */
const keeping = ({ words }: Page): Html =>
  html`<p class="govuk-body app-kept" role="status" data-keep data-saved="${words.saved}" data-saving="${words.saving}" data-not-saved="${words.notSaved}"></p>`;

const writePart = (shell: Shell, page: Page, shown: Shown): Html => {
  const { sheet } = shown;
  const { words, wording } = page;
  const { closing }: ChildSheet = wordsIn(wording.language, childSheets[sheet].sheet);
  return form(shell, {
    action: '/mine/page',
    button: words.give,
    secondary: button({
      text: words.save,
      classes: 'govuk-button--secondary',
      name: 'do',
      value: 'save',
      preventDoubleClick: true,
    }),
    body: html`
      <input type="hidden" name="sheet" value="${sheet}">
      ${asksFeeling(sheet) && faces(page, shown)}
      ${partsOf(sheet).map((part) => space(page, part, shown))}
      ${keeping(page)}
      ${paragraphs([words.giveHint, ...closing])}`,
  });
};

/** Where a child gives a picture, or what they say: each a form of its own, which a browser without scripts sends too. */
const givePart = (
  shell: Shell,
  { words, wording }: Page,
  { sheet, typed, problems }: Shown,
  gives: 'picture' | 'voice',
): Html => {
  const says = words[gives];
  const isPicture = gives === 'picture';
  const problem = problems.find(({ field }) => field === gives);
  const wordsProblem = problems.find(({ field }) => field === `${gives}-words`);
  return html`
    <h2 class="govuk-heading-m">${says.title}</h2>
    <p class="govuk-body">${says.says}</p>
    ${form(shell, {
      action: '/mine/file',
      multipart: true,
      button: says.give,
      body: html`
        <input type="hidden" name="sheet" value="${sheet}">
        <input type="hidden" name="gives" value="${gives}">
        ${isPicture ? null : recorder(words)}
        <div class="govuk-form-group${problem && ' govuk-form-group--error'}">
          <label class="govuk-label govuk-label--s" for="${gives}">${says.label}</label>
          ${problem && html`<p class="govuk-error-message" id="${gives}-error">${wording.say(problem.message)}</p>`}
          <input class="govuk-file-upload" id="${gives}" name="${gives}" type="file" accept="${isPicture ? 'image/*' : 'audio/*'}"${!isPicture && html` capture="user"`}${problem && html` aria-describedby="${gives}-error"`}>
        </div>
        <div class="govuk-form-group${wordsProblem && ' govuk-form-group--error'}">
          <label class="govuk-label govuk-label--s" for="${gives}-words">${words.withWords}</label>
          ${wordsProblem && html`<p class="govuk-error-message" id="${gives}-words-error">${wording.say(wordsProblem.message)}</p>`}
          <textarea class="govuk-textarea" id="${gives}-words" name="${gives}-words" rows="2"${wordsProblem && html` aria-describedby="${gives}-words-error"`}>
${readVerbatim(typed, `${gives}-words`)}</textarea>
        </div>`,
    })}`;
};

/** The buttons of a recording, which a script shows where a browser can make one. */
const recorder = (
  words: Words,
): Html => html`<div class="app-recorder" data-record="voice" data-recording="${words.voice.recording}" data-ready="${words.voice.ready}" data-no-microphone="${words.voice.noMicrophone}" hidden>
  <div class="govuk-button-group">
    <button type="button" class="govuk-button govuk-button--secondary" data-start>${words.voice.record}</button>
    <button type="button" class="govuk-button govuk-button--secondary" data-stop hidden>${words.voice.stop}</button>
    <button type="button" class="govuk-button govuk-button--secondary" data-throw-away hidden>${words.voice.throwAway}</button>
  </div>
  <p class="govuk-body"><span role="status" data-says></span> <span data-time></span></p>
  <audio controls hidden aria-label="${words.voice.label}"></audio>
</div>`;

/** What was given, to be seen or heard again. */
const filePart = ({ words }: Page, { id, format }: Given): Html | null => {
  if (format === null) return null;
  const at = `/mine/files/${id}`;
  return fileFormats[format].kind === 'picture'
    ? html`<p class="govuk-body">${words.picture.given}:</p><img class="app-given" src="${at}" alt="${words.picture.alt}">`
    : html`<p class="govuk-body">${words.voice.given}:</p><audio controls preload="none" src="${at}" aria-label="${words.voice.given}"></audio>`;
};

const othersPart = ({ words, wording }: Page, { sheet }: Shown): Html => html`
  <nav aria-labelledby="others">
    <h2 class="govuk-heading-m" id="others">${words.others}</h2>
    <ul class="govuk-list">${sheetNames
      .filter((name) => name !== sheet)
      .map(
        (name) =>
          html`<li><a class="govuk-link" href="/mine/page?sheet=${name}">${wording.say(childSheets[name].sheet.title)}</a></li>`,
      )}</ul>
  </nav>`;

const givenPart = (page: Page, { given }: Shown): Html | null =>
  given.length === 0
    ? null
    : html`
      <h2 class="govuk-heading-m">${page.words.given}</h2>
      ${given.map(
        (one) => html`
        <p class="govuk-body">${page.words.givenOn} ${page.wording.date(one.saidOn)}.</p>
        ${filePart(page, one)}
        ${answersPart(one.answers, page.wording.language)}`,
      )}`;

const lettersPart = ({ letters, givenName }: Shown): Html =>
  html`${letters.map(({ texts, writtenAt, writtenBy }) => {
    const letter = letterOf(texts, { givenName, writtenBy, on: dateInLondon(writtenAt) });
    return html`<section aria-label="${letter.title}" lang="${letter.language}">
      <h2 class="govuk-heading-l">${letter.title}</h2>
      ${documentBody({ ...letter, sections: letter.sections.map((section) => ({ ...section, level: 3 })) })}
    </section>`;
  })}`;

/** A child's own page: a sheet to write on, what they gave, the letters to them, and who they can talk to. */
export const ownPageView = (shell: Shell, shown: Shown): string => {
  const wording = wordingIn(shell.language);
  const words = wordsIn(shell.language, ownPageWords);
  const inLanguage = { words, wording };
  const sheet: ChildSheet = wordsIn(shell.language, childSheets[shown.sheet].sheet);
  const { title, opening, onScreen = opening } = sheet;
  const done = savedWords(words)[shown.saved];
  return childPage(shell, {
    title,
    problems: shown.problems,
    scripts: ['keep.mjs', 'record.mjs'],
    body: html`
      ${done && notificationBanner({ type: 'success', text: done })}
      <h1 class="govuk-heading-l">${title}</h1>
      ${shown.hasPack && html`<p class="govuk-body"><a class="govuk-link" href="/mine/pack">${wording.say(childPackWords.link)}</a></p>`}
      ${shown.isAskedHowItWas && html`<p class="govuk-body"><a class="govuk-link" href="/mine/feedback">${wording.say(childFeedbackWords.link)}</a></p>`}
      ${paragraphs([...words.opening, ...onScreen])}
      ${writePart(shell, inLanguage, shown)}
      ${givePart(shell, inLanguage, shown, 'picture')}
      ${givePart(shell, inLanguage, shown, 'voice')}
      ${lettersPart(shown)}
      ${givenPart(inLanguage, shown)}
      ${othersPart(inLanguage, shown)}
      ${helpPart(shell.language, shown.workers)}
      ${form(shell, {
        action: '/mine/finish',
        body: html`<p class="govuk-body">${words.finish.says}</p>`,
        button: words.finish.button,
      })}`,
  });
};
