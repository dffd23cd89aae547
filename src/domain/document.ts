import type { PageLanguage } from './language.ts';

/** One piece of a document. Words are plain text: a line break is kept, nothing else is markup. */
export type Block =
  /** `ref` is by which the page asks its reader whether it is right; no words of the document. */
  | { readonly is: 'paragraph'; readonly text: string; readonly ref?: string }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | {
      readonly is: 'table';
      readonly headings: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly is: 'quote'; readonly words: string; readonly who: string };

export type Section = {
  readonly heading: string;
  readonly level: 2 | 3;
  readonly blocks: readonly Block[];
};

/** A document as one reader gets it, whatever it is then written as (a page, a PDF). */
export type Doc = {
  readonly title: string;
  readonly language: PageLanguage;
  readonly subtitle?: string;
  /** What stands on each of its pages: that it is a draft. */
  readonly mark?: string;
  readonly sections: readonly Section[];
};

/** Every text of a piece of a document, in its order. */
export const textsOf = (block: Block): readonly string[] => {
  if (block.is === 'paragraph') return [block.text];
  const { is, ...texts } = block;
  return is === 'table' ? Object.values(texts).flat(2) : Object.values(texts).flat();
};
