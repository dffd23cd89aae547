import { type CaseRecord, childrenInWords } from '../../domain/case.ts';
import { type Narrowed, narrow, narrowedInWords, whoInWords } from '../../domain/chronology.ts';
import { type Entry, entryKinds } from '../../domain/chronology-entry.ts';
import { inWords, inWordsWithWeekday, type PlainDate, timeInWords } from '../../domain/dates.ts';
import { byMonth } from '../../domain/record-chronology.ts';
import type { Problem } from '../../domain/result.ts';
import { checkboxesField, dateField, selectField } from '../../web/forms.ts';
import { button, details } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly today: PlainDate;
  readonly entries: readonly Entry[];
  readonly narrowed: Narrowed;
  readonly mayTake: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const wordsPart = ({ words, isQuoted }: Entry): Html | null => {
  if (words === '') return null;
  return isQuoted
    ? html`<blockquote class="app-words govuk-inset-text">${words}</blockquote>`
    : html`<p class="app-words">${words}</p>`;
};

const entryPart = (entry: Entry, { record, today }: Shown): Html => {
  const { on, at, kind, what, caseId, atPage } = entry;
  const who = whoInWords(entry, record.placement.children);
  const when = `${inWordsWithWeekday(on)}${at === null ? '' : ` at ${timeInWords(at)}`}`;
  return html`<li class="app-history__entry">
    <p class="app-history__what"><strong>${when}</strong>${on > today && html` (still to come)`}<br>
      <a class="govuk-link" href="/disruptions/${caseId}${atPage}">${what}</a></p>
    ${wordsPart(entry)}
    <p class="app-history__who">${who !== '' && `${who}. `}${entryKinds[kind]}</p>
  </li>`;
};

const narrowPart = ({ record, narrowed, typed, problems }: Shown): Html => {
  const { children } = record.placement;
  const field = { typed: { ...typed, kind: narrowed.kinds }, problems };
  return details({
    summaryText: 'Show only some of it, or all of it',
    open: Object.keys(typed).length > 0,
    html: html`<form method="get" action="/disruptions/${record.id}/chronology" novalidate>
      ${checkboxesField({ ...field, name: 'kind', label: 'What about', choices: Object.entries(entryKinds).map(([value, text]) => ({ value, text })) })}
      ${
        children.length > 1 &&
        selectField({
          ...field,
          name: 'child',
          label: 'Which child',
          unchosen: 'All of them',
          choices: children.map(({ id, givenName }) => ({ value: id, text: givenName })),
        })
      }
      ${dateField({ ...field, name: 'from', label: 'From' })}
      ${dateField({ ...field, name: 'until', label: 'Until' })}
      ${button({ text: 'Show', preventDoubleClick: true })}
    </form>`,
  });
};

/** The chronology by its months, with what was left out of it said in words: also on paper. */
export const chronologyView = (shell: Shell, shown: Shown): string => {
  const { record, entries, narrowed, mayTake, problems } = shown;
  const { children } = record.placement;
  const left = narrow(entries, narrowed);
  const only = narrowedInWords(narrowed, children, inWords);
  return page(shell, {
    title: 'Chronology',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}, ${childrenInWords(children)}</span>
      <h1 class="govuk-heading-l">Chronology</h1>
      <p class="govuk-body">What happened, from the first concern to the last action.
        ${left.length} of ${entries.length} entries${only !== '' && `: ${only}`}.</p>
      ${mayTake && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/chronology/bag">Keep it with a record, or hand it on</a></p>`}
      ${narrowPart(shown)}
      ${left.length === 0 && html`<p class="govuk-body">Nothing of this kind is recorded.</p>`}
      ${byMonth(left, ({ on }) => on).map(
        ([month, inMonth]) => html`
        <h2 class="govuk-heading-m">${month}</h2>
        <ol class="app-history">${inMonth.map((entry) => entryPart(entry, shown))}</ol>`,
      )}`,
  });
};
