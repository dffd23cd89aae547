import { type CaseRecord, childrenInWords } from '../../domain/case.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { paragraphInWords } from '../../domain/duty.ts';
import { type FactorGroup, factorGroupInWords, factorGroups } from '../../domain/factor.ts';
import type { Finding } from '../../domain/finding.ts';
import { readersInWords } from '../../domain/minutes.ts';
import type { AgendaItem } from '../../domain/procedure.ts';
import type { PurposeStands } from '../../domain/purpose.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly agenda: readonly AgendaItem[];
  readonly findings: readonly Finding[];
  /** Written down in the meeting as findings, and not recorded in shared words yet. */
  readonly caught: readonly { readonly id: string; readonly text: string }[];
  readonly purposes: readonly PurposeStands[];
  readonly isOpen: boolean;
  readonly problems: readonly Problem[];
};

const addressOf = ({ record }: Shown): string => `/disruptions/${record.id}/findings`;

const answerOf = ({ isWritten, whyNot, under }: PurposeStands, { agenda, record }: Shown): Html => {
  const items = agenda.filter(({ key }) => under.includes(key));
  if (isWritten)
    return html`Written in the minutes under ${listInWords(items.map(({ title }) => `“${title}”`))}`;
  if (whyNot !== null)
    return html`<p class="govuk-body">Not answered, because:</p><p class="app-words">${whyNot.why}</p>
      <p class="govuk-body">${readersInWords({ ...whyNot, aboutChildId: null }, record.placement.children)}. Recorded by ${whyNot.recordedBy}.</p>`;
  return html`${tag({ text: 'Not answered yet', classes: 'govuk-tag--yellow' })}`;
};

const purposesPart = (shown: Shown): Html | null => {
  const { purposes, isOpen } = shown;
  if (purposes.length === 0) return null;
  return html`
    <h2 class="govuk-heading-m">What the meeting is there to answer</h2>
    <p class="govuk-body">Each is answered in the minutes, or it is said here why not, before the chair agrees the minutes.</p>
    ${summaryList({
      rows: purposes.map((purpose) => ({
        key: {
          html: html`${purpose.title} <span class="app-because">${capitalised(paragraphInWords(purpose.because.paragraph))}</span>`,
        },
        value: { html: answerOf(purpose, shown) },
        ...(isOpen &&
          !purpose.isWritten && {
            actions: {
              items: [
                {
                  href: `${addressOf(shown)}/purposes/${purpose.key}`,
                  text: purpose.whyNot === null ? 'Say why not' : 'Change why not',
                  visuallyHiddenText: `: ${purpose.title}`,
                },
              ],
            },
          }),
      })),
    })}`;
};

const recordedInWords = ({ recordedBy, recordedAt, changedBy, changedAt }: Finding): string => {
  const recorded = `Recorded by ${recordedBy} on ${inWords(dateInLondon(recordedAt))}.`;
  if (changedBy === null || changedAt === null) return recorded;
  return `${recorded} Put right by ${changedBy} on ${inWords(dateInLondon(changedAt))}.`;
};

const findingPart = (finding: Finding, shown: Shown): Html => {
  const { id, title, evidence, otherwiseBy, otherwise } = finding;
  return html`
    <h4 class="govuk-heading-s govuk-!-margin-bottom-1">${title}</h4>
    <p class="app-words">${evidence}</p>
    ${otherwise !== '' && html`<p class="govuk-body govuk-!-margin-bottom-1">Seen differently by ${otherwiseBy}:</p><p class="app-words">${otherwise}</p>`}
    <p class="govuk-body">${readersInWords(finding, shown.record.placement.children)}. ${recordedInWords(finding)}
      ${shown.isOpen && html`<a class="govuk-link" href="${addressOf(shown)}/${id}">Change<span class="govuk-visually-hidden">: ${title}</span></a>`}
      <a class="govuk-link" href="/disruptions/${shown.record.id}/actions/new?why=${id}">Add an action<span class="govuk-visually-hidden"> for: ${title}</span></a></p>`;
};

const groupPart = (group: FactorGroup, shown: Shown): Html | null => {
  const own = shown.findings.filter((finding) => finding.group === group);
  if (own.length === 0 && !shown.isOpen) return null;
  const name = factorGroupInWords[group];
  const heading =
    group === 'strengths'
      ? html`<h2 class="govuk-heading-m" id="${group}">${name}</h2>`
      : html`<h3 class="govuk-heading-s" id="${group}">${name}</h3>`;
  return html`
    ${heading}
    ${own.map((finding) => findingPart(finding, shown))}
    ${shown.isOpen && html`<p class="govuk-body"><a class="govuk-link" href="${addressOf(shown)}/new?group=${group}">Record something<span class="govuk-visually-hidden">: ${name}</span></a></p>`}`;
};

const caughtPart = (shown: Shown): Html | null =>
  shown.caught.length === 0 || !shown.isOpen
    ? null
    : html`
      <h2 class="govuk-heading-m">Written down in the meeting</h2>
      <p class="govuk-body">These were written down as findings while the meeting went on. Record each in words that all meetings share.</p>
      <ul class="govuk-list govuk-list--bullet">
        ${shown.caught.map(({ id, text }) => html`<li>${text} <a class="govuk-link" href="${addressOf(shown)}/new?caught=${id}">Record it<span class="govuk-visually-hidden">: ${text}</span></a></li>`)}
      </ul>`;

/** What the meeting found, factor by factor, and how what it is there to answer stands. */
export const findingsView = (shell: Shell, shown: Shown): string => {
  const { record, findings, isOpen, problems } = shown;
  const factors = factorGroups.filter((group) => group !== 'strengths');
  return page(shell, {
    title: 'What the meeting found',
    problems,
    back: { href: `/disruptions/${record.id}/minutes`, text: 'The minutes' },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">What the meeting about ${childrenInWords(record.placement.children)} found</h1>
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/lessons">Write lessons from it, and see what was learnt before</a></p>
      ${
        isOpen
          ? html`<p class="govuk-body">The minutes tell how and why it happened as the meeting told it. Here the same is recorded in words that all meetings share, so that councils can learn from many of them. Nearly always several things come together.</p>`
          : html`<p class="govuk-body">The minutes are agreed. Nobody can change this now.</p>`
      }
      ${purposesPart(shown)}
      ${caughtPart(shown)}
      <h2 class="govuk-heading-m">What played a part</h2>
      ${findings.length === 0 && !isOpen && html`<p class="govuk-body">Nothing was recorded here.</p>`}
      ${factors.map((group) => groupPart(group, shown))}
      ${groupPart('strengths', shown)}`,
  });
};
