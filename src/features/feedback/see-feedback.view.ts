import type { WrittenFeedback } from '../../database/feedback.ts';
import {
  type FeedbackPool,
  feedbackChoices,
  feedbackGroupInWords,
  feedbackGroups,
} from '../../domain/feedback.ts';
import { quarterOf, spanInWords } from '../../domain/quarter.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

export type ShownPool = FeedbackPool & { readonly written: readonly WrittenFeedback[] };

const headings = { yes: 'Yes', partly: 'Partly', no: 'No', 'not-said': 'Not said' } as const;

/** Which quarters a group of answers is from. */
const whenOf = ({ from, until }: FeedbackPool): string =>
  from === until
    ? spanInWords(quarterOf(from))
    : `${spanInWords(quarterOf(from))} to ${spanInWords(quarterOf(until))}`;

const poolPart = (pool: ShownPool): Html => {
  const shown = pool.written.filter(({ state }) => state === 'shown');
  return html`
  <table class="govuk-table">
    <caption class="govuk-table__caption govuk-table__caption--s">${whenOf(pool)}: ${pool.count} answers</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">Asked</th>
      ${feedbackChoices.map((choice) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${headings[choice]}</th>`)}
    </tr></thead>
    <tbody class="govuk-table__body">${pool.said.map(
      ({ title, counts }) => html`<tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header">${title}</th>
      ${feedbackChoices.map((choice) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${counts[choice]}</td>`)}
    </tr>`,
    )}</tbody>
  </table>
  ${
    shown.length > 0 &&
    html`<h3 class="govuk-heading-s">What would have made it better</h3>
  <ul class="govuk-list govuk-list--bullet">${shown.map(({ words }) => html`<li>${words}</li>`)}</ul>`
  }`;
};

/** What people said of meetings, by their part; nothing where it could tell who said it. */
export const seeFeedbackView = (
  shell: Shell,
  { pools, mayReadWords }: { readonly pools: readonly ShownPool[]; readonly mayReadWords: boolean },
): string => {
  const unread = pools.flatMap(({ written }) => written).filter(({ state }) => state === 'unread').length;
  return page(shell, {
    title: 'How meetings were',
    back: { href: '/', text: 'What needs doing' },
    body: html`
      <h1 class="govuk-heading-l">How meetings were for those who were asked</h1>
      <p class="govuk-body">Everybody who is invited to a meeting is asked afterwards. Answers are shown once a quarter is over, where more than five people answered; quarters with fewer are put together with the next.</p>
      ${mayReadWords && unread > 0 && html`<p class="govuk-body"><a class="govuk-link" href="/feedback/words">Read what people wrote (${unread})</a></p>`}
      ${feedbackGroups.map((group) => {
        const own = pools.filter((pool) => pool.group === group);
        return html`<h2 class="govuk-heading-m">${feedbackGroupInWords[group]}</h2>
      ${own.length === 0 && html`<p class="govuk-body">There are not enough answers yet to show them without showing who gave them.</p>`}
      ${own.map(poolPart)}`;
      })}`,
  });
};
