import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import {
  channelInWords,
  formatInWords,
  languageInWords,
  notConfirmed,
  type PersonToReach,
  type Reach,
  reachNobodyAsked,
  stoppedInWords,
} from '../../domain/contact-channel.ts';
import { warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { confirmationsList } from './reach.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly people: readonly PersonToReach[];
  readonly reach: Readonly<Record<string, Reach>>;
  readonly mayConfirm: boolean;
};

/** What is to be minded when somebody is written to, where it is not the usual. */
const wishes = ({ prefers, language, format, needs }: Reach): readonly string[] => [
  ...(prefers === null ? [] : [`Prefers: ${channelInWords[prefers].toLowerCase()}`]),
  ...(language === 'en' ? [] : [languageInWords[language]]),
  ...(format === 'standard' ? [] : [formatInWords[format]]),
  ...(needs === '' ? [] : [needs]),
];

const personItem = (person: PersonToReach, { record, reach, mayConfirm }: Shown): Html => {
  const of = reach[person.source] ?? reachNobodyAsked;
  return html`
  <li class="app-duties__duty">
    <h2 class="app-duties__title">${person.name}</h2>
    <p class="app-duties__detail">${capacityInWords[person.capacity]}</p>
    ${
      of.stopped === null
        ? confirmationsList(record, of)
        : html`<p class="app-duties__detail"><strong>Nothing is sent to them any more.</strong> ${stoppedInWords[of.stopped.because]}. ${of.stopped.note}</p>`
    }
    ${wishes(of).length > 0 && html`<ul class="govuk-list app-duties__detail">${wishes(of).map((wish) => html`<li>${wish}</li>`)}</ul>`}
    ${mayConfirm && html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${record.id}/reach/${person.source}">Confirm or change<span class="govuk-visually-hidden"> how ${person.name} is reached</span></a></p>`}
  </li>`;
};

export const seeReachView = (shell: Shell, shown: Shown): string => {
  const { record, people, reach, mayConfirm } = shown;
  const open = notConfirmed(people, reach, record);
  return page(shell, {
    title: 'How to reach people',
    back: { href: `/disruptions/${record.id}` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">How to reach people</h1>
      ${
        open.length > 0 &&
        warningText({
          iconFallbackText: 'Warning',
          text: `${open.length === 1 ? 'One person cannot be reached yet' : `${open.length} people cannot be reached yet`}. Make sure of an address or a number that is right now.`,
        })
      }
      ${mayConfirm && open.length > 1 && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/confirm-emails">Confirm several e-mail addresses at once</a></p>`}
      ${
        people.length === 0
          ? html`<p class="govuk-body">Everybody on this case signs in.</p>`
          : html`<ol class="app-duties">${people.map((person) => personItem(person, shown))}</ol>`
      }`,
  });
};
