import { aboutMeSheet } from './child-words/about-me.ts';
import { picturesSheet } from './child-words/pictures.ts';
import { questionsSheet } from './child-words/questions.ts';

/** Something to answer on a sheet: lines to write on, or with none of them a box to draw in. */
export type SheetSpace = {
  readonly prompt: string;
  readonly hint?: string;
  /** A picture beside the prompt, for those who do not read yet. It says nothing that the prompt does not. */
  readonly picture?: 'cloud' | 'sun' | 'star';
  readonly lines: number;
};

/** A sheet to print, on which a child writes or draws. Nothing on it is required. */
export type ChildSheet = {
  readonly title: string;
  readonly opening: readonly string[];
  readonly spaces: readonly SheetSpace[];
  readonly closing: readonly string[];
};

/** The sheets, by what an address calls them, and whom each suits as staff read it. */
export const childSheets = {
  pictures: {
    sheet: picturesSheet,
    suits: 'Picture page: worries, good things and wishes, for young children',
  },
  'about-me': { sheet: aboutMeSheet, suits: 'All about me' },
  questions: { sheet: questionsSheet, suits: 'Plain questions, for teenagers' },
} as const satisfies Readonly<Record<string, { readonly sheet: ChildSheet; readonly suits: string }>>;

/** The sheet an address names; undefined when there is none of that name. */
export const sheetOf = (name: string): ChildSheet | undefined =>
  Object.entries(childSheets).find(([key]) => key === name)?.[1].sheet;

/** Every sentence of a sheet, as a child reads them. */
export const wordsOfSheet = ({ title, opening, spaces, closing }: ChildSheet): readonly string[] => [
  title,
  ...opening,
  ...spaces.flatMap(({ prompt, hint }) => (hint === undefined ? [prompt] : [prompt, hint])),
  ...closing,
];
