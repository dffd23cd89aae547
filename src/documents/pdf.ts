import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Block, Doc } from '../domain/document.ts';
import {
  asArtifact,
  drawLines,
  type Element,
  flow,
  fonts,
  foot,
  fullWidth,
  lineHeight,
  type Pdf,
  page,
  type Style,
  use,
  wrap,
} from './pdf-lines.ts';

type Table = Extract<Block, { is: 'table' }>;

const cellPadding = 5;
const sizes = {
  h1: { font: 'bold', size: 20, above: 0 },
  h2: { font: 'bold', size: 14.5, above: 18 },
  h3: { font: 'bold', size: 12, above: 12 },
  body: { font: 'regular', size: 11, above: 7 },
  strong: { font: 'bold', size: 11, above: 0 },
  small: { font: 'regular', size: 9, above: 0 },
} as const satisfies Record<string, Style>;
type Styles = Record<keyof typeof sizes, Style>;

/** The sizes of a document's texts, all of them larger in large print. */
const stylesAt = (scale: number): Styles =>
  Object.fromEntries(
    Object.entries(sizes).map(([name, { font, size, above }]) => [
      name,
      { font, size: size * scale, above: above * scale },
    ]),
  ) as Styles;

// PDF/A-2 wants the properties of any standard it does not know described (ISO 19005-2, 6.6.2.3): here PDF/UA's.
const accessibleAndArchived = `
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`;

const child = (pdf: Pdf, parent: Element, tag: string, options = {}): Element => {
  const element = pdf.struct(tag, options);
  parent.add(element);
  return element;
};

/** Writes one text across the page, as a new element of its parent. */
const write = (pdf: Pdf, parent: Element, tag: string, text: string, of: Style, indent = 0): void => {
  pdf.y += of.above;
  flow(
    pdf,
    [{ element: child(pdf, parent, tag), text, x: page.left + indent, width: fullWidth - indent }],
    of,
  );
};

const writeList = (pdf: Pdf, style: Styles, parent: Element, items: readonly string[]): void => {
  const list = child(pdf, parent, 'L');
  for (const text of items) {
    pdf.y += style.body.above / 2;
    const item = child(pdf, list, 'LI');
    const cells = [
      { element: child(pdf, item, 'Lbl'), text: '•', x: page.left + 6, width: 14 },
      { element: child(pdf, item, 'LBody'), text, x: page.left + 20, width: fullWidth - 20 },
    ];
    flow(pdf, cells, style.body);
  }
};

