import { mergeWords } from './merge-words.ts';
import type { Conflict, Passage } from './minutes.ts';
import { allowed, type Result, refused } from './result.ts';

/** The longest passage, in characters: about forty pages. */
export const LONGEST_PASSAGE = 100_000;

/** Words as they are kept: a line feed ends a line, nothing surrounds them, and nothing a database cannot hold. */
export const tidyWords = (text: string): string =>
  text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').trim();

/** Words as they arrive from a page: typed onto a revision, and the page's own count of what it sent. */
export type Typing = {
  readonly text: string;
  /** The text it was typed onto, when the page sent that. */
  readonly base?: string | undefined;
  readonly fromRevision: number;
  /** The open page they come from; null when it did not say, as without JavaScript. */
  readonly page: string | null;
  readonly edit: number;
};

/**
 * What becomes of typed words: saved as the next revision, together with the newer words of somebody else where the two do not
 * meet (`isMerged`); nothing new; or kept beside those newer words, in the conflict their page has open (`conflictId`) or in
 * one of their own.
 */
export type Typed =
  | {
      readonly is: 'saved';
      readonly text: string;
      readonly revision: number;
      readonly isMerged: boolean;
    }
  | { readonly is: 'nothing-new' }
  | { readonly is: 'conflict'; readonly conflictId: string | null };

/**
 * Decides on typed words so that none are ever lost. Words typed onto a text that somebody else has changed since come together
 * with theirs where the two do not meet. A page that saved last may save again from whatever revision it
 * knows: the answer to its last save may have got lost on the way. An edit that overtook an earlier one stays.
 */
export const typeOnto = (
  passage: Pick<Passage, 'text' | 'revision' | 'conflicts'> & Pick<Conflict, 'page' | 'edit'>,
  typing: Typing,
  typistId: string,
): Typed => {
  const fromSamePage = typing.page !== null && typing.page === passage.page;
  const overtaken = fromSamePage && typing.edit <= passage.edit;
  if (typing.text === passage.text || overtaken) return { is: 'nothing-new' };
  const saved = (text: string, isMerged: boolean): Typed => ({
    ...{ is: 'saved', text, isMerged },
    revision: passage.revision + 1,
  });
  const { base } = typing;
  if (fromSamePage) return saved(typing.text, false);
  if (typing.fromRevision === passage.revision && (base === undefined || base === passage.text))
    return saved(typing.text, false);
  const own = passage.conflicts.filter(({ typedById }) => typedById === typistId);
  if (own.some(({ text }) => text === typing.text)) return { is: 'nothing-new' };
  const open = own.find(({ page }) => page !== null && page === typing.page);
  if (open !== undefined && typing.edit <= open.edit) return { is: 'nothing-new' };
  const merged =
    open === undefined && base !== undefined ? mergeWords(base, typing.text, passage.text) : null;
  if (merged !== null && merged.length <= LONGEST_PASSAGE)
    return merged === passage.text ? { is: 'nothing-new' } : saved(merged, true);
  return { is: 'conflict', conflictId: open?.id ?? null };
};

/** Whether a passage is short enough to keep. */
export const checkLength = (text: string, field: string): Result<string> =>
  text.length <= LONGEST_PASSAGE
    ? allowed(text)
    : refused([
        {
          field,
          message: `Shorten the text to ${LONGEST_PASSAGE.toLocaleString('en-GB')} characters or fewer. It has ${text.length.toLocaleString('en-GB')}`,
        },
      ]);

/** What to keep of two texts typed at once: the saved one, the one kept beside it, or both. */
export type Keep = 'saved' | 'beside' | 'both';

/** The text that stays. When one of the two holds the other whole, both are in it already. */
export const settleOn = (keep: Keep, saved: string, beside: string): string => {
  if (keep === 'saved') return saved;
  if (keep === 'beside' || beside.includes(saved)) return beside;
  return saved.includes(beside) ? saved : `${saved}\n\n${beside}`;
};
