import { asksInWords } from '../../domain/asks.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { ConditionName } from '../../domain/condition.ts';
import { fromToday, inWords, type PlainDate } from '../../domain/dates.ts';
import {
  type Duty,
  type Explanation,
  type NotApplying,
  paragraphInWords,
  windowInWords,
} from '../../domain/duty.ts';
import { factDefinitions, pauseReasonInWords } from '../../domain/facts.ts';
import { type Procedure, type Strength, strengthInWords } from '../../domain/procedure.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { whyDetails } from '../../web/duty-reason.ts';
import { details, insetText, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';

type Explained = { readonly procedure: Procedure; readonly explanation: Explanation };

const detail = (words: string): Html => html`<p class="app-duties__detail">${words}</p>`;

const whenPart = ({ window, awaits, paused }: Duty, today: PlainDate): readonly (Html | undefined)[] => [
  window &&
    detail(capitalised(windowInWords(window)) + (window.from ? '' : ` (${fromToday(window.to, today)})`)),
  awaits && detail(`Counted from the ${factDefinitions[awaits].name}, which is not known yet`),
  paused && detail(`Paused since ${inWords(paused.from)}: ${pauseReasonInWords[paused.reason]}`),
];

const colours: Readonly<Record<Strength, string>> = {
  must: 'govuk-tag--red',
  should: 'govuk-tag--blue',
  consider: 'govuk-tag--grey',
};

/** One duty: what, how strongly, when, who, and why. */
export const dutyItem = (duty: Duty, today: PlainDate): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${asksInWords(duty.asks)}</h3>
    <p class="app-duties__tag">${tag({ text: strengthInWords[duty.duty], classes: colours[duty.duty] })}</p>
    ${whenPart(duty, today)}
    ${detail(`The ${listInWords([duty.by, ...(duty.with ?? [])].map((who) => capacityInWords[who]))}`)}
    ${whyDetails(duty)}
  </li>`;

const conditionInWords = (name: ConditionName): string => {
  if (name === 'unplanned-endings') return 'unplanned endings';
  return name === 'since-order' ? 'time since the order' : factDefinitions[name].name;
};

const decided = ({ fact, wanted, found }: NotApplying): string =>
  `${capitalised(conditionInWords(fact))}: ${found}. Needed for it to apply: ${wanted}.`;

/** Every rule that asks nothing here, and the fact that decided it. */
export const notApplying = ({ procedure, explanation }: Explained): Html =>
  details({
    summaryText: `Rules that do not apply here (${explanation.notApplying.length})`,
    html: html`<ul class="govuk-list govuk-list--spaced">${explanation.notApplying.map((each) => {
      const rule = procedure.rules.find(({ id }) => id === each.rule);
      return html`<li>${rule && asksInWords(rule.asks)} (rule ${each.rule})<span class="app-secondary">${decided(each)}</span></li>`;
    })}</ul>`,
  });

/** Why the whole procedure asks nothing here; null when it does apply. */
export const outOfScope = ({ procedure: { scope }, explanation }: Explained): Html | null => {
  const decision = explanation.notApplying.find(({ rule }) => rule === scope.id);
  if (decision === undefined) return null;
  return insetText({
    html: html`
      <p class="govuk-body">This procedure does not apply here.</p>
      <p class="govuk-body">${decided(decision)}</p>
      <p class="govuk-body">${scope.because.says} (${capitalised(paragraphInWords(scope.because.paragraph))}, rule ${scope.id}.)</p>`,
  });
};
