// Prints the types of every govuk-frontend option, from the macro-options.json that each component ships:
//   node script/update-govuk-types.ts > src/web/govuk-options.ts
// Run it when govuk-frontend is updated; a test fails while the two differ.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

type Option = {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly deprecated?: string;
  readonly isComponent?: boolean;
  readonly params?: readonly Option[];
};

const packageFolder = 'node_modules/govuk-frontend';
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** The type of one option; `siblings` are the options beside it, `path` the names that lead to it. */
function typeOf(option: Option, siblings: readonly Option[], path: string): string {
  const { name, type, params, description } = option;
  const inner = `${path}.${name}`;
  if (/^attributes$|Attributes$/.test(name)) return 'Attributes';
  if (option.isComponent && !params) return `GovukOptions['${kebabCase(name)}']`;
  if (inner === 'table.rows') return `readonly (readonly (${groupType(params ?? [], inner)})[])[]`; // rows of cells
  if (type === 'array') return `readonly (${params ? groupType(params, inner) : 'string'})[]`;
  if (params) return groupType(params, inner);
  if (description.endsWith('See items.')) return groupType(siblings.find(isItems)?.params ?? [], inner);
  if (type === 'string') return /^html$|Html$/.test(name) || path.endsWith('.slots') ? 'Html' : 'string';
  return { boolean: 'boolean', integer: 'number', object: 'Plurals' }[type] ?? 'never';
}

/** The type of a group of options; where one of text and markup must be given, both are said in TextOrHtml. */
function groupType(options: readonly Option[], path: string): string {
  const needsEither = options.filter(isNeededContent).length === 2;
  const hasDivider = options.some(isDivider);
  const written = options.filter(
    (option) =>
      !(needsEither && isNeededContent(option)) &&
      !isDivider(option) &&
      !option.deprecated &&
      option.type !== 'nunjucks-block',
  );
  const named = Map.groupBy(written, ({ name }) => name);
  const members = Array.from(named, ([name, same]) => {
    const isNeeded = same.every(({ required, description }) => required && !description.startsWith('If `'));
    const types = same.map((option) => typeOf(option, options, path)).join(' | ');
    return isNeeded ? `readonly ${name}: ${types};` : `readonly ${name}?: ${types} | undefined;`;
  });
  const rest = written.length > 0 ? [`{\n${members.join('\n')}\n}`] : [];
  const type = [...(needsEither ? ['TextOrHtml'] : []), ...rest].join(' & ');
  return hasDivider ? `Divider | (${type})` : type;
}

const isItems = ({ name }: Option) => name === 'items';
const isDivider = ({ name }: Option) => name === 'divider';
const isNeededContent = ({ name, required }: Option) => required && (name === 'text' || name === 'html');
const kebabCase = (name: string) => name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

const components = globSync(`${packageFolder}/dist/govuk/components/*/macro-options.json`).sort();
const members = components.map((path) => {
  const name = basename(dirname(path));
  return `readonly '${name}': ${groupType(read(path), name)};`;
});
const { version } = read(`${packageFolder}/package.json`);
const types = `
// Written by script/update-govuk-types.ts from govuk-frontend ${version}: change the script, not this file.
import type { Html } from './html.ts';

type Attribute = string | number | boolean | null | undefined;
type Attributes = Readonly<Record<string, Attribute | { readonly value: Attribute; readonly optional: boolean }>>;
type Plurals = Readonly<Record<string, string>>;
type Divider = { readonly divider: string };
type TextOrHtml =
  | { readonly text: string; readonly html?: undefined }
  | { readonly html: Html; readonly text?: undefined };

/** What each component of govuk-frontend takes: https://design-system.service.gov.uk/components/ */
export type GovukOptions = {
${members.join('\n')}
};
`;
const formatting = ['format', '--stdin-file-path=src/web/govuk-options.ts'];
process.stdout.write(execFileSync('node_modules/.bin/biome', formatting, { input: types }));
