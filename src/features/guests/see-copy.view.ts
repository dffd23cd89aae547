import type { Doc } from '../../domain/document.ts';
import { documentBody } from '../../web/document-view.ts';
import { html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { guestPage } from './start.view.ts';

/** A reader's own copy. Its title stays out of the page's, which a shared browser would remember. */
export const seeCopyView = (shell: Shell, document: Doc, pdf: string): string =>
  guestPage(shell, {
    title: 'Your copy of the minutes',
    back: { href: '/private/meeting' },
    body: html`
      <h1 class="govuk-heading-l">${document.title}</h1>
      <p class="govuk-body"><a class="govuk-link" href="${pdf}" download="minutes.pdf">Save this copy as a PDF</a></p>
      ${documentBody(document)}`,
  });
