import { asksInWords } from '../../domain/asks.ts';
import { inWords, inWordsWithWeekday, type PlainDate } from '../../domain/dates.ts';
import { type Duty, type Explanation, needsMeeting } from '../../domain/duty.ts';
import {
  type ChoiceFact,
  type FactName,
  type Facts,
  factDefinitions,
  factValueInWords,
  pauseReasonInWords,
  withDefaults,
} from '../../domain/facts.ts';
import type { Procedure, Strength } from '../../domain/procedure.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { button, details, insetText, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { type TimelineMark, timeline } from '../../web/timeline.ts';
import { versionInWords } from './choose-procedure.view.ts';
import { dutyItem, notApplying, outOfScope } from './duties.view.ts';

/** What a visitor tried: a version of a procedure, what it asked them, what they answered, and what follows. */
export type Tried = {
  readonly procedure: Procedure;
  readonly isInForce: boolean;
  readonly asked: readonly FactName[];
  readonly facts: Facts;
  readonly explanation: Explanation;
  readonly today: PlainDate;
};

type Shown = Tried & {
  readonly marks: readonly TimelineMark[];
  /** The answers, as the part of an address after the question mark. */
  readonly query: string;
};

const answerInWords = (name: FactName, facts: Facts): string => {
  const value = facts[name];
  if (value === undefined) return 'Not known';
  switch (factDefinitions[name].type) {
    case 'choice':
      return capitalised(factValueInWords(name as ChoiceFact, value as never));
    case 'date':
      return inWordsWithWeekday(String(value));
    case 'dates':
      return listInWords((value as readonly PlainDate[]).map(inWords));
    case 'pauses':
      return (facts.pauses ?? [])
        .map(
          ({ from, until, reason }) =>
            `${until === undefined ? 'Since' : 'From'} ${inWords(from)}${until === undefined ? '' : ` until ${inWords(until)}`}: ${pauseReasonInWords[reason]}`,
        )
        .join('; ');
    case 'number':
      return String(value);
  }
};

const answers = ({ asked, facts }: Shown): Html =>
  details({
    summaryText: 'Your answers',
    html: summaryList({
      rows: asked.map((name) => ({
        key: { text: capitalised(factDefinitions[name].name) },
        value: { text: answerInWords(name, facts) },
      })),
    }),
  });

const strengths: Readonly<Record<Strength, string>> = {
  must: 'that must be done',
  should: 'that should be done',
  consider: 'to consider',
};

/** "It asks for 7 things: 5 that must be done, 1 that should be done and 1 to consider." */
const countInWords = (duties: readonly Duty[]): string => {
  const counts = Object.entries(strengths)
    .map(([strength, words]) => ({ count: duties.filter(({ duty }) => duty === strength).length, words }))
    .filter(({ count }) => count > 0);
  return `It asks for ${duties.length === 1 ? '1 thing' : `${duties.length} things`}: ${listInWords(counts.map(({ count, words }) => `${count} ${words}`))}.`;
};

/** The duties; while it is open whether there is a meeting, those that only a meeting brings stand apart. */
const dutiesPart = ({ explanation: { duties }, facts, today }: Shown): Html => {
  const isOpen = withDefaults(facts).decision === 'not-made' && duties.some(({ asks }) => 'decision' in asks);
  const isIf = (duty: Duty): boolean => isOpen && needsMeeting(duty);
  const list = (some: readonly Duty[]) =>
    html`<ol class="app-duties app-duties--stacks">${some.map((duty) => dutyItem(duty, today))}</ol>`;
  const later = duties.filter(isIf);
  return html`
    <h2 class="govuk-heading-m">What it asks, and why</h2>
    ${list(duties.filter((duty) => !isIf(duty)))}
    ${later.length > 0 && html`<h2 class="govuk-heading-m">If a meeting is held</h2>${list(later)}`}`;
};

const plan = (shown: Shown): Html => {
  const { explanation, marks } = shown;
  const { duties } = explanation;
  const entries = duties.flatMap(({ asks, window }) =>
    window === undefined ? [] : [{ label: asksInWords(asks), ...window }],
  );
  return html`
    <p class="govuk-body-l">${duties.length === 0 ? 'It asks for nothing here.' : countInWords(duties)}</p>
    ${entries.length > 0 && html`<h2 class="govuk-heading-m">When</h2>`}
    ${timeline({ id: 'timeline', title: 'The days the procedure gives', entries, marks })}
    ${duties.length > 0 && dutiesPart(shown)}
    ${explanation.notApplying.length > 0 && notApplying(shown)}`;
};

/** What the procedure asks with these answers, with its reasons and dates. */
export const seePlanView = (shell: Shell, shown: Shown): string => {
  const { procedure, isInForce, today, explanation, query } = shown;
  const address = `/procedures/${procedure.id}`;
  const isDated = explanation.duties.some(({ window }) => window !== undefined);
  return page(shell, {
    title: `What it asks: ${procedure.title}`,
    back: { href: '/procedures', text: 'All procedures' },
    body: html`
      <span class="govuk-caption-l">${procedure.title}</span>
      <h1 class="govuk-heading-l">What the procedure asks</h1>
      <p class="govuk-body">${procedure.council}, ${versionInWords(procedure, today)}.</p>
      ${!isInForce && insetText({ text: 'This version is not the one in force.' })}
      ${answers(shown)}
      <div class="govuk-button-group">
        ${isDated && button({ text: 'Download the dates for a calendar', href: `${address}/plan.ics?${query}`, classes: 'govuk-button--secondary' })}
        <a class="govuk-link" href="${address}?${query}&change=yes">Change your answers</a>
      </div>
      ${outOfScope(shown) ?? plan(shown)}`,
  });
};
