import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import {
  answerInWords,
  type Checklist,
  type ChecklistRow,
  inOrder,
  isOverdue,
  isStillOpen,
} from '../../domain/checklist.ts';
import { fromToday, inWords, type PlainDate } from '../../domain/dates.ts';
import { citationInWords } from '../../domain/duty.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { button, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly checklist: Checklist;
  readonly today: PlainDate;
  readonly mayAnswer: boolean;
};

/** "School knows (Ash)". */
export const matterInWords = ({ says, whom }: Pick<ChecklistRow, 'says' | 'whom'>): string =>
  whom === '' ? says : `${says} (${whom})`;

/** Where the form of a matter is. */
export const addressOfMatter = (
  { id }: Pick<CaseRecord, 'id'>,
  { itemKey, about }: Pick<ChecklistRow, 'itemKey' | 'about'>,
): string => `/disruptions/${id}/arrangements/${encodeURIComponent(itemKey)}/${encodeURIComponent(about)}`;

const tagOf = (row: ChecklistRow, today: PlainDate): Html => {
  if (row.standing.is === 'done') return tag({ text: 'Done', classes: 'govuk-tag--green' });
  if (row.standing.is === 'not-needed') return tag({ text: 'Not needed', classes: 'govuk-tag--grey' });
  if (row.standing.is === 'action') return tag({ text: 'Action', classes: 'govuk-tag--blue' });
  return isOverdue(row, today)
    ? tag({ text: 'Overdue', classes: 'govuk-tag--red' })
    : tag({ text: 'Open', classes: 'govuk-tag--yellow' });
};

const standingPart = ({ standing, answer }: ChecklistRow, { record }: Shown): Html => {
  if (standing.is === 'open')
    return html`${answer?.is === 'open' && `${answerInWords(answer)} (${answer.answeredBy})`}`;
  if (standing.is !== 'action')
    return html`${standing.words} <span class="app-secondary">Recorded by ${answer?.answeredBy ?? ''}</span>`;
  const { action } = standing;
  return html`<a class="govuk-link" href="/disruptions/${record.id}/actions/${action.id}">${action.what}</a>: ${action.ownerName}, by ${inWords(action.dueOn)}`;
};

const rowPart = (row: ChecklistRow, shown: Shown): Html => {
  const { record, today, mayAnswer } = shown;
  const who = row.holders.length === 0 ? capitalised(capacityInWords[row.by]) : listInWords(row.holders);
  const by =
    row.dueOn === null ? 'no day named' : `by ${inWords(row.dueOn)} (${fromToday(row.dueOn, today)})`;
  return html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${matterInWords(row)}</h3>
    <p class="app-duties__tag">${tagOf(row, today)}</p>
    ${row.standing.is === 'open' && html`<p class="app-duties__detail">${who}, ${by}. <span class="app-because">${citationInWords(row.because)}</span></p>`}
    <p class="app-duties__detail app-words">${standingPart(row, shown)}</p>
    ${mayAnswer && html`<p class="app-duties__detail"><a class="govuk-link" href="${addressOfMatter(record, row)}">${row.standing.is === 'open' ? 'Say what became of it' : 'Change it'}<span class="govuk-visually-hidden">: ${matterInWords(row)}</span></a></p>`}
  </li>`;
};

const section = (heading: string, rows: readonly ChecklistRow[], shown: Shown): Html | null =>
  rows.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">${heading}</h2>
      <ol class="app-duties">${rows.map((row) => rowPart(row, shown))}</ol>`;

const earlierPart = ({ checklist: { earlier } }: Shown): Html | null =>
  earlier.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">Answered earlier, and not asked any more</h2>
      <ul class="govuk-list govuk-list--bullet">${earlier.map((answer) => html`<li class="app-words">${matterInWords(answer)}. ${answerInWords(answer)} <span class="app-secondary">Recorded by ${answer.answeredBy}</span></li>`)}</ul>`;

/** The checklist of a case: who is told and what is arranged once a placement has ended (PG-9e). */
export const seeArrangementsView = (shell: Shell, shown: Shown): string => {
  const { record, checklist, mayAnswer } = shown;
  const rows = inOrder(checklist.rows);
  const open = rows.filter(isStillOpen);
  const [first] = rows.filter(({ standing }) => standing.is === 'open');
  const told = (kind: ChecklistRow['kind']) => open.filter((row) => row.kind === kind);
  return page(shell, {
    title: 'Who was told, and what was arranged',
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Who was told, and what was arranged</h1>
      <p class="govuk-body">${
        rows.length === 0
          ? 'Your procedure has no list for this case. What has to be done can be recorded as an action.'
          : open.length === 0
            ? 'Nothing is open.'
            : `${open.length} of ${rows.length} are still open.`
      }</p>
      ${first !== undefined && mayAnswer && button({ text: `Next: ${matterInWords(first)}`, href: addressOfMatter(record, first) })}
      ${section('Still to be told', told('notification'), shown)}
      ${section('Still to be arranged', told('arrangement'), shown)}
      ${section(
        'Seen to',
        rows.filter((row) => !isStillOpen(row)),
        shown,
      )}
      ${earlierPart(shown)}
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/actions">Actions of this case</a></p>
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/follow-ups">What follows from the ending</a></p>`,
  });
};
