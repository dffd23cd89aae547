import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { type FilledForm, filledFields } from '../../domain/panel-form.ts';
import { authorsInWords } from '../../domain/panel-report.ts';
import type { Problem } from '../../domain/result.ts';
import { form } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { OpenReport } from './open-report.ts';
import { nameOf, reportAddress } from './report-fields.view.ts';

const sectionWith = ({ sections }: FilledForm, field: string) =>
  sections.find(({ fields }) => fields.some((one) => one.field.key === field));

/** What is still in the way, each with where it is put right. */
const leftPart = (record: CaseRecord, { filled }: OpenReport, left: readonly Problem[]): Html => html`
  <h2 class="govuk-heading-m">Before you can send it</h2>
  <ul class="govuk-list govuk-list--bullet">
    ${left.map(({ field, message }) => {
      const section = sectionWith(filled, field);
      return section === undefined
        ? html`<li>${message}</li>`
        : html`<li><a class="govuk-link" href="${reportAddress(record)}/sections/${section.key}#${nameOf({ key: field })}">${message}</a></li>`;
    })}
  </ul>`;

/** What is sent to whom, or what is in the way. */
export const sendView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly report: OpenReport;
    readonly left: readonly Problem[];
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, report, left, problems } = shown;
  const { filled, panel, papers, route } = report;
  const fields = new Set(filledFields(filled).map(({ field }) => field.key));
  // A field is on the page of its section: here the problem is told, and the list beneath leads there.
  const told = problems.map((one) => (fields.has(one.field) ? { ...one, field: '' } : one));
  const all = [...left, ...problems.filter(({ message }) => !left.some((one) => one.message === message))];
  return page(shell, {
    title: 'Send the report to the panel',
    problems: told,
    back: { href: reportAddress(record), text: 'The report to the panel' },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Send the report to the panel</h1>
      ${
        report.capacity === undefined
          ? insetText({ text: authorsInWords(route) })
          : all.length > 0
            ? leftPart(record, report, all)
            : html`
              <p class="govuk-body">It goes to the panel advisors of ${panel?.name}, as it stands now. Nobody in either family is sent it. What was sent stays as it is; if something changes, you can send it again.</p>
              ${papers && html`<p class="govuk-body">The panel is on ${inWords(papers.panelOn)}. Its papers are due by ${inWords(papers.dueOn)}.</p>`}
              ${route.authors.length > 1 && html`<p class="govuk-body">${authorsInWords(route)}.</p>`}
              ${form(shell, { action: `${reportAddress(record)}/send`, button: 'Send it', body: html`` })}`
      }
      ${report.capacity !== undefined && all.length > 0 && problems.length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${reportAddress(record)}/send">Look again whether it can be sent</a></p>`}`,
  });
};
