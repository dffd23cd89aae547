import { factValueInWords } from '../../domain/facts.ts';
import { placementQuestions } from '../../domain/placement-proposal.ts';
import { capitalised } from '../../domain/words.ts';
import { dateField, form, textField } from '../../web/forms.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { rowField } from '../../web/typed.ts';
import {
  carerFields,
  group,
  optionalStaffField,
  personFields,
  type Shown,
  staffField,
} from './placement-fields.view.ts';
import { providerPart } from './provider.view.ts';

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

const datesPart = ({ kind, typed, problems }: Shown): readonly Html[] => {
  const { order } = placementQuestions[kind];
  const asked = (name: string, label: string, hint?: string) =>
    dateField({ typed, problems, name, label, hint });
  const movedIn = 'When did the child move in?';
  return [
    ...(kind === 'adoptive'
      ? [
          asked(
            'introductionsOn',
            'When did introductions begin?',
            'Leave empty if it is not known and the child has moved in',
          ),
          asked('startedOn', movedIn, 'Leave empty if the child never moved in'),
        ]
      : [asked('startedOn', movedIn)]),
    ...(order ? [asked('orderMadeOn', `When was the ${order} made?`, 'Leave empty if none was made')] : []),
  ];
};

/** Two of a kind, of whom the second may not be there. */
const two = (
  first: string,
  second: string,
  fields: (row: number) => readonly Html[],
  hint?: string,
): Html => html`
  ${group(first, fields(0), hint)}
  ${group(`${second}, if there is one`, fields(1))}`;

const familyFields = (shown: Shown) => (row: number) => personFields(shown, `family-${row}`);

/** Those with whom the child lived, or was to live: of parents, the family itself. */
const carersPart = (shown: Shown): Html | null => {
  const { carer } = placementQuestions[shown.kind];
  if (shown.kind === 'parents') return two('Parent', 'Second parent', familyFields(shown));
  return carer === undefined
    ? null
    : two(capitalised(carer), `Second ${carer}`, (row) => carerFields(shown, `carers-${row}`));
};

const currentCarersPart = (shown: Shown): Html =>
  two(
    'Current carer (optional)',
    'Second current carer',
    (row) => personFields(shown, `currentCarers-${row}`),
    'Whoever the child lives with now. Leave empty if the child still lives in this placement.',
  );

const familyPart = (shown: Shown): Html | null =>
  shown.kind === 'parents'
    ? null
    : two('Parent or family member, if one might be asked', 'Another', familyFields(shown));

const colleaguesPart = (shown: Shown): Html => {
  const { kind, iros, panelAdvisors, supervisingSocialWorkers, personalAdvisers } = shown;
  const { iro, supervisor } = placementQuestions[kind];
  const iroLabel = 'The child’s Independent Reviewing Officer';
  return html`
    ${
      supervisor === 'perhaps' &&
      optionalStaffField(
        shown,
        'supervisingSocialWorkerId',
        'Supervising social worker',
        supervisingSocialWorkers,
      )
    }
    ${iro === 'always' ? staffField(shown, 'iroId', iroLabel, iros) : optionalStaffField(shown, 'iroId', iroLabel, iros)}
    ${kind === 'adoptive' && staffField(shown, 'panelAdvisorId', 'The panel advisor', panelAdvisors)}
    ${optionalStaffField(shown, 'personalAdviserId', 'The child’s personal adviser', personalAdvisers)}`;
};

export const addPlacementView = (shell: Shell, shown: Shown): string => {
  const title = 'Add a child and placement';
  const { kind, problems, childRows, isOwnCase, socialWorkers } = shown;
  return page(shell, {
    title,
    problems,
    current: '/disruptions/new',
    back: { href: '/disruptions/new', text: 'Record a breakdown or a risk' },
    body: html`
      <span class="govuk-caption-l">${capitalised(factValueInWords('kind', kind))}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">Brothers and sisters who were placed together go on one form.</p>
      ${form(shell, {
        action: '/placements/new',
        button: 'Save and continue',
        body: html`
          <input type="hidden" name="kind" value="${kind}">
          <p class="govuk-body"><button type="submit" name="go" value="change-kind" class="app-link-button">Change the kind of placement</button></p>
          ${Array.from({ length: childRows }, (_, row) => childRow(shown, row))}
          ${button({ text: 'Add another child', name: 'go', value: 'add-child', classes: 'govuk-button--secondary' })}
          ${isOwnCase ? null : staffField(shown, 'socialWorkerId', 'The child’s social worker', socialWorkers)}
          <h2 class="govuk-heading-m">The placement</h2>
          ${datesPart(shown)}
          ${carersPart(shown)}
          ${providerPart(shown)}
          ${currentCarersPart(shown)}
          ${familyPart(shown)}
          <h2 class="govuk-heading-m">Colleagues</h2>
          ${colleaguesPart(shown)}`,
      })}`,
  });
};
