import type { Comment } from './checking.ts';
import { copyWords, paragraph, type Telling } from './copy-sections.ts';
import type { Block, Section } from './document.ts';

/** What the reader said of drafts that was not right, word for word, and what became of it, as they may know it. */
export const saidSections = (
  { say, isClean }: Telling,
  comments: readonly Pick<Comment, 'words' | 'outcome' | 'because'>[],
): readonly Section[] =>
  comments.length === 0
    ? []
    : [
        {
          heading: copyWords.saidOfDraft,
          level: 2,
          blocks: comments.map(({ words, outcome, because }): Block => {
            const became = {
              changed: copyWords.saidChanged,
              kept: `${copyWords.saidKept} ${say(because)}`,
              waits: copyWords.saidWaits,
            }[outcome ?? 'waits'];
            return isClean(words)
              ? { is: 'quote', words, who: became }
              : paragraph(`${copyWords.saidNotHere} ${became}`);
          }),
        },
      ];
