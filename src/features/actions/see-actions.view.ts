import { dueDay, isOpen, standingOf } from '../../domain/action.ts';
import type { Action, CaseRecord } from '../../domain/case.ts';
import { fromToday, inWords, type PlainDate } from '../../domain/dates.ts';
import { feedbackWords } from '../../domain/feedback.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { standingTag } from './standing-tag.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly today: PlainDate;
  readonly reviewOn: PlainDate | null;
  readonly mayRecord: boolean;
  readonly maySetReview: boolean;
};

const row = (action: Action, { record, today }: Shown): Html => html`
  <tr class="govuk-table__row">
    <td class="govuk-table__cell"><a class="govuk-link" href="/disruptions/${record.id}/actions/${action.id}">${action.what}</a></td>
    <td class="govuk-table__cell" data-heading="Who">${action.ownerName}</td>
    <td class="govuk-table__cell" data-heading="By">${inWords(action.dueOn)}</td>
    <td class="govuk-table__cell" data-heading="How it stands">${standingTag(standingOf(action, record.actions, today))}</td>
  </tr>`;

const table = (caption: string, actions: readonly Action[], shown: Shown): Html | null =>
  actions.length === 0
    ? null
    : html`
  <table class="govuk-table app-table--stacks">
    <caption class="govuk-table__caption govuk-table__caption--m">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">What</th>
      <th scope="col" class="govuk-table__header">Who</th>
      <th scope="col" class="govuk-table__header">By</th>
      <th scope="col" class="govuk-table__header">How it stands</th>
    </tr></thead>
    <tbody class="govuk-table__body">${actions.map((action) => row(action, shown))}</tbody>
  </table>`;

const reviewPart = ({ record, today, reviewOn, maySetReview }: Shown): Html => html`
  <h2 class="govuk-heading-m">The child’s next review</h2>
  <p class="govuk-body">${reviewOn === null ? 'Nobody has said when it is.' : `It is on ${inWords(reviewOn)} (${fromToday(reviewOn, today)}).`} The child’s Independent Reviewing Officer is told before it what is still open.</p>
  ${maySetReview && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/actions/review">${reviewOn === null ? 'Say when it is' : 'Change the day'}</a></p>`}`;

/** The actions of a case: open ones by the day they are due, what is overdue first; then those that have ended. */
export const seeActionsView = (shell: Shell, shown: Shown): string => {
  const { record, mayRecord } = shown;
  const due = (action: Action): string => dueDay(action, record.actions) ?? '9999';
  const open = record.actions.filter(isOpen).toSorted((a, b) => due(a).localeCompare(due(b)));
  return page(shell, {
    title: 'Actions',
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Actions of ${record.reference}</h1>
      ${open.length === 0 && html`<p class="govuk-body">Nothing is open.</p>`}
      ${table('Still to be done', open, shown)}
      ${mayRecord && button({ text: 'Add an action', href: `/disruptions/${record.id}/actions/new` })}
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/arrangements">Who was told, and what was arranged</a></p>
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/follow-ups">What follows from the ending</a></p>
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/feedback">${feedbackWords.link}</a></p>
      ${reviewPart(shown)}
      ${table(
        'Ended',
        record.actions.filter((action) => !isOpen(action)),
        shown,
      )}`,
  });
};
