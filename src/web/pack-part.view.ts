import { fileInWords } from '../domain/contribution-file.ts';
import type { Block } from '../domain/document.ts';
import { packWords } from '../domain/pack.ts';
import type { OwnPart } from '../domain/pack-release.ts';
import { blockPart } from './document-view.ts';
import { insetText } from './govuk.ts';
import { type Html, html } from './html.ts';
import { asText, inEnglish, type Said, type Saying } from './said.ts';

/** Words of a document: in the page's language where they are the service's or a procedure's own, and otherwise as they are. */
const told = ({ language, has, say }: Saying, words: string): Said =>
  language === 'en' || !has(words) ? inEnglish(words, language) : say(words);

const pieceOf = (saying: Saying, block: Block): Html => {
  if (block.is === 'paragraph') return html`<p class="govuk-body">${told(saying, block.text)}</p>`;
  if (block.is === 'list')
    return html`<ul class="govuk-list govuk-list--bullet">${block.items.map((item) => html`<li>${told(saying, item)}</li>`)}</ul>`;
  // What somebody wrote stays in their own language.
  return html`<div lang="en">${blockPart(block)}</div>`;
};

/** A part of somebody's own pack on their private page; `fileAt` says where what came with it is opened. */
export const ownPackPart = (
  saying: Saying,
  { document, files, isLate }: OwnPart,
  fileAt: (fileId: string) => string,
): Html => html`
  ${isLate && insetText(asText(saying.shown(packWords.late)))}
  ${document.sections.map(
    ({ heading, blocks }) => html`
    <h2 class="govuk-heading-m">${told(saying, heading)}</h2>
    ${blocks.map((block) => pieceOf(saying, block))}`,
  )}
  ${
    files.length > 0 &&
    html`<p class="govuk-body">${saying.shown(packWords.files)}:</p>
    <ul class="govuk-list govuk-list--bullet">${files.map(
      (file) =>
        html`<li><a class="govuk-link" href="${fileAt(file.id)}">${inEnglish(fileInWords(file), saying.language)}</a></li>`,
    )}</ul>`
  }`;
