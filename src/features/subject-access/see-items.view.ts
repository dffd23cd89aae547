import { byKind, categoryInWords } from '../../domain/subject-category.ts';
import { tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { StoredItem } from './item-store.ts';
import type { StoredRequest } from './store.ts';

/** As much of a text as says which it is. */
const GLIMPSE = 160;

const standing = ({ decided }: StoredItem): Html => {
  if (decided === null) return tag({ text: 'To decide', classes: 'govuk-tag--blue' });
  if (decided.decision === 'give') return tag({ text: 'Given', classes: 'govuk-tag--green' });
  return decided.decision === 'part'
    ? tag({ text: 'Words left out', classes: 'govuk-tag--yellow' })
    : tag({ text: 'Left out', classes: 'govuk-tag--grey' });
};

export const seeItemsView = (
  shell: Shell,
  { request, items }: { readonly request: StoredRequest; readonly items: readonly StoredItem[] },
): string =>
  page(shell, {
    title: 'Everything that was gathered',
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      <h1 class="govuk-heading-l">Everything that was gathered</h1>
      ${items.length === 0 && html`<p class="govuk-body">Nothing is gathered yet.</p>`}
      ${byKind(items).map(
        ({ category, of }) => html`
        <h2 class="govuk-heading-m" id="${category}">${categoryInWords[category]}</h2>
        <ol class="app-duties">${of.map(
          (item) => html`<li class="app-duties__duty">
            <h3 class="app-duties__title"><a class="govuk-link" href="/subject-access/${request.id}/items/${item.id}">Number ${item.number}</a></h3>
            <p class="app-duties__tag">${standing(item)}</p>
            <p class="app-duties__detail app-words">${item.text.length > GLIMPSE ? `${item.text.slice(0, GLIMPSE)}…` : item.text}</p>
          </li>`,
        )}</ol>`,
      )}`,
  });
