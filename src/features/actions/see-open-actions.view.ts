import { standingOfListed } from '../../domain/action.ts';
import { fromToday, inWords, type PlainDate } from '../../domain/dates.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { standingTag } from './standing-tag.view.ts';
import type { Group, ListedBy, OpenAction } from './store.ts';

type Shown = {
  readonly by: ListedBy;
  readonly of: string;
  readonly groups: readonly Group[];
  readonly actions: readonly OpenAction[];
  readonly today: PlainDate;
  readonly page: number;
  readonly hasMore: boolean;
};

const byInWords: Readonly<Record<ListedBy, string>> = { person: 'Person', team: 'Team', council: 'Council' };

const address = (by: ListedBy, of = '', number = 1, file = ''): string => {
  const query = new URLSearchParams({ by, ...(of && { of }), ...(number > 1 && { page: String(number) }) });
  return `/actions${file}?${query}`;
};

const groupRow = ({ name, open, overdue }: Group, { by }: Shown): Html => html`
  <tr class="govuk-table__row">
    <th scope="row" class="govuk-table__header"><a class="govuk-link" href="${address(by, name)}">${name}</a></th>
    <td class="govuk-table__cell govuk-table__cell--numeric">${overdue}</td>
    <td class="govuk-table__cell govuk-table__cell--numeric">${open}</td>
  </tr>`;

const groupsTable = (shown: Shown): Html => html`
  <table class="govuk-table">
    <caption class="govuk-table__caption govuk-table__caption--m">Open actions by ${shown.by}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">${byInWords[shown.by]}</th>
      <th scope="col" class="govuk-table__header govuk-table__header--numeric">Overdue</th>
      <th scope="col" class="govuk-table__header govuk-table__header--numeric">Open</th>
    </tr></thead>
    <tbody class="govuk-table__body">${shown.groups.map((group) => groupRow(group, shown))}</tbody>
  </table>`;

const actionRow = (action: OpenAction, { today }: Shown): Html => html`
  <tr class="govuk-table__row">
    <td class="govuk-table__cell"><a class="govuk-link" href="/disruptions/${action.disruptionId}/actions/${action.id}">${action.what}</a>
      <span class="app-secondary">${action.reference}</span></td>
    <td class="govuk-table__cell" data-heading="Who">${action.ownerName}<span class="app-secondary">${action.team}, ${action.council}</span></td>
    <td class="govuk-table__cell" data-heading="By">${action.due === null ? `${inWords(action.dueOn)}, after another` : `${inWords(action.due)} (${fromToday(action.due, today)})`}</td>
    <td class="govuk-table__cell" data-heading="How it stands">${standingTag(standingOfListed(action, today))}</td>
  </tr>`;

const actionsTable = (shown: Shown): Html => html`
  <table class="govuk-table app-table--stacks">
    <caption class="govuk-table__caption govuk-table__caption--m">${shown.of === '' ? 'All of them' : shown.of}, what is overdue first</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">What</th>
      <th scope="col" class="govuk-table__header">Who</th>
      <th scope="col" class="govuk-table__header">By</th>
      <th scope="col" class="govuk-table__header">How it stands</th>
    </tr></thead>
    <tbody class="govuk-table__body">${shown.actions.map((action) => actionRow(action, shown))}</tbody>
  </table>`;

const pagesPart = ({ by, of, page: number, hasMore }: Shown): Html => html`
  ${number > 1 && html`<p class="govuk-body"><a class="govuk-link" href="${address(by, of, number - 1)}">Those before</a></p>`}
  ${hasMore && html`<p class="govuk-body"><a class="govuk-link" href="${address(by, of, number + 1)}">More of them</a></p>`}`;

/** What is still to be done over many cases. How many are overdue in all is said whatever is shown. */
export const openActionsView = (shell: Shell, shown: Shown): string => {
  const { by, of, groups } = shown;
  const total = (of: 'open' | 'overdue'): number => groups.reduce((sum, group) => sum + group[of], 0);
  const ways = (['person', 'team', 'council'] as const).map((way) =>
    way === by
      ? html`<li><strong>By ${way}</strong></li>`
      : html`<li><a class="govuk-link" href="${address(way)}">By ${way}</a></li>`,
  );
  return page(shell, {
    title: 'Open actions',
    back: { href: '/', text: 'What needs doing' },
    body: html`
      <h1 class="govuk-heading-l">Open actions</h1>
      <p class="govuk-body"><strong>${total('overdue')} overdue</strong> of ${total('open')} that are open, on the cases you are on and those of the people you manage. Actions of restricted cases are for those named on them.</p>
      <ul class="govuk-list">${ways}</ul>
      ${groups.length > 0 && html`${groupsTable(shown)}${actionsTable(shown)}${pagesPart(shown)}`}
      ${of !== '' && html`<p class="govuk-body"><a class="govuk-link" href="${address(by)}">All of them</a></p>`}
      <p class="govuk-body"><a class="govuk-link" href="${address(by, of, 1, '.csv')}">Save the list as a file (CSV)</a></p>`,
  });
};
