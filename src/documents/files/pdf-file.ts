import { PDFDocument, PDFName } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { refuseDamaged } from '../../domain/files/bytes.ts';
import { flattenAnnotations } from './pdf-annotations.ts';
import { cleanObjects, refuseBomb, refusePdf, refuseWhatRemains } from './pdf-objects.ts';

const mostPages = 200;
/** What a page shows, and nothing of what is said of it or what it does (ISO 32000-1, table 30). */
const ofPage = 'Type MediaBox CropBox Rotate Resources Contents Group UserUnit Parent'.split(' ');

const opened = async (bytes: Uint8Array): Promise<PDFDocument> => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true }).catch(
    (error: unknown) =>
      String(error).includes('encrypted') ? refusePdf('it has a password or is locked') : refuseDamaged(),
  );
  if (pdf.getPageCount() > mostPages) return refusePdf(`it has more than ${mostPages} pages`);
  const layers = pdf.catalog.lookup(PDFName.of('OCProperties'));
  if (layers?.toString().includes('/OFF')) return refusePdf('parts of it are hidden');
  return pdf;
};

/** The finished bytes, read as a reader's program does: they open, and hold nothing but pages. */
const readAgain = async (bytes: Uint8Array): Promise<void> => {
  const task = getDocument({
    data: new Uint8Array(bytes),
    stopAtErrors: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    const pdf = await task.promise;
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n);
      await page.getTextContent();
      if ((await page.getAnnotations()).length > 0) refusePdf('it holds more than pages');
    }
    const extras = [await pdf.getAttachments(), await pdf.getJSActions(), (await pdf.getMetadata()).metadata];
    if (extras.some((extra) => extra !== null)) refusePdf('it holds more than pages');
  } finally {
    await task.destroy();
  }
};

/**
 * Copies the pages of a PDF into a new one: without its properties, metadata, attached files, scripts, links, notes, earlier
 * revisions and whatever no page shows, and without what its photos say of where they were taken. What was typed or drawn
 * onto a page stays as it looks. The finished bytes are read again. Throws `RefusedFile` when it is damaged, locked, has
 * hidden layers or something that cannot be checked.
 */
export const cleanPdf = async (bytes: Uint8Array): Promise<Uint8Array> => {
  refuseBomb(bytes);
  const pdf = await opened(bytes);
  const pages = pdf.getPages();
  for (const page of pages) {
    flattenAnnotations(page);
    for (const key of page.node.keys()) if (!ofPage.includes(key.decodeText())) page.node.delete(key);
  }
  cleanObjects(pdf.context);
  const clean = await PDFDocument.create({ updateMetadata: false });
  for (const page of await clean.copyPages(pdf, pdf.getPageIndices())) clean.addPage(page);
  const written = await clean.save({ useObjectStreams: false, addDefaultPage: false });
  refuseWhatRemains(await PDFDocument.load(written, { updateMetadata: false }));
  await readAgain(written);
  return written;
};
