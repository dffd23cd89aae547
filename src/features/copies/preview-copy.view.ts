import type { CaseRecord } from '../../domain/case.ts';
import type { Doc } from '../../domain/document.ts';
import type { Beside, BesideRow } from '../../domain/side-by-side.ts';
import { documentBody } from '../../web/document-view.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly document: Doc;
  readonly name: string;
  readonly copyId: string;
  readonly beside: Beside;
  readonly hasWordFile: boolean;
};

const fullMinutes = 'Full minutes';

const besideRow = ({ full, own, because }: BesideRow, whose: string): Html => html`
  <tr class="govuk-table__row">
    <td class="govuk-table__cell" data-heading="${fullMinutes}"><div class="app-words">${full}</div></td>
    <td class="govuk-table__cell" data-heading="${whose}">${
      own === null ? html`<em>Not in this copy</em>` : html`<div class="app-words">${own}</div>`
    }${because.map((reason) => html`<span class="app-because">${reason}</span>`)}</td>
  </tr>`;

/** Side by side on a wide screen, one below the other on a narrow one. */
const besidePart = ({ beside, name }: Shown): Html => html`
  <h2 class="govuk-heading-m" id="beside">Beside the full minutes</h2>
  <p class="govuk-body">What is at the left is for you alone. What is not in the copy, or told in other words, says why.</p>
  ${beside.map(
    ({ heading, rows }) => html`
    <table class="govuk-table app-table--stacks app-side-by-side">
      <caption class="govuk-table__caption govuk-table__caption--s">${heading}</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th scope="col" class="govuk-table__header">${fullMinutes}</th>
        <th scope="col" class="govuk-table__header">${name}’s copy</th>
      </tr></thead>
      <tbody class="govuk-table__body">${rows.map((row) => besideRow(row, `${name}’s copy`))}</tbody>
    </table>`,
  )}`;

/** One person's copy as they will get it, and after it, for whoever checks it, beside the full minutes. */
export const previewView = (shell: Shell, shown: Shown): string => {
  const { record, document, name, copyId, beside, hasWordFile } = shown;
  const copies = `/disruptions/${record.id}/copies`;
  return page(shell, {
    title: `Copy for ${name}`,
    back: { href: copies, text: 'Copies of the minutes' },
    body: html`
      ${insetText({
        html: html`This is all that ${name} gets${beside.length > 0 && html`, and below it stands <a class="govuk-link" href="#beside">beside the full minutes</a>`}. <a class="govuk-link" href="${copies}/${copyId}.pdf">See it as a PDF</a>${hasWordFile && html` or <a class="govuk-link" href="${copies}/${copyId}.docx">save it as a Word file</a>`}`,
      })}
      <div id="copy">
        <h1 class="govuk-heading-l">${document.title}</h1>
        ${documentBody(document)}
      </div>
      ${beside.length > 0 && besidePart(shown)}`,
  });
};
