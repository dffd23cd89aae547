import type { CaseRecord } from '../../domain/case.ts';
import { filingsFor, keyOfRecord, whoseRecord } from '../../domain/filing.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { button, insetText } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** Which record the chronology is taken for, and why; and the bag itself, once that was said. */
export const takeChronologyView = (shell: Shell, { record, typed, problems }: Shown): string => {
  const { placement } = record;
  const address = `/disruptions/${record.id}/chronology`;
  const ready = readText(typed, 'ready');
  const records = filingsFor(placement).map((of) => ({
    value: keyOfRecord(of),
    text: whoseRecord(of, placement.children),
  }));
  const readyFor = records.find(({ value }) => value === ready);
  return page(shell, {
    title: 'Keep the chronology',
    problems,
    back: { href: address, text: 'Chronology' },
    body: html`
      <h1 class="govuk-heading-l">Keep the chronology</h1>
      ${
        readyFor &&
        insetText({
          html: html`<p class="govuk-body">For ${readyFor.text.replace(/^The /, 'the ')}. It can be had for an hour.</p>
            ${button({ text: 'Download it', href: `${address}/bag/${ready}` })}`,
        })
      }
      <p class="govuk-body">You get one file with everything in it: a page to read, a PDF, a Word file, a table, and the minutes as they are on that record. Somebody can read it in thirty years without this service.</p>
      ${placement.kind === 'adoptive' && html`<p class="govuk-body">It is made for one record. The looked-after record and the adoption record never name each other, so take one at a time and keep them apart.</p>`}
      ${form(shell, {
        action: `${address}/bag`,
        button: 'Make it',
        body: html`
          ${radiosField({ name: 'record', label: 'Which record is it for?', typed, problems, choices: records })}
          ${areaField({ name: 'reason', label: 'What do you take it for?', hint: 'This stays in the history of the case. For example: for the child’s file, or for the court', typed, problems, rows: 3 })}`,
      })}`,
  });
};
