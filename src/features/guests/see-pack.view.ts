import { packWords } from '../../domain/pack.ts';
import type { OwnPart } from '../../domain/pack-release.ts';
import { html } from '../../web/html.ts';
import { ownPackPart } from '../../web/pack-part.view.ts';
import type { Shell } from '../../web/page.ts';
import { sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';

/** What somebody reads before the meeting, made for them alone; what came late says so. */
export const seePackView = (shell: Shell, parts: readonly OwnPart[]): string => {
  const saying = sayingIn(shell.language);
  return guestPage(shell, {
    title: saying.say(packWords.title),
    problems: [],
    back: { href: '/private/meeting' },
    body: html`
      <h1 class="govuk-heading-l">${saying.shown(packWords.title)}</h1>
      <p class="govuk-body">${saying.shown(parts.length === 0 ? packWords.nothingYet : packWords.yours)}</p>
      ${parts.map((part) => ownPackPart(saying, part, (id) => `/private/pack/files/${id}`))}`,
  });
};