/** Columns share the page by their longest text, within bounds, so that a date does not get as much as a sentence. */
const columnsOf = ({ headings, rows }: Table): readonly { readonly x: number; readonly width: number }[] => {
  const all = [headings, ...rows];
  const weights = Array.from({ length: Math.max(...all.map((row) => row.length)) }, (_, n) =>
    all.reduce((most, row) => Math.min(Math.max(most, row[n]?.length ?? 0), 60), 18),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let x = page.left;
  return weights.map((weight) => {
    const width = (fullWidth * weight) / total;
    x += width;
    return { x: x - width, width: width - cellPadding };
  });
};

const writeTable = (pdf: Pdf, style: Styles, parent: Element, block: Table): void => {
  const table = child(pdf, parent, 'Table');
  const columns = columnsOf(block);
  const height = lineHeight(style.strong);
  const headings = columns.map(({ width }, n) =>
    wrap(use(pdf, style.strong), block.headings[n] ?? '', width),
  );
  const headingHeight = Math.max(...headings.map((lines) => lines.length)) * height + 2 * cellPadding;
  const rule = (): void =>
    asArtifact(pdf, 'Layout', () => {
      pdf.y += cellPadding;
      pdf
        .moveTo(page.left, pdf.y)
        .lineTo(page.width - page.right, pdf.y)
        .lineWidth(0.6)
        .stroke('#505a5f');
      pdf.y += cellPadding;
    });
  // Headings too tall to stand at the head of every page stand once.
  const repeatHeadings = (): void => {
    if (headingHeight > (foot - page.top) / 4) return;
    asArtifact(pdf, 'Pagination', () => {
      use(pdf, style.strong);
      for (const [n, { x }] of columns.entries()) drawLines(pdf, headings[n] ?? [], x, page.top, height);
    });
    pdf.y = page.top + headingHeight - 2 * cellPadding;
    rule();
  };
  const writeRow = (texts: readonly string[], tag: 'TH' | 'TD', of: Style): void => {
    const row = child(pdf, table, 'TR');
    const cells = columns.map(({ x, width }, n) => ({
      element: child(pdf, row, tag, tag === 'TH' ? { scope: 'Column' } : {}),
      text: texts[n] ?? '',
      x,
      width,
    }));
    flow(pdf, cells, of, true, tag === 'TD' ? repeatHeadings : undefined);
    rule();
  };
  pdf.y += style.body.above;
  if (foot - pdf.y < headingHeight + 3 * height) pdf.addPage();
  writeRow(block.headings, 'TH', style.strong);
  for (const row of block.rows) writeRow(row, 'TD', style.body);
};

const writeBlock = (pdf: Pdf, style: Styles, parent: Element, block: Block): void => {
  if (block.is === 'paragraph') write(pdf, parent, 'P', block.text, style.body);
  if (block.is === 'list') writeList(pdf, style, parent, block.items);
  if (block.is === 'table') writeTable(pdf, style, parent, block);
  if (block.is === 'quote') {
    const quote = child(pdf, parent, 'BlockQuote');
    write(pdf, quote, 'P', block.words, style.body, 20);
    write(pdf, quote, 'P', `— ${block.who}`, style.body, 20);
  }
};

/** An address in the window of an envelope: A4 folded in three, the window 20 mm from the left (BS 4264, DL). */
const windowTop = 147;
/** Where the letter goes on, below the first fold. */
const belowWindow = 290;

const writeAddress = (pdf: Pdf, root: Element, { from, to }: Letter): void => {
  const { body } = stylesAt(1);
  write(pdf, root, 'P', from, { ...body, above: 0 });
  pdf.y = windowTop;
  write(pdf, root, 'P', to.join('\n'), { ...body, above: 0 });
  pdf.y = belowWindow;
};

const writeDocument = (pdf: Pdf, doc: Doc, letter?: Letter): void => {
  const style = stylesAt(letter?.scale ?? 1);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  if (letter !== undefined) writeAddress(pdf, root, letter);
  let chapter = pdf.outline;
  write(pdf, root, 'H1', doc.title, style.h1);
  if (doc.subtitle !== undefined) write(pdf, root, 'P', doc.subtitle, style.body);
  for (const { heading, level, blocks } of doc.sections) {
    const of = style[`h${level}`];
    if (foot - pdf.y < of.above + 2 * lineHeight(of) + 3 * lineHeight(style.body)) pdf.addPage();
    if (level === 2) chapter = pdf.outline.addItem(heading);
    else chapter.addItem(heading);
    write(pdf, root, `H${level}`, heading, of);
    for (const block of blocks) writeBlock(pdf, style, root, block);
  }
  const { start, count } = pdf.bufferedPageRange();
  for (let n = start; n < start + count; n++) {
    pdf.switchToPage(n);
    asArtifact(pdf, 'Pagination', () => {
      use(pdf, style.small).text(`Page ${n + 1} of ${count}`, page.left, foot + 24, { lineBreak: false });
    });
  }
};

/** A letter: from whom, the lines in its window, and how large it is printed beside other documents. */
export type Letter = { readonly from: string; readonly to: readonly string[]; readonly scale: number };

/**
 * Writes a document as a tagged PDF that says it follows PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2): structure,
 * language, title, bookmarks and embedded fonts. The same document and properties give the same bytes. The title and
 * author are seen in lists of files: give neutral ones.
 */
export const renderPdf = async (
  doc: Doc,
  { title, author, createdAt }: { readonly title: string; readonly author: string; readonly createdAt: Date },
  letter?: Letter,
): Promise<Uint8Array> => {
  // pdfkit puts the title and the author into the XML of the properties as they are.
  const plain = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
  const pdf = new PDFDocument({
    size: 'A4',
    margins: page,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: plain(title),
      Author: plain(author),
      CreationDate: createdAt,
      Producer: 'Documents',
      Creator: 'Documents',
    },
  });
  const append = pdf.appendXML.bind(pdf);
  pdf.appendXML = (xml, newLine) => append(xml.replaceAll('&', '&amp;'), newLine);
  pdf.appendXML(accessibleAndArchived);
  for (const [name, file] of Object.entries(fonts)) pdf.registerFont(name, file);
  writeDocument(pdf, doc, letter);
  pdf.end();
  return buffer(pdf);
};
