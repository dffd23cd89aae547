import { type CaseAct, type Restriction, restrictionInWords } from '../../domain/access.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { type OnCase, onCaseNow, opensCase } from '../../domain/case-access.ts';
import { dateInLondon, instantInWords, inWords, timeInLondon, timeInWords } from '../../domain/dates.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { button, insetText, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly people: readonly OnCase[];
  readonly managers: readonly { readonly name: string }[];
  readonly openings: readonly {
    readonly name: string;
    readonly reason: string;
    readonly at: Date;
    readonly until: Date;
  }[];
  readonly restriction: { readonly restricted: Restriction | null; readonly reason: string };
  readonly now: Date;
  readonly actorId: string;
  readonly may: (act: CaseAct) => boolean;
};

export const capacityTitle = (capacity: string): string =>
  capitalised(Object.entries(capacityInWords).find(([key]) => key === capacity)?.[1] ?? capacity);

const onCaseRow = (part: OnCase, { record, may, actorId }: Shown): Html => html`
  <tr class="govuk-table__row">
    <td class="govuk-table__cell"><strong>${part.name}</strong><span class="app-secondary">${part.organisation}</span></td>
    <td class="govuk-table__cell" data-heading="As">${capacityTitle(part.capacity)}${
      opensCase(part.capacity)
        ? null
        : html`<span class="app-secondary">Gets what is sent to them. Does not open the case.</span>`
    }</td>
    <td class="govuk-table__cell" data-heading="Since">${inWords(dateInLondon(part.since))}${
      part.putOnBy === null
        ? null
        : html`<span class="app-secondary">Put on the case by ${part.putOnBy}${part.reason !== '' && html`: <span class="app-words">${part.reason}</span>`}</span>`
    }</td>
    ${
      may('take-off-case') &&
      html`<td class="govuk-table__cell">${part.personId !== actorId && html`<a class="govuk-link" href="/disruptions/${record.id}/people/${part.personId}/${part.capacity}/end">End<span class="govuk-visually-hidden"> the part of ${part.name} as ${capacityTitle(part.capacity)}</span></a>`}</td>`
    }
  </tr>`;

const byNameTable = (shown: Shown): Html => html`
  <table class="govuk-table app-table--stacks">
    <caption class="govuk-table__caption govuk-table__caption--m">On the case by name</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">Who</th>
      <th scope="col" class="govuk-table__header">As</th>
      <th scope="col" class="govuk-table__header">Since</th>
      ${shown.may('take-off-case') && html`<th scope="col" class="govuk-table__header"><span class="govuk-visually-hidden">Change</span></th>`}
    </tr></thead>
    <tbody class="govuk-table__body">${onCaseNow(shown.people, shown.now).map((part) => onCaseRow(part, shown))}</tbody>
  </table>`;

const managersPart = ({ managers, restriction }: Shown): Html => {
  if (restriction.restricted !== null)
    return html`<p class="govuk-body">Nobody. The case is restricted, so only those on it by name open it.</p>`;
  return managers.length === 0
    ? html`<p class="govuk-body">Nobody manages those who work on this case, as far as the service knows.</p>`
    : html`<p class="govuk-body">${listInWords(managers.map(({ name }) => name))}, because ${managers.length === 1 ? 'they manage' : 'each of them manages'} somebody who works on it.</p>`;
};

const restrictionPart = ({ record, restriction, may }: Shown): Html => html`
  ${
    restriction.restricted !== null &&
    warningText({
      text: `This case is restricted to those on it by name. ${restrictionInWords[restriction.restricted]}: ${restriction.reason}`,
      iconFallbackText: 'Important',
    })
  }
  ${may('restrict-case') && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/restriction">${restriction.restricted === null ? 'Restrict this case to those on it by name' : 'Open this case to the managers of those on it again'}</a></p>`}`;

const openingsPart = ({ openings, now }: Shown): Html =>
  openings.length === 0
    ? html`<p class="govuk-body">Nobody has.</p>`
    : html`<ul class="govuk-list govuk-list--spaced">${openings.map(
        ({
          name,
          reason,
          at,
          until,
        }) => html`<li><strong>${name}</strong>, ${instantInWords(at)}${until > now ? html` (open to them until ${timeInWords(timeInLondon(until))})` : null}
          <span class="app-secondary app-words">${reason}</span></li>`,
      )}</ul>`;

const endedPart = (shown: Shown): Html | null => {
  const now = new Set(onCaseNow(shown.people, shown.now));
  const ended = shown.people.filter((part) => !now.has(part));
  return ended.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">No longer on the case</h2>
      <ul class="govuk-list">${ended.map((part) => html`<li>${part.name}, ${capacityTitle(part.capacity).toLowerCase()}, until ${part.until && inWords(dateInLondon(part.until))}</li>`)}</ul>`;
};

/** Everybody who may open a case and why, and what those who convene it can change about that. */
export const seePeopleView = (shell: Shell, shown: Shown): string => {
  const { record, may } = shown;
  return page(shell, {
    title: `Who may open ${record.reference}`,
    wide: true,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Who may open this case</h1>
      ${insetText({ text: 'Nobody else sees that it exists. Each time somebody opens it is written down.' })}
      ${restrictionPart(shown)}
      ${may('put-on-case') && button({ text: 'Put a colleague on the case', href: `/disruptions/${record.id}/people/add` })}
      ${byNameTable(shown)}
      <h2 class="govuk-heading-m">As managers</h2>
      ${managersPart(shown)}
      <h2 class="govuk-heading-m">Opened it without being on it</h2>
      ${openingsPart(shown)}
      ${endedPart(shown)}`,
  });
};
