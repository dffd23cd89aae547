import { strFromU8, unzipSync } from 'fflate';
import type { Part } from '../domain/leak-check.ts';
import { decodeEntities, unescapeUrl } from './entities.ts';

/** A part of a Word file as text: its runs joined as they are read, however they were split; each paragraph a line. */
const shownIn = (xml: string): string => {
  let text = '';
  const tokens = /<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:"[^"]*"|'[^']*'|[^'">])*)>|[^<]+/g;
  for (const [token, closes, tag] of xml.matchAll(tokens)) {
    if (tag === undefined) text += token.startsWith('<') ? '' : decodeEntities(token);
    else if (closes === '/' && /^(?:w:p|w:tc|a:p|dc:\w+|cp:\w+|\w+)$/.test(tag)) text += '\n\n';
    else if (/^w:(?:br|cr)$/.test(tag)) text += '\n';
    else if (tag === 'w:tab') text += ' ';
    else if (/^w:(?:noBreakHyphen|softHyphen)$/.test(tag)) text += '-';
  }
  return text;
};

/** The values of all attributes of a part (alternative texts, addresses of links), plain and as a URL; and its comments. */
const attributesIn = (xml: string): string => {
  const values = Array.from(xml.matchAll(/=\s*(?:"([^"]*)"|'([^']*)')/g), ([, double, single]) =>
    decodeEntities(double ?? single ?? ''),
  );
  const comments = Array.from(xml.matchAll(/<!--([\s\S]*?)(?:-->|$)/g), ([, comment = '']) => comment);
  return [...new Set([...values, ...values.map(unescapeUrl), ...comments])].join('\n\n');
};

const partInWords: Readonly<Record<string, string>> = {
  'word/document.xml': 'text',
  'docProps/core.xml': 'properties',
  'docProps/app.xml': 'properties',
  'word/comments.xml': 'comments',
  'word/footnotes.xml': 'footnotes',
  'word/endnotes.xml': 'endnotes',
};

const nameOf = (path: string): string =>
  partInWords[path] ??
  (/^word\/header\d*\.xml$/.test(path) ? 'header' : /^word\/footer\d*\.xml$/.test(path) ? 'foot' : path);

/**
 * Reads back every text in the finished bytes of a Word file, without the library that wrote it: the text, headers,
 * footers, notes, comments, properties, every value of an attribute, and the names of its parts and the zip's own
 * comments. Throws when it is damaged or holds a part that is no text, which no document of ours does.
 */
export const readBackDocx = (bytes: Uint8Array): readonly Part[] => {
  const files = Object.entries(unzipSync(bytes));
  if (!files.some(([path]) => path === 'word/document.xml'))
    throw new Error('The Word file holds no document');
  const parts = files.flatMap(([path, content]): readonly Part[] => {
    if (path.endsWith('/')) return [];
    if (!/\.(?:xml|rels)$/.test(path)) throw new Error(`The Word file holds ${path}, which is no text`);
    const xml = strFromU8(content).replace(/^\ufeff/, '');
    if (xml.includes('\ufffd')) throw new Error(`The Word file holds ${path}, which cannot be read`);
    const name = nameOf(path);
    return [
      { part: name, text: shownIn(xml) },
      { part: `${name}, attributes`, text: attributesIn(xml) },
    ];
  });
  const outside = Buffer.from(bytes).subarray(-0xffff).toString('latin1');
  return [
    ...parts,
    { part: 'names of parts', text: files.map(([path]) => path).join('\n\n') },
    { part: 'end of the file', text: outside.slice(outside.lastIndexOf('PK\x05\x06') + 22) },
  ];
};
