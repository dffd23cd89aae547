import { childPackWords } from '../../domain/child-words/pack.ts';
import { wordsIn } from '../../domain/language.ts';
import type { OwnPart } from '../../domain/pack-release.ts';
import { html } from '../../web/html.ts';
import { ownPackPart } from '../../web/pack-part.view.ts';
import type { Shell } from '../../web/page.ts';
import { sayingIn } from '../../web/said.ts';
import { helpPart } from './help.view.ts';
import { childPage, paragraphs } from './start.view.ts';

/** What the meeting talks about, and what a child may read before it. */
export const seePackView = (shell: Shell, parts: readonly OwnPart[], workers: readonly string[]): string => {
  const words = wordsIn(shell.language, childPackWords);
  return childPage(shell, {
    title: words.title,
    back: { href: '/mine/page' },
    body: html`
      <h1 class="govuk-heading-l">${words.title}</h1>
      ${paragraphs(parts.length === 0 ? [words.nothingYet] : words.opening)}
      ${parts.map((part) => ownPackPart(sayingIn(shell.language), part, (id) => `/mine/pack/files/${id}`))}
      <p class="govuk-body">${words.ask}</p>
      <p class="govuk-body"><a class="govuk-link" href="/mine/page">${words.back}</a></p>
      ${helpPart(shell.language, workers)}`,
  });
};
