import {
  type CarerIdentity,
  carerInWords,
  carersInWords,
  type Identities,
  reasonLimit,
} from '../../domain/carer-identity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { dateInLondon, inWords, timeInLondon, timeInWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, type Typed } from '../../web/forms.ts';
import { summaryList, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Asked = {
  readonly record: CaseRecord;
  readonly openings: readonly { readonly at: Date; readonly by: string; readonly reason: string }[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const openingsPart = ({ openings }: Asked): Html =>
  openings.length === 0
    ? html`<p class="govuk-body">Nobody has opened this yet.</p>`
    : html`<ol class="app-history">${openings.map(
        ({ at, by, reason }) => html`<li class="app-history__entry">
          <p class="app-history__what app-words">${reason}</p>
          <p class="app-history__who">${by}, <time datetime="${at.toISOString()}">${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}</time></p>
        </li>`,
      )}</ol>`;

const correctPart = ({ record }: Pick<Asked, 'record'>): Html => html`
  <h2 class="govuk-heading-m">Put something right</h2>
  <p class="govuk-body">You can do this without opening who they are.</p>
  <ul class="govuk-list">${record.placement.carers.map(
    ({ id }, index) =>
      html`<li><a class="govuk-link" href="/disruptions/${record.id}/identities/${id}">Correct the name, number or address of ${carerInWords(record.placement.kind, index)}</a></li>`,
  )}</ul>`;

/** Asks for a reason before anything is shown, and lists the reasons others had. */
export const askReasonView = (shell: Shell, shown: Asked): string => {
  const { record, typed, problems } = shown;
  const who = carersInWords(record.placement.kind);
  return page(shell, {
    title: `Who ${who} are`,
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Who ${who} are</h1>
      <p class="govuk-body">Their names, numbers and addresses are kept apart from the case. You will see them once. That you opened them, and why, stands in the case’s history from then on.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/identities`,
        button: 'Show who they are',
        body: areaField({
          name: 'reason',
          label: 'Why do you need to know?',
          hint: 'Without names or addresses. Everybody on the case can read this.',
          typed,
          problems,
          rows: 3,
          limit: reasonLimit,
        }),
        secondary: html`<a class="govuk-link" href="/disruptions/${record.id}">Leave it closed</a>`,
      })}
      ${correctPart(shown)}
      <h2 class="govuk-heading-m">Who has opened this, and why</h2>
      ${openingsPart(shown)}`,
  });
};

const rowsOf = ({ name, email, phone, address }: CarerIdentity) =>
  [
    ['Name', name],
    ['E-mail address', email],
    ['Phone number', phone],
    ['Address', address],
  ].map(([key = '', value = '']) => ({
    key: { text: key },
    value: { html: html`<span class="app-words">${value === '' ? 'Not on record' : value}</span>` },
  }));

/** Who the carers of a placement are, each line by itself so that it can be copied as it stands. */
export const openedView = (
  shell: Shell,
  { record, identities }: { readonly record: CaseRecord; readonly identities: Identities },
): string => {
  const { kind, carers } = record.placement;
  const who = carersInWords(kind);
  return page(shell, {
    title: `Who ${who} are`,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Who ${who} are</h1>
      <p class="govuk-body">This is shown once. To see it again, give a reason again.</p>
      ${warningText({
        iconFallbackText: 'Warning',
        text: 'This never goes to the birth family, nor into minutes, letters to others or the child’s own file.',
      })}
      ${carers.flatMap(({ id }, index) =>
        (identities[id] ?? []).slice(0, 1).map(
          (present) => html`
          <h2 class="govuk-heading-m">${carerInWords(kind, index)}</h2>
          ${summaryList({ rows: rowsOf(present) })}
          <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/identities/${id}">Correct this<span class="govuk-visually-hidden"> for ${carerInWords(kind, index)}</span></a></p>`,
        ),
      )}
`,
  });
};
