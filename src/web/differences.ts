import { diffWordsWithSpace } from 'diff';
import { type Html, html } from './html.ts';

const unseen = (words: string): Html => html`<span class="govuk-visually-hidden">${words}</span>`;

/** Two texts as one: what was added and what was taken away are marked, for those who see and for those who listen. */
export const differences = (before: string, after: string): Html =>
  html`<p class="app-words app-diff">${diffWordsWithSpace(before, after).map(({ value, added, removed }) => {
    if (added) return html`<ins>${unseen(' Added: ')}${value}${unseen(' (end of what was added) ')}</ins>`;
    return removed
      ? html`<del>${unseen(' Taken away: ')}${value}${unseen(' (end of what was taken away) ')}</del>`
      : html`${value}`;
  })}</p>`;
