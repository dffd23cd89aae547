import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { refuseFile } from '../../domain/files/bytes.ts';
import { refuseTwoThings } from '../../domain/files/format.ts';
import { cleanPicture } from './picture.ts';
import { cleanRelationships, cleanWordXml, idsUsedIn } from './word-xml.ts';

const savePdf = (because: string): never =>
  refuseFile(`We cannot take this Word document: ${because}. Open it, save it as a PDF, and add the PDF`);

const mostParts = 500;
const mostUnpacked = 100_000_000;

/** What a document is made of, and the kind of each part, as Word names them (ECMA-376, part 1, section 11.3). */
const kept: readonly (readonly [path: RegExp, kind: string])[] = [
  [/^word\/document\.xml$/, 'document.main'],
  [/^word\/styles\.xml$/, 'styles'],
  [/^word\/settings\.xml$/, 'settings'],
  [/^word\/numbering\.xml$/, 'numbering'],
  [/^word\/fontTable\.xml$/, 'fontTable'],
  [/^word\/footnotes\.xml$/, 'footnotes'],
  [/^word\/endnotes\.xml$/, 'endnotes'],
  [/^word\/header\d*\.xml$/, 'header'],
  [/^word\/footer\d*\.xml$/, 'footer'],
  [/^word\/theme\/theme\d*\.xml$/, 'theme'],
];
const relationships =
  /^(_rels\/\.rels|word\/_rels\/(document|footnotes|endnotes|header\d*|footer\d*|numbering)\.xml\.rels)$/;
const media = /^word\/media\/[\w .()-]+\.(jpe?g|png)$/i;
/** What is left out: who wrote it and when, remarks of others, data of other programs. None of it is on a page. */
const leftOut = [
  /^(docProps|customXml|docMetadata|_xmlsignatures)\//,
  /^word\/(glossary|fonts|printerSettings|documenttasks)\//,
  /^word\/(_rels\/)?(comments\w*|people|webSettings|stylesWithEffects|customizations)\.xml(\.rels)?$/,
  /^word\/_rels\/(settings|fontTable)\.xml\.rels$/,
];

const unpacked = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> => {
  let [parts, size] = [0, 0];
  const seen = new Set<string>();
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      parts += 1;
      size += originalSize;
      if (parts > mostParts || size > mostUnpacked) savePdf('it holds far more than it seems to');
      // A path that leads out of the file, or two parts of one name: two readers would read two documents.
      if (!/^(?!.*\.\.)[\w[][^\\:]*$/.test(name) || seen.has(name.toLowerCase())) savePdf('it is damaged');
      seen.add(name.toLowerCase());
      return !name.endsWith('/');
    },
  });
  return new Map(Object.entries(files));
};

const textOf = (bytes: Uint8Array): string => {
  const text = strFromU8(bytes).replace(/^\ufeff/, '');
  if (/<!(DOCTYPE|ENTITY)|encoding=["'](?!utf-8)/i.test(text) || text.includes('\ufffd'))
    savePdf('it is damaged');
  return text;
};

const contentTypes = (paths: readonly string[]): string => {
  const overrides = paths.flatMap((path) => {
    const kind = kept.find(([is]) => is.test(path))?.[1];
    const type =
      kind === 'theme'
        ? 'application/vnd.openxmlformats-officedocument.theme+xml'
        : `application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml`;
    return kind === undefined ? [] : [`<Override PartName="/${path}" ContentType="${type}"/>`];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...['jpg', 'jpeg'].map((ending) => `<Default Extension="${ending}" ContentType="image/jpeg"/>`),
    '<Default Extension="png" ContentType="image/png"/>',
    ...overrides,
    '</Types>',
  ].join('');
};

const cleanPart = async (path: string, bytes: Uint8Array): Promise<Uint8Array> => {
  refuseTwoThings(bytes, 'docx');
  if (media.test(path)) return cleanPicture(bytes, /png$/i.test(path) ? 'png' : 'jpeg', { asIs: true });
  const text = textOf(bytes);
  return strToU8(
    relationships.test(path)
      ? cleanRelationships(text, path === '_rels/.rels', savePdf)
      : cleanWordXml(text, path === 'word/settings.xml', savePdf),
  );
};

/** A link to what was left out, or never was there, would be read as damage. */
const refuseLoose = (parts: ReadonlyMap<string, Uint8Array>): void => {
  for (const [path, bytes] of parts) {
    if (!kept.some(([is]) => is.test(path))) continue;
    const links = parts.get(path.replace(/([^/]+)$/, '_rels/$1.rels'));
    const known = links === undefined ? '' : strFromU8(links);
    if (idsUsedIn(strFromU8(bytes)).some((id) => !known.includes(` Id="${id}"`)))
      savePdf('it holds something that we cannot check');
  }
};

/**
 * Packs a Word document (.docx) anew, from the parts that pages are made of: without its properties, the names of who wrote
 * and changed it, comments, data of other programs, and with its pictures drawn anew. Throws `RefusedFile` for macros,
 * tracked changes, anything that leads elsewhere but a web link, and parts that cannot be checked.
 */
export const cleanWord = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const parts = unpacked(bytes);
  const [types, main] = [parts.get('[Content_Types].xml'), parts.get('word/document.xml')];
  if (types === undefined || main === undefined)
    return refuseFile(
      'We cannot take packed files (ZIP), or files of this program. Save it as a PDF, and add the PDF',
    );
  if (/macroEnabled|template\.main/i.test(textOf(types))) savePdf('it can hold small programs (macros)');
  const clean = new Map<string, Uint8Array>();
  for (const [path, part] of parts) {
    if (path === '[Content_Types].xml' || leftOut.some((is) => is.test(path))) continue;
    if (!relationships.test(path) && !media.test(path) && !kept.some(([is]) => is.test(path)))
      savePdf(
        /vba|activeX/i.test(path)
          ? 'it holds small programs (macros)'
          : 'it holds something that we cannot check',
      );
    clean.set(path, await cleanPart(path, part));
  }
  refuseLoose(clean);
  const mtime = new Date('2000-01-01T12:00:00Z');
  return zipSync(
    Object.fromEntries([['[Content_Types].xml', strToU8(contentTypes([...clean.keys()]))], ...clean]),
    { mtime },
  );
};
