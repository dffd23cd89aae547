import type { Problem } from '../src/domain/result.ts';
import {
  areaField,
  checkboxesField,
  dateField,
  form,
  radiosField,
  rowField,
  selectField,
  type Typed,
  textField,
  typedDate,
  typedRows,
} from '../src/web/forms.ts';
import { button, details, summaryList, tag } from '../src/web/govuk.ts';
import { type Html, html } from '../src/web/html.ts';
import { page, plainPage, type Shell } from '../src/web/page.ts';

export const exampleShell: Shell = {
  organisation: { name: 'Derby City Council', colour: '#00583d' },
  person: { name: 'Ruth Achebe', post: 'Social worker', places: [{ text: 'What needs doing', href: '/' }] },
  isDemonstration: true,
  csrfToken: 'token',
  assetsVersion: 'version',
  language: 'en',
  offersLanguages: false,
};

const filledIn: Typed = {
  reference: 'LCS 204 118',
  story: 'The first weekend went well.\n\nBy Tuesday <everyone> was exhausted & asked for help.',
  notes: 'Line one\nLine two',
  ...typedDate('ended-on', '2026-03-03'),
  stage: 'introductions',
  'stage-meetings': '4',
  told: ['parents', 'school'],
  chair: 'okafor',
  ...typedRows('children', [
    { 'given-name': 'Ash', 'family-name': 'Example' },
    { 'given-name': 'Rowan', 'family-name': 'Example' },
  ]),
};

const refused: readonly Problem[] = [
  { field: 'reference', message: 'Enter the case reference' },
  { field: 'story', message: 'Enter what happened' },
  { field: 'notes', message: 'Notes must be 200 characters or fewer' },
  {
    field: 'ended-on',
    message: 'Enter the date the placement ended',
    because: 'Adoption procedure, paragraph 4.2',
  },
  { field: 'stage', message: 'Choose when the placement ended' },
  { field: 'told', message: 'Choose who has been told' },
  { field: 'chair', message: 'Choose a chair' },
  { field: rowField('children', 0, 'given-name'), message: 'Enter the first child’s given name' },
  {
    field: '',
    message: 'This placement already has an open disruption',
    because: 'Recorded by Ruth Achebe on 2 March',
  },
];

const states = {
  empty: { typed: {}, problems: [] },
  filled: { typed: filledIn, problems: [] },
  refused: { typed: {}, problems: refused },
} as const;

/** One page with every field and every part of the web kit on it, to be looked at and checked. */
export const kitchenSink = (state: keyof typeof states, shell: Shell = exampleShell): string => {
  const { typed, problems } = states[state];
  const asking = { typed, problems };
  const fields = html`
    <h1 class="govuk-heading-l">Record a breakdown</h1>
    ${parts}
    ${form(shell, {
      action: '/kitchen-sink',
      button: 'Continue',
      secondary: html`<a class="govuk-link" href="/">Leave without saving</a>`,
      body: html`
        ${textField({ ...asking, name: 'reference', label: 'Case reference', hint: 'On the case file, such as LCS 204 118', width: 20 })}
        ${areaField({ ...asking, name: 'story', label: 'What happened, in your own words', rows: 8 })}
        ${areaField({ ...asking, name: 'notes', label: 'Notes', limit: 200 })}
        ${dateField({ ...asking, name: 'ended-on', label: 'When did the placement end?', hint: html`For example, <strong>27 3 2026</strong>` })}
        ${radiosField({
          ...asking,
          name: 'stage',
          label: 'When did it end?',
          choices: [
            {
              value: 'introductions',
              text: 'During introductions',
              reveals: textField({
                ...asking,
                name: 'stage-meetings',
                label: 'How many meetings were there?',
                width: 2,
                inputmode: 'numeric',
              }),
            },
            { value: 'placed', text: 'After placement', hint: 'Before the Adoption Order' },
          ],
        })}
        ${radiosField({
          ...asking,
          name: 'urgent',
          label: 'Is anybody at risk tonight?',
          inline: true,
          choices: [
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ],
        })}
        ${checkboxesField({
          ...asking,
          name: 'told',
          label: 'Who has been told?',
          choices: [
            { value: 'parents', text: 'Birth parents' },
            { value: 'school', text: 'School', hint: 'The designated teacher' },
            { value: 'nobody', text: 'Nobody yet', exclusive: true },
          ],
        })}
        ${selectField({
          ...asking,
          name: 'chair',
          label: 'Chair',
          unchosen: 'Choose a chair',
          choices: [
            { value: 'okafor', text: 'Ngozi Okafor' },
            { value: 'lund', text: 'Erik Lund' },
          ],
        })}
        ${[0, 1].map((row) => child(row, typed, problems))}
        ${button({ text: 'Add another child', name: 'then', value: 'add-child', classes: 'govuk-button--secondary' })}
      `,
    })}`;
  return page(shell, {
    title: 'Record a breakdown',
    body: fields,
    problems,
    back: { href: '/' },
    current: '/disruptions/new',
  });
};

