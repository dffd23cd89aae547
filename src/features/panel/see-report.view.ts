import { capacityInWords } from '../../domain/capacity.ts';
import { type CaseRecord, holdersOf } from '../../domain/case.ts';
import { dateInLondon, instantInWords, inWords, type PlainDate } from '../../domain/dates.ts';
import { type FilledField, gapsIn } from '../../domain/panel-form.ts';
import { sourceInWords, valueInWords } from '../../domain/panel-form-export.ts';
import { conclusionInWords, type PanelStep, trayInWords, trayStateOf } from '../../domain/panel-item.ts';
import { authorsInWords, type PanelSending, papersStand } from '../../domain/panel-report.ts';
import { capitalised } from '../../domain/words.ts';
import { button, insetText, summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { OpenReport } from './open-report.ts';
import { reportAddress } from './report-fields.view.ts';

/** The files that a report can be had as, by the last part of their address. */
const formats = {
  pdf: 'PDF',
  docx: 'Word',
  csv: 'CSV, for a spreadsheet',
  json: 'JSON, with its schema',
} as const;

/** Links to a report as each kind of file. */
export const filesPart = (address: string, of: string): Html => html`
  <p class="govuk-body">Save ${of} as ${Object.entries(formats).map(
    ([format, name], index) =>
      html`${index > 0 && ', '}<a class="govuk-link" href="${address}/${format}">${name}</a>`,
  )}.</p>`;

const valuePart = (filled: FilledField): Html => {
  const { field, isGap, caseHolds } = filled;
  if (isGap) return tag({ text: 'Not answered yet', classes: 'govuk-tag--yellow' });
  const value = valueInWords(field, filled.value);
  return html`${value === '' ? 'Left out' : html`<span class="app-words">${value}</span>`}
    ${value !== '' && html`<span class="app-secondary">${sourceInWords(filled)}${caseHolds !== null && `. The case holds: ${valueInWords(field, caseHolds)}`}</span>`}`;
};

/** What a panel’s advisor did with a case, in words. */
export const stepInWords = ({ kind, on, words, by, at }: PanelStep): string => {
  const signed = `${by}, ${inWords(dateInLondon(at))}`;
  if (kind === 'agenda') return `On the agenda of the panel on ${inWords(on)} (${signed})`;
  return kind === 'considered'
    ? `Considered on ${inWords(on)}: ${words} (${signed})`
    : `${conclusionInWords[kind]}, by ${inWords(on)}: ${words} (${signed})`;
};

type Shown = { readonly record: CaseRecord; readonly report: OpenReport; readonly today: PlainDate };

const lastSent = (sendings: readonly PanelSending[], capacity: string): PlainDate | null => {
  const sent = sendings.findLast((one) => one.capacity === capacity);
  return sent === undefined ? null : dateInLondon(sent.sentAt);
};

/** How the report of each author stands: sent, due, or late. */
const authorsPart = ({ record, report, today }: Shown): Html => {
  const { route, sendings, papers } = report;
  return summaryList({
    rows: route.authors.map((author) => {
      const sentOn = lastSent(sendings, author);
      const stand = papers && papersStand(papers.dueOn, { sentOn, today });
      const holders = holdersOf(record, author);
      const outside =
        sentOn === null && holders.length > 0 && holders.every(({ personId }) => personId === null);
      return {
        key: { text: capitalised(capacityInWords[author]) },
        value: {
          html: html`${stand ? stand.words : sentOn === null ? 'Not sent yet' : `Sent on ${inWords(sentOn)}`}
            ${stand?.isLate && tag({ text: 'Late', classes: 'govuk-tag--red' })}
            ${outside && html`<span class="app-secondary">They have no account here. Once they have sent theirs, <a class="govuk-link" href="/disruptions/${record.id}/duties/${encodeURIComponent(route.duty.rule)}">record it as done</a>.</span>`}`,
        },
      };
    }),
  });
};

const sentPart = ({ record, report }: Shown): Html | null =>
  report.sendings.length === 0
    ? null
    : html`
      <h2 class="govuk-heading-m">What was sent</h2>
      <ul class="govuk-list govuk-list--bullet">
        ${report.sendings.map(({ id, capacity, sentBy, sentAt }) => html`<li><a class="govuk-link" href="${reportAddress(record)}/sent/${id}">Report of the ${capacityInWords[capacity]}</a>, sent by ${sentBy} on ${instantInWords(sentAt)}</li>`)}
      </ul>
      <p class="govuk-body">At the panel: ${trayInWords[trayStateOf(report.sendings, report.steps)].toLowerCase()}.</p>
      ${report.steps.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${report.steps.map((step) => html`<li>${stepInWords(step)}</li>`)}</ul>`}`;

const sectionPart = (
  { record, report }: Shown,
  { key, title, fields }: OpenReport['filled']['sections'][number],
): Html => html`
  <h3 class="govuk-heading-s">${title}</h3>
  ${summaryList({
    rows: fields.map((filled) => ({ key: { text: filled.field.title }, value: { html: valuePart(filled) } })),
  })}
  ${report.capacity !== undefined && html`<p class="govuk-body"><a class="govuk-link" href="${reportAddress(record)}/sections/${key}">Answer or change<span class="govuk-visually-hidden">: ${title}</span></a></p>`}`;

/** The report of a case to its panel: who writes it, what is answered and from where, what is missing, and what became of it. */
export const reportView = (shell: Shell, shown: Shown): string => {
  const { record, report } = shown;
  const { route, filled, draft, left, newer, papers } = report;
  const gaps = gapsIn(filled);
  return page(shell, {
    title: 'The report to the panel',
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">The report to the panel</h1>
      <p class="govuk-body">${route.is === 'no-meeting' ? 'There is no meeting in this case: a report goes to the panel instead.' : 'The panel is sent a report of the meeting.'}</p>
      ${insetText({ text: authorsInWords(route) })}
      ${authorsPart(shown)}
      ${papers && html`<p class="govuk-body">The panel is on ${inWords(papers.panelOn)}. Its papers are due by ${inWords(papers.dueOn)}.</p>`}
      ${
        report.capacity !== undefined &&
        html`
          <p class="govuk-body">${gaps.length === 0 ? 'Every question is answered.' : `${gaps.length} ${gaps.length === 1 ? 'question is' : 'questions are'} still to be answered.`}</p>
          ${button({ text: gaps.length === 0 ? 'Send it' : 'See what is missing', href: `${reportAddress(record)}/send` })}`
      }
      ${sentPart(shown)}
      ${newer !== undefined && insetText({ html: html`Version ${newer.version} of the form is in force. <a class="govuk-link" href="${reportAddress(record)}/reissue">See what it changes</a>` })}
      <h2 class="govuk-heading-m">${report.form.title}, version ${report.form.version}</h2>
      <p class="govuk-body">${draft === undefined ? 'Nothing is written yet: what you see comes from the case.' : `Last saved by ${draft.savedBy}, ${instantInWords(draft.savedAt)}.`}</p>
      ${filesPart(`${reportAddress(record)}/files`, 'it as it stands')}
      ${filled.sections.map((section) => sectionPart(shown, section))}
      ${
        left.length > 0 &&
        html`
          <h3 class="govuk-heading-s">Answered under an earlier version</h3>
          ${summaryList({
            rows: left.map(({ version, field, value }) => ({
              key: { html: html`${field.title} <span class="app-secondary">version ${version}</span>` },
              value: { html: html`<span class="app-words">${valueInWords(field, value)}</span>` },
            })),
          })}`
      }`,
  });
};
