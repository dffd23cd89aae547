import type { DraftConflict } from '../../domain/panel-draft.ts';
import {
  type FilledField,
  type FormAnswers,
  type FormField,
  formSourceInWords,
} from '../../domain/panel-form.ts';
import { pickedOf, valueInWords } from '../../domain/panel-form-export.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, checkboxesField, dateField, radiosField, textField } from '../../web/forms.ts';
import type { Html } from '../../web/html.ts';
import { hasTypedDate, readDate, readList, readText, type Typed, typedDate } from '../../web/typed.ts';

/** What a field of the form is called on its page: what the page itself sends has other names. */
export const nameOf = ({ key }: Pick<FormField, 'key'>): string => `a-${key}`;

const dateAsTyped = (typed: Typed, name: string): string =>
  ['year', 'month', 'day'].map((part) => readText(typed, `${name}-${part}`)).join('-');

const readField = (field: FormField, typed: Typed): string => {
  const name = nameOf(field);
  if (field.type === 'factors') return readList(typed, name).toSorted().join(',');
  if (field.type !== 'date') return readText(typed, name);
  return readDate(typed, name) ?? (hasTypedDate(typed, name) ? dateAsTyped(typed, name) : '');
};

/** Whether a page sent a field: only boxes that nobody ticked are not sent, and mean that nothing was picked. */
const isSent = (field: FormField, typed: Typed): boolean => {
  const name = nameOf(field);
  const names = field.type === 'date' ? ['day', 'month', 'year'].map((part) => `${name}-${part}`) : [name];
  return field.type === 'factors' || names.some((one) => typed[one] !== undefined);
};

/** What was typed into the fields that were sent. A date that is none comes as it was typed, and is refused later. */
export const readFields = (fields: readonly FormField[], typed: Typed): FormAnswers =>
  Object.fromEntries(
    fields.filter((field) => isSent(field, typed)).map((field) => [field.key, readField(field, typed)]),
  );

/** Fields of the form as their page would send them, to fill them in. */
export const typedFields = (fields: readonly FilledField[]): Typed =>
  Object.fromEntries(
    fields.flatMap(({ field, value }) => {
      const name = nameOf(field);
      if (field.type === 'date') return Object.entries(typedDate(name, value === '' ? null : value));
      return [[name, field.type === 'factors' ? pickedOf(value) : value]];
    }),
  );

/** The problem that two people answered a field in two ways: what the other wrote is told, what was typed stays. */
export const conflictProblem = ({ field, theirs }: DraftConflict, who: string): Problem => ({
  field: nameOf(field),
  message: `${who} changed “${field.title}” meanwhile, to ${theirs === '' ? 'nothing' : `“${valueInWords(field, theirs)}”`}. Save again to keep yours`,
});

const hintOf = ({ field, source, caseHolds, isRequired }: FilledField): string =>
  [
    ...(field.hint === undefined ? [] : [field.hint]),
    ...(source === 'case' && field.from !== undefined
      ? [`Filled from ${formSourceInWords[field.from]}.`]
      : []),
    ...(caseHolds === null ? [] : [`The case holds: ${valueInWords(field, caseHolds)}`]),
    ...(isRequired ? [] : ['You can leave this out.']),
  ].join(' ');

/** One field of the form to be answered. */
export const fieldPart = (
  filled: FilledField,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Html => {
  const { field } = filled;
  const hint = hintOf(filled);
  const asked = { name: nameOf(field), label: field.title, typed, problems, ...(hint !== '' && { hint }) };
  const choices = Object.entries(field.choices ?? {}).map(([value, text]) => ({ value, text }));
  switch (field.type) {
    case 'line':
      return textField(asked);
    case 'words':
      return areaField({ ...asked, rows: 5 });
    case 'date':
      return dateField(asked);
    case 'yes-no':
      return radiosField({
        ...asked,
        inline: true,
        choices: [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ],
      });
    case 'choice':
      return radiosField({ ...asked, choices });
    case 'factors':
      return checkboxesField({ ...asked, choices });
  }
};

/** Where the pages of a case’s report are. */
export const reportAddress = ({ id }: { readonly id: string }): string => `/disruptions/${id}/panel-report`;
