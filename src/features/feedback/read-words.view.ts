import type { WrittenFeedback } from '../../database/feedback.ts';
import { feedbackGroupInWords } from '../../domain/feedback.ts';
import type { Problem } from '../../domain/result.ts';
import { form } from '../../web/forms.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

const onePart = (shell: Shell, { id, group, words }: WrittenFeedback): Html => html`
  <h2 class="govuk-heading-s">${feedbackGroupInWords[group]}</h2>
  <blockquote class="govuk-inset-text">${words}</blockquote>
  ${form(shell, {
    action: '/feedback/words',
    body: html`<input type="hidden" name="words" value="${id}"><input type="hidden" name="do" value="show">`,
    button: 'Show it',
  })}
  ${form(shell, {
    action: '/feedback/words',
    body: html`<input type="hidden" name="words" value="${id}"><input type="hidden" name="do" value="leave-out">`,
    button: 'Leave it out',
  })}`;

/** What people wrote that nobody has read, one after the other in no order. */
export const readWordsView = (
  shell: Shell,
  {
    unread,
    problems,
  }: { readonly unread: readonly WrittenFeedback[]; readonly problems: readonly Problem[] },
): string =>
  page(shell, {
    title: 'What people wrote',
    problems,
    back: { href: '/feedback', text: 'How meetings were' },
    body: html`
      <h1 class="govuk-heading-l">What people wrote</h1>
      <p class="govuk-body">Show what others can learn from. Leave out whatever could tell who wrote it, or of whom they wrote.</p>
      ${unread.length === 0 && html`<p class="govuk-body">There is nothing to read.</p>`}
      ${unread.slice(0, 50).map((one) => onePart(shell, one))}
      ${unread.length === 0 && button({ text: 'See how meetings were', href: '/feedback' })}`,
  });
