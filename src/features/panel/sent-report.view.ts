import type { Doc } from '../../domain/document.ts';
import { documentBody } from '../../web/document-view.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { filesPart } from './see-report.view.ts';

/** A report as it was sent, for whoever is on the case and for the panel that it was sent to. */
export const sentReportView = (
  shell: Shell,
  shown: {
    readonly document: Doc;
    readonly back: { readonly href: string; readonly text: string };
    /** Where its files are. */
    readonly files: string;
  },
): string => {
  const { document, back, files } = shown;
  return page(shell, {
    title: 'A report to the panel',
    back,
    body: html`
      <h1 class="govuk-heading-l">${document.title}</h1>
      ${filesPart(files, 'it')}
      ${documentBody(document)}`,
  });
};
