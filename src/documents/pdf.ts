import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { Block, Doc } from '../domain/document.ts';
import { type PageLanguage, wordingIn } from '../domain/language.ts';
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
const ordinary = {
  h1: { font: 'bold', size: 20, above: 0 },
  h2: { font: 'bold', size: 14.5, above: 18 },
  h3: { font: 'bold', size: 12, above: 12 },
  body: { font: 'regular', size: 11, above: 7 },
  strong: { font: 'bold', size: 11, above: 0 },
  small: { font: 'regular', size: 9, above: 0 },
} as const satisfies Record<string, Style>;
type Styles = Readonly<Record<keyof typeof ordinary, Style>>;
/** For children, and whoever reads with difficulty: letters of 16 points, the size that large print begins at. */
const large: Styles = {
  ...ordinary,
  h1: { font: 'bold', size: 28, above: 0 },
  h2: { font: 'bold', size: 20, above: 24 },
  h3: { font: 'bold', size: 18, above: 16 },
  body: { font: 'regular', size: 16, above: 11 },
  strong: { font: 'bold', size: 16, above: 0 },
};

/** A file as it is written, and how its texts look. */
type Sheet = { readonly pdf: Pdf; readonly style: Styles };

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

const writeList = ({ pdf, style }: Sheet, parent: Element, items: readonly string[]): void => {
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

/**
 * Columns share the page by their longest text, within bounds, so that a date does not get as much as a sentence; and each
 * has room for its longest word, as long as all of them have.
 */
const columnsOf = (
  { pdf, style }: Sheet,
  { headings, rows }: Table,
): readonly { readonly x: number; readonly width: number }[] => {
  const all = [headings, ...rows];
  const columns = Array.from({ length: Math.max(...all.map((row) => row.length)) }, (_, n) =>
    all.map((row) => row[n] ?? ''),
  );
  const weights = columns.map((texts) =>
    texts.reduce((most, text) => Math.min(Math.max(most, text.length), 60), 18),
  );
  const strong = use(pdf, style.strong);
  const longestWords = columns.map(
    (texts) =>
      Math.max(...texts.flatMap((text) => text.split(/\s+/)).map((word) => strong.widthOfString(word))) +
      cellPadding,
  );
  const needed = longestWords.reduce((sum, width) => sum + width, 0);
  const least = needed <= fullWidth ? longestWords : longestWords.map(() => 0);
  const rest = fullWidth - least.reduce((sum, width) => sum + width, 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let x = page.left;
  return weights.map((weight, n) => {
    const width = (least[n] ?? 0) + (rest * weight) / total;
    x += width;
    return { x: x - width, width: width - cellPadding };
  });
};

const writeTable = ({ pdf, style }: Sheet, parent: Element, block: Table): void => {
  const table = child(pdf, parent, 'Table');
  const columns = columnsOf({ pdf, style }, block);
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

const writeBlock = (sheet: Sheet, parent: Element, block: Block): void => {
  const { pdf, style } = sheet;
  if (block.is === 'paragraph') write(pdf, parent, 'P', block.text, style.body);
  if (block.is === 'list') writeList(sheet, parent, block.items);
  if (block.is === 'table') writeTable(sheet, parent, block);
  if (block.is === 'quote') {
    const quote = child(pdf, parent, 'BlockQuote');
    write(pdf, quote, 'P', block.words, style.body, 20);
    if (block.who !== '') write(pdf, quote, 'P', `— ${block.who}`, style.body, 20);
  }
};

/** A letter: from whom, and the lines in its window. */
export type Letter = { readonly from: string; readonly to: readonly string[] };

/** An address in the window of an envelope: A4 folded in three, the window 20 mm from the left (BS 4264, DL). */
const windowTop = 147;
/** Where the letter goes on, below the first fold. */
const belowWindow = 290;

const writeAddress = (pdf: Pdf, root: Element, { from, to }: Letter): void => {
  const ofEnvelope = { ...ordinary.body, above: 0 };
  write(pdf, root, 'P', from, ofEnvelope);
  pdf.y = windowTop;
  write(pdf, root, 'P', to.join('\n'), ofEnvelope);
  pdf.y = belowWindow;
};

const writeDocument = (sheet: Sheet, doc: Doc, letter?: Letter, atFoot = ''): void => {
  const { pdf, style } = sheet;
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
    for (const block of blocks) writeBlock(sheet, root, block);
  }
  const { say } = wordingIn(doc.language);
  const { start, count } = pdf.bufferedPageRange();
  for (let n = start; n < start + count; n++) {
    pdf.switchToPage(n);
    asArtifact(pdf, 'Pagination', () => {
      const numbered = say('Page {page} of {pages}', { page: String(n + 1), pages: String(count) });
      const line = [atFoot, doc.mark ?? '', numbered].filter((words) => words !== '').join('. ');
      use(pdf, style.small).text(line, page.left, foot + 24, { lineBreak: false });
    });
  }
};

type Properties = {
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
  readonly language: PageLanguage;
  readonly type?: 'ordinary' | 'large';
  /** What stands at the foot of every page, before its number. */
  readonly atFoot?: string;
};

/** How a word is set in a font: the longest part of writing, and the same in every copy of the same minutes. */
type Layouts = Record<string, unknown>;
const layouts = new Map<string, Layouts>();
/** Words are about children: they are kept from one copy to the next, and not once nothing more is written. */
const keptFor = 10_000;
let forgetting: NodeJS.Timeout | undefined;

const shareLayouts = (pdf: Pdf, font: string): void => {
  clearTimeout(forgetting);
  forgetting = setTimeout(() => layouts.clear(), keptFor).unref();
  const shared: Layouts = layouts.get(font) ?? Object.create(null);
  layouts.set(font, shared);
  const { _font } = pdf.font(font) as unknown as { _font: { layoutCache: Layouts } };
  _font.layoutCache = shared;
};

/**
 * Writes a tagged PDF that says it follows PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2): structure, language, title
 * and embedded fonts; `draw` puts in what stands on its pages. The same words and properties give the same bytes.
 */
export const writePdf = (
  { title, author, createdAt, language }: Omit<Properties, 'type'>,
  draw: (pdf: Pdf) => void,
): Promise<Uint8Array> => {
  // pdfkit puts the title and the author into the XML of the properties as they are.
  const plain = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
  const pdf = new PDFDocument({
    size: 'A4',
    margins: page,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: `${language}-GB`,
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
  for (const [name, file] of Object.entries(fonts)) {
    pdf.registerFont(name, file);
    shareLayouts(pdf, name);
  }
  draw(pdf);
  pdf.end();
  return buffer(pdf);
};

/**
 * Writes a document as a tagged PDF with bookmarks, in ordinary letters or large ones. The title and author are seen in
 * lists of files: give neutral ones.
 */
export const renderPdf = (
  doc: Doc,
  { type = 'ordinary', atFoot, ...properties }: Omit<Properties, 'language'>,
  letter?: Letter,
): Promise<Uint8Array> =>
  writePdf({ ...properties, language: doc.language }, (pdf) =>
    writeDocument({ pdf, style: type === 'large' ? large : ordinary }, doc, letter, atFoot),
  );
