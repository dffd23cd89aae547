import { isPageField } from '../../domain/child-page.ts';
import { ownPageWords } from '../../domain/child-words/own-page.ts';
import { wordingIn, wordsIn } from '../../domain/language.ts';
import { codeMinutes } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { form, readVerbatim, type Typed, textField } from '../../web/forms.ts';
import { button, notificationBanner } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { type Page, plainPage, type Shell } from '../../web/page.ts';
import { problemsIn } from '../../web/said.ts';

/** A child's page. Its way out ends the session before it leaves for another site, so that Back shows nothing. */
export const childPage = (
  shell: Shell,
  content: Omit<Page, 'problems'> & { readonly problems?: readonly Problem[] },
): string =>
  plainPage(shell, {
    ...content,
    problems: problemsIn(shell.language, content.problems ?? []),
    ...{ exit: '/mine/leave', home: '/mine' },
  });

export const paragraphs = (says: readonly string[]): readonly Html[] =>
  says.map((sentence) => html`<p class="govuk-body">${sentence}</p>`);

const saying = (shell: Shell, words: { title: string; says: readonly string[] }): string => {
  const { title, says } = wordsIn(shell.language, words);
  return childPage(shell, {
    title,
    body: html`<h1 class="govuk-heading-l">${title}</h1>${paragraphs(says)}`,
  });
};

/** What is written beside a picture or a recording: it is given with it, and no part of a sheet. */
export const besideFile = { 'picture-words': 'picture', 'voice-words': 'voice' } as const;

/** What was written when the session ran out, carried along until a new code was typed in. */
export const carriedFields = (typed: Typed): readonly string[] =>
  Object.keys(typed).filter(
    (name) =>
      (isPageField(name) || Object.hasOwn(besideFile, name)) && readVerbatim(typed, name).trim() !== '',
  );

const carried = (typed: Typed): readonly Html[] => {
  const names = carriedFields(typed);
  return (names.length === 0 ? [] : ['sheet', ...names]).map(
    (name) => html`<input type="hidden" name="${name}" value="${readVerbatim(typed, name)}">`,
  );
};

/** What a link opens: it says nothing about anybody, because links are passed on and mail is read by machines. */
export const startView = (
  shell: Shell,
  {
    isSent,
    hasSent = false,
    typed = {},
    problems = [],
  }: {
    /** Whether we can send a code to the child; otherwise their worker tells them one. */
    readonly isSent: boolean;
    readonly hasSent?: boolean;
    readonly typed?: Typed;
    readonly problems?: readonly Problem[];
  },
): string => {
  const { language } = shell;
  const { start } = wordsIn(language, ownPageWords);
  const { say } = wordingIn(language);
  return childPage(shell, {
    title: start.title,
    problems,
    body: html`
      ${hasSent && notificationBanner({ type: 'success', text: start.sent })}
      <h1 class="govuk-heading-l">${start.title}</h1>
      ${paragraphs(carriedFields(typed).length > 0 ? [start.waiting, start.kept] : [start.opening])}
      ${form(shell, {
        action: '/mine/code/check',
        button: start.goOn,
        body: html`${carried(typed)}
          ${textField({
            name: 'code',
            label: start.code,
            hint: `${start.codeHint} ${say('They work for {minutes} minutes.', { minutes: String(codeMinutes) })}`,
            typed: {},
            problems: problemsIn(language, problems),
            inputmode: 'numeric',
            autocomplete: 'one-time-code',
            spellcheck: false,
            width: 10,
          })}
          ${paragraphs([...(isSent ? [start.askUs] : []), start.askWorker])}`,
        ...(isSent && {
          secondary: button({
            text: start.send,
            classes: 'govuk-button--secondary',
            preventDoubleClick: true,
            attributes: { formaction: '/mine/code' },
          }),
        }),
      })}`,
  });
};

export const offView = (shell: Shell): string => saying(shell, ownPageWords.off);
export const tooManyCodesView = (shell: Shell): string => saying(shell, ownPageWords.tooMany);
export const finishedView = (shell: Shell): string =>
  saying(shell, { title: ownPageWords.finish.doneTitle, says: ownPageWords.finish.done });
