import type { Block, Doc, Section } from '../domain/document.ts';
import { type Html, html } from './html.ts';

/**
 * A document as the body of a page, below the h1 with its title, which the page itself writes; with what a page has to ask
 * beneath a piece of it.
 */
export const documentBody = (doc: Doc, beneath: (block: Block) => Html | null = () => null): Html => html`
  ${doc.mark && html`<p class="govuk-body"><strong class="govuk-tag govuk-tag--yellow">${doc.mark}</strong></p>`}
  ${doc.subtitle && html`<p class="govuk-body-l">${doc.subtitle}</p>`}
  ${doc.sections.map((section) => sectionPart(section, beneath))}`;

const sectionPart = (
  { heading, level, blocks }: Section,
  beneath: (block: Block) => Html | null,
): Html => html`
  ${
    level === 2
      ? html`<h2 class="govuk-heading-m">${heading}</h2>`
      : html`<h3 class="govuk-heading-s">${heading}</h3>`
  }
  ${blocks.map((block) => html`${blockPart(block)}${beneath(block)}`)}`;

/** One piece of a document. Nothing but the words stands inside an element of app-words, because it keeps line breaks. */
export const blockPart = (block: Block): Html => {
  switch (block.is) {
    case 'paragraph':
      return html`<p class="app-words">${block.text}</p>`;
    case 'list':
      return html`<ul class="govuk-list govuk-list--bullet">${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case 'quote':
      return html`<figure class="app-quote"><blockquote class="app-words">${block.words}</blockquote>
        <figcaption class="app-because">${block.who}</figcaption></figure>`;
    case 'table':
      return html`<table class="govuk-table app-table--stacks">
        <thead class="govuk-table__head"><tr class="govuk-table__row">
          ${block.headings.map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}
        </tr></thead>
        <tbody class="govuk-table__body">${block.rows.map(
          (cells) => html`<tr class="govuk-table__row">
            ${cells.map(
              (cell, index) =>
                html`<td class="govuk-table__cell" data-heading="${block.headings[index]}"><span class="app-words">${cell}</span></td>`,
            )}
          </tr>`,
        )}</tbody>
      </table>`;
  }
};
