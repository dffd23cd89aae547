import {
  type FormSource,
  fieldsOf,
  filledFields,
  fillForm,
  formSourceInWords,
  type PanelForm,
} from '../domain/panel-form.ts';
import type { FormCase } from './form-schema.ts';
import { didYouMean } from './nearest.ts';
import type { Located } from './yaml-file.ts';

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, place) => names.indexOf(name) < place)),
];

/** What is wrong with a form by itself, apart from its shape. */
export const checkForm = ({ sections }: PanelForm): readonly Located[] => {
  const keys = sections.flatMap(({ fields }) => fields.map(({ key }) => key));
  const twice = new Set(repeated(keys));
  return sections.flatMap(({ key: section, fields }, at): readonly Located[] => [
    ...(sections.findIndex(({ key }) => key === section) < at
      ? [{ path: ['sections', at, 'key'], message: `Section “${section}” is there twice` }]
      : []),
    ...fields.flatMap(({ key, type, choices }, place): readonly Located[] => {
      const path = ['sections', at, 'fields', place];
      return [
        ...(twice.has(key)
          ? [
              {
                path: [...path, 'key'],
                message: `Field “${key}” is there twice: give each a name of its own`,
              },
            ]
          : []),
        ...((type === 'choice') === (choices !== undefined && Object.keys(choices).length > 1)
          ? []
          : [
              {
                path: [...path, 'type'],
                message:
                  type === 'choice'
                    ? `Field “${key}” is a choice: give it two choices or more`
                    : `Field “${key}” has choices, and is not a choice`,
              },
            ]),
      ];
    }),
  ]);
};

/** What a source holds while a form is tried on its cases. */
const something = 'held';

const filledIn = (form: PanelForm, { facts, holds }: FormCase) => {
  const held = Object.fromEntries(holds.map((source) => [source, something]));
  return filledFields(fillForm(form, { facts, held, answers: {} }));
};

/** What two lists of names do not share, in sentences. */
const listsDiffer = (
  {
    wanted,
    found,
    known,
  }: {
    readonly wanted: readonly string[];
    readonly found: readonly string[];
    readonly known: readonly string[];
  },
  say: (name: string, is: 'missing' | 'unexpected') => string,
): readonly string[] => [
  ...wanted
    .filter((name) => !found.includes(name))
    .map((name) =>
      known.includes(name)
        ? say(name, 'unexpected')
        : `names “${name}”, which is no field of the form. ${didYouMean(name, known)}`,
    ),
  ...found.filter((name) => !wanted.includes(name)).map((name) => say(name, 'missing')),
];

const wrongWithCase = (form: PanelForm, example: FormCase): readonly Located[] => {
  const known = fieldsOf(form).map(({ key }) => key);
  const filled = filledIn(form, example);
  const keysOf = (which: (typeof filled)[number][]): readonly string[] => which.map(({ field }) => field.key);
  const { required, filled: sources, gaps } = example.expect;
  const under = (part: keyof FormCase['expect'], messages: readonly string[]): readonly Located[] =>
    messages.map((message) => ({ path: ['expect', part], message }));
  return [
    ...under(
      'required',
      listsDiffer(
        { wanted: required, found: keysOf(filled.filter(({ isRequired }) => isRequired)), known },
        (name, is) =>
          is === 'missing'
            ? `does not expect “${name}”, which is required`
            : `expects “${name}” to be required, and it is not`,
      ),
    ),
    ...under(
      'filled',
      listsDiffer(
        { wanted: Object.keys(sources), found: keysOf(filled.filter(({ value }) => value !== '')), known },
        (name, is) =>
          is === 'missing'
            ? `does not expect “${name}” to be filled, and it is`
            : `expects “${name}” to be filled, and it is not`,
      ),
    ),
    ...filled.flatMap(({ field: { key, from }, value }) => {
      const wanted: FormSource | undefined = sources[key];
      return value === '' || wanted === undefined || wanted === from || from === undefined
        ? []
        : under('filled', [
            `expects “${key}” from ${formSourceInWords[wanted]}, and it comes from ${formSourceInWords[from]}`,
          ]);
    }),
    ...under(
      'gaps',
      listsDiffer({ wanted: gaps, found: keysOf(filled.filter(({ isGap }) => isGap)), known }, (name, is) =>
        is === 'missing' ? `does not name the gap “${name}”` : `names “${name}” as a gap, and it is none`,
      ),
    ),
  ];
};

/**
 * Fills a form with every case: what comes out otherwise than the cases file expects; and, in the form's file, each condition
 * and each source that no case shows at work.
 */
export const checkFormCases = (
  form: PanelForm,
  cases: readonly FormCase[],
): { readonly inCases: readonly Located[]; readonly inForm: readonly Located[] } => {
  const tried = cases.map((example) => filledIn(form, example));
  const shows = (key: string, what: (one: (typeof tried)[number][number]) => boolean): boolean =>
    tried.some((fields) => fields.some((one) => one.field.key === key && what(one)));
  return {
    inCases: cases.flatMap((example, at) =>
      wrongWithCase(form, example).map(({ path, message }) => ({
        path: [at, ...path],
        message: `Case “${example.case}” ${message}`,
      })),
    ),
    inForm: form.sections.flatMap(({ fields }, at) =>
      fields.flatMap(({ key, from, 'required-when': wanted }, place): readonly Located[] => {
        const path = ['sections', at, 'fields', place];
        const isConditional = wanted !== undefined && Object.keys(wanted).length > 0;
        const no = (message: string): readonly Located[] => [{ path, message: `Field “${key}” ${message}` }];
        return [
          ...(wanted !== undefined && !shows(key, ({ isRequired }) => isRequired)
            ? no('is required in no case: add one in which it is')
            : []),
          ...(isConditional && !shows(key, ({ isRequired }) => !isRequired)
            ? no('is required in every case: add one in which it is not')
            : []),
          ...(from !== undefined && !shows(key, ({ value }) => value !== '')
            ? no(`is filled from “${from}” in no case: add one which holds that`)
            : []),
        ];
      }),
    ),
  };
};
