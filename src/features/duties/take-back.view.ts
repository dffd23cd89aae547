import type { CaseRecord } from '../../domain/case.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { dutyReason } from '../../web/duty-reason.ts';
import { form } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { dutyAddress } from './state-duty-done.view.ts';

/** A page on which what somebody said of a duty is taken back: what it was, and what follows. */
export const takeBackView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly duty: PlannedDuty;
    readonly title: string;
    /** Below the duty's own address. */
    readonly path: string;
    readonly who: string;
    readonly words: string;
    readonly button: string;
  },
): string => {
  const { record, duty, title, path, who, words, button } = shown;
  return page(shell, {
    title,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${dutyReason(duty)}
      <p class="govuk-body">${who}</p>
      <p class="govuk-body app-words">${words}</p>
      ${form(shell, {
        action: `${dutyAddress(record, duty)}/${path}`,
        button,
        body: html`<p class="govuk-body">If you take that back, it is owed again. That it was said stays in the history.</p>`,
      })}`,
  });
};
