import { childrenInWords } from '../../domain/case.ts';
import {
  dateInLondon,
  daysBetween,
  fromToday,
  inWords,
  inWordsWithWeekday,
  type PlainDate,
  timeInLondon,
  timeInWords,
} from '../../domain/dates.ts';
import { type NoticeKind, noticeOnPage } from '../../domain/notice.ts';
import { type OwnAction, urgencyOf, type Waiting } from '../../domain/plan.ts';
import { listInWords } from '../../domain/words.ts';
import { button, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { handedOverPart } from './handed-over.view.ts';
import type { HandedOver, ReviewToCome } from './store.ts';

type Shown = {
  readonly disruptions: readonly Waiting[];
  readonly actions: readonly OwnAction[];
  readonly notices: readonly {
    readonly id: string;
    readonly kind: NoticeKind;
    readonly reference: string;
    readonly path: string;
    readonly at: Date;
  }[];
  readonly handovers: readonly HandedOver[];
  readonly reviews: readonly ReviewToCome[];
  readonly page: number;
  readonly hasMore: boolean;
  readonly personName: string;
  readonly mayRecord: boolean;
  readonly mayBreakGlass: boolean;
  readonly mayAnswerProposals: boolean;
  readonly maySeeOpenActions: boolean;
  readonly maySeeDashboard: boolean;
  readonly maySeeFeedback: boolean;
  readonly today: PlainDate;
};

const urgencyTag = (dueOn: PlainDate | null, today: PlainDate): Html | null => {
  const urgency = urgencyOf(dueOn, today);
  if (urgency === 'overdue') return tag({ text: 'Overdue', classes: 'govuk-tag--red' });
  return urgency === 'soon' ? tag({ text: 'Due soon', classes: 'govuk-tag--yellow' }) : null;
};

/** What has no last day is never late: how long it has been open says that it should not wait for ever. */
const undatedInWords = ({ brokeDownOn }: Waiting, today: PlainDate): string => {
  const days = daysBetween(brokeDownOn, today);
  const open = days > 0 ? `; open for ${days} ${days === 1 ? 'day' : 'days'}` : '';
  return `No date in the procedure${open}`;
};

const dueInWords = (waiting: Waiting, today: PlainDate): string => {
  const { next } = waiting;
  if (next?.paused !== undefined) return `Paused since ${inWords(next.paused.from)}`;
  if (next?.dueOn == null) return undatedInWords(waiting, today);
  const by = `${inWordsWithWeekday(next.dueOn)} (${fromToday(next.dueOn, today)})`;
  return next.from !== null && next.from < next.dueOn && next.from > today
    ? `${inWordsWithWeekday(next.from)} to ${by}`
    : `By ${by}`;
};

const waitingRow = (waiting: Waiting, { personName, today }: Shown): Html => {
  const holders = waiting.next?.holders ?? [];
  const who = holders.includes(personName)
    ? html`<strong>You</strong>`
    : holders.length === 0
      ? 'Nobody is named'
      : listInWords(holders);
  return html`
    <tr class="govuk-table__row">
      <td class="govuk-table__cell">
        <a class="govuk-link govuk-!-font-weight-bold" href="/disruptions/${waiting.id}">${childrenInWords(waiting.children)}</a>
        <span class="app-secondary">${waiting.reference}, ${waiting.stage === 'at-risk' ? 'at risk since' : 'ended'} ${inWords(waiting.brokeDownOn)}</span>
      </td>
      <td class="govuk-table__cell" data-heading="Next">${waiting.next?.label ?? 'Nothing more to do'}${
        waiting.notReached > 0 &&
        html`
        <span class="app-secondary"><a class="govuk-link" href="/disruptions/${waiting.id}/invitations">${waiting.notReached === 1 ? '1 person is' : `${waiting.notReached} people are`} not reached yet</a></span>`
      }${
        waiting.arrangementsDueOn !== null &&
        waiting.arrangementsDueOn < today &&
        html`
        <span class="app-secondary"><a class="govuk-link" href="/disruptions/${waiting.id}/arrangements">Who was told, and what was arranged</a> ${urgencyTag(waiting.arrangementsDueOn, today)}</span>`
      }${
        waiting.pagesNotReached > 0 &&
        html`
        <span class="app-secondary"><a class="govuk-link" href="/disruptions/${waiting.id}/child-voice">The link or code to a child’s own page could not be sent</a></span>`
      }</td>
      <td class="govuk-table__cell" data-heading="When">${dueInWords(waiting, today)} ${waiting.next?.paused === undefined ? urgencyTag(waiting.next?.dueOn ?? null, today) : null}</td>
      <td class="govuk-table__cell" data-heading="Who has it">${who}</td>
    </tr>`;
};

const noDisruptions = ({ mayRecord, page: number }: Shown): Html => html`
  <p class="govuk-body">${number > 1 ? 'There is nothing on this page.' : 'You have no open cases.'}</p>
  <p class="govuk-body">${
    mayRecord
      ? 'When a child’s placement ends early, or may, record it here. The service then says what your procedure asks and by when.'
      : 'When you are asked to take part in one, it appears here with what you need to do.'
  }</p>`;

const disruptionsTable = (shown: Shown): Html => html`
  <table class="govuk-table app-table--stacks">
    <caption class="govuk-table__caption govuk-table__caption--m">Your cases, the most pressing first</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">
      <th scope="col" class="govuk-table__header">Child</th>
      <th scope="col" class="govuk-table__header">Next</th>
      <th scope="col" class="govuk-table__header">When</th>
      <th scope="col" class="govuk-table__header">Who has it</th>
    </tr></thead>
    <tbody class="govuk-table__body">${shown.disruptions.map((waiting) => waitingRow(waiting, shown))}</tbody>
  </table>`;

const reviewsList = ({ reviews, today }: Shown): Html => html`
  <h2 class="govuk-heading-m">Open before a child’s review</h2>
  <ul class="govuk-list govuk-list--spaced">
    ${reviews.map(
      ({ id, reference, on, open }) =>
        html`<li><a class="govuk-link" href="/disruptions/${id}/actions">${open === 1 ? '1 action' : `${open} actions`} of ${reference}</a>
        <span class="app-secondary">Review on ${inWords(on)} (${fromToday(on, today)})</span></li>`,
    )}
  </ul>`;

const actionsList = ({ actions, today }: Shown): Html => html`
  <h2 class="govuk-heading-m">Your actions</h2>
  <ul class="govuk-list govuk-list--spaced">
    ${actions.map(
      (
        action,
      ) => html`<li><a class="govuk-link" href="/disruptions/${action.disruptionId}/actions/${action.id}">${action.what}</a>
        <span class="app-secondary">${action.reference}, by ${inWords(action.dueOn)} (${fromToday(action.dueOn, today)})</span>
        ${urgencyTag(action.dueOn, today)}</li>`,
    )}
  </ul>`;

const noticesList = (shell: Shell, { notices }: Shown): Html => html`
  <section class="app-next" aria-labelledby="notices">
    <h2 class="govuk-heading-m" id="notices">Notices</h2>
    <ul class="govuk-list govuk-list--spaced">
      ${notices.map(
        ({
          id,
          kind,
          reference,
          path,
          at,
        }) => html`<li><a class="govuk-link" href="${path}">${noticeOnPage({ kind, reference })}</a>
          <span class="app-secondary">${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}</span>
          <form method="post" action="/notices/${id}/read">
            <input type="hidden" name="_csrf" value="${shell.csrfToken}"><input type="hidden" name="_key" value="${id}">
            <button type="submit" class="app-link-button">Put away<span class="govuk-visually-hidden">: ${noticeOnPage({ kind, reference })}</span></button>
          </form></li>`,
      )}
    </ul>
  </section>`;

const pages = ({ page: number, hasMore }: Shown): Html | null =>
  number === 1 && !hasMore
    ? null
    : html`<p class="govuk-body">
        ${number > 1 ? html`<a class="govuk-link" href="/?page=${number - 1}">Earlier in the list</a> ` : null}
        ${hasMore ? html`<a class="govuk-link" href="/?page=${number + 1}">Further down the list</a>` : null}
      </p>`;

export const whatNeedsDoingView = (shell: Shell, shown: Shown): string =>
  page(shell, {
    title: 'What needs doing',
    wide: true,
    body: html`
      <h1 class="govuk-heading-l">What needs doing</h1>
      ${shown.notices.length > 0 && noticesList(shell, shown)}
      ${handedOverPart(shell, shown.handovers)}
      ${shown.mayRecord ? button({ text: 'Record a breakdown or a risk', href: '/disruptions/new' }) : null}
      ${shown.disruptions.length === 0 ? noDisruptions(shown) : disruptionsTable(shown)}
      ${pages(shown)}
      ${shown.actions.length === 0 ? null : actionsList(shown)}
      ${shown.reviews.length > 0 && reviewsList(shown)}
      <p class="govuk-body"><a class="govuk-link" href="/lessons">Lessons of your region</a></p>
      ${shown.maySeeOpenActions && html`<p class="govuk-body"><a class="govuk-link" href="/actions">Open actions of all your cases</a></p>`}
      ${shown.maySeeDashboard && html`<p class="govuk-body"><a class="govuk-link" href="/dashboard">Your teams this week</a></p>`}
      ${shown.maySeeFeedback && html`<p class="govuk-body"><a class="govuk-link" href="/feedback">How meetings were for those who were asked</a></p>`}
      ${shown.mayAnswerProposals && html`<p class="govuk-body"><a class="govuk-link" href="/returns/proposals">Endings that the yearly return names</a></p>`}
      ${shown.mayBreakGlass && html`<p class="govuk-body"><a class="govuk-link" href="/open-a-case">Open a case that is not yours</a></p>`}`,
  });
