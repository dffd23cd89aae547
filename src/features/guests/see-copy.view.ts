import { wordsLimit } from '../../domain/contribution.ts';
import { lastDayToRead } from '../../domain/copy-time.ts';
import { dateInLondon, type PlainDate } from '../../domain/dates.ts';
import type { Doc } from '../../domain/document.ts';
import type { Problem } from '../../domain/result.ts';
import { checkFields, type SaidBefore } from '../../web/check-fields.ts';
import { documentBody } from '../../web/document-view.ts';
import { areaField, form, type Typed } from '../../web/forms.ts';
import { notificationBanner } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { problemsIn, sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';

/** A reader's own copy. Its title stays out of the page's, which a shared browser would remember. */
export const seeCopyView = (
  shell: Shell,
  {
    document,
    copyId,
    hasWordFile,
    readableUntil,
    sent,
    said,
    checkBy,
    typed,
    problems,
    justSaved,
  }: {
    readonly document: Doc;
    readonly copyId: string;
    readonly hasWordFile: boolean;
    readonly readableUntil: Date;
    readonly sent: readonly { readonly words: string; readonly sentAt: Date }[];
    /** What they said of it, where it is a draft; and by which day they answer, null of agreed minutes. */
    readonly said: readonly SaidBefore[];
    readonly checkBy: PlainDate | null;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
    readonly justSaved: string;
  },
): string => {
  const { say, shown, day } = sayingIn(shell.language);
  const { language } = shell;
  const title = say('Your copy of the minutes');
  return guestPage(shell, {
    title,
    problems,
    back: { href: '/private/meeting' },
    body: html`
      ${problems.length === 0 && justSaved === 'check' && notificationBanner({ type: 'success', html: html`<p class="govuk-notification-banner__heading">${shown('Thank you. We have what you said about these notes.')}</p>` })}
      <div lang="${document.language}"><h1 class="govuk-heading-l">${document.title}</h1></div>
      <p class="govuk-body">${shown('You can read it here until the end of {day}. If you want it for longer, save it now, or ask the person you know at the council.', { day: day(lastDayToRead(readableUntil)) })}</p>
      <p class="govuk-body"><a class="govuk-link" href="/private/copies/${copyId}/minutes.pdf" download="minutes.pdf">${shown('Save this copy as a PDF')}</a>${hasWordFile && html`<br><a class="govuk-link" href="/private/copies/${copyId}/minutes.docx" download="minutes.docx">${shown('Save this copy as a Word file')}</a>`}</p>
      ${
        checkBy === null
          ? html`<div lang="${document.language}">${documentBody(document)}</div>`
          : form(shell, {
              action: `/private/copies/${copyId}/check`,
              button: shown('Send what I think'),
              body: html`
                <input type="hidden" name="copyId" value="${copyId}">
                <p class="govuk-body">${shown('These notes are not finished. Please read each part. Tell us by {day} if it is right.', { day: day(checkBy) })}</p>
                <p class="govuk-body">${shown('You can do some parts now and the others later.')}</p>
                <div lang="${document.language}">${documentBody(document, checkFields({ language, document, said, typed, problems }))}</div>`,
            })
      }
      ${checkBy === null && disagreePart(shell, { copyId, sent, typed, problems })}`,
  });
};

/** What they do not agree with, which stays as it is written. */
const disagreePart = (
  shell: Shell,
  {
    copyId,
    sent,
    typed,
    problems,
  }: {
    readonly copyId: string;
    readonly sent: readonly { readonly words: string; readonly sentAt: Date }[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): Html => {
  const { shown, date } = sayingIn(shell.language);
  return html`
      <h2 class="govuk-heading-m" id="disagree">${shown('If you do not agree')}</h2>
      ${sent.map(
        ({ words, sentAt }) => html`
        <figure class="app-quote"><blockquote class="app-words">${words}</blockquote>
          <figcaption class="app-because">${shown('You wrote this on {date}. We keep it with the notes.', { date: date(dateInLondon(sentAt)) })}</figcaption></figure>`,
      )}
      <p class="govuk-body">${shown('You can tell us what you think is wrong or missing. We keep your words with the notes, as you wrote them.')}</p>
      ${form(shell, {
        action: `/private/copies/${copyId}/disagreement`,
        button: shown('Send'),
        body: html`
          <input type="hidden" name="copyId" value="${copyId}">
          ${areaField({
            name: 'disagreement',
            label: shown('What do you not agree with, and why?'),
            hint: shown(
              'The people who work with the child read it. Others who were at the meeting may read it too.',
            ),
            rows: 6,
            limit: wordsLimit,
            typed,
            problems: problemsIn(shell.language, problems),
            language: shell.language,
          })}`,
      })}`;
};
