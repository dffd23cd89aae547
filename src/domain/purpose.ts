import type { Reader } from './case.ts';
import { wordsLimit } from './contribution.ts';
import type { Purpose } from './procedure.ts';
import { allowed, type Result, refused } from './result.ts';

/** Why a meeting did not answer what it was there to answer. */
export type WhyNot = {
  readonly purpose: string;
  readonly why: string;
  readonly withheldFrom: readonly Reader[];
  readonly authors: readonly string[];
  readonly recordedBy: string;
  readonly recordedAt: Date;
};

/** Checks why a purpose was not answered. Nothing typed takes back what was said (`said`). */
export const sayWhyNot = (why: string, said: boolean): Result<{ readonly why: string }> => {
  const problems = [
    ...(why === '' && !said ? [{ field: 'why', message: 'Say why the meeting did not answer it' }] : []),
    ...(why.length > wordsLimit
      ? [{ field: 'why', message: `Shorten it to ${wordsLimit} characters: it is ${why.length}` }]
      : []),
  ];
  return problems.length > 0 ? refused(problems) : allowed({ why });
};

/** How a purpose stands: whether the minutes say something under its items, and why not where they do not. */
export type PurposeStands = Purpose & { readonly isWritten: boolean; readonly whyNot: WhyNot | null };

/** How each purpose of a meeting stands in its minutes (PG-9). */
export const purposesIn = (
  purposes: readonly Purpose[],
  passages: readonly { readonly agendaKey: string; readonly text: string }[],
  whyNots: readonly WhyNot[],
): readonly PurposeStands[] =>
  purposes.map((purpose) => ({
    ...purpose,
    isWritten: passages.some(
      ({ agendaKey, text }) => text.trim() !== '' && purpose.under.includes(agendaKey),
    ),
    whyNot: whyNots.find((one) => one.purpose === purpose.key) ?? null,
  }));
