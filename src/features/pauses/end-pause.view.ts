import type { CasePause, CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { type PauseReason, pauseReasonInWords } from '../../domain/facts.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { dateField, form } from '../../web/forms.ts';
import { summaryList } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

export const endPauseView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly pause: CasePause;
    readonly stops: readonly PauseReason[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, pause, stops, typed, problems } = shown;
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  return page(shell, {
    title: 'End a pause',
    problems,
    back: { href: `/disruptions/${record.id}/pauses`, text: 'Pauses' },
    body: html`
      <h1 class="govuk-heading-l">End a pause</h1>
      ${summaryList({
        rows: [
          row('Why', capitalised(pauseReasonInWords[pause.reason])),
          row('Since', inWords(pause.from)),
          ...(pause.until === undefined ? [] : [row('Until', inWords(pause.until))]),
          { key: { text: 'Waits for' }, value: { html: html`<span class="app-words">${pause.note}</span>` } },
        ],
      })}
      ${
        pause.until === undefined
          ? form(shell, {
              action: `/disruptions/${record.id}/pauses/${pause.id}/end`,
              button: 'End the pause',
              body: dateField({
                name: 'until',
                label: 'On which day did it end?',
                hint: stops.includes(pause.reason)
                  ? 'From that day on the days of your procedure count again, and its dates are worked out anew.'
                  : 'The dates of your procedure stayed the same, and still do.',
                typed,
                problems,
              }),
            })
          : html`<p class="govuk-body">This pause has ended.</p>`
      }`,
  });
};
