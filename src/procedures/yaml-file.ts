import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';

/** What is wrong in a file, on a line, in a sentence for the person who wrote it. */
export type FileProblem = { readonly file: string; readonly line: number; readonly message: string };

/** A problem as editors and terminals point to it: "procedures/derby-city/adoption.yaml:41 Rule DC-1a has no citation". */
export const problemInWords = ({ file, line, message }: FileProblem): string => `${file}:${line} ${message}`;

/** Where something stands in a file: the keys, and places in lists, that lead to it. */
export type Path = readonly PropertyKey[];
/** What is wrong, and where in the file. */
export type Located = { readonly path: Path; readonly message: string };

/** A YAML file that was read: what it holds, and on which line each thing stands. */
export type YamlFile = {
  readonly file: string;
  readonly data: unknown;
  /** The line of the last step of a path that is there. */
  readonly lineOf: (path: Path) => number;
  /** Why it is not YAML; then there is no data. */
  readonly problems: readonly FileProblem[];
};

const syntaxInWords: Readonly<Record<string, string>> = {
  BAD_INDENT: 'There are too many or too few spaces before this line, or a bracket is not closed',
  BAD_SCALAR_START: 'Text that starts with this sign has to be in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'There is a second colon in the line: put all that follows the first in quotes',
  DUPLICATE_KEY: 'The same key is here twice: keep one of them',
  MISSING_CHAR: 'A quote, a bracket, a comma or a colon is missing',
  MULTILINE_IMPLICIT_KEY: 'A colon is missing after a key',
  MULTIPLE_DOCS: 'A line of --- starts a second document: a file holds one',
  TAB_AS_INDENT: 'There is a tab at the start of the line: use spaces',
};

const unreadableInWords: Readonly<Record<string, string>> = {
  EISDIR: 'This is a folder, not a file',
  ENOENT: 'There is no such file, or it is a link to one that is gone',
  EACCES: 'This file may not be read',
};

/** A file that could not be read, and why. `about` is where that is said, when it is not the file itself. */
export const unreadFile = (file: string, message: string, { line = 1, about = file } = {}): YamlFile => ({
  file,
  data: undefined,
  lineOf: () => 1,
  problems: [{ file: about, line, message }],
});

/**
 * Reads a file, or what is piped in when `path` is 0, as YAML 1.2, in which `no` and dates are text. `file` is what
 * problems call it. Only UTF-8 is read: anything else would be read with other letters than were written.
 */
export const readYamlFile = (file: string, path: string | 0): YamlFile => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return unreadFile(file, unreadableInWords[String(error.code)] ?? `This cannot be read: ${error.message}`);
  }
  try {
    return readYaml(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [before = ''] = bytes.toString().split('\uFFFD', 1);
    const message = 'This line is not in UTF-8, so its letters cannot be told: save the file again as UTF-8';
    return unreadFile(file, message, { line: before.split('\n').length });
  }
};

const readYaml = (file: string, text: string): YamlFile => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const problems = document.errors.map(({ code, message, pos }) => ({
    file,
    line: lineAt(pos[0]),
    message: syntaxInWords[code] ?? `This is not YAML: ${message}`,
  }));
  visit(document, {
    Alias: (_, { source, range }) => {
      const message = `Write out what “*${source}” stands for: a procedure is read as it is printed`;
      problems.push({ file, line: lineAt(range?.[0] ?? 0), message });
    },
  });
  const lineOf = (path: Path): number => {
    let node: unknown = document.contents;
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const step of path) {
      const pair = isMap(node)
        ? node.items.find(({ key }) => isScalar(key) && key.value === step)
        : undefined;
      const found = isSeq(node) ? node.items[Number(step)] : pair?.key;
      if (isNode(found)) offset = found.range?.[0] ?? offset;
      node = pair === undefined ? found : pair.value;
    }
    return lineAt(offset);
  };
  return { file, data: problems.length > 0 ? undefined : document.toJS(), lineOf, problems };
};
