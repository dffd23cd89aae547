import { asksInWords } from '../../domain/asks.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import { childrenInWords, type PlacementRecord, placementInWords } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { happenedInWords, type Recorded } from '../../domain/disruption.ts';
import { citationInWords, convenesAtOnce, windowInWords } from '../../domain/duty.ts';
import { factValueInWords } from '../../domain/facts.ts';
import { strengthInWords } from '../../domain/procedure.ts';
import { type ResourceDecision, resourceNotice } from '../../domain/resource-use.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, checkboxesField, dateField, form, radiosField } from '../../web/forms.ts';
import { button, insetText, summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

const began = (placement: PlacementRecord): string =>
  placement.startedOn !== null
    ? `moved in on ${inWords(placement.startedOn)}`
    : `introductions began on ${inWords(placement.introductionsOn ?? '')}`;

const placementChoice = (placement: PlacementRecord) => ({
  value: placement.id,
  text: childrenInWords(placement.children),
  hint: `${capitalised(factValueInWords('kind', placement.kind))}: ${placementInWords(placement)}, ${began(placement)}`,
});

const addPlacement = html`<a class="govuk-link" href="/placements/new">Add a child and placement that is not listed</a>`;

export const recordView = (
  shell: Shell,
  shown: {
    readonly placements: readonly PlacementRecord[];
    /** What was decided before of whoever provides the placement that is chosen. */
    readonly decided: ResourceDecision | undefined;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { placements, decided, typed, problems } = shown;
  const title = 'Record a breakdown or a risk';
  const heading = html`<h1 class="govuk-heading-l">${title}</h1>
    <p class="govuk-body">For a placement of any kind that ended early, or that may end. You then see what your council’s procedure asks, and by when.</p>`;
  if (placements.length === 0)
    return page(shell, {
      title,
      current: '/disruptions/new',
      back: { href: '/', text: 'What needs doing' },
      body: html`${heading}
        <p class="govuk-body">You are not on any placement that could have ended. Add the child and the placement first.</p>
        ${button({ text: 'Add a child and placement', href: '/placements/new' })}`,
    });
  return page(shell, {
    title,
    problems,
    current: '/disruptions/new',
    back: { href: '/', text: 'What needs doing' },
    body: html`${heading}
      ${decided && insetText({ text: resourceNotice(decided) })}
      ${form(shell, {
        action: '/disruptions/new',
        button: 'Continue',
        body: html`
          ${radiosField({ name: 'placementId', label: 'Which placement is it?', typed, problems, choices: placements.map(placementChoice) })}
          <p class="govuk-body">${addPlacement}</p>
          ${radiosField({
            name: 'happened',
            label: 'What happened to it?',
            typed,
            problems,
            choices: Object.entries(happenedInWords).map(([value, text]) => ({ value, text })),
          })}
          ${dateField({ name: 'brokeDownOn', label: 'When was that?', hint: 'The day the child left, the day introductions were stopped, or the day the risk was raised. For example, 1 3 2026', typed, problems })}
          ${areaField({ name: 'account', label: 'What led up to it?', hint: 'In your own words: how it came about, and where the child is now. Do not write addresses here.', typed, problems, rows: 8 })}
          ${checkboxesField({ name: 'isComplex', label: 'Is there anything unusual?', typed, problems, choices: [{ value: 'yes', text: 'This is a complex case', hint: 'Your procedure may then ask for a more senior chair' }] })}`,
      })}`,
  });
};

const carried: readonly string[] = [
  'placementId',
  'brokeDownOn-day',
  'brokeDownOn-month',
  'brokeDownOn-year',
  'happened',
  'account',
  'isComplex',
];

const carriedFields = (typed: Typed): Html[] =>
  carried.map((name) => html`<input type="hidden" name="${name}" value="${String(typed[name] ?? '')}">`);

const whatFollows = (recorded: Recorded): Html => html`
  <h2 class="govuk-heading-m">What your procedure then asks</h2>
  <ul class="govuk-list govuk-list--spaced">
    ${recorded.duties.map(
      ({ asks, by, duty, window, because }) => html`<li>
        ${tag({ text: strengthInWords[duty], classes: duty === 'must' ? 'govuk-tag--red' : 'govuk-tag--blue' })}
        <strong>${asksInWords(asks)}</strong>${window === undefined ? '' : ` ${windowInWords(window)}`}.
        <span class="app-because">The ${capacityInWords[by]}. ${citationInWords(because)}: ${because.says}</span>
      </li>`,
    )}
  </ul>`;

/** The answers, what follows from them, and the way to save: nothing is recorded before this page is sent. */
export const checkView = (
  shell: Shell,
  shown: {
    readonly placement: PlacementRecord;
    readonly recorded: Recorded;
    readonly decided: ResourceDecision | undefined;
    readonly typed: Typed;
  },
): string => {
  const { placement, recorded, decided, typed } = shown;
  const row = (key: string, value: string | Html) => ({
    key: { text: key },
    value: typeof value === 'string' ? { text: value } : { html: value },
  });
  const convenes = convenesAtOnce(recorded.duties);
  const secondary = html`
    ${convenes ? html`<button type="submit" name="later" value="yes" class="govuk-button govuk-button--secondary" data-module="govuk-button">Save and convene later</button>` : null}
    <button type="submit" name="go" value="change" formaction="/disruptions/new" class="govuk-button govuk-button--secondary" data-module="govuk-button">Change answers</button>`;
  return page(shell, {
    title: 'Check before you save',
    current: '/disruptions/new',
    body: html`
      <h1 class="govuk-heading-l">Check before you save</h1>
      ${decided && insetText({ text: resourceNotice(decided) })}
      ${summaryList({
        rows: [
          row(placement.children.length === 1 ? 'Child' : 'Children', childrenInWords(placement.children)),
          row(capitalised(factValueInWords('kind', placement.kind)), placementInWords(placement)),
          row('Began', capitalised(began(placement))),
          row(recorded.stage === 'at-risk' ? 'At risk since' : 'Ended on', inWords(recorded.brokeDownOn)),
          row('Stage', capitalised(factValueInWords('stage', recorded.stage))),
          ...(recorded.isComplex ? [row('Complex', 'Yes')] : []),
          row('What led up to it', html`<span class="app-words">${recorded.account}</span>`),
        ],
      })}
      ${recorded.duties.length === 0 ? insetText({ text: 'Your procedure asks nothing in this case.' }) : whatFollows(recorded)}
      ${recorded.takesTimesBack ? insetText({ text: 'People are asked which times they can come to a meeting about the risk. Once you save this, they are told that they need not say any more.' }) : null}
      ${form(shell, {
        action: '/disruptions',
        button: convenes ? 'Save and convene the meeting' : 'Save',
        body: html`${carriedFields(typed)}`,
        secondary,
      })}`,
  });
};
