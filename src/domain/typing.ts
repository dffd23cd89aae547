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
  readonly fromRevision: number;
  /** The open page they come from; null when it did not say, as without JavaScript. */
  readonly page: string | null;
  readonly edit: number;
};

/**
 * What becomes of typed words: saved as the next revision; nothing new; or kept beside the newer words of somebody
 * else, in the conflict their page has open (`conflictId`) or in one of their own.
 */
export type Typed =
  | { readonly is: 'saved'; readonly revision: number }
  | { readonly is: 'nothing-new' }
  | { readonly is: 'conflict'; readonly conflictId: string | null };

/**
 * Decides on typed words so that none are ever lost. A page that saved last may save again from whatever revision it
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
  if (fromSamePage || typing.fromRevision === passage.revision)
    return { is: 'saved', revision: passage.revision + 1 };
  const own = passage.conflicts.filter(({ typedById }) => typedById === typistId);
  if (own.some(({ text }) => text === typing.text)) return { is: 'nothing-new' };
  const open = own.find(({ page }) => page !== null && page === typing.page);
  if (open !== undefined && typing.edit <= open.edit) return { is: 'nothing-new' };
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
