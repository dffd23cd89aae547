import type { CaseRecord, Child } from '../../domain/case.ts';
import { childSheets } from '../../domain/child-sheet.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { backToVoice } from './voice-links.view.ts';

export const sheetsView = (
  shell: Shell,
  { record, child }: { readonly record: CaseRecord; readonly child: Child },
): string => {
  const title = `Sheets for ${child.givenName} to write or draw on`;
  const at = `/disruptions/${record.id}/child-voice/${child.id}/sheets`;
  return page(shell, {
    title,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">Print the one that ${child.givenName} likes best. Nothing on it has to be filled in. Keep the sheet itself: record what is on it word for word, and describe a drawing.</p>
      ${Object.entries(childSheets).map(
        ([name, { suits }]) => html`
          <h2 class="govuk-heading-s">${suits}</h2>
          <ul class="govuk-list">
            <li><a class="govuk-link" href="${at}/${name}">Print it without a name<span class="govuk-visually-hidden">: ${suits}</span></a></li>
            <li><a class="govuk-link" href="${at}/${name}?name=yes">Print it with ${child.givenName}’s first name<span class="govuk-visually-hidden">: ${suits}</span></a></li>
          </ul>`,
      )}`,
  });
};
