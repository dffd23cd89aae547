import { conditionFails } from './condition.ts';
import type { Period, PlainDate } from './dates.ts';
import type { Facts } from './facts.ts';
import type { Citation, When } from './procedure.ts';

/** What a field takes, as whoever writes a form in a file is told. */
export const fieldTypeInWords = {
  line: 'a line of text',
  words: 'several lines of text',
  date: 'a day',
  'yes-no': 'yes or no',
  choice: 'one of its choices',
  factors: 'what played a part, in the words that meetings share',
} as const satisfies Readonly<Record<string, string>>;
export type FieldType = keyof typeof fieldTypeInWords;

/** Everything a case can hold that fills a field, by the name that forms use, and where it comes from in words. */
export const formSourceInWords = {
  'child-references': 'the children’s case numbers on the placement',
  'child-ages': 'the children’s dates of birth',
  'brothers-and-sisters': 'the children who were placed together',
  adopters: 'the carers on the placement, by their part',
  'approving-agency': 'the agency on the placement',
  'family-source': 'whose family it is, on the placement',
  'introductions-on': 'the day introductions began, on the placement',
  'placed-on': 'the day the child moved in, on the placement',
  'ended-on': 'the day it ended, as recorded',
  stage: 'how far it had come, as recorded',
  ending: 'how it ended, as recorded',
  account: 'what was written when the ending was recorded',
  factors: 'what the meeting found, where professionals may read it',
  'child-views': 'what the children said, where they agreed that professionals may know',
  participation: 'the participation codes that are recorded',
  'kept-links': 'the links that are kept for the children',
  'meeting-held': 'the meeting on the case',
  'meeting-on': 'the day of the meeting',
  'no-meeting-because': 'the decision, or the procedure, by which there is no meeting',
  author: 'who is signed in',
  'author-role': 'what they are on the case',
  'written-on': 'the day it is sent',
} as const satisfies Readonly<Record<string, string>>;
export type FormSource = keyof typeof formSourceInWords;

export type FormField = {
  readonly key: string;
  readonly title: string;
  readonly type: FieldType;
  readonly hint?: string;
  /** Of a choice: each value with what it means. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What of the case fills it. */
  readonly from?: FormSource;
  /** When it has to be answered; never when left out, and always when nothing is asked. */
  readonly 'required-when'?: When;
  /** Whether its words go to other authorities, and so name nobody. */
  readonly 'names-nobody'?: 'yes';
};

export type FormSection = {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly FormField[];
};

/** One version of a form that a panel is sent. */
export type PanelForm = {
  readonly key: string;
  readonly title: string;
  readonly version: string;
  /** The first day it is in force, until another version is. */
  readonly from: PlainDate;
  readonly because: Citation;
  /** How long before its day a panel has the papers. */
  readonly papersBefore: Period;
  readonly sections: readonly FormSection[];
};

export const fieldsOf = ({ sections }: Pick<PanelForm, 'sections'>): readonly FormField[] =>
  sections.flatMap(({ fields }) => fields);

/** What a case holds for a form. A date is written as the calendar has it, a choice as its value. */
export type HeldForForm = Readonly<Partial<Record<FormSource, string>>>;
/** What the author wrote, by field, where that is other than what the case holds. */
export type FormAnswers = Readonly<Record<string, string>>;

export type FilledField = {
  readonly field: FormField;
  readonly value: string;
  /** Where the value comes from; null while there is none. */
  readonly source: 'case' | 'author' | null;
  /** What the case holds, where the author wrote something else. */
  readonly caseHolds: string | null;
  readonly isRequired: boolean;
  readonly isGap: boolean;
};

/** A form as it stands in a case, section by section. */
export type FilledForm = {
  readonly form: PanelForm;
  readonly sections: readonly (Omit<FormSection, 'fields'> & { readonly fields: readonly FilledField[] })[];
};

