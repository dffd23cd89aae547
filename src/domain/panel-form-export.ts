import { inWords, isPlainDate, type PlainDate } from './dates.ts';
import type { Doc, Section } from './document.ts';
import {
  type FilledField,
  type FilledForm,
  type FormField,
  fieldsOf,
  filledFields,
  formSourceInWords,
  type PanelForm,
} from './panel-form.ts';

const none = 'Not answered';

/** The values of a field of several choices, one by one. */
export const pickedOf = (value: string): readonly string[] => value.split(',').filter((one) => one !== '');

/** A value as a person reads it; empty while there is none. */
export const valueInWords = ({ type, choices = {} }: FormField, value: string): string => {
  if (value === '') return '';
  if (type === 'date') return isPlainDate(value) ? inWords(value) : value;
  if (type === 'yes-no') return value === 'yes' ? 'Yes' : 'No';
  if (type === 'choice') return choices[value] ?? value;
  return type === 'factors'
    ? pickedOf(value)
        .map((key) => choices[key] ?? key)
        .join('\n')
    : value;
};

/** Where a value comes from, as a sentence; empty while there is none. */
export const sourceInWords = ({ field, source }: FilledField): string => {
  if (source === null) return '';
  return source === 'author' || field.from === undefined
    ? 'Written by the author'
    : `From the case: ${formSourceInWords[field.from]}`;
};

/** What a filled form is of: the case by reference alone, whose council, and what became of it. */
export type FormAbout = {
  readonly reference: string;
  readonly council: string;
  /** When it was sent; null while it is a draft. */
  readonly sentOn: PlainDate | null;
};

const sectionsOf = ({ sections }: FilledForm): readonly Section[] =>
  sections.flatMap(({ title, fields }): readonly Section[] => [
    { heading: title, level: 2, blocks: [] },
    ...fields.map((one): Section => {
      const value = valueInWords(one.field, one.value);
      const source = sourceInWords(one);
      return {
        heading: one.field.title,
        level: 3,
        blocks: [
          one.field.type === 'factors' && value !== ''
            ? { is: 'list', items: value.split('\n') }
            : { is: 'paragraph', text: value === '' ? (one.isRequired ? `${none} yet` : none) : value },
          ...(source === '' ? [] : [{ is: 'paragraph' as const, text: `(${source})` }]),
        ],
      };
    }),
  ]);

/** A filled form as a document, for a page, a PDF or a Word file. */
export const formDocument = (filled: FilledForm, { reference, council, sentOn }: FormAbout): Doc => ({
  title: filled.form.title,
  language: 'en',
  subtitle: `${reference}, ${council}. Version ${filled.form.version} of the form. ${sentOn === null ? 'Not sent' : `Sent on ${inWords(sentOn)}`}`,
  ...(sentOn === null && { mark: 'Draft' }),
  sections: sectionsOf(filled),
});

export const csvHeadings = [
  'Form',
  'Version',
  'Case',
  'Section',
  'Field',
  'Question',
  'Answer',
  'Source',
  'Required',
];

/** A filled form as the rows of a table, one a field. */
export const formRows = (filled: FilledForm, { reference }: FormAbout): readonly (readonly string[])[] =>
  filled.sections.flatMap(({ title, fields }) =>
    fields.map((one) => [
      ...[filled.form.key, filled.form.version, reference, title, one.field.key, one.field.title],
      ...[valueInWords(one.field, one.value), sourceInWords(one), one.isRequired ? 'yes' : 'no'],
    ]),
  );

const asJson = ({ field, value }: FilledField): string | readonly string[] | null => {
  if (field.type === 'factors') return pickedOf(value);
  return value === '' ? null : value;
};

/** The address of the schema of what is answered on one version of a form. */
export const answersSchemaAddress = (
  publicUrl: string,
  { key, version }: Pick<PanelForm, 'key' | 'version'>,
): string => new URL(`schemas/forms/${key}.${version}.json`, `${publicUrl.replace(/\/$/, '')}/`).href;

/** A filled form as data, which says by which schema it is to be read. */
export const formJson = (filled: FilledForm, about: FormAbout, publicUrl: string) => ({
  $schema: answersSchemaAddress(publicUrl, filled.form),
  form: filled.form.key,
  version: filled.form.version,
  case: about.reference,
  council: about.council,
  sentOn: about.sentOn,
  answers: Object.fromEntries(filledFields(filled).map((one) => [one.field.key, asJson(one)])),
  sources: Object.fromEntries(
    filledFields(filled).flatMap((one) => (one.source === null ? [] : [[one.field.key, sourceInWords(one)]])),
  ),
  gaps: filledFields(filled).flatMap(({ field, isGap }) => (isGap ? [field.key] : [])),
});

const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });

const answerSchema = ({ title, type, choices = {} }: FormField): object => {
  const described = { description: title };
  if (type === 'factors') return { ...described, type: 'array', items: { type: 'string', minLength: 1 } };
  if (type === 'date')
    return { ...described, ...orNull({ type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) };
  if (type === 'yes-no') return { ...described, enum: ['yes', 'no', null] };
  return type === 'choice'
    ? { ...described, enum: [...Object.keys(choices), null] }
    : { ...described, ...orNull({ type: 'string', minLength: 1 }) };
};

/** The JSON Schema (2020-12) of what formJson writes for one version of a form. */
export const answersSchema = (form: PanelForm, publicUrl: string): object => {
  const keys = fieldsOf(form).map(({ key }) => key);
  const day = orNull({ type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
  const text = { type: 'string' };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: answersSchemaAddress(publicUrl, form),
    title: `${form.title}, version ${form.version}`,
    type: 'object',
    additionalProperties: false,
    required: ['$schema', 'form', 'version', 'case', 'council', 'sentOn', 'answers', 'sources', 'gaps'],
    properties: {
      ...{ $schema: text, form: { const: form.key }, version: { const: form.version } },
      ...{ case: text, council: text, sentOn: day },
      answers: {
        type: 'object',
        additionalProperties: false,
        required: keys,
        properties: Object.fromEntries(fieldsOf(form).map((field) => [field.key, answerSchema(field)])),
      },
      sources: { type: 'object', propertyNames: { enum: keys }, additionalProperties: text },
      gaps: { type: 'array', uniqueItems: true, items: { enum: keys } },
    },
  };
};
