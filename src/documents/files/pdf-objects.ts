import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFStream,
  PDFString,
} from 'pdf-lib';
import { refuseFile } from '../../domain/files/bytes.ts';
import { stripJpeg } from '../../domain/files/jpeg.ts';

/** Refuses a PDF for what it is, and says what to do instead. */
export const refusePdf = (because: string): never =>
  refuseFile(`We cannot take this PDF: ${because}. Open it, print it to a new PDF, and add that`);

const keys = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const stream = 'Length Filter DecodeParms';
/** All that a picture needs to be shown, and a drawing that is used in pages (ISO 32000-1, tables 89 and 95). */
const ofDrawing: Readonly<Record<string, ReadonlySet<string>>> = {
  '/Image': keys(
    `${stream} Type Subtype Width Height ColorSpace BitsPerComponent ImageMask Mask Decode Interpolate SMask SMaskInData Matte Intent`,
  ),
  '/Form': keys(`${stream} Type Subtype FormType BBox Matrix Resources Group`),
};
/** What says something of a thing without showing it, or leads out of the file (ISO 32000-1, 7.11.4, 14.3, 14.5, 14.7). */
const unwanted = keys(
  'Metadata PieceInfo LastModified AF EF Properties StructParent StructParents OPI Ref Alternates Measure PtData OC Annots AcroForm',
);
/** The strings that fonts are drawn by; any other string in a dictionary is a remark. */
const stringsOfFonts = keys('Registry Ordering CharSet Panose');
const mostUnpacked = 300_000_000;

/** Refuses a PDF whose packed parts would fill the memory. */
export const refuseBomb = (bytes: Uint8Array): void => {
  const code = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = mostUnpacked;
  for (let at = code.indexOf('stream'); at !== -1; at = code.indexOf('stream', at + 6)) {
    if (code.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const from = at + (code[at + 6] === 0x0d ? 8 : 7);
    try {
      left -= inflateSync(code.subarray(from), { maxOutputLength: left }).length;
    } catch (error) {
      const { code: why, message } = error as NodeJS.ErrnoException;
      if (why === 'ERR_BUFFER_TOO_LARGE') refusePdf('it holds far more than it seems to');
      // How much stands before the damage nobody knows. What has no head of its own is not packed in this way.
      if (why === 'Z_DATA_ERROR' && !/header check|compression method|window size/.test(message))
        refusePdf('it is damaged');
    }
  }
  // Packed twice, or in the way that is measured nowhere, a little can still be very much.
  if (/LZWDecode|Decode\s*\/(?!DCT)\w+Decode/.test(code.toString('latin1')))
    refusePdf('it is packed in an uncommon way');
};

const filtersOf = (dict: PDFDict): readonly string[] => {
  const filter = dict.lookup(PDFName.of('Filter'));
  if (filter === undefined) return [];
  return filter instanceof PDFArray
    ? filter.asArray().map((one) => String(dict.context.lookup(one)))
    : [filter.toString()];
};

/** A stream without what a photo in it says of itself. */
const withCleanPhoto = (found: PDFRawStream): PDFRawStream => {
  const { dict, contents } = found;
  const filters = filtersOf(dict);
  const isPhoto = filters.includes('/DCTDecode');
  const isPacked = filters.length === 2 && filters[0] === '/FlateDecode';
  if (filters.includes('/JPXDecode') || (isPhoto && filters.length > 1 && !isPacked))
    return refusePdf('it holds a picture in a form that we cannot check');
  if (!isPhoto) return found;
  const jpeg = isPacked ? new Uint8Array(inflateSync(contents, { maxOutputLength: mostUnpacked })) : contents;
  const picture = stripJpeg(jpeg);
  dict.set(PDFName.of('Filter'), PDFName.of('DCTDecode'));
  if (isPacked) dict.delete(PDFName.of('DecodeParms'));
  dict.set(PDFName.of('Length'), PDFNumber.of(picture.length));
  return PDFRawStream.of(dict, picture);
};

/** The plain colours that stand for a profile, whose text says by what it was made. */
const plainColours = (object: PDFObject, context: PDFContext): PDFObject | undefined => {
  if (!(object instanceof PDFArray) || object.size() !== 2) return undefined;
  if (object.lookup(0) !== PDFName.of('ICCBased')) return undefined;
  const profile = context.lookup(object.get(1));
  const parts = profile instanceof PDFStream ? profile.dict.lookup(PDFName.of('N'))?.toString() : '';
  const colours = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }[parts ?? ''];
  return colours === undefined ? undefined : PDFName.of(colours);
};

const isRemark = (key: string, value: PDFObject | undefined): boolean =>
  (value instanceof PDFString || value instanceof PDFHexString) && !stringsOfFonts.has(key);

/** The keys of a dictionary that show nothing. */
const unwantedIn = (dict: PDFDict): readonly PDFName[] => {
  const drawing = ofDrawing[String(dict.lookup(PDFName.of('Subtype')))];
  return dict.keys().filter((key) => {
    const text = key.decodeText();
    return (
      unwanted.has(text) || isRemark(text, dict.lookup(key)) || (drawing !== undefined && !drawing.has(text))
    );
  });
};

/** Every dictionary in an object itself; what it points to is an object of its own. */
const dictionariesIn = (object: PDFObject): readonly PDFDict[] => {
  if (object instanceof PDFStream) return dictionariesIn(object.dict);
  if (object instanceof PDFArray) return object.asArray().flatMap(dictionariesIn);
  return object instanceof PDFDict ? [object, ...object.values().flatMap(dictionariesIn)] : [];
};

/** Takes out of every object of a PDF what shows nothing. Throws `RefusedFile` for a picture that cannot be checked. */
export const cleanObjects = (context: PDFContext): void => {
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const colours = plainColours(object, context);
    if (colours !== undefined) context.assign(ref, colours);
    for (const dict of dictionariesIn(object)) {
      for (const key of unwantedIn(dict)) dict.delete(key);
      for (const [key, value] of dict.entries()) {
        const plain = plainColours(value, context);
        if (plain !== undefined) dict.set(key, plain);
      }
    }
    if (object instanceof PDFRawStream) context.assign(ref, withCleanPhoto(object));
  }
};

const inPhotos = ['Exif\0\0', 'http://ns.adobe.com/', 'Photoshop 3.0'];
const acts =
  /^\/(JavaScript|Launch|EmbeddedFiles?|Filespec|RichMedia|SubmitForm|ImportData|GoTo[RE]|URI|XFA)$/;

/** Refuses finished pages that still hold something that shows nothing: the one place that does not trust what went before. */
export const refuseWhatRemains = ({ context, catalog }: PDFDocument): void => {
  const remains = (): never => refusePdf('it holds something that we cannot take out');
  if (context.trailerInfo.Info !== undefined || context.trailerInfo.Encrypt !== undefined) remains();
  if (catalog.keys().some((key) => !['Type', 'Pages'].includes(key.decodeText()))) remains();
  for (const [, object] of context.enumerateIndirectObjects()) {
    for (const dict of dictionariesIn(object))
      if (unwantedIn(dict).length > 0 || dict.values().some((value) => acts.test(value.toString())))
        remains();
    if (!(object instanceof PDFRawStream)) continue;
    const bytes = Buffer.from(object.contents);
    if (inPhotos.some((words) => bytes.includes(words))) remains();
  }
};
