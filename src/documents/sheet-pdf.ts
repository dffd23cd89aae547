import type { ChildSheet, SheetSpace } from '../domain/child-words/sheet.ts';
import { writePdf } from './pdf.ts';
import {
  asArtifact,
  type Element,
  flow,
  foot,
  fullWidth,
  lineHeight,
  type Pdf,
  page,
  type Style,
} from './pdf-lines.ts';

const style = {
  title: { font: 'bold', size: 26, above: 0 },
  prompt: { font: 'bold', size: 18, above: 16 },
  body: { font: 'regular', size: 15, above: 8 },
} as const satisfies Record<string, Style>;

/** Room for a picture at the head of a prompt, between lines to write on, and to draw in: a child writes large. */
const [pictureSize, ruling, box] = [40, 34, 200];

const write = (
  pdf: Pdf,
  root: Element,
  {
    tag,
    text,
    of,
    indent = 0,
  }: { readonly tag: string; readonly text: string; readonly of: Style; readonly indent?: number },
): void => {
  pdf.y += of.above;
  const element = pdf.struct(tag);
  root.add(element);
  flow(pdf, [{ element, text, x: page.left + indent, width: fullWidth - indent }], of);
};

const shapes: Record<NonNullable<SheetSpace['picture']>, (pdf: Pdf, x: number, y: number) => void> = {
  cloud: (pdf, x, y) => {
    for (const [dx, dy, radius] of [
      [12, 22, 10],
      [23, 16, 13],
      [33, 23, 8],
    ] as const)
      pdf.circle(x + dx, y + dy, radius).fill('#8fa3b3');
  },
  sun: (pdf, x, y) => {
    pdf.circle(x + 20, y + 20, 10).fill('#f2b600');
    for (let ray = 0; ray < 8; ray++) {
      const [dx, dy] = [Math.cos((ray * Math.PI) / 4), Math.sin((ray * Math.PI) / 4)];
      pdf
        .moveTo(x + 20 + dx * 13, y + 20 + dy * 13)
        .lineTo(x + 20 + dx * 19, y + 20 + dy * 19)
        .lineWidth(2.5)
        .stroke('#f2b600');
    }
  },
  star: (pdf, x, y) => {
    for (let corner = 0; corner < 10; corner++) {
      const radius = corner % 2 === 0 ? 18 : 8;
      const angle = (corner * Math.PI) / 5 - Math.PI / 2;
      const [at, down] = [x + 20 + Math.cos(angle) * radius, y + 20 + Math.sin(angle) * radius];
      if (corner === 0) pdf.moveTo(at, down);
      else pdf.lineTo(at, down);
    }
    pdf.closePath().fill('#c2573a');
  },
};

/** A box to draw in, or lines to write on. They carry no words, so a screen reader passes over them. */
const drawSpace = (pdf: Pdf, { lines }: SheetSpace): void =>
  asArtifact(pdf, 'Layout', () => {
    pdf.y += 8;
    if (lines === 0)
      pdf
        .roundedRect(page.left, pdf.y, fullWidth, box - 8, 10)
        .lineWidth(1.5)
        .stroke('#505a5f');
    for (let line = 1; line <= lines; line++)
      pdf
        .moveTo(page.left, pdf.y + line * ruling)
        .lineTo(page.width - page.right, pdf.y + line * ruling)
        .lineWidth(0.8)
        .stroke('#505a5f');
    pdf.y += lines === 0 ? box : lines * ruling + 8;
  });

const writeSpace = (pdf: Pdf, root: Element, space: SheetSpace): void => {
  const { prompt, hint, picture, lines } = space;
  const words =
    style.prompt.above + lineHeight(style.prompt) + (hint === undefined ? 0 : 2 * lineHeight(style.body));
  if (foot - pdf.y < words + (lines === 0 ? box : lines * ruling)) pdf.addPage();
  const indent = picture === undefined ? 0 : pictureSize + 10;
  if (picture !== undefined)
    asArtifact(pdf, 'Layout', () => {
      shapes[picture](pdf, page.left, pdf.y + style.prompt.above - 6);
      pdf.fillColor('black');
    });
  write(pdf, root, { tag: 'H2', text: prompt, of: style.prompt, indent });
  if (hint !== undefined) write(pdf, root, { tag: 'P', text: hint, of: { ...style.body, above: 2 }, indent });
  drawSpace(pdf, space);
};

/**
 * Writes a sheet for a child as a tagged PDF to print: large letters, room to write and draw. Nothing of whose it is stands
 * on it or in its properties but a first name, when one is given.
 */
export const renderSheet = (
  sheet: ChildSheet,
  {
    firstName,
    council,
    createdAt,
  }: { readonly firstName: string | null; readonly council: string; readonly createdAt: Date },
): Promise<Uint8Array> =>
  writePdf({ title: sheet.title, author: council, createdAt, language: 'en' }, (pdf) => {
    const root = pdf.struct('Document');
    pdf.addStructure(root);
    write(pdf, root, { tag: 'H1', text: sheet.title, of: style.title });
    if (firstName !== null) write(pdf, root, { tag: 'P', text: firstName, of: style.prompt });
    for (const text of sheet.opening) write(pdf, root, { tag: 'P', text, of: style.body });
    for (const space of sheet.spaces) writeSpace(pdf, root, space);
    for (const text of sheet.closing) write(pdf, root, { tag: 'P', text, of: style.body });
  });
