import { dateInLondon, instantInWords, inWords, timeInLondon, timeInWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { Opening } from './store.ts';

const openingItem = (opening: Opening, personId: string): Html => html`
  <li class="app-duties__duty">
    <h2 class="app-duties__title">${opening.reference}</h2>
    <p class="app-duties__tag">${opening.reviewedAt === null ? tag({ text: 'To review', classes: 'govuk-tag--yellow' }) : tag({ text: 'Reviewed', classes: 'govuk-tag--green' })}</p>
    <p class="app-duties__detail">${opening.name}, ${instantInWords(opening.at)}, until ${timeInWords(timeInLondon(opening.until))}</p>
    <p class="app-duties__detail app-words">${opening.reason}</p>
    ${
      opening.reviewedAt !== null
        ? html`<p class="app-duties__detail">${opening.reviewedBy}, ${inWords(dateInLondon(opening.reviewedAt))}. ${opening.review === 'right' ? 'Right' : 'Not right'}: <span class="app-words">${opening.reviewNote}</span></p>`
        : opening.personId === personId
          ? html`<p class="app-duties__detail">You opened it: a colleague reviews it.</p>`
          : html`<p class="app-duties__detail"><a class="govuk-link" href="/opened-cases/${opening.id}">Review<span class="govuk-visually-hidden"> the opening of ${opening.reference}</span></a></p>`
    }
  </li>`;

export const openingsView = (
  shell: Shell,
  shown: { readonly openings: readonly Opening[]; readonly personId: string },
): string =>
  page(shell, {
    title: 'Cases opened by people not on them',
    current: '/opened-cases',
    body: html`
      <h1 class="govuk-heading-l">Cases opened by people not on them</h1>
      <p class="govuk-body">You see who, when and why, and the reference. What is in the case is not shown here.</p>
      ${
        shown.openings.length === 0
          ? html`<p class="govuk-body">Nobody has opened a case that was not theirs.</p>`
          : html`<ol class="app-duties">${shown.openings.map((opening) => openingItem(opening, shown.personId))}</ol>`
      }`,
  });

export const reviewOpeningView = (
  shell: Shell,
  shown: { readonly loaded: Opening; readonly typed: Typed; readonly problems: readonly Problem[] },
): string => {
  const { loaded: opening, typed, problems } = shown;
  return page(shell, {
    title: 'Review an opening',
    problems,
    back: { href: '/opened-cases', text: 'Cases opened by people not on them' },
    body: html`
      <h1 class="govuk-heading-l">Was it right to open this case?</h1>
      ${summaryList({
        rows: [
          { key: { text: 'Reference' }, value: { text: opening.reference } },
          { key: { text: 'Who' }, value: { text: opening.name } },
          { key: { text: 'When' }, value: { text: instantInWords(opening.at) } },
          { key: { text: 'Why' }, value: { html: html`<span class="app-words">${opening.reason}</span>` } },
        ],
      })}
      ${form(shell, {
        action: `/opened-cases/${opening.id}`,
        button: 'Save the review',
        body: html`
          ${radiosField({
            name: 'found',
            label: 'What did you find?',
            choices: [
              { value: 'right', text: 'It was right' },
              { value: 'not-right', text: 'It was not right' },
            ],
            typed,
            problems,
          })}
          ${areaField({ name: 'note', label: 'What you found, and what follows', rows: 4, typed, problems })}`,
      })}`,
  });
};