const fillField = (field: FormField, { facts, held, answers }: CaseForForm): FilledField => {
  const holds = field.from === undefined ? '' : (held[field.from] ?? '');
  const wrote = Object.hasOwn(answers, field.key) ? answers[field.key] : undefined;
  const value = wrote ?? holds;
  const wanted = field['required-when'];
  const isRequired = wanted !== undefined && conditionFails(wanted, facts) === undefined;
  return {
    ...{ field, value, isRequired, isGap: isRequired && value === '' },
    source: value === '' ? null : value === holds ? 'case' : 'author',
    caseHolds: holds !== '' && holds !== value ? holds : null,
  };
};

/** What a form is filled from: the facts that decide what is required, what the case holds, and what was written. */
export type CaseForForm = {
  readonly facts: Facts;
  readonly held: HeldForForm;
  readonly answers: FormAnswers;
};

/**
 * Fills a form: each field with what its author wrote, or else with what the case holds, where that came from, and whether it
 * is required in this case. What was written is never replaced by what the case holds (docs/domain.md, 10).
 */
export const fillForm = (form: PanelForm, given: CaseForForm): FilledForm => ({
  form,
  sections: form.sections.map(({ fields, ...section }) => ({
    ...section,
    fields: fields.map((field) => fillField(field, given)),
  })),
});

export const filledFields = ({ sections }: FilledForm): readonly FilledField[] =>
  sections.flatMap(({ fields }) => fields);

export const gapsIn = (filled: FilledForm): readonly FilledField[] =>
  filledFields(filled).filter(({ isGap }) => isGap);

/** What of the fields that were typed is to be kept: what is other than the case holds, so that the rest follows the case. */
export const answersToKeep = (
  typed: FormAnswers,
  fields: readonly FormField[],
  { held, answers }: Pick<CaseForForm, 'held' | 'answers'>,
): FormAnswers => {
  const kept = new Map(Object.entries(answers));
  for (const { key, from } of fields) {
    const words = typed[key];
    if (words === undefined) continue;
    if (words === (from === undefined ? '' : (held[from] ?? ''))) kept.delete(key);
    else kept.set(key, words);
  }
  return Object.fromEntries(kept);
};

/** The version of a form that a case begins with: the one its procedure names, or else the latest in force on a day. */
export const formToBegin = (
  forms: readonly PanelForm[],
  { key, version }: { readonly key: string; readonly version: string },
  on: PlainDate,
): PanelForm | undefined =>
  forms.find((form) => form.key === key && form.version === version) ??
  forms.findLast((form) => form.key === key && form.from <= on);

/** A later version of a form that is in force on a day; undefined while there is none. */
export const newerForm = (
  forms: readonly PanelForm[],
  form: Pick<PanelForm, 'key' | 'from'>,
  on: PlainDate,
): PanelForm | undefined =>
  forms.findLast(({ key, from }) => key === form.key && from > form.from && from <= on);

/** By what an answer is kept that has no place in the version that came after its own. */
const leftAs = (key: string, version: string): string => `${key}@${version}`;

const isSame = (one: FormField, other: FormField): boolean =>
  one.type === other.type &&
  Object.keys(one.choices ?? {}).join() === Object.keys(other.choices ?? {}).join();

/**
 * The answers of one version as the next has them. Nothing is lost: what has no place there any more, or another kind of
 * answer, is kept beside them as it was.
 */
export const reissued = (answers: FormAnswers, was: PanelForm, next: PanelForm): FormAnswers => {
  const [before, after] = [was, next].map(fieldsOf);
  return Object.fromEntries(
    Object.entries(answers).map(([key, value]) => {
      const old = before?.find((field) => field.key === key);
      const now = after?.find((field) => field.key === key);
      const isKept = old === undefined || (now !== undefined && isSame(old, now));
      return [isKept ? key : leftAs(key, was.version), value];
    }),
  );
};

/** What was written under earlier versions and has no place in this one, by the titles it was asked under. */
export const leftFrom = (
  answers: FormAnswers,
  forms: readonly PanelForm[],
  formKey: string,
): readonly { readonly version: string; readonly field: FormField; readonly value: string }[] =>
  forms
    .filter(({ key }) => key === formKey)
    .flatMap((form) =>
      fieldsOf(form).flatMap((field) => {
        const value = answers[leftAs(field.key, form.version)];
        return value === undefined || value === '' ? [] : [{ version: form.version, field, value }];
      }),
    );
