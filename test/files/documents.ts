import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import PdfKit from 'pdfkit';
import { photo } from './pictures.ts';

const name = (text: string) => PDFName.of(text);

/** A PDF of one page that says `Shown words`. */
export const plainPdf = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  pdf.addPage().drawText('Shown words', { font: await pdf.embedFont(StandardFonts.Helvetica) });
  return pdf.save();
};

/** The same with a word in every place that shows nothing, scripts and a filled-in form. */
export const pdfWithRemarks = async (word: string): Promise<Uint8Array> => {
  const pdf = await PDFDocument.load(await plainPdf());
  pdf.setTitle(word);
  pdf.setAuthor(word);
  pdf.setProducer(word);
  await pdf.attach(strToU8(word), `${word}.txt`, { description: word });
  pdf.addJavaScript(word, `app.alert("${word}")`);
  const { context } = pdf;
  const metadata = context.stream(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${word}</x:xmpmeta>`);
  const remarks = context.register(metadata);
  pdf.catalog.set(name('Metadata'), remarks);
  pdf.catalog.set(name('OpenAction'), context.obj({ S: 'JavaScript', JS: PDFString.of(word) }));
  const page = pdf.getPage(0);
  const picture = await pdf.embedJpg(new Uint8Array(await photo(word)));
  page.drawImage(picture, { x: 10, y: 10 });
  page.node.set(name('Metadata'), remarks);
  page.node.set(name('PieceInfo'), context.obj({ Word: { Private: PDFString.of(word) } }));
  page.node.set(name('AA'), context.obj({ O: { S: 'Launch', F: PDFString.of(word) } }));
  const link = { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], Contents: PDFString.of(word) };
  page.node.addAnnot(
    context.register(
      context.obj({ ...link, A: { S: 'URI', URI: PDFString.of(`https://example.com/${word}`) } }),
    ),
  );
  const note = { Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], T: PDFString.of(word) };
  page.node.addAnnot(context.register(context.obj({ ...note, Contents: PDFString.of(word) })));
  const field = pdf.getForm().createTextField(`field ${word}`);
  field.setText('Typed words');
  field.addToPage(page, { x: 50, y: 200, width: 200, height: 30 });
  const bytes = await pdf.save();
  return Buffer.concat([bytes, Buffer.from(`\n% ${word}\n`)]);
};

/** PDFs that cannot be cleaned, by why. */
export const pdfsThatHide = async (): Promise<Readonly<Record<string, Uint8Array>>> => {
  const changed = async (change: (pdf: PDFDocument) => void): Promise<Uint8Array> => {
    const pdf = await PDFDocument.load(await plainPdf());
    change(pdf);
    return pdf.save();
  };
  const locked = new PdfKit({ userPassword: 'secret', pdfVersion: '1.7' });
  locked.text('Nothing to see');
  locked.end();
  const blank = { Type: 'Annot', Subtype: 'Widget', FT: 'Tx', Rect: [0, 0, 9, 9] };
  return {
    locked: new Uint8Array(await buffer(locked)),
    layers: await changed(({ catalog, context }) =>
      catalog.set(name('OCProperties'), context.obj({ D: { OFF: [] } })),
    ),
    form: await changed((pdf) =>
      pdf
        .getPage(0)
        .node.addAnnot(pdf.context.register(pdf.context.obj({ ...blank, V: PDFString.of('Typed') }))),
    ),
    picture: await changed((pdf) => {
      const dict = { Type: 'XObject', Subtype: 'Image', Filter: 'JPXDecode' };
      pdf.getPage(0).node.newXObject('P', pdf.context.register(pdf.context.stream('x', dict)));
    }),
    photo: await changed((pdf) => {
      const dict = { Type: 'XObject', Subtype: 'Image', Filter: ['ASCII85Decode', 'DCTDecode'] };
      pdf.getPage(0).node.newXObject('P', pdf.context.register(pdf.context.stream('x', dict)));
    }),
    script: await changed((pdf) => {
      const state = pdf.context.obj({ Next: { S: 'JavaScript' } });
      pdf.getPage(0).node.newExtGState('G', pdf.context.register(state));
    }),
  };
};

/** A PDF whose one page unpacks to very much. */
export const pdfBomb = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage();
  const packed = deflateSync(Buffer.alloc(400_000_000, 0x20));
  const stream = pdf.context.flateStream('');
  Object.assign(stream, { contents: new Uint8Array(packed) });
  page.node.set(name('Contents'), pdf.context.register(stream));
  return pdf.save();
};

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const wordSpace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
export const relationships = (...inside: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${packages}/relationships">${inside.join('')}</Relationships>`;
export const relationship = (id: string, kind: string, target: string, mode = ''): string =>
  `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"${mode && ` TargetMode="${mode}"`}/>`;
export const wordBody = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${wordSpace} xmlns:r="${office}"><w:body>${inside}</w:body></w:document>`;

type Parts = Readonly<Record<string, string | Uint8Array>>;

/** A Word document that says `Shown words`, with parts put in or instead. */
export const word = (parts: Parts = {}, kind = 'document.main'): Uint8Array => {
  const whole: Parts = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/></Types>`,
    '_rels/.rels': relationships(
      relationship('rId1', 'officeDocument', 'word/document.xml'),
      `<Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
    ),
    'word/document.xml': wordBody('<w:p><w:r><w:t>Shown words</w:t></w:r></w:p>'),
    ...parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(whole).map(([path, part]) => [path, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );
};

/** A Word document with a secret word in every place that is on no page, and a photo with its place. */
export const wordWithRemarks = async (secret: string): Promise<Uint8Array> =>
  word({
    'docProps/core.xml': `<coreProperties><creator>${secret}</creator></coreProperties>`,
    'docProps/app.xml': `<Properties><Company>${secret}</Company></Properties>`,
    'docProps/custom.xml': `<Properties><property>${secret}</property></Properties>`,
    'customXml/item1.xml': `<data>${secret}</data>`,
    'word/people.xml': `<people>${secret}</people>`,
    'word/comments.xml': `<comments><comment author="${secret}">${secret}</comment></comments>`,
    'word/settings.xml': `<w:settings ${wordSpace} xmlns:r="${office}"><w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="${secret}"/></w:rsids><w:docVars><w:docVar w:name="who" w:val="${secret}"/></w:docVars></w:settings>`,
    'word/_rels/settings.xml.rels': relationships(
      relationship('rId1', 'attachedTemplate', `file:///C:/Users/${secret}/Normal.dotm`, 'External'),
    ),
    'word/media/image1.jpeg': await photo(secret),
    'word/_rels/document.xml.rels': relationships(
      relationship('rId1', 'image', 'media/image1.jpeg'),
      relationship('rId2', 'comments', 'comments.xml'),
      relationship('rId3', 'settings', 'settings.xml'),
      relationship('rId4', 'customXml', '../customXml/item1.xml'),
      relationship('rId5', 'hyperlink', 'https://www.gov.uk/', 'External'),
    ),
    'word/document.xml': wordBody(
      `<!-- ${secret} --><w:p w:rsidR="${secret}"><w:commentRangeStart w:id="0"/><w:r><w:t>Shown words</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:permStart w:id="1" w:ed="${secret}"/></w:p><w:drawing xmlns:wp="wp" xmlns:a="a"><wp:docPr id="1" name="${secret}.jpg"/><a:blip r:embed="rId1"/></w:drawing>`,
    ),
  });
