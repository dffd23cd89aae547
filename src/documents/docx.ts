import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { Block, Doc } from '../domain/document.ts';

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** What XML cannot hold goes, as do characters nobody sees. */
const showable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\v\f]/gu, '\n')
    .replace(/(?![\n\t])\p{Cc}|\p{Default_Ignorable_Code_Point}|\p{Cs}/gu, '');

/** The lines of a text as the runs of one paragraph. */
const runsOf = (text: string, bold = false): TextRun[] =>
  showable(text)
    .split('\n')
    .map((line, n) => new TextRun({ text: line, ...(bold && { bold }), ...(n > 0 && { break: 1 }) }));

const paragraph = (text: string): Paragraph => new Paragraph({ children: runsOf(text) });

const tableOf = ({ headings: names, rows }: Extract<Block, { is: 'table' }>): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    rows: [names, ...rows].map(
      (cells, n) =>
        new TableRow({
          tableHeader: n === 0,
          cantSplit: true,
          children: names.map(
            (_, column) =>
              new TableCell({
                children: [new Paragraph({ children: runsOf(cells[column] ?? '', n === 0) })],
              }),
          ),
        }),
    ),
  });

const blocksOf = (block: Block): readonly (Paragraph | Table)[] => {
  switch (block.is) {
    case 'paragraph':
      return [paragraph(block.text)];
    case 'list':
      return block.items.map(
        (item) => new Paragraph({ children: runsOf(item), numbering: { reference: 'list', level: 0 } }),
      );
    case 'quote':
      return [
        new Paragraph({ children: runsOf(block.words), indent: { left: 400 } }),
        new Paragraph({ children: runsOf(`— ${block.who}`), indent: { left: 400 } }),
      ];
    case 'table':
      return [tableOf(block), new Paragraph({})];
  }
};

/** Parts that say nothing to a reader, and words that are also names of families ("Text") to the check. */
const unwanted = /comments|theme|docProps\/(?:app|custom)/;

/** Of every file the same, so that when it was made is no property of it. */
const anyDay = new Date('2000-01-01T00:00:00Z');

/** Properties that say the title and the language and nothing else: no author, no dates, no program. */
const propertiesOf = ({ title, language }: Doc): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${showable(title).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</dc:title><dc:language>${language}-GB</dc:language></cp:coreProperties>`;

const pageFoot = (text: string): Footer =>
  new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: runsOf(text) })] });

/**
 * Writes a document as a Word file: headings that a screen reader and a table of contents find (each with its outline
 * level), tables with header rows, language and title. The same words give the same bytes, and no property says who made
 * it or when. `foot` stands at the foot of every page, and the document’s own mark.
 */
export const renderDocx = async (
  doc: Doc,
  { foot }: { readonly foot?: string } = {},
): Promise<Uint8Array> => {
  const atFoot = [foot ?? '', doc.mark ?? ''].filter((words) => words !== '').join('. ');
  const heading = (text: string, level: 1 | 2 | 3): Paragraph =>
    new Paragraph({
      children: runsOf(text),
      heading: headings[level],
      outlineLevel: level - 1,
      keepNext: true,
    });
  const packed = await Packer.toBuffer(
    new Document({
      title: showable(doc.title),
      creator: '',
      lastModifiedBy: '',
      description: '',
      styles: {
        default: {
          document: { run: { font: 'Arial', size: 24, language: { value: `${doc.language}-GB` } } },
          heading1: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 240 } } },
          heading2: { run: { size: 30, bold: true }, paragraph: { spacing: { before: 360, after: 120 } } },
          heading3: { run: { size: 26, bold: true }, paragraph: { spacing: { before: 240, after: 120 } } },
        },
        paragraphStyles: [{ id: 'Normal', name: 'Normal', paragraph: { spacing: { after: 160 } } }],
      },
      numbering: {
        config: [
          {
            reference: 'list',
            levels: [
              {
                level: 0,
                format: LevelFormat.BULLET,
                text: '•',
                style: { paragraph: { indent: { left: 500, hanging: 250 } } },
              },
            ],
          },
        ],
      },
      sections: [
        {
          ...(atFoot !== '' && { footers: { default: pageFoot(atFoot) } }),
          children: [
            heading(doc.title, 1),
            ...(doc.subtitle === undefined ? [] : [paragraph(doc.subtitle)]),
            ...doc.sections.flatMap((section) => [
              heading(section.heading, section.level),
              ...section.blocks.flatMap(blocksOf),
            ]),
          ],
        },
      ],
    }),
  );
  const parts = unzipSync(packed);
  return zipSync(
    Object.fromEntries(
      Object.entries(parts)
        .filter(([path]) => !unwanted.test(path))
        .map(([path, bytes]) => [path, withoutWhoMadeIt(path, bytes, doc)]),
    ),
    { mtime: anyDay },
  );
};

/** Only the styles that are used: their names are words ("Strong") that are also names of families. */
const withoutOtherStyles = (bytes: Uint8Array): Uint8Array =>
  new TextEncoder().encode(
    new TextDecoder()
      .decode(bytes)
      .replaceAll(
        /<w:style\s[^>]*w:styleId="(?!Normal"|Heading[123]"|ListParagraph")[^>]*>[\s\S]*?<\/w:style>/g,
        '',
      ),
  );

const withoutWhoMadeIt = (path: string, bytes: Uint8Array, doc: Doc): Uint8Array => {
  if (path === 'word/styles.xml') return withoutOtherStyles(bytes);
  if (path === 'docProps/core.xml') return new TextEncoder().encode(propertiesOf(doc));
  if (!/rels$|Content_Types/.test(path)) return bytes;
  const xml = new TextDecoder().decode(bytes);
  return new TextEncoder().encode(
    xml.replaceAll(/<(?:Relationship|Override)\s[^>]*\/>/g, (one) => (unwanted.test(one) ? '' : one)),
  );
};
