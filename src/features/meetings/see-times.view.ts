import type { CaseAct } from '../../domain/access.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { type Asked, type Fit, timeAnswerInWords } from '../../domain/time-answers.ts';
import { momentInWords } from '../../domain/times-message.ts';
import { capitalised } from '../../domain/words.ts';
import { button, insetText, table, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly proposal: { readonly people: readonly Asked[] } | undefined;
  /** The best first. */
  readonly fits: readonly Fit[];
  readonly isEssential: (person: Asked) => boolean;
  readonly actorId: string;
  readonly may: (act: CaseAct) => boolean;
};

const timeItem = (fit: Fit, at: number, { record, may }: Shown): Html => html`
  <li class="app-duties__duty">
    <h2 class="app-duties__title">${momentInWords(fit.time)}</h2>
    ${at === 0 && html`<p class="app-duties__tag">${tag({ text: 'Fits best', classes: 'govuk-tag--green' })}</p>`}
    <p class="app-duties__detail">${fit.because}</p>
    ${
      may('convene-meeting') &&
      html`<p class="app-duties__detail">${button({
        html: html`Use this time<span class="govuk-visually-hidden">: ${momentInWords(fit.time)}</span>`,
        href: `/disruptions/${record.id}/meeting?time=${fit.time.id}`,
        classes: at === 0 ? '' : 'govuk-button--secondary',
      })}</p>`
    }
  </li>`;

const said = (person: Asked, { time }: Fit): Html => {
  const given = person.answers.get(time.id);
  if (given === undefined) return html`No answer yet`;
  const { answer, toldBy, toldHow, recordedBy } = given;
  return html`${capitalised(timeAnswerInWords[answer])}${
    toldBy !== '' &&
    html`<br><span class="govuk-hint">${toldBy} said so (${toldHow}). Written down by ${recordedBy}.</span>`
  }`;
};

const personRow = (person: Asked, shown: Shown) => {
  const { record, fits, isEssential, actorId, may } = shown;
  const isOwn = person.personId === actorId;
  return [
    {
      html: html`<strong>${person.name}</strong><br>${capitalised(capacityInWords[person.capacity])}${isEssential(person) && ', must be there'}
        ${
          may('answer-times') &&
          html`<br><a class="govuk-link" href="/disruptions/${record.id}/times/answers/${person.id}">${
            isOwn
              ? 'Say which times you can'
              : html`Write down what they say<span class="govuk-visually-hidden">: ${person.name}</span>`
          }</a>`
        }`,
    },
    ...fits.map((fit) => ({
      html: said(person, fit),
      attributes: { 'data-heading': momentInWords(fit.time) },
    })),
  ];
};

const askedPart = (shown: Shown, people: readonly Asked[]): Html => {
  const { record, fits, may } = shown;
  return html`
    <ol class="app-duties">${fits.map((fit, at) => timeItem(fit, at, shown))}</ol>
    ${table({
      caption: 'What everybody said, the best time first',
      captionClasses: 'govuk-table__caption--m',
      classes: 'app-table--stacks',
      head: ['Who', ...fits.map(({ time }) => momentInWords(time))].map((text) => ({ text })),
      rows: people.map((person) => personRow(person, shown)),
    })}
    <ul class="govuk-list">
      <li><a class="govuk-link" href="/disruptions/${record.id}/invitations">Whether everybody has been reached</a></li>
      ${may('convene-meeting') && html`<li><a class="govuk-link" href="/disruptions/${record.id}/times/propose">Change the times, or who is asked</a></li>`}
      ${may('convene-meeting') && html`<li><a class="govuk-link" href="/disruptions/${record.id}/times/take-back">Take the times back</a></li>`}
    </ul>`;
};

/** Which times people can, for whoever chairs and convenes: words in every cell, and why one time is before another. */
export const seeTimesView = (shell: Shell, shown: Shown): string => {
  const { record, proposal, may } = shown;
  return page(shell, {
    title: 'Times people can come',
    wide: true,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Times people can come</h1>
      ${
        proposal !== undefined
          ? askedPart(shown, proposal.people)
          : record.meeting !== null
            ? insetText({ text: 'The meeting is arranged. Nobody is asked about times any more.' })
            : html`<p class="govuk-body">Nobody is asked about times now.
                ${may('convene-meeting') && html`<a class="govuk-link" href="/disruptions/${record.id}/times/propose">Ask who can come when</a>`}</p>`
      }`,
  });
};
