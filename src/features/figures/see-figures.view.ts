import { method } from '../../domain/disclosure.ts';
import { type PopulationKey, populationOf } from '../../domain/figure.ts';
import { quartersIn, spanInWords } from '../../domain/quarter.ts';
import { inFigures } from '../../domain/words.ts';
import { details, insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Picture } from './shown.ts';
import type { Snapshot } from './store.ts';

const back = { href: '/figures', text: 'Figures' } as const;
const current = '/figures';

/** What there are figures of. */
export const figuresView = (
  shell: Shell,
  latest: readonly { readonly key: PopulationKey; readonly snapshot: Snapshot | undefined }[],
): string =>
  page(shell, {
    ...{ title: 'Figures of the region', current },
    body: html`
      <h1 class="govuk-heading-l">Figures of the region</h1>
      <p class="govuk-body">Numbers of all councils together, for everybody who works here. Small numbers are not shown, and the others are to the nearest five, so that nobody can be told from them. <a class="govuk-link" href="/figures/method">How the figures are made</a></p>
      <ul class="app-duties">${latest.map(
        ({ key, snapshot }) => html`
        <li class="app-duties__duty">
          <h2 class="app-duties__title"><a class="govuk-link" href="/figures/${key}">${populationOf(key).title}</a></h2>
          <p class="app-duties__detail">${
            snapshot === undefined
              ? 'Nothing is published yet: there are too few in each quarter so far. They are counted together with those that come.'
              : `${spanInWords(snapshot)}: about ${inFigures(snapshot.figures.total)} ${populationOf(key).one}.`
          }</p>
        </li>`,
      )}</ul>`,
  });

const tableOf = ({ title, headings, rows }: Picture): Html => html`
  <table class="govuk-table">
    <caption class="govuk-table__caption govuk-visually-hidden">${title}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${headings[0]}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${headings[1]}</th></tr></thead>
    <tbody class="govuk-table__body">${rows.map(
      ([label, value]) =>
        html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${value === null ? html`<abbr title="confidential: too few to show">c</abbr>` : inFigures(value)}</td></tr>`,
    )}</tbody>
  </table>
  <p class="govuk-body-s">${rows.some(([, value]) => value === null) && 'c: too few to show, or too much of one council. '}</p>`;

const picturePart = (picture: Picture, address: string): Html => html`
  <section class="app-figure" aria-labelledby="${picture.key}-heading">
    <h2 class="govuk-heading-m" id="${picture.key}-heading">${picture.title}</h2>
    <p class="govuk-body">${picture.says}</p>
    ${picture.svg}
    ${details({ summaryText: `The same as a table: ${picture.title.toLowerCase()}`, html: tableOf(picture) })}
    <p class="govuk-body-s app-figure__files">Download: <a class="govuk-link" href="${address}/${picture.key}.svg">picture (SVG)<span class="govuk-visually-hidden">, ${picture.title}</span></a>, <a class="govuk-link" href="${address}/${picture.key}.csv">table (CSV)<span class="govuk-visually-hidden">, ${picture.title}</span></a>, <a class="govuk-link" href="${address}/${picture.key}.csv-metadata.json">what the table means (CSVW)<span class="govuk-visually-hidden">, ${picture.title}</span></a></p>
  </section>`;

/** The figures of one kind, of the latest span or the one that was asked for. */
export const populationView = (
  shell: Shell,
  {
    key,
    spans,
    snapshot,
    pictures,
  }: {
    readonly key: PopulationKey;
    readonly spans: readonly Snapshot[];
    readonly snapshot: Snapshot | undefined;
    readonly pictures: readonly Picture[];
  },
): string => {
  const { title, counts, one } = populationOf(key);
  const others = spans.filter((span) => span !== snapshot).toReversed();
  return page(shell, {
    ...{ title, back, current },
    body: html`
      <span class="govuk-caption-l">Figures of the region</span>
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${counts} <a class="govuk-link" href="/figures/method">How the figures are made</a></p>
      ${
        snapshot === undefined
          ? insetText({
              text: `Nothing is published yet. Figures need at least ${method.leastTotal} ${one} from ${method.leastCouncils} councils; until then they are counted together, and shown once there are enough.`,
            })
          : html`
        <p class="govuk-body-l">${spanInWords(snapshot)}: about ${inFigures(snapshot.figures.total)} ${one}.</p>
        ${quartersIn(snapshot) > 1 && insetText({ text: `${quartersIn(snapshot)} quarters are counted together here, because one alone had too few.` })}
        ${pictures.map((picture) => picturePart(picture, `/figures/${key}/${snapshot.id}`))}`
      }
      ${
        others.length > 0 &&
        html`<h2 class="govuk-heading-m">Other times</h2>
        <ul class="govuk-list">${others.map((span) => html`<li><a class="govuk-link" href="/figures/${key}?span=${span.id}">${spanInWords(span)}</a></li>`)}</ul>`
      }`,
  });
};

/** How figures are made, and whose rules these are. */
export const methodView = (shell: Shell): string =>
  page(shell, {
    ...{ title: 'How the figures are made', back, current },
    body: html`
      <h1 class="govuk-heading-l">How the figures are made</h1>
      <p class="govuk-body">Few placements end in a council in a quarter. A small number, or one that can be worked out from others, can tell people who they know. So much of what could be counted is not shown.</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>A number of 5 or fewer, also none, is not shown (c). Every other is given to the nearest ${method.roundedTo}.</li>
        <li>A number has at least ${method.leastCouncils} councils in it, and none of them more than ${method.mostOfOne * 100}% of it.</li>
        <li>A quarter with fewer than ${method.leastTotal} is counted together with the next, and is published once.</li>
        <li>What was published is never made again. What is recorded later counts when it is recorded, so that nobody can take one figure from another.</li>
        <li>Before figures are published the service tries what somebody could work out from all of them who knows everything of one council. As long as a number from 1 to 5 could be told to within two values, it leaves out more.</li>
        <li>A share is worked out from the numbers that are shown, to the nearest 5%, and only of ${method.leastTotal} or more.</li>
        <li>No table has two things at once, such as age by council.</li>
      </ul>
      <h2 class="govuk-heading-m">Where the rules come from</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>Department for Education, methodology of “Children looked after in England including adoptions”: small numbers are replaced by c, and others with them where they could be worked out.</li>
        <li>Office for National Statistics, policy on protecting confidentiality in tables of births and deaths: what is asked for one by one counts together with what is published.</li>
        <li>The limits of a chart are those of a chart of individual values (XmR): the mean and 2.66 times the mean difference of neighbours. A value outside them, or eight in a row on one side of the mean, is more than what comes and goes by itself (NHS England, Making data count).</li>
      </ul>
      <p class="govuk-body">This is version ${method.version} of the method.</p>`,
  });
