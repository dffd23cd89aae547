import { wordsLimit } from '../../domain/contribution.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import type { Doc } from '../../domain/document.ts';
import type { Problem } from '../../domain/result.ts';
import { documentBody } from '../../web/document-view.ts';
import { areaField, form, type Typed } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { guestPage } from './start.view.ts';

/** A reader's own copy. Its title stays out of the page's, which a shared browser would remember. */
export const seeCopyView = (
  shell: Shell,
  {
    document,
    copyId,
    sent,
    typed,
    problems,
  }: {
    readonly document: Doc;
    readonly copyId: string;
    readonly sent: readonly { readonly words: string; readonly sentAt: Date }[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string =>
  guestPage(shell, {
    title: 'Your copy of the minutes',
    problems,
    back: { href: '/private/meeting' },
    body: html`
      <h1 class="govuk-heading-l">${document.title}</h1>
      <p class="govuk-body"><a class="govuk-link" href="/private/copies/${copyId}/minutes.pdf" download="minutes.pdf">Save this copy as a PDF</a></p>
      ${documentBody(document)}
      <h2 class="govuk-heading-m" id="disagree">If you do not agree</h2>
      ${sent.map(
        ({ words, sentAt }) => html`
        <figure class="app-quote"><blockquote class="app-words">${words}</blockquote>
          <figcaption class="app-because">You wrote this on ${inWords(dateInLondon(sentAt))}. We keep it with the notes.</figcaption></figure>`,
      )}
      <p class="govuk-body">You can tell us what you think is wrong or missing. We keep your words with the notes, as you wrote them.</p>
      ${form(shell, {
        action: `/private/copies/${copyId}/disagreement`,
        button: 'Send',
        body: html`
          <input type="hidden" name="copyId" value="${copyId}">
          ${areaField({
            name: 'disagreement',
            label: 'What do you not agree with, and why?',
            hint: 'The people who work with the child read it. Others who were at the meeting may read it too.',
            rows: 6,
            limit: wordsLimit,
            typed,
            problems,
          })}`,
      })}`,
  });
