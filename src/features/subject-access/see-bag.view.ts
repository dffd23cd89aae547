import { bagDocument } from '../../domain/subject-bag.ts';
import { documentBody } from '../../web/document-view.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { StoredBag } from './bag-store.ts';
import type { OpenedBag } from './compose-bag.ts';
import type { StoredRequest } from './store.ts';

/** What they get and nothing else, so that it can be read and printed as it is. */
export const seeBagView = (
  shell: Shell,
  {
    request,
    stored,
    opened,
  }: { readonly request: StoredRequest; readonly stored: StoredBag; readonly opened: OpenedBag },
): string => {
  const doc = bagDocument(opened.bag);
  return page(shell, {
    title: doc.title,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      ${stored.releasedAt === null && html`<p class="govuk-body app-secondary">Not released yet. This is what they would get.</p>`}
      ${stored.sha256 !== opened.sha256 && html`<p class="govuk-body"><strong>What is in it has changed since it was put together: it cannot be handed over.</strong></p>`}
      <h1 class="govuk-heading-l">${doc.title}</h1>
      ${documentBody(doc)}`,
  });
};
