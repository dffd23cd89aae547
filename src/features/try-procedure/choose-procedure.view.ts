import { inWords, type PlainDate } from '../../domain/dates.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

/** One procedure: the version to try unless another is asked for, and every other that the service carries. */
export type Versions = { readonly shown: Procedure; readonly others: readonly Procedure[] };

/** "version 2020-11, in force since 1 November 2020". */
export const versionInWords = (
  { version, inForce: { from, until } }: Procedure,
  today: PlainDate,
): string => {
  if (until !== undefined)
    return `version ${version}, in force from ${inWords(from)} until ${inWords(until)}`;
  return `version ${version}, in force ${from <= today ? 'since' : 'from'} ${inWords(from)}`;
};

const versions = ({ shown, others }: Versions, today: PlainDate) => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title"><a class="govuk-link" href="/procedures/${shown.id}">${shown.title}</a></h3>
    <p class="app-duties__detail">${shown.document}, ${versionInWords(shown, today)}</p>
    ${others.map(
      (other) =>
        html`<p class="app-duties__detail">Or try <a class="govuk-link" href="/procedures/${other.id}?version=${encodeURIComponent(other.version)}">${versionInWords(other, today)}</a></p>`,
    )}
  </li>`;

/** Every procedure the service carries, council by council. */
export const chooseProcedureView = (
  shell: Shell,
  { procedures, today }: { readonly procedures: readonly Versions[]; readonly today: PlainDate },
): string => {
  const byCouncil = [...Map.groupBy(procedures, ({ shown }) => shown.council)];
  return page(shell, {
    title: 'Try a procedure',
    body: html`
      <h1 class="govuk-heading-l">Try a procedure</h1>
      <p class="govuk-body">When a child’s placement ends early, or might, a procedure says what is to be done, by whom and by when. Choose one and answer a few questions. You then see what it asks, the dates, and why.</p>
      <p class="govuk-body">You do not need to sign in, and nothing you answer is kept.</p>
      ${byCouncil.map(
        ([council, ofCouncil]) => html`
          <h2 class="govuk-heading-m">${council}</h2>
          <ul class="app-duties">${ofCouncil.map((each) => versions(each, today))}</ul>`,
      )}`,
  });
};
