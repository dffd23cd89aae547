import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Pdf = PDFKit.PDFDocument;
export type Element = PDFKit.PDFStructureElement;
export type Style = { readonly font: 'regular' | 'bold'; readonly size: number; readonly above: number };
/** A text in its element, from `x` in a width, in points. */
export type Cell = {
  readonly element: Element;
  readonly text: string;
  readonly x: number;
  readonly width: number;
};

export const page = { width: 595.28, height: 841.89, top: 64, bottom: 76, left: 64, right: 64 };
export const fullWidth = page.width - page.left - page.right;
/** Where text ends on a page, from the top. */
export const foot = page.height - page.bottom;

const read = (url: string): Buffer => readFileSync(fileURLToPath(url));
/** DejaVu Sans: large, open letters, and most of the world's alphabets. Both PDF/UA and PDF/A want fonts embedded. */
export const fonts = {
  regular: read(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
  bold: read(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
};

export const lineHeight = (of: Style): number => of.size * 1.45;

export const use = (pdf: Pdf, of: Style): Pdf => pdf.font(of.font).fontSize(of.size);

/** What the current font can show: invisible characters go, and one it has no glyph for is spelt as its code point. */
const showable = (pdf: Pdf, text: string): string => {
  const { _font } = pdf as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } };
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\v\f]/gu, '\n')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\S\n]/gu, ' ')
    .replace(/[^\n\x20-\x7e]/gu, (character) => {
      const code = character.codePointAt(0) ?? 0;
      const shown = !/\p{C}/u.test(character) && _font.font.hasGlyphForCodePoint(code);
      return shown ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    });
};

/** Breaks a text into lines of a width; a word wider than a line is broken where the line is full. */
export const wrap = (pdf: Pdf, text: string, width: number): readonly string[] =>
  showable(pdf, text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = [''];
      let used = 0;
      for (const word of paragraph.match(/\S+ *| +/gu) ?? []) {
        const whole = pdf.widthOfString(word.trimEnd()) <= width;
        for (const piece of whole ? [word] : [...word]) {
          if (used + pdf.widthOfString(piece.trimEnd()) > width && used > 0) {
            lines.push('');
            used = 0;
          }
          lines[lines.length - 1] += piece;
          used += pdf.widthOfString(piece);
        }
      }
      return lines;
    });

export const drawLines = (
  pdf: Pdf,
  lines: readonly string[],
  x: number,
  top: number,
  height: number,
): void => {
  for (const [n, line] of lines.entries()) pdf.text(line, x, top + n * height, { lineBreak: false });
};

/** Draws what carries no meaning of its own, so that a screen reader passes over it (PDF/UA-1, 7.1). */
export const asArtifact = (pdf: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void => {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
};

/**
 * Writes texts beside each other from the current height down, over as many pages as they need. A text that must stay
 * whole is moved to the next page if it fits there; of any other, no first line stands alone at the foot of a page.
 */
export const flow = (
  pdf: Pdf,
  cells: readonly Cell[],
  of: Style,
  whole = false,
  onNewPage = (): void => {},
): void => {
  const height = lineHeight(of);
  const columns = cells.map((cell) => ({ ...cell, lines: wrap(use(pdf, of), cell.text, cell.width) }));
  const total = Math.max(...columns.map(({ lines }) => lines.length));
  for (let from = 0, moved = false; from < total; ) {
    const left = total - from;
    const room = Math.floor((foot - pdf.y) / height);
    if (room < (whole && !moved ? left : Math.min(left, 2))) {
      pdf.addPage();
      onNewPage();
      use(pdf, of);
      moved = true;
      continue;
    }
    const [top, until] = [pdf.y, from + Math.min(room, left)];
    for (const { element, lines, x } of columns)
      element.add(() => drawLines(pdf, lines.slice(from, until), x, top, height));
    pdf.y = top + (until - from) * height;
    from = until;
  }
};
