import type { Staff } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, dateField, form, radiosField, selectField, textField } from '../../web/forms.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { rowField, type Typed } from '../../web/typed.ts';

type Shown = {
  readonly socialWorkers: readonly Staff[];
  readonly adoptersSocialWorkers: readonly Staff[];
  readonly iros: readonly Staff[];
  readonly panelAdvisors: readonly Staff[];
  /** Whether the child is the person's own to work with: nobody is then asked who does. */
  readonly isOwnCase: boolean;
  readonly childRows: number;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const staffField = ({ typed, problems }: Shown, name: string, label: string, staff: readonly Staff[]): Html =>
  selectField({
    typed,
    problems,
    name,
    label,
    unchosen: 'Choose',
    choices: staff.map((person) => ({ value: person.id, text: `${person.name}, ${person.organisation}` })),
  });

const group = (legend: string, fields: readonly Html[]): Html => html`
  <fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${legend}</legend>
    ${fields}
  </fieldset>`;

const childRow = (shown: Shown, row: number): Html => {
  const { typed, problems, childRows } = shown;
  const named = (field: string) => rowField('children', row, field);
  return group(childRows === 1 ? 'The child' : `Child ${row + 1}`, [
    textField({ typed, problems, name: named('givenName'), label: 'Given name', width: 20 }),
    textField({ typed, problems, name: named('familyName'), label: 'Family name', width: 20 }),
    dateField({ typed, problems, name: named('bornOn'), label: 'Date of birth' }),
    textField({
      typed,
      problems,
      name: named('caseNumber'),
      label: 'Case number',
      hint: 'The number your council’s own system gives the child',
      width: 20,
    }),
  ]);
};

const personFields = (shown: Shown, prefix: string): readonly Html[] => {
  const { typed, problems } = shown;
  return [
    textField({ typed, problems, name: `${prefix}-name`, label: 'Name' }),
    textField({
      typed,
      problems,
      name: `${prefix}-email`,
      label: 'E-mail',
      type: 'email',
      spellcheck: false,
    }),
  ];
};

const adopterRow = (shown: Shown, row: number): Html => {
  const { typed, problems } = shown;
  const prefix = `adopters-${row}`;
  return group(row === 0 ? 'Prospective adopter' : 'Second prospective adopter, if there is one', [
    ...personFields(shown, prefix),
    textField({
      typed,
      problems,
      name: `${prefix}-phone`,
      label: 'Phone (optional)',
      type: 'tel',
      width: 20,
    }),
    areaField({ typed, problems, name: `${prefix}-address`, label: 'Address (optional)', rows: 3 }),
  ]);
};

const agencyPart = (shown: Shown): Html => {
  const { typed, problems, adoptersSocialWorkers } = shown;
  const agencies = new Set(adoptersSocialWorkers.map(({ organisation }) => organisation));
  return radiosField({
    typed,
    problems,
    name: 'familySource',
    label: 'Which agency approved the adopters?',
    choices: [
      {
        value: 'regional-agency',
        text: [...agencies].join(' or ') || 'The regional adoption agency',
        reveals: staffField(
          shown,
          'adoptersSocialWorkerId',
          'The adopters’ social worker',
          adoptersSocialWorkers,
        ),
      },
      {
        value: 'inter-agency',
        text: 'Another agency',
        hint: 'An inter-agency placement',
        reveals: html`
          ${textField({ typed, problems, name: 'agencyName', label: 'Name of the agency' })}
          ${group('The adopters’ social worker there', personFields(shown, 'theirWorker'))}`,
      },
    ],
  });
};

const datesPart = ({ typed, problems }: Shown): readonly Html[] => [
  dateField({
    typed,
    problems,
    name: 'introductionsOn',
    label: 'When did introductions begin?',
    hint: 'Leave empty if it is not known and the child has moved in',
  }),
  dateField({
    typed,
    problems,
    name: 'startedOn',
    label: 'When did the child move in?',
    hint: 'Leave empty if the child never moved in',
  }),
  dateField({
    typed,
    problems,
    name: 'orderMadeOn',
    label: 'When was the Adoption Order made?',
    hint: 'Leave empty if none was made',
  }),
];

const twice = (row: (number: number) => Html): Html => html`${[0, 1].map(row)}`;

export const addPlacementView = (shell: Shell, shown: Shown): string => {
  const title = 'Add a child and placement';
  const { problems, childRows, isOwnCase } = shown;
  return page(shell, {
    title,
    problems,
    current: '/disruptions/new',
    back: { href: '/disruptions/new', text: 'Record a breakdown' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">For an adoptive placement, or introductions to one. Brothers and sisters who were placed
        together go on one form.</p>
      ${form(shell, {
        action: '/placements/new',
        button: 'Save and record the breakdown',
        body: html`
          ${Array.from({ length: childRows }, (_, row) => childRow(shown, row))}
          ${button({ text: 'Add another child', name: 'go', value: 'add-child', classes: 'govuk-button--secondary' })}
          ${isOwnCase ? null : staffField(shown, 'socialWorkerId', 'The child’s social worker', shown.socialWorkers)}
          <h2 class="govuk-heading-m">The placement</h2>
          ${datesPart(shown)}
          ${twice((row) => adopterRow(shown, row))}
          ${agencyPart(shown)}
          ${twice((row) => group(row === 0 ? 'Current carer' : 'Second carer, if there is one', personFields(shown, `carers-${row}`)))}
          ${twice((row) => group(row === 0 ? 'Parent or family member, if one might be asked' : 'Another, if there is one', personFields(shown, `family-${row}`)))}
          <h2 class="govuk-heading-m">Colleagues</h2>
          ${staffField(shown, 'iroId', 'The child’s Independent Reviewing Officer', shown.iros)}
          ${staffField(shown, 'panelAdvisorId', 'The panel advisor', shown.panelAdvisors)}`,
      })}`,
  });
};
