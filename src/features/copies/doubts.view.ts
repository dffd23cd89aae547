import { dateInLondon, inWords } from '../../domain/dates.ts';
import { doubtInWords, type KeptDoubt } from '../../domain/release-doubt.ts';
import type { Problem } from '../../domain/result.ts';
import { checkboxesField, form, textField } from '../../web/forms.ts';
import { details, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly disruptionId: string;
  readonly doubts: readonly KeptDoubt[];
  /** Whether whoever looks may say that something may stand. */
  readonly mayClear: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const cleared = (doubts: readonly KeptDoubt[]): Html | null =>
  doubts.length === 0
    ? null
    : details({
        summaryText: `Looked at before: ${doubts.length}`,
        html: html`<ul class="govuk-list govuk-list--bullet">${doubts.map(
          (doubt) =>
            html`<li>${doubtInWords(doubt)}. ${doubt.clearedBy}${doubt.clearedAt !== null && `, ${inWords(dateInLondon(doubt.clearedAt))}`}: ${doubt.because}</li>`,
        )}</ul>`,
      });

/** What was pointed out in the minutes and stops the release, and the form that says it may stand. */
export const doubtsPart = (shell: Shell, shown: Shown): Html | null => {
  const { disruptionId, doubts, mayClear, typed, problems } = shown;
  if (doubts.length === 0) return null;
  const waiting = doubts.filter(({ clearedAt }) => clearedAt === null);
  const done = cleared(doubts.filter(({ clearedAt }) => clearedAt !== null));
  if (waiting.length === 0) return done;
  return html`
    <h2 class="govuk-heading-m" id="look">Look at this first: ${waiting.length}</h2>
    ${warningText({
      iconFallbackText: 'Warning',
      text: 'No copy can be released until somebody who did not write the minutes has looked at each of these. If one is a mistake, open the minutes again and put it right.',
    })}
    ${
      mayClear
        ? form(shell, {
            action: `/disruptions/${disruptionId}/copies/doubts`,
            button: 'These may stand as they are',
            body: html`
              ${checkboxesField({
                name: 'doubts',
                label: 'What may stand?',
                typed,
                problems,
                choices: waiting.map((doubt) => ({ value: doubt.id, text: doubtInWords(doubt) })),
              })}
              ${textField({
                name: 'because',
                label: 'Why may it stand?',
                hint: 'Such as “It is the name of the family’s dog”. Kept with the case.',
                typed,
                problems,
              })}`,
          })
        : html`<ul class="govuk-list govuk-list--bullet">${waiting.map((doubt) => html`<li>${doubtInWords(doubt)}</li>`)}</ul>`
    }
    ${done}`;
};
