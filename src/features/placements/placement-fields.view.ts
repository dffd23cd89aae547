import type { Staff } from '../../domain/case.ts';
import type { PlacementKind } from '../../domain/facts.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, selectField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import type { Typed } from '../../web/typed.ts';

/** What the form is made from. */
export type Shown = Readonly<
  Record<
    | 'socialWorkers'
    | 'adoptersSocialWorkers'
    | 'supervisingSocialWorkers'
    | 'iros'
    | 'panelAdvisors'
    | 'personalAdvisers',
    readonly Staff[]
  >
> & {
  readonly kind: PlacementKind;
  /** Whether the child is the person's own to work with: nobody is then asked who does. */
  readonly isOwnCase: boolean;
  readonly childRows: number;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

export const staffField = (
  { typed, problems }: Shown,
  name: string,
  label: string,
  staff: readonly Staff[],
): Html =>
  selectField({
    typed,
    problems,
    name,
    label,
    unchosen: 'Choose',
    choices: staff.map((person) => ({ value: person.id, text: `${person.name}, ${person.organisation}` })),
  });

/** Asked only where there is somebody to choose. */
export const optionalStaffField = (
  shown: Shown,
  name: string,
  label: string,
  staff: readonly Staff[],
): Html | null => (staff.length === 0 ? null : staffField(shown, name, `${label} (optional)`, staff));

/** Fields that belong together. The div around them keeps them apart from what is revealed with them by one choice. */
export const group = (legend: string, fields: readonly Html[], hint?: string): Html => html`
  <div class="govuk-form-group">
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${legend}</legend>
      ${hint === undefined ? null : html`<p class="govuk-hint">${hint}</p>`}
      ${fields}
    </fieldset>
  </div>`;

export const personFields = ({ typed, problems }: Shown, prefix: string): readonly Html[] => [
  textField({ typed, problems, name: `${prefix}-name`, label: 'Name' }),
  textField({ typed, problems, name: `${prefix}-email`, label: 'E-mail', type: 'email', spellcheck: false }),
];

/** The fields of somebody whose home it is. */
export const carerFields = (shown: Shown, prefix: string): readonly Html[] => {
  const { typed, problems } = shown;
  return [
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
  ];
};
