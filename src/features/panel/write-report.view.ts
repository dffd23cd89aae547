import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { type FilledForm, fieldsOf } from '../../domain/panel-form.ts';
import { authorsInWords } from '../../domain/panel-report.ts';
import type { Problem } from '../../domain/result.ts';
import { form } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import type { OpenReport } from './open-report.ts';
import { fieldPart, reportAddress } from './report-fields.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly report: OpenReport;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const back = (record: CaseRecord) => ({ href: reportAddress(record), text: 'The report to the panel' });

/** Who writes it, for whoever does not. */
const notTheAuthor = ({ report }: Shown): Html => insetText({ text: authorsInWords(report.route) });

/** One section of the form to be answered, saved as a draft. */
export const sectionView = (
  shell: Shell,
  shown: Shown & { readonly section: FilledForm['sections'][number] },
): string => {
  const { record, report, section, typed, problems } = shown;
  const isLast = report.form.sections.at(-1)?.key === section.key;
  return page(shell, {
    title: section.title,
    problems,
    back: back(record),
    body: html`
      <span class="govuk-caption-l">${report.form.title}, ${record.reference}</span>
      <h1 class="govuk-heading-l">${section.title}</h1>
      ${
        report.capacity === undefined
          ? notTheAuthor(shown)
          : form(shell, {
              action: `${reportAddress(record)}/sections/${section.key}`,
              button: 'Save',
              ...(!isLast && {
                secondary: html`<button type="submit" class="govuk-button govuk-button--secondary" name="go" value="next">Save and go to the next part</button>`,
              }),
              body: html`
                <p class="govuk-body">Leave names out: the child by case number, the adopters by their part. What you leave open is kept as a draft.</p>
                <input type="hidden" name="revision" value="${readText(typed, 'revision')}">
                ${section.fields.map((filled) => fieldPart(filled, { typed, problems }))}`,
            })
      }`,
  });
};

/** Going on under a later version of the form, with what becomes of what was answered. */
export const reissueView = (shell: Shell, shown: Shown): string => {
  const { record, report, problems } = shown;
  const { form: was, newer } = report;
  const now = new Set(newer && fieldsOf(newer).map(({ key }) => key));
  const added =
    newer === undefined
      ? []
      : fieldsOf(newer).filter(({ key }) => !fieldsOf(was).some((one) => one.key === key));
  const gone = fieldsOf(was).filter(({ key }) => !now.has(key));
  const list = (fields: readonly { readonly title: string }[]): Html =>
    html`<ul class="govuk-list govuk-list--bullet">${fields.map(({ title }) => html`<li>${title}</li>`)}</ul>`;
  return page(shell, {
    title: 'A later version of the form',
    problems,
    back: back(record),
    body: html`
      <h1 class="govuk-heading-l">A later version of the form</h1>
      ${
        newer === undefined
          ? html`<p class="govuk-body">This report is on version ${was.version}, the latest that is in force.</p>`
          : report.capacity === undefined
            ? notTheAuthor(shown)
            : html`
              <p class="govuk-body">This report is on version ${was.version}. Version ${newer.version} is in force since ${inWords(newer.from)}. Every answer is kept: what has no place in the later version stays on the report’s page. What was sent stays as it was sent.</p>
              ${added.length > 0 && html`<h2 class="govuk-heading-s">Asked anew</h2>${list(added)}`}
              ${gone.length > 0 && html`<h2 class="govuk-heading-s">Not asked any more</h2>${list(gone)}`}
              ${form(shell, { action: `${reportAddress(record)}/reissue`, button: `Go on with version ${newer.version}`, body: html`` })}`
      }`,
  });
};
