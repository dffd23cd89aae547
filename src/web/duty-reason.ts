import { asksInWords } from '../domain/asks.ts';
import { factInWords } from '../domain/condition.ts';
import {
  citationInWords,
  countedInWords,
  type Duty,
  paragraphInWords,
  windowInWords,
} from '../domain/duty.ts';
import { strengthInWords } from '../domain/procedure.ts';
import { details, insetText } from './govuk.ts';
import { type Html, html } from './html.ts';

/** Why a duty is there: what the document says, the place in it, the facts that matched, and how its days were counted. */
const whyItIsAsked = ({ rule, counted, because }: Duty): Html => html`
  <p class="govuk-body">${because.says} <span class="app-because">${citationInWords(because)} (rule ${rule}).</span></p>
  ${
    because.facts.length > 0 &&
    html`<p class="govuk-body">It applies here because of:</p>
      <ul class="govuk-list govuk-list--bullet">${because.facts.map(({ fact, value }) => html`<li>${factInWords(fact, value)}</li>`)}</ul>`
  }
  ${counted && html`<p class="govuk-body">${countedInWords(counted)}.</p>`}`;

/** Why a duty is there, to be opened under "Why: paragraph 2". */
export const whyDetails = (duty: Duty): Html =>
  details({ summaryText: `Why: ${paragraphInWords(duty.because.paragraph)}`, html: whyItIsAsked(duty) });

/** What a duty asks, how strongly, and why. */
export const dutyReason = (asked: Duty): Html => {
  const { duty, asks, window } = asked;
  return insetText({
    html: html`
      <p class="govuk-body"><strong>${strengthInWords[duty]}</strong>: ${asksInWords(asks)}${window === undefined ? '' : `, ${windowInWords(window)}`}.</p>
      ${whyItIsAsked(asked)}`,
  });
};
