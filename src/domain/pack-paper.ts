import { fileInWords } from './contribution-file.ts';
import type { Block, Doc } from './document.ts';
import { packWords } from './pack.ts';
import type { OwnPart } from './pack-release.ts';

const filesOf = ({ files }: OwnPart): readonly Block[] =>
  files.length === 0
    ? []
    : [
        { is: 'paragraph', text: packWords.filesOnPaper },
        { is: 'list', items: files.map(fileInWords) },
      ];

/** One person's pack as they get it on paper: the parts as they are on their page, and files by name. */
export const packOnPaper = (parts: readonly OwnPart[]): Doc => ({
  title: packWords.title,
  language: 'en',
  subtitle: packWords.yours,
  sections: parts.flatMap((part) =>
    part.document.sections.map((section, index) => ({
      ...section,
      blocks: [
        ...(part.isLate && index === 0 ? [{ is: 'paragraph', text: packWords.late } as const] : []),
        ...section.blocks,
        ...filesOf(part),
      ],
    })),
  ),
});
