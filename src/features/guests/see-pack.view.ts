import { type OwnPart, packWords } from '../../domain/pack.ts';
import { documentBody } from '../../web/document-view.ts';
import { insetText } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { asText, sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';

/** What somebody reads before the meeting, made for them alone; what came late says so. */
export const seePackView = (shell: Shell, parts: readonly OwnPart[]): string => {
  const { say, shown } = sayingIn(shell.language);
  return guestPage(shell, {
    title: say(packWords.title),
    problems: [],
    back: { href: '/private/meeting' },
    body: html`
      <h1 class="govuk-heading-l">${shown(packWords.title)}</h1>
      <p class="govuk-body">${shown(parts.length === 0 ? packWords.nothingYet : packWords.yours)}</p>
      ${parts.map(
        ({ document, isLate }) => html`
        ${isLate && insetText(asText(shown(packWords.late)))}
        <div lang="${document.language}">${documentBody(document)}</div>`,
      )}`,
  });
};
