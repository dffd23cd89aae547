import type { CaseRecord } from '../../domain/case.ts';
import { dateInLondon, inWords, timeInLondon, timeInWords } from '../../domain/dates.ts';
import {
  changesBetween,
  type MinutesVersion,
  type PassageChange,
  stageInWords,
} from '../../domain/minutes-version.ts';
import type { AgendaItem } from '../../domain/procedure.ts';
import { passageInWords } from '../../domain/whose.ts';
import { differences } from '../../web/differences.ts';
import { button, select } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly agenda: readonly AgendaItem[];
  readonly versions: readonly MinutesVersion[];
  readonly from: MinutesVersion | null;
  readonly to: MinutesVersion | null;
};

const versionInWords = ({ version, stage, lockedAt, lockedBy }: MinutesVersion): string =>
  `Version ${version}: ${stageInWords[stage].toLowerCase()} on ${inWords(dateInLondon(lockedAt))} at ${timeInWords(timeInLondon(lockedAt))}${lockedBy === null ? '' : ` by ${lockedBy}`}`;

const changePart = (
  { agendaKey, before, after, readersChanged }: PassageChange,
  { agenda, record }: Shown,
): Html => {
  const { children } = record.placement;
  const what =
    before === null
      ? 'This passage is new.'
      : after === null
        ? 'This passage was taken away.'
        : before.text === after.text
          ? 'The words are the same.'
          : null;
  return html`
    <h3 class="govuk-heading-s">${agenda.find(({ key }) => key === agendaKey)?.title ?? agendaKey}</h3>
    ${what && html`<p class="govuk-body">${what}</p>`}
    ${differences(before?.text ?? '', after?.text ?? '')}
    ${
      readersChanged &&
      before &&
      after &&
      html`<p class="govuk-body">Before: ${passageInWords(before, children)}<br>Now: ${passageInWords(after, children)}</p>`
    }`;
};

const differencesPart = (shown: Shown): Html | null => {
  const { from, to } = shown;
  if (from === null || to === null || from.version === to.version) return null;
  const changes = changesBetween(from.passages, to.passages);
  return html`
    <h2 class="govuk-heading-m">From version ${from.version} to version ${to.version}</h2>
    ${
      changes.length === 0
        ? html`<p class="govuk-body">No passage differs.</p>`
        : html`<p class="govuk-body">What was added is <ins>underlined</ins>, what was taken away <del>struck through</del>. Passages that are the same are left out.</p>`
    }
    ${changes.map((change) => changePart(change, shown))}`;
};

const choosePart = ({ record, versions, from, to }: Shown): Html => {
  const choice = (name: 'from' | 'to', label: string, chosen: MinutesVersion | null): Html =>
    select({
      id: name,
      name,
      label: { text: label },
      value: `${chosen?.version ?? ''}`,
      items: versions.map(({ version, stage }) => ({
        value: `${version}`,
        text: `Version ${version}, ${stageInWords[stage].toLowerCase()}`,
      })),
    });
  return html`
    <form method="get" action="/disruptions/${record.id}/minutes/versions">
      ${choice('from', 'What changed since', from)}
      ${choice('to', 'Up to', to)}
      ${button({ text: 'Compare', classes: 'govuk-button--secondary' })}
    </form>`;
};

/** Every version of the minutes, and what differs between two of them, passage by passage. */
export const versionsView = (shell: Shell, shown: Shown): string => {
  const { record, versions } = shown;
  return page(shell, {
    title: 'Versions of the minutes',
    back: { href: `/disruptions/${record.id}/minutes`, text: 'Minutes' },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Versions of the minutes</h1>
      ${
        versions.length === 0
          ? html`<p class="govuk-body">The minutes have not been sent to be checked or agreed yet. Each time they are, they are kept here as they stand.</p>`
          : html`<ul class="govuk-list govuk-list--bullet">${versions.map((version) => html`<li>${versionInWords(version)}</li>`)}</ul>`
      }
      ${versions.length > 1 && choosePart(shown)}
      ${differencesPart(shown)}`,
  });
};
