import { createHash } from 'node:crypto';
import { renderDocx } from '../documents/docx.ts';
import { renderPdf } from '../documents/pdf.ts';
import { readBackHtml, readBackPdf } from '../documents/read-back.ts';
import { readBackDocx } from '../documents/read-docx.ts';
import type { Copy } from '../domain/copy.ts';
import { type Doc, textsOf } from '../domain/document.ts';
import type { Leak, Part } from '../domain/leak-check.ts';
import { leaksIn } from '../domain/withhold.ts';
import { documentBody } from '../web/document-view.ts';

export const fingerprint = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex');

/** Writes a copy as the files its reader can keep. Their properties say nothing but the title and the council. */
export const writeFiles = async (
  doc: Doc,
  council: string,
  at: Date,
): Promise<{ readonly pdf: Buffer; readonly docx: Buffer }> => ({
  pdf: Buffer.from(await renderPdf(doc, { title: doc.title, author: council, createdAt: at })),
  docx: Buffer.from(await renderDocx(doc)),
});

/** The names under which a reader saves the files of a copy. They are the same for everybody. */
export const fileNames = { pdf: 'minutes.pdf', docx: 'minutes.docx' } as const;

/** The words of a copy, by the headings they stand under. */
export const textsInSections = ({ sections }: Doc): readonly Part[] =>
  sections.map(({ heading, blocks }) => ({
    part: `“${heading}”`,
    text: blocks.flatMap(textsOf).join('\n\n'),
  }));

/**
 * Every text a reader can get at: the words of a copy, its page, its files and their `names`. Throws when a file is not
 * whole. A copy that was prepared before there were Word files has none.
 */
export const readBack = async (
  doc: Doc,
  { pdf, docx }: { readonly pdf: Uint8Array; readonly docx: Uint8Array | null },
  names: readonly string[] = Object.values(fileNames),
): Promise<readonly Part[]> => {
  const within = (whole: string, parts: readonly Part[]) =>
    parts.map(({ part, text }) => ({ part: `the ${whole} (${part})`, text }));
  return [
    ...textsInSections(doc),
    ...within('page', readBackHtml(String(documentBody(doc)))),
    ...within('file', await readBackPdf(pdf)),
    ...(docx === null ? [] : within('Word file', readBackDocx(docx))),
    { part: 'the names of the files', text: names.join('\n\n') },
  ];
};

/** What a reader must not learn and the texts of a finished copy still hold. */
export const check = (
  parts: readonly Part[],
  { secrets, known }: Pick<Copy, 'secrets' | 'known'>,
): readonly Leak[] => {
  const leaks = leaksIn(parts, secrets, known);
  // What stands in the words of a copy stands in its page and file too: once is enough to find it.
  const inWords = leaks.filter(({ part }) => part.startsWith('“'));
  return [...inWords, ...leaks.filter(({ label }) => !inWords.some((leak) => leak.label === label))];
};
