import { aboutMeSheet } from './child-words/about-me.ts';
import { picturesSheet } from './child-words/pictures.ts';
import { questionsSheet } from './child-words/questions.ts';
import type { ChildSheet } from './child-words/sheet.ts';

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
export const wordsOfSheet = ({
  title,
  opening,
  onScreen = [],
  spaces,
  closing,
}: ChildSheet): readonly string[] => [
  title,
  ...opening,
  ...onScreen,
  ...spaces.flatMap(({ prompt, hint }) => (hint === undefined ? [prompt] : [prompt, hint])),
  ...closing,
];
