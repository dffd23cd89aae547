import { ownPageWords } from '../../domain/child-words/own-page.ts';
import { type PageLanguage, wordsIn } from '../../domain/language.ts';
import { listInWords } from '../../domain/words.ts';
import { type Html, html } from '../../web/html.ts';

/** Who a child can talk to, on every page of theirs. */
export const helpPart = (language: PageLanguage, workers: readonly string[]): Html => {
  const { help } = wordsIn(language, ownPageWords);
  return html`
    <h2 class="govuk-heading-m">${help.title}</h2>
    <p class="govuk-body">${help.worker}${workers.length > 0 && `: ${listInWords(workers)}`}.</p>
    <p class="govuk-body">${help.childline} <a class="govuk-link" href="tel:08001111">${help.childlineNumber}</a></p>
    <p class="govuk-body">${help.danger}</p>`;
};
