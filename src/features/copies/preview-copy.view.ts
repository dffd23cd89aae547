import type { CaseRecord } from '../../domain/case.ts';
import type { Doc } from '../../domain/document.ts';
import { documentBody } from '../../web/document-view.ts';
import { insetText } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

export const previewView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly document: Doc;
    readonly name: string;
    readonly copyId: string;
  },
): string => {
  const { record, document, name, copyId } = shown;
  const copies = `/disruptions/${record.id}/copies`;
  return page(shell, {
    title: `Copy for ${name}`,
    back: { href: copies, text: 'Copies of the minutes' },
    body: html`
      ${insetText({
        html: html`This is all that ${name} gets. <a class="govuk-link" href="${copies}/${copyId}.pdf">See it as a PDF</a>`,
      })}
      <h1 class="govuk-heading-l">${document.title}</h1>
      ${documentBody(document)}`,
  });
};
