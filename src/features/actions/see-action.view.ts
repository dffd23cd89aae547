import { dueDay, forWhomInWords, recurrenceInWords, standingOf } from '../../domain/action.ts';
import { type ActionEvent, actionEventInWords, type StepKind } from '../../domain/action-life.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { fromToday, instantInWords, inWords, type PlainDate } from '../../domain/dates.ts';
import { button, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { ActionOnCase } from './action-on-case.ts';
import { standingTag } from './standing-tag.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly action: ActionOnCase;
  readonly today: PlainDate;
  readonly steps: readonly StepKind[];
  readonly story: readonly ActionEvent[];
};

const linkWords: Readonly<Record<StepKind, string>> = {
  accept: 'Accept it',
  done: 'Record it as done',
  note: 'Write how it is going',
  'hand-back': 'Hand it back',
  give: 'Give it to somebody else',
  'not-needed': 'Say that it is not needed',
};

const dueInWords = ({ record, action, today }: Shown): string => {
  const due = dueDay(action, record.actions);
  if (due === null) return `${inWords(action.dueOn)}, but not before what it waits for`;
  return action.doneOn === null && action.notNeededOn === null
    ? `${inWords(due)} (${fromToday(due, today)})`
    : inWords(action.dueOn);
};

const rowsOf = (shown: Shown) => {
  const { record, action } = shown;
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });
  const before = record.actions.find(({ id }) => id === action.dependsOn);
  return [
    row('Who', action.ownerName),
    row('By', dueInWords(shown)),
    ...(action.why === null ? [] : [row('Why', action.why)]),
    ...(action.forWhom === null ? [] : [row('For whom', forWhomInWords[action.forWhom])]),
    ...(before === undefined ? [] : [row('Waits for', before.what)]),
    ...(action.recurs === null ? [] : [row('Comes again', recurrenceInWords(action.recurs))]),
    row('Recorded by', `${action.recordedBy.name}, ${instantInWords(action.recordedAt)}`),
    ...(action.doneOn === null
      ? []
      : [
          row('Done on', inWords(action.doneOn)),
          row('Evidence', action.evidence),
          ...(action.doneHow === 'statement' ? [row('Told by', action.statedBy)] : []),
        ]),
    ...(action.notNeededOn === null
      ? []
      : [row('Not needed since', inWords(action.notNeededOn)), row('Because', action.notNeededBecause)]),
  ];
};

const storyItem = ({ kind, words, by, at }: ActionEvent): Html => html`
  <li><strong>${actionEventInWords[kind]}</strong>
    <span class="app-secondary">${by}, ${instantInWords(at)}</span>
    ${words !== '' && html`<p class="app-words">${words}</p>`}</li>`;

/** What comes first is a button; everything else that can be done is a link. */
const stepsPart = ({ record, action, steps }: Shown): Html | null => {
  const [first, ...others] = steps;
  if (first === undefined) return null;
  const address = `/disruptions/${record.id}/actions/${action.id}`;
  return html`
    ${button({ text: linkWords[first], href: `${address}/${first}` })}
    ${others.length > 0 && html`<ul class="govuk-list">${others.map((step) => html`<li><a class="govuk-link" href="${address}/${step}">${linkWords[step]}</a></li>`)}</ul>`}`;
};

/** One action: what, who, why and by when; what can be done about it; and its story. */
export const seeActionView = (shell: Shell, shown: Shown): string => {
  const { record, action, today, story } = shown;
  return page(shell, {
    title: 'Action',
    back: { href: `/disruptions/${record.id}/actions`, text: `Actions of ${record.reference}` },
    body: html`
      <h1 class="govuk-heading-l">${action.what}</h1>
      <p class="govuk-body">${standingTag(standingOf(action, record.actions, today))}</p>
      ${summaryList({ rows: rowsOf(shown) })}
      ${stepsPart(shown)}
      ${story.length > 0 && html`<h2 class="govuk-heading-m">What has happened</h2><ol class="govuk-list govuk-list--spaced">${story.map(storyItem)}</ol>`}`,
  });
};
