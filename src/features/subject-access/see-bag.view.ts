import { type Bag, bagDocument } from '../../domain/subject-bag.ts';
import { fileOfKey } from '../../domain/subject-files.ts';
import { documentBody } from '../../web/document-view.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { StoredBag } from './bag-store.ts';
import type { StoredItem } from './item-store.ts';
import type { StoredRequest } from './store.ts';

/** What they get and nothing else, so that it can be read and printed as it is. */
export const seeBagView = (
  shell: Shell,
  {
    request,
    stored,
    bag,
    isSame,
    items,
  }: {
    readonly request: StoredRequest;
    readonly stored: StoredBag;
    readonly bag: Bag;
    readonly isSame: boolean;
    readonly items: readonly StoredItem[];
  },
): string => {
  const doc = bagDocument(bag);
  const files = items.filter(({ key, decided }) => decided?.decision === 'give' && fileOfKey(key) !== null);
  return page(shell, {
    title: doc.title,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      ${stored.releasedAt === null && html`<p class="govuk-body app-secondary">Not released yet. This is what they would get.</p>`}
      ${!isSame && html`<p class="govuk-body"><strong>What is in it has changed since it was put together: it cannot be handed over.</strong></p>`}
      <h1 class="govuk-heading-l">${doc.title}</h1>
      ${documentBody(doc)}
      ${
        files.length > 0 &&
        html`<h2 class="govuk-heading-m">The files that come with it</h2>
        <ul class="govuk-list">${files.map(({ id, number, text }) => html`<li><a class="govuk-link" href="/subject-access/${request.id}/items/${id}/file" download>Number ${number}: ${text}</a></li>`)}</ul>`
      }`,
  });
};
