import { instantInWords } from '../../domain/dates.ts';
import { importColumns } from '../../domain/people-import-row.ts';
import type { Problem } from '../../domain/result.ts';
import { inFigures } from '../../domain/words.ts';
import { areaField, fileField, form } from '../../web/forms.ts';
import { details } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { ListedImport } from './import-store.ts';

const columns = html`<table class="govuk-table app-table--stacks">
  <caption class="govuk-table__caption govuk-table__caption--s">Columns, in any order, under their headings</caption>
  <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Heading</th><th scope="col" class="govuk-table__header">What stands in it</th></tr></thead>
  <tbody class="govuk-table__body">${importColumns.map(
    ({ heading, isNeeded, holds }) =>
      html`<tr class="govuk-table__row"><td class="govuk-table__cell">${heading}</td><td class="govuk-table__cell" data-heading="What">${holds}${!isNeeded && ' (can be empty)'}</td></tr>`,
  )}</tbody>
</table>`;

/** How each list that was brought ended, or where it is. */
const stateInWords = {
  checked: 'looked at, and not confirmed',
  applying: 'being brought in',
  finished: 'brought in',
  refused: 'nothing was changed',
  failed: 'nothing was changed',
} as const satisfies Readonly<Record<ListedImport['state'], string>>;

const listed = (brought: readonly ListedImport[]): Html => html`
  <h2 class="govuk-heading-m">Lists brought last</h2>
  <ul class="govuk-list govuk-list--spaced">${brought.map(
    ({ id, rows, broughtAt, broughtBy, state }) => html`<li>
      <a class="govuk-link" href="/people/imports/${id}">${instantInWords(broughtAt)}</a>: ${stateInWords[state]}
      <span class="app-secondary">Rows: ${inFigures(rows)}. By ${broughtBy}</span></li>`,
  )}</ul>`;

/** Problems in the summary above the page; what is more stands folded below it. */
const MOST_PROBLEMS = 100;

/** Where a list comes in, as a file or as pasted rows. */
export const importPeopleView = (
  shell: Shell,
  shown: {
    readonly loaded: readonly ListedImport[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { loaded, typed } = shown;
  const problems = shown.problems.slice(0, MOST_PROBLEMS);
  const more = shown.problems.slice(MOST_PROBLEMS);
  const asked = { typed, problems };
  return page(shell, {
    title: 'Add people from a file',
    problems,
    back: { href: '/people', text: 'People' },
    body: html`
      <h1 class="govuk-heading-l">Add people from a file</h1>
      ${
        more.length > 0 &&
        details({
          summaryText: `${inFigures(more.length)} more problems`,
          html: html`<ul class="govuk-list">${more.map(({ message }) => html`<li>${message}</li>`)}</ul>`,
        })
      }
      <p class="govuk-body">Bring a list of people as a CSV file, with a row for each post that somebody holds. You see what would change before anything does.</p>
      <p class="govuk-body"><a class="govuk-link" href="/people/import/template.csv" download>Take an empty file with the headings</a></p>
      ${details({ summaryText: 'What stands in the columns', html: columns })}
      ${details({
        summaryText: 'An example',
        html: html`<p class="app-words">Name,Email,Post,Team,From,Until,Manager
Ada Example,ada@council.example,Team manager,,01/04/2026,,
Ben Example,ben@council.example,Social worker,,01/04/2026,,ada@council.example</p>`,
      })}
      ${form(shell, {
        action: '/people/import',
        button: 'Check this list',
        multipart: true,
        body: html`
          ${fileField({
            ...asked,
            name: 'file',
            label: 'The file',
            hint: 'From Excel: “Save as”, then “CSV UTF-8 (comma delimited)”. Up to 5 MB and 20,000 rows.',
            accept: '.csv,.tsv,.txt,text/csv,text/plain',
          })}
          ${areaField({
            ...asked,
            name: 'rows',
            label: 'Or paste the rows, with the headings',
            rows: 6,
          })}`,
      })}
      ${loaded.length > 0 && listed(loaded)}`,
  });
};
