import { SaxesParser } from 'saxes';
import type { ReturnCollector } from '../../../domain/ssda903/collect.ts';
import { columnsRead, type ReturnFile } from '../../../domain/ssda903/columns.ts';
import { decoded, UnreadableReturn } from './decode.ts';

/** Elements that are a row of their own, below a child’s. */
const rowElements: Readonly<Record<string, ReturnFile>> = {
  EPISODE: 'episodes',
  AD_PLACED: 'placed_for_adoption',
  PERMANENCE: 'previous_permanence',
};
/** What the XML return calls otherwise than the files do. */
const columnOf: Readonly<Record<string, string>> = { CHILDID: 'CHILD', PL: 'PLACE' };

const DEEPEST = 8;
const LONGEST = 1_000;

type Fields = Record<string, string>;
type Row = { readonly file: ReturnFile; readonly fields: Fields };
const none = (): Fields => Object.create(null);

/**
 * Reads the XML return as it comes, and gives each of its rows to `to`, numbered in their kind from 1. A document type, and
 * with it every entity, is refused (OWASP ASVS 5.0, 1.5.1). Throws `UnreadableReturn` for what is no return.
 */
export const readReturnXml = async (bytes: AsyncIterable<Uint8Array>, to: ReturnCollector): Promise<void> => {
  const parser = new SaxesParser({ xmlns: false });
  const counts = new Map<ReturnFile, number>();
  let path: string[] = [];
  let child = none();
  const open: { row: Row | null } = { row: null };
  let rows: Row[] = [];
  let text = '';
  const take = (file: ReturnFile, fields: Fields): void => {
    const at = (counts.get(file) ?? 0) + 1;
    counts.set(file, at);
    to.take(
      file,
      at,
      columnsRead[file].map(({ name }) => fields[name] ?? ''),
    );
  };
  const endChild = (): void => {
    take('header', child);
    if (child.SEX_ADOPTR) take('ad1', child);
    for (const { file, fields } of rows) take(file, { ...fields, CHILD: child.CHILD ?? '' });
    child = none();
    rows = [];
  };
  parser.on('doctype', () => {
    throw new UnreadableReturn('The file has a document type, which the return does not: it is not read');
  });
  parser.on('error', () => {
    throw new UnreadableReturn(`The file is no XML that can be read, near line ${parser.line}`);
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
    if (path.length > DEEPEST || (path.length === 1 && !/SSDA903$/.test(name)))
      throw new UnreadableReturn('The file is XML, and not the return (EXPSSDA903)');
    const file = rowElements[name];
    if (file !== undefined) open.row = { file, fields: none() };
  });
  parser.on('text', (more) => {
    if (text.length < LONGEST) text += more.slice(0, LONGEST);
  });
  parser.on('closetag', ({ name }) => {
    path = path.slice(0, -1);
    if (name === 'CHILD' && path.length === 1) endChild();
    else if (open.row !== null && rowElements[name] === open.row.file) {
      rows.push(open.row);
      open.row = null;
    } else (open.row?.fields ?? child)[columnOf[name] ?? name] ??= text.trim();
    text = '';
  });
  const letters = new TextDecoder('utf-8');
  for await (const chunk of decoded(bytes, () => {})) parser.write(letters.decode(chunk, { stream: true }));
  parser.close();
  if (counts.size === 0) throw new UnreadableReturn('There is no child in the file');
};
