import type { CaseRecord } from '../../domain/case.ts';
import { dateInLondon, inWords, timeInLondon, timeInWords } from '../../domain/dates.ts';
import { type Filing, filingsFor, isQueued, whoseRecord } from '../../domain/filing.ts';
import { listInWords } from '../../domain/words.ts';
import { form } from '../../web/forms.ts';
import { details, insetText, summaryList, tag, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = { readonly record: CaseRecord; readonly filings: readonly Filing[] };

const whenInWords = (at: Date): string => `${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}`;

const statusTag = ({ status, problems, attempts }: Filing): Html => {
  if (problems.length > 0) return tag({ text: 'Damaged', classes: 'govuk-tag--red' });
  if (status === 'filed') return tag({ text: 'Filed', classes: 'govuk-tag--green' });
  if (status === 'failed') return tag({ text: 'Not filed', classes: 'govuk-tag--red' });
  if (status === 'sent') return tag({ text: 'Sent', classes: 'govuk-tag--blue' });
  return attempts > 0
    ? tag({ text: 'Trying again', classes: 'govuk-tag--yellow' })
    : tag({ text: 'Waiting', classes: 'govuk-tag--blue' });
};

/** What became of one filing, in a sentence or two. */
const stands = (filing: Filing): Html => {
  const { status, queuedAt, filedAt, lastError, problems, checkedAt, checkTrouble, nextTryAt } = filing;
  if (problems.length > 0)
    return html`
      ${warningText({ iconFallbackText: 'Warning', text: 'What was filed has changed since. Tell whoever looks after the server: it has to come back from a backup.' })}
      <ul class="govuk-list govuk-list--bullet">${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`;
  if (status === 'filed' && filedAt !== null) {
    const isSince = checkedAt !== null && checkedAt > filedAt;
    return html`<p class="govuk-body">Filed on ${whenInWords(filedAt)}, read back and found whole.${
      isSince && ` Checked again on ${whenInWords(checkedAt)}: it is as it was written.`
    }${checkTrouble !== '' && ` The last check could not be made: ${checkTrouble}.`}</p>`;
  }
  if (status === 'failed')
    return html`${warningText({ iconFallbackText: 'Warning', text: `It could not be filed. ${lastError}.` })}`;
  return html`<p class="govuk-body">Waiting since ${whenInWords(queuedAt)}. It is filed by itself, usually within a minute.${
    status === 'sent' && ' It was sent, and counts as filed once it was read back.'
  }${
    lastError !== '' &&
    ` The last try failed: ${lastError}. The next follows by itself${nextTryAt === null ? '' : `, on ${whenInWords(nextTryAt)}`}.`
  }</p>`;
};

const inSentence = (whose: string): string => whose.replace(/^The /, 'the ');

const filingPart = (filing: Filing, shell: Shell, { record, filings }: Shown): Html => {
  const { id, version, status, checksum, replaces, reference, keptAt } = filing;
  const whose = whoseRecord(filing, record.placement.children);
  const replacedBy = filings.find((one) => one.replaces === id);
  return html`
    <h3 class="govuk-heading-s">${whose} ${statusTag(filing)}</h3>
    ${stands(filing)}
    ${
      (replaces !== null || replacedBy !== undefined) &&
      html`<p class="govuk-body">${replaces !== null && `It takes the place of version ${filings.find((one) => one.id === replaces)?.version ?? version - 1}.`}${replacedBy !== undefined && ` Version ${replacedBy.version} takes its place.`}</p>`
    }
    ${
      status === 'filed' &&
      details({
        summaryText: `Where ${inSentence(whose)} is, and whether it is whole`,
        html: html`
          ${summaryList({
            rows: [
              { key: { text: 'Kept in' }, value: { text: keptAt } },
              {
                key: { text: 'Its reference there' },
                value: { html: html`<span class="app-checksum">${reference}</span>` },
              },
              {
                key: { text: 'Checksum' },
                value: { html: html`<span class="app-checksum">${checksum}</span>` },
              },
            ],
          })}
          ${form(shell, {
            action: `/disruptions/${record.id}/filing/${id}/check`,
            button: `Check ${inSentence(whose)} again`,
            body: html``,
          })}`,
      })
    }`;
};

const againPart = (shell: Shell, { record, filings }: Shown): Html | null => {
  const failed = filings.filter(({ status }) => status === 'failed');
  const isMissing =
    record.meeting?.minutesStatus === 'agreed' &&
    filingsFor(record.placement).some((of) => !isQueued(of, filings, record.meeting));
  if (failed.length === 0 && !isMissing) return null;
  const whose = failed.map((one) => inSentence(whoseRecord(one, record.placement.children)));
  return insetText({
    html: html`
      ${failed.length > 0 && html`<p class="govuk-body">Not on file yet: ${listInWords([...new Set(whose)])}. Once what stood in the way is gone, try again.</p>`}
      ${isMissing && html`<p class="govuk-body">These minutes were agreed before minutes were filed from here.</p>`}
      ${form(shell, {
        action: `/disruptions/${record.id}/filing/again`,
        button: failed.length === 0 ? 'File them now' : 'Try again',
        body: html``,
      })}`,
  });
};

const notAgreed = ({ record }: Shown): Html => html`
  <p class="govuk-body">There is nothing to file yet. ${record.meeting === null ? 'The meeting has not been convened' : `${record.meeting.chair.name} agrees the minutes first`}; then they go to the files by themselves.</p>`;

/** What of the minutes went to which record, version by version, the latest first. */
export const filingView = (shell: Shell, shown: Shown): string => {
  const { record, filings } = shown;
  const versions = [...Map.groupBy(filings, ({ version }) => version)].toSorted(([a], [b]) => b - a);
  const isAdoptive = record.placement.kind === 'adoptive';
  const isAgreed = record.meeting?.minutesStatus === 'agreed';
  return page(shell, {
    title: 'Minutes on file',
    back: { href: `/disruptions/${record.id}/copies`, text: 'Copies of the minutes' },
    body: html`
      <h1 class="govuk-heading-l">Minutes on file</h1>
      <p class="govuk-body">${
        isAdoptive
          ? 'Agreed minutes go to two records that never name each other: the looked-after record of each child, where the adopters are told by their part, and the adoption record, whole.'
          : 'Agreed minutes go to the file of each child, without what is only about a brother or sister.'
      }</p>
      ${filings.length === 0 && !isAgreed && notAgreed(shown)}
      ${againPart(shell, shown)}
      ${versions.map(
        ([version, of]) => html`
        <h2 class="govuk-heading-m">Version ${version}</h2>
        ${of.map((filing) => filingPart(filing, shell, shown))}`,
      )}
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/kept">How long this case is kept</a></p>`,
  });
};
