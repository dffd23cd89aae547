import { type ImportPlan, stepInWords } from '../../domain/people-import.ts';
import { importColumns } from '../../domain/people-import-row.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form } from '../../web/forms.ts';
import { details } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

const columns = html`<table class="govuk-table app-table--stacks">
  <caption class="govuk-table__caption govuk-table__caption--s">Columns, in any order, under their headings</caption>
  <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Heading</th><th scope="col" class="govuk-table__header">What stands in it</th></tr></thead>
  <tbody class="govuk-table__body">${importColumns.map(
    ({ heading, isNeeded, holds }) =>
      html`<tr class="govuk-table__row"><td class="govuk-table__cell">${heading}</td><td class="govuk-table__cell" data-heading="What">${holds}${!isNeeded && ' (can be empty)'}</td></tr>`,
  )}</tbody>
</table>`;

/** Where the rows of a file go in. */
export const importPeopleView = (
  shell: Shell,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): string =>
  page(shell, {
    title: 'Add people from a file',
    problems,
    back: { href: '/people', text: 'People' },
    body: html`
      <h1 class="govuk-heading-l">Add people from a file</h1>
      <p class="govuk-body">Save your list as CSV (comma separated), open it in a text editor, and copy all of it here. You see what would change before anything does.</p>
      ${columns}
      ${details({
        summaryText: 'An example',
        html: html`<pre class="app-breaks">Name,Email,Post,Team,From,Until,Manager
Ada Example,ada@council.example,Team manager,,01/04/2026,,
Ben Example,ben@council.example,Social worker,,01/04/2026,,ada@council.example</pre>`,
      })}
      ${form(shell, {
        action: '/people/import/check',
        button: 'Check these rows',
        body: areaField({
          name: 'rows',
          label: 'Rows of the file, with the headings',
          rows: 12,
          typed,
          problems,
        }),
      })}`,
  });

/** What would change, and the button that does it. */
export const checkImportView = (
  shell: Shell,
  shown: { readonly plan: ImportPlan; readonly rows: string; readonly checked: string },
): string => {
  const { plan, rows, checked } = shown;
  const { length } = plan.steps;
  return page(shell, {
    title: 'Check what will change',
    back: { href: '/people/import', text: 'Add people from a file' },
    body: html`
      <h1 class="govuk-heading-l">${length === 0 ? 'Nothing would change' : 'Check what will change'}</h1>
      <p class="govuk-body">Rows read: ${plan.rows}. Changes: ${length}. Nothing is saved yet.</p>
      ${
        length > 0 &&
        html`<ol class="govuk-list govuk-list--spaced">${plan.steps.map(
          (step) => html`<li>${stepInWords(step)} <span class="app-secondary">Row ${step.row}</span></li>`,
        )}</ol>
        ${form(shell, {
          action: '/people/import',
          button: length === 1 ? 'Make this change' : `Make these ${length} changes`,
          body: html`<input type="hidden" name="rows" value="${rows}"><input type="hidden" name="checked" value="${checked}">`,
        })}`
      }`,
  });
};
