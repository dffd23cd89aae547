import { instantInWords, inWords } from '../../domain/dates.ts';
import type { Finding } from '../../domain/unusual-access.ts';
import { capitalised } from '../../domain/words.ts';
import { dateField, selectField, textField } from '../../web/forms.ts';
import { button, details, summaryList, tag, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import type { AuditHealth, Shown as Entry } from './store.ts';

type Shown = {
  readonly entries: readonly Entry[];
  readonly findings: readonly Finding[];
  readonly health: AuditHealth;
  readonly hasMore: boolean;
  readonly page: number;
  readonly days: number;
  readonly typed: Typed;
};

/** "see-disruption" as people say it. */
const inPlainWords = (key: string): string => capitalised(key.replaceAll('-', ' '));

const outcomes = { allowed: 'Allowed', refused: 'Refused', failed: 'Not done' } as const;
const intents = { see: 'To see', change: 'To change' } as const;
const colours: Readonly<Record<string, string>> = {
  allowed: 'govuk-tag--green',
  refused: 'govuk-tag--red',
  failed: 'govuk-tag--yellow',
};

/** The address of another page, or file, of the same search. */
const addressOf = (path: string, typed: Typed, more: Readonly<Record<string, string>> = {}): string => {
  const asked = new URLSearchParams();
  for (const name of [
    'who',
    'act',
    'outcome',
    'intent',
    'reference',
    ...['from', 'until'].flatMap((date) => ['day', 'month', 'year'].map((part) => `${date}-${part}`)),
  ]) {
    const value = readText(typed, name);
    if (value !== '') asked.set(name, value);
  }
  for (const [name, value] of Object.entries(more)) asked.set(name, value);
  const query = asked.toString();
  return query === '' ? path : `${path}?${query}`;
};

const findingsPart = ({ findings, days }: Shown): Html => html`
  <h2 class="govuk-heading-m">What stands out</h2>
  <p class="govuk-body">In the last ${days} days. None of it is proof: it is where to look first.</p>
  ${
    findings.length === 0
      ? html`<p class="govuk-body">Nothing.</p>`
      : html`<ul class="govuk-list govuk-list--spaced">${findings
          .slice(0, 20)
          .map(
            ({ name, on, says }) => html`<li><strong>${name}</strong>, ${inWords(on)}: ${says}</li>`,
          )}</ul>${findings.length > 20 && html`<p class="govuk-body">And ${findings.length - 20} more.</p>`}`
  }`;

const healthPart = ({ health }: Shown): Html => {
  const { sealedAt, seals, anchoredAt, problem, unreviewed } = health;
  return html`
    ${problem !== '' && warningText({ text: `The audit was not written down outside: ${problem}`, iconFallbackText: 'Important' })}
    ${summaryList({
      rows: [
        {
          key: { text: 'Sealed' },
          value: {
            text:
              sealedAt === null
                ? 'Not yet'
                : `${instantInWords(sealedAt)}, ${seals} ${seals === 1 ? 'seal' : 'seals'}`,
          },
        },
        {
          key: { text: 'Written down outside' },
          value: {
            text:
              anchoredAt === null
                ? 'Not yet. Without it, nobody can tell whether the newest entries were cut off'
                : instantInWords(anchoredAt),
          },
        },
        {
          key: { text: 'Cases opened by people not on them' },
          value: {
            html:
              unreviewed === 0
                ? html`All reviewed`
                : html`<a class="govuk-link" href="/opened-cases">${unreviewed} to review</a>`,
          },
        },
      ],
    })}`;
};

const searchPart = ({ typed }: Shown): Html => {
  const field = { typed, problems: [] };
  return details({
    summaryText: 'Look for something',
    open: addressOf('', typed) !== '',
    html: html`<form method="get" action="/audit" novalidate>
      ${textField({ ...field, name: 'who', label: 'Whose name or e-mail address has', width: 20 })}
      ${textField({ ...field, name: 'reference', label: 'Reference of a case', width: 20 })}
      ${textField({ ...field, name: 'act', label: 'What was done', hint: 'As the list has it, with hyphens: see-disruption', width: 20, spellcheck: false })}
      ${selectField({ ...field, name: 'intent', label: 'What it was for', unchosen: 'Either', choices: Object.entries(intents).map(([value, text]) => ({ value, text })) })}
      ${selectField({ ...field, name: 'outcome', label: 'How it went', unchosen: 'Any way', choices: Object.entries(outcomes).map(([value, text]) => ({ value, text })) })}
      ${dateField({ ...field, name: 'from', label: 'From' })}
      ${dateField({ ...field, name: 'until', label: 'Until' })}
      ${button({ text: 'Show', preventDoubleClick: true })}
    </form>`,
  });
};

/** Whether it was to see or to change something, and what it was about; entries from before say only the second. */
const whatFor = ({ intent, reference, about }: Entry): string =>
  [intents[intent as keyof typeof intents] ?? '', reference ?? about].filter(Boolean).join(': ');

const entryRow = (entry: Entry): Html => html`
  <tr class="govuk-table__row">
    <td class="govuk-table__cell" data-heading="When">${instantInWords(entry.at)}</td>
    <td class="govuk-table__cell" data-heading="Who">${entry.who}<span class="app-secondary">${entry.organisation}${entry.address !== '' && html` from ${entry.address}`}</span></td>
    <td class="govuk-table__cell" data-heading="What">${inPlainWords(entry.act)}<span class="app-secondary">${whatFor(entry)}</span></td>
    <td class="govuk-table__cell" data-heading="How it went">${tag({ text: outcomes[entry.outcome as keyof typeof outcomes] ?? entry.outcome, classes: colours[entry.outcome] })}<span class="app-secondary">${inPlainWords(entry.rule)}${entry.marks.map((mark) => html`, ${mark.replaceAll('-', ' ')}`)}</span></td>
  </tr>`;

const entriesTable = ({ entries }: Shown): Html =>
  entries.length === 0
    ? html`<p class="govuk-body">Nothing in the audit answers that.</p>`
    : html`<table class="govuk-table app-table--stacks">
    <caption class="govuk-table__caption govuk-table__caption--m">What happened, the newest first</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">When</th>
      <th scope="col" class="govuk-table__header">Who</th>
      <th scope="col" class="govuk-table__header">What</th>
      <th scope="col" class="govuk-table__header">How it went, and why</th>
    </tr></thead>
    <tbody class="govuk-table__body">${entries.map(entryRow)}</tbody>
  </table>`;

const pages = ({ page: number, hasMore, typed }: Shown): Html | null =>
  number === 1 && !hasMore
    ? null
    : html`<p class="govuk-body">
        ${number > 1 && html`<a class="govuk-link" href="${addressOf('/audit', typed, { page: String(number - 1) })}">Newer</a>`}
        ${hasMore && html`<a class="govuk-link" href="${addressOf('/audit', typed, { page: String(number + 1) })}">Older</a>`}
      </p>`;

/** The audit of an organisation, for those who look after information: never what is in a record. */
export const seeAuditView = (shell: Shell, shown: Shown): string =>
  page(shell, {
    title: 'Audit',
    wide: true,
    current: '/audit',
    body: html`
      <h1 class="govuk-heading-l">Audit</h1>
      <p class="govuk-body">Who did what with your organisation’s records, and what your people did elsewhere. What is in a record is not shown here. That you look is written down too.</p>
      ${findingsPart(shown)}
      <h2 class="govuk-heading-m">How the audit is kept</h2>
      ${healthPart(shown)}
      ${searchPart(shown)}
      ${entriesTable(shown)}
      ${pages(shown)}
      <p class="govuk-body">Take what is asked for as a file: <a class="govuk-link" href="${addressOf('/audit.csv', shown.typed)}">CSV</a>, <a class="govuk-link" href="${addressOf('/audit.json', shown.typed)}">JSON</a>. At most 10,000 entries; <code>script/audit export</code> writes all.</p>`,
  });
