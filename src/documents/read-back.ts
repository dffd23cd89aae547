import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Part } from '../domain/leak-check.ts';
import { decodeEntities, unescapeUrl } from './entities.ts';
import { textsInBytes } from './pdf-bytes.ts';

/** Every text inside a value of any shape. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array)
    return [Buffer.from(value).toString('utf8'), Buffer.from(value).toString('utf16le')];
  if (value instanceof Map) return [...value].flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

/** The text of a page: all of it, and the body alone, without what stands at the head and foot of every page. */
const textOfPage = async (page: PDFPageProxy): Promise<{ readonly all: string; readonly body: string }> => {
  const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  let [all, body, artifacts] = ['', '', 0];
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') artifacts = Math.max(0, artifacts - 1);
      else if (artifacts > 0 || ('tag' in item && item.tag === 'Artifact')) artifacts += 1;
      continue;
    }
    const text = item.str + (item.hasEOL ? '\n' : '');
    all += text;
    if (artifacts === 0) body += text;
  }
  return { all, body };
};

const partsOf = async (pdf: PDFDocumentProxy): Promise<readonly Part[]> => {
  const parts: Part[] = [];
  let [before, annotations] = ['', [] as readonly string[]];
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const { all, body } = await textOfPage(page);
    parts.push({ part: `page ${n}`, text: all });
    // A name or a passage may begin on one page and end on the next.
    if (n > 1)
      parts.push({ part: `pages ${n - 1} and ${n}`, text: `${before.slice(-2000)}\n${body.slice(0, 2000)}` });
    before = body;
    annotations = [...annotations, ...textsIn(await page.getAnnotations())];
  }
  const { info, metadata } = await pdf.getMetadata();
  const rest = {
    properties: textsIn([info, Object.keys(('Custom' in info && info.Custom) || {}), [...(metadata ?? [])]]),
    bookmarks: textsIn(await pdf.getOutline()),
    annotations,
    attachments: textsIn(
      await Promise.all(
        [...((await pdf.getAttachments()) ?? [])].flatMap(([id, file]) => [
          id,
          file,
          pdf.getAttachmentContent(id),
        ]),
      ),
    ),
  };
  return [...parts, ...Object.entries(rest).map(([part, texts]) => ({ part, text: texts.join('\n\n') }))];
};

/**
 * Reads back every text in the finished bytes of a PDF: pages as a reader sees them, properties, bookmarks, annotations,
 * attachments, and all strings in the file (alternative texts among them). Throws when the file cannot be read whole or
 * holds an earlier revision of itself, which no document of ours does.
 */
export const readBackPdf = async (bytes: Uint8Array): Promise<readonly Part[]> => {
  const ends = Buffer.from(bytes).toString('latin1').split('%%EOF').length - 1;
  if (ends !== 1) throw new Error(`The PDF has ${ends} ends: it is damaged or holds an earlier revision`);
  // pdfjs takes the bytes over, so it gets its own.
  const task = getDocument({
    data: new Uint8Array(bytes),
    stopAtErrors: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  // XML is read as a page is: its tags say nothing.
  const read = (text: string): string =>
    text.trimStart().startsWith('<')
      ? readBackHtml(text)
          .map((part) => part.text)
          .join('\n\n')
      : text;
  try {
    const inBytes = textsInBytes(bytes).map(read).join('\n\n');
    return [...(await partsOf(await task.promise)), { part: 'bytes of the file', text: inBytes }];
  } finally {
    await task.destroy();
  }
};

/** Reads back every text in a file of data: the words themselves, and not how JSON writes them. */
export const readBackJson = (json: string): readonly Part[] =>
  textsIn(JSON.parse(json)).map((text) => ({ part: 'values', text }));

const inline = new Set(
  'a abbr b bdi bdo cite code del em i ins kbd mark q s small span strong sub sup time u wbr'.split(' '),
);

/** Reads back every text in a page: what is shown, every value of an attribute (plain and as a URL), and the comments. */
export const readBackHtml = (html: string): readonly Part[] => {
  const [text, attributes, comments]: [string[], string[], string[]] = [[], [], []];
  const tokens = /<!--([\s\S]*?)(?:-->|$)|<[/!]?([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+|</gi;
  for (const [token, comment, tag, inTag = ''] of html.matchAll(tokens)) {
    if (comment !== undefined) comments.push(comment);
    else if (tag === undefined) text.push(decodeEntities(token));
    else {
      if (!inline.has(tag.toLowerCase())) text.push('\n\n');
      for (const [, inDouble, inSingle, bare] of inTag.matchAll(/=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)) {
        const value = decodeEntities(inDouble ?? inSingle ?? bare ?? '');
        attributes.push(value, ...(/[%+]/.test(value) ? [unescapeUrl(value)] : []));
      }
    }
  }
  return [
    { part: 'text', text: text.join('') },
    { part: 'attributes', text: attributes.join('\n\n') },
    { part: 'comments', text: comments.join('\n\n') },
  ];
};