/** A page as a family sees it. */
export const guestPage = (shell: Shell = exampleShell): string =>
  plainPage(shell, {
    title: 'Will you come to the meeting?',
    exit: 'https://www.bbc.co.uk/weather',
    back: { href: '/' },
    body: form(shell, {
      action: '/kitchen-sink',
      button: 'Send my reply',
      body: radiosField({
        name: 'reply',
        label: 'Will you come to the meeting?',
        labelIsHeading: true,
        hint: 'Thursday 2 April 2026 at 10am',
        typed: {},
        problems: [],
        choices: [
          { value: 'coming', text: 'Yes' },
          { value: 'not-coming', text: 'No' },
        ],
      }),
    }),
  });

const child = (row: number, typed: Typed, problems: readonly Problem[]): Html => {
  const name = (field: string) => rowField('children', row, field);
  return html`
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Child ${row + 1}</legend>
      ${textField({ typed, problems, name: name('given-name'), label: 'Given name', width: 20 })}
      ${textField({ typed, problems, name: name('family-name'), label: 'Family name', width: 20 })}
    </fieldset>`;
};

const why = details({
  summaryText: 'Why',
  html: html`<p class="govuk-body">Adoption procedure, paragraph 4.2.</p>`,
});
const parts = html`
  <h2 class="govuk-heading-m">What the procedure asks</h2>
  <ol class="app-duties">
    <li class="app-duties__duty">
      <h3 class="app-duties__title"><a class="govuk-link" href="/meeting">Hold the meeting</a></h3>
      <p class="app-duties__tag">${tag({ text: 'Must' })}</p>
      <p class="app-duties__detail">Between Sunday 29 March and Sunday 12 April 2026</p>
      <p class="app-duties__detail">Ruth Achebe</p>
      ${why}
    </li>
    <li class="app-duties__duty">
      <h3 class="app-duties__title">Tell the agency decision-maker that the placement has ended</h3>
      <p class="app-duties__tag">${tag({ text: 'Done', classes: 'govuk-tag--green' })}</p>
      <p class="app-duties__detail">Done on Wednesday 4 March 2026</p>
    </li>
  </ol>
  <h2 class="govuk-heading-m">People</h2>
  <ul class="app-people">
    <li class="app-people__person">
      <h3 class="app-people__name">Ngozi Okafor</h3>
      <p class="app-people__detail">Independent chair</p>
    </li>
    <li class="app-people__person">
      <h3 class="app-people__name">Erik Lund</h3>
      <p class="app-people__detail">Social worker for the prospective adopters, Adoption East Midlands</p>
    </li>
    <li class="app-people__person">
      <h3 class="app-people__name">Maya Brook</h3>
      <p class="app-people__detail">maya.brook@a-very-long-name-of-an-agency.example</p>
    </li>
  </ul>
  <h2 class="govuk-heading-m">History</h2>
  <ol class="app-history">
    <li class="app-history__entry">
      <p class="app-history__what">Changed the date of the meeting</p>
      <p class="app-history__who">Ruth Achebe, <time datetime="2026-03-05T18:05">5 March 2026 at 6:05pm</time></p>
    </li>
    <li class="app-history__entry">
      <p class="app-history__what">Recorded the breakdown</p>
      <p class="app-history__who">Ruth Achebe, <time datetime="2026-03-03T09:30">3 March 2026 at 9:30am</time></p>
    </li>
  </ol>
  ${summaryList({
    rows: [
      {
        key: { text: 'What happened' },
        value: { html: html`<p class="app-words">${'First line\nSecond line'}</p>` },
        actions: { items: [{ text: 'Change', visuallyHiddenText: 'what happened', href: '/change' }] },
      },
    ],
  })}`;
