import type { CellProblem } from '../../domain/ssda903/check-row.ts';
import { returnFiles } from '../../domain/ssda903/columns.ts';
import { isBeingRead } from '../../domain/ssda903/reading.ts';
import { inFigures } from '../../domain/words.ts';
import { form } from '../../web/forms.ts';
import { insetText, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { stateInWords } from './bring-return.view.ts';
import type { StoredReturn } from './store.ts';

/** Problems on the page; the file has all that were kept. */
const SHOWN = 200;

const readingPart = (shell: Shell, found: StoredReturn, isKeptFresh: boolean): Html => html`
  <p class="govuk-body" id="done">Rows read: ${inFigures(found.rows)}</p>
  <p class="govuk-body"><progress class="govuk-!-width-full" value="${found.bytes}" max="${found.bytesExpected}" aria-labelledby="done"></progress></p>
  <p class="govuk-body">${
    isKeptFresh
      ? html`This page asks again every few seconds. <a class="govuk-link" href="?refresh=no">Stop that</a>`
      : html`<a class="govuk-link" href="?">See how far it is</a>`
  }</p>
  ${
    found.isCancelAsked
      ? insetText({ text: 'It is being cancelled. Nothing of it is kept.' })
      : form(shell, {
          action: `/returns/${found.id}/cancel`,
          button: 'Cancel this return',
          body: html`<p class="govuk-body">Nothing is saved until all of it is read.</p>`,
        })
  }`;

const countsOf = (found: StoredReturn): Html =>
  summaryList({
    rows: (
      [
        ['Rows read', found.rows],
        ['Endings to check, new', found.added],
        ['Changed since the return was brought before', found.changed],
        ['As before', found.same],
        ['No longer in the return', found.gone],
        ['Problems', found.problemCount],
      ] as const
    ).map(([words, count]) => ({ key: { text: words }, value: { text: inFigures(count) } })),
  });

const cell = (heading: string, content: string | number): Html =>
  html`<td class="govuk-table__cell govuk-!-text-break-word" data-heading="${heading}">${content}</td>`;

const problemsPart = (found: StoredReturn, problems: readonly CellProblem[]): Html => html`
  <h2 class="govuk-heading-m">What is wrong in the files</h2>
  <p class="govuk-body">Every row was read all the same. ${problems.length > SHOWN && `The first ${SHOWN} are below. `}<a class="govuk-link" href="/returns/${found.id}/problems.csv" download>Take ${found.problemCount > problems.length ? `the first ${inFigures(problems.length)} of ${inFigures(found.problemCount)}` : 'all'} as a file (CSV)</a></p>
  <table class="govuk-table app-table--stacks">
    <caption class="govuk-table__caption govuk-table__caption--s">By row and column</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${['File', 'Row', 'Column', 'Written', 'Problem'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${problems
      .slice(0, SHOWN)
      .map(
        ({ file, row, column, written, message }) =>
          html`<tr class="govuk-table__row">${cell('File', returnFiles[file])}${cell('Row', row)}${cell('Column', column)}${cell('Written', written)}${cell('Problem', message)}</tr>`,
      )}</tbody>
  </table>`;

/** How far the reading of a return is, and then what came of it. */
export const seeReturnView = (
  shell: Shell,
  shown: {
    readonly found: StoredReturn;
    readonly problems: readonly CellProblem[];
    readonly isKeptFresh: boolean;
    readonly now: Date;
  },
): string => {
  const { found, problems, isKeptFresh, now } = shown;
  const title = `Return of the year to 31 March ${found.year}`;
  const isReading = isBeingRead(found, now);
  return page(shell, {
    title,
    back: { href: '/returns', text: 'Yearly return' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">It is ${stateInWords(found, now)}.</p>
      ${found.refusedBecause !== '' && insetText({ text: found.refusedBecause })}
      ${isReading && readingPart(shell, found, isKeptFresh)}
      ${!isReading && found.state !== 'finished' && html`<p class="govuk-body"><a class="govuk-link" href="/returns">Bring it again</a></p>`}
      ${found.state === 'finished' && countsOf(found)}
      ${found.state === 'finished' && html`<p class="govuk-body">Team managers, service managers and heads of service look at what it proposes.</p>`}
      ${problems.length > 0 && problemsPart(found, problems)}`,
  });
};
