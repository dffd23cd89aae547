/** What a person can act on: the field it concerns (a form name), the sentence shown, and the rule behind it. */
export type Problem = { readonly field: string; readonly message: string; readonly because?: string };

/** A decision: what follows when it is allowed, or every problem at once when it is not. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const allowed = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (problems: readonly Problem[]): Result<never> => ({ ok: false, problems });
