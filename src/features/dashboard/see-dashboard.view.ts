import { fromToday, inWords, type PlainDate } from '../../domain/dates.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Figure, Listed, ListName } from './store.ts';

const listInWords: Readonly<Record<ListName, string>> = {
  meetings: 'Meetings',
  'minutes-due': 'Minutes due',
  'arrangements-due': 'People to be told and things to be arranged',
  'actions-due': 'Actions due',
  'window-passed': 'No meeting, and its last day has gone by',
  'window-soon': 'No meeting, and its last day is within a week',
  'no-day': 'No meeting, and the procedure names no last day',
  'only-late': 'A meeting after its last day, or only late times to choose from',
  'minutes-late': 'Minutes late',
  'chair-to-come': 'Meetings to come',
  'chair-minutes': 'Minutes not agreed',
  'chair-year': 'Meetings in a year',
  'actions-overdue': 'Actions overdue',
};

type Shown = { readonly figures: readonly Figure[]; readonly today: PlainDate; readonly weekEnd: PlainDate };

const addressOf = (list: ListName, of = '', number = 1): string => {
  const query = new URLSearchParams({ ...(of && { of }), ...(number > 1 && { page: String(number) }) });
  return `/dashboard/${list}${query.size > 0 ? `?${query}` : ''}`;
};

/** A figure that leads to what is behind it; none is said in a word, since it leads nowhere. */
const figure = ({ figures }: Shown, list: ListName, of = '', whose = ''): Html => {
  const count = figures.find((one) => one.list === list && one.of === of)?.count ?? 0;
  if (count === 0) return html`None`;
  return html`<a class="govuk-link" href="${addressOf(list, of)}">${count}<span class="govuk-visually-hidden"> ${listInWords[list]}${whose && html`, ${whose}`}</span></a>`;
};

const table = (caption: string, heads: readonly string[], rows: readonly Html[]): Html => html`
  <table class="govuk-table app-table--stacks">
    <caption class="govuk-table__caption govuk-table__caption--m">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      ${heads.map((head, index) => html`<th scope="col" class="govuk-table__header${index > 0 && ' govuk-table__header--numeric'}">${head}</th>`)}
    </tr></thead>
    <tbody class="govuk-table__body">${rows}</tbody>
  </table>`;

const tableRow = (head: string, figures: readonly (readonly [heading: string, figure: Html])[]): Html => html`
  <tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${head}</th>
    ${figures.map(([heading, each]) => html`<td class="govuk-table__cell govuk-table__cell--numeric" data-heading="${heading}">${each}</td>`)}</tr>`;

const plain = (shown: Shown, caption: string, names: readonly ListName[]): Html =>
  table(
    caption,
    ['What', 'How many'],
    names.map((list) => tableRow(listInWords[list], [['How many', figure(shown, list)]])),
  );

const ofChairs = ['chair-to-come', 'chair-minutes', 'chair-year'] as const;

/** Whom lists of some names are of, each once, by name. */
const those = ({ figures }: Shown, names: readonly ListName[]): readonly Pick<Figure, 'of' | 'name'>[] => [
  ...new Map(figures.filter(({ list }) => names.includes(list)).map((one) => [one.of, one])).values(),
];

/** What a manager has to see to this week. */
export const dashboardView = (shell: Shell, shown: Shown): string => {
  const chairs = those(shown, ofChairs);
  const teams = those(shown, ['actions-overdue']);
  return page(shell, {
    title: 'Your teams this week',
    back: { href: '/', text: 'What needs doing' },
    body: html`
      <h1 class="govuk-heading-l">Your teams this week</h1>
      <p class="govuk-body">The cases that you are on or whose workers you manage. Each figure leads to what is behind it.</p>
      ${plain(shown, 'Windows at risk', ['window-passed', 'window-soon', 'no-day', 'only-late'])}
      ${plain(shown, `Until ${inWords(shown.weekEnd)}`, ['meetings', 'minutes-due', 'arrangements-due', 'actions-due'])}
      ${plain(shown, 'Late', ['minutes-late'])}
      ${
        teams.length === 0
          ? html`<h2 class="govuk-heading-m">Actions overdue</h2><p class="govuk-body">No action is overdue.</p>`
          : table(
              'Actions overdue by team',
              ['Team', 'Overdue'],
              teams.map(({ of, name }) =>
                tableRow(name, [['Overdue', figure(shown, 'actions-overdue', of, name)]]),
              ),
            )
      }
      ${
        chairs.length === 0
          ? html`<h2 class="govuk-heading-m">What chairs have</h2><p class="govuk-body">Nobody chairs a meeting of these cases.</p>`
          : table(
              'What chairs have',
              ['Chair', ...ofChairs.map((list) => listInWords[list])],
              chairs.map(({ of, name }) =>
                tableRow(
                  name,
                  ofChairs.map((list) => [listInWords[list], figure(shown, list, of, name)]),
                ),
              ),
            )
      }
      <p class="govuk-body"><a class="govuk-link" href="/actions">Open actions of all your cases</a></p>
      <p class="govuk-body"><a class="govuk-link" href="/feedback">How meetings were for those who were asked</a></p>`,
  });
};

type ShownList = {
  readonly list: ListName;
  readonly of: string;
  readonly listed: readonly (Listed & { readonly name: string; readonly total: number })[];
  readonly page: number;
  readonly size: number;
  readonly today: PlainDate;
};

const listRow = ({ disruptionId, actionId, reference, day, what }: Listed, today: PlainDate): Html => html`
  <tr class="govuk-table__row">
    <td class="govuk-table__cell"><a class="govuk-link" href="/disruptions/${disruptionId}${actionId && `/actions/${actionId}`}">${reference}<span class="govuk-visually-hidden">: ${what}</span></a></td>
    <td class="govuk-table__cell" data-heading="What">${what}</td>
    <td class="govuk-table__cell" data-heading="Day">${day === null ? 'No day' : `${inWords(day)} (${fromToday(day, today)})`}</td>
  </tr>`;

/** The cases or actions behind one figure, as many as it says. */
export const listView = (
  shell: Shell,
  { list, of, listed, page: number, size, today }: ShownList,
): string => {
  const total = listed[0]?.total ?? 0;
  const name = listed[0]?.name ?? '';
  const title = name === '' ? listInWords[list] : `${listInWords[list]}: ${name}`;
  return page(shell, {
    title,
    back: { href: '/dashboard', text: 'Your teams this week' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${
        total === 0
          ? html`<p class="govuk-body">There is nothing here now.</p>`
          : html`<table class="govuk-table app-table--stacks">
        <caption class="govuk-table__caption govuk-table__caption--s">${total} in all, the earliest day first</caption>
        <thead class="govuk-table__head"><tr class="govuk-table__row">
          <th scope="col" class="govuk-table__header">Case</th>
          <th scope="col" class="govuk-table__header">What</th>
          <th scope="col" class="govuk-table__header">Day</th>
        </tr></thead>
        <tbody class="govuk-table__body">${listed.map((one) => listRow(one, today))}</tbody>
      </table>`
      }
      ${number > 1 && html`<p class="govuk-body"><a class="govuk-link" href="${addressOf(list, of, number - 1)}">Those before</a></p>`}
      ${total > number * size && html`<p class="govuk-body"><a class="govuk-link" href="${addressOf(list, of, number + 1)}">More of them</a></p>`}`,
  });
};
