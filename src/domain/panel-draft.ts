import { answersToKeep, type CaseForForm, type FormAnswers, type FormField } from './panel-form.ts';

/** A draft of a report as somebody saved it. */
export type PanelDraft = {
  readonly revision: number;
  readonly formKey: string;
  readonly formVersion: string;
  readonly answers: FormAnswers;
  readonly savedBy: string;
  readonly savedAt: Date;
};

/** A field that two people answered in two ways since one of them opened the page. */
export type DraftConflict = { readonly field: FormField; readonly theirs: string };

/**
 * What becomes of a draft when somebody saves fields of it: `base` is as they opened it, and `now` as it stands. A field that
 * they left alone stays as it stands, and one that nobody else changed takes what they typed; where both changed it, neither
 * is lost: it is a conflict, which they settle by saving again.
 */
export const mergeAnswers = (
  typed: FormAnswers,
  fields: readonly FormField[],
  given: Pick<CaseForForm, 'held'> & { readonly base: FormAnswers; readonly now: FormAnswers },
): { readonly answers: FormAnswers; readonly conflicts: readonly DraftConflict[] } => {
  const { held, base, now } = given;
  const valueIn = (answers: FormAnswers, { key, from }: FormField): string =>
    Object.hasOwn(answers, key) ? (answers[key] ?? '') : from === undefined ? '' : (held[from] ?? '');
  const changed = fields.filter(
    (field) => typed[field.key] !== undefined && typed[field.key] !== valueIn(base, field),
  );
  const conflicts = changed
    .filter((field) => ![valueIn(base, field), typed[field.key]].includes(valueIn(now, field)))
    .map((field) => ({ field, theirs: valueIn(now, field) }));
  const taken = changed.filter((field) => !conflicts.some((one) => one.field === field));
  return { answers: answersToKeep(typed, taken, { held, answers: now }), conflicts };
};
