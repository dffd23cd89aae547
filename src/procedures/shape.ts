import { z } from 'zod';
import { didYouMean } from './nearest.ts';
import type { Located, Path } from './yaml-file.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** The part of a schema that says what may stand at a path; a reference is followed, and keeps its name. */
const schemaAt = (root: Schema, path: Path): Schema => {
  const followed = (schema: Schema | undefined): Schema => ({
    ...(schema?.$ref === undefined ? {} : root.$defs?.[schema.$ref.replace('#/$defs/', '')]),
    ...schema,
  });
  return path.reduce<Schema>((at, step) => {
    const found =
      typeof step === 'number'
        ? [at, ...(at.anyOf ?? [])].map((option) => (option as Schema).items).find(Boolean)
        : at.properties?.[String(step)];
    return followed(found as Schema | undefined);
  }, followed(root));
};

const unknownKeyIs: Readonly<Record<string, string>> = {
  when: 'is not a fact a rule can ask about',
  facts: 'is not a fact',
  asks: 'is not a kind of thing a rule can ask for',
  period: 'is not a unit of time',
};
const unknownValueIs: Readonly<Record<string, string>> = {
  capacity: 'is nobody a procedure can name',
  day: 'is not a day a case knows',
  'pause-reason': 'is not a reason to pause',
};
const typeInWords: Readonly<Record<string, string>> = {
  date: 'a date, such as 2026-03-01',
  string: 'text',
  array: 'a list, such as [one, other]',
  object: 'names with values, such as { name: value }',
  int: 'a whole number',
  number: 'a number',
};

const nameOf = ({ $ref = '' }: Schema): string => $ref.replace('#/$defs/', '');

const missing = (path: Path, key: string, { description = '' }: Schema): string => {
  if (key === '') return 'has nothing in it';
  if (typeof path.at(-1) === 'number') return `has an empty line under “${key}”`;
  const [what] = description.split('\n', 1);
  if (key === 'because')
    return 'has no citation: say under because which paragraph it comes from and what it says';
  if (path.includes('because')) return `has a citation without “${key}”. ${what}`;
  return `has no “${key}”. ${what}`;
};

/** What is wrong, at its place. What starts with "has" wants to be told first whose it is. */
const say = (issue: z.core.$ZodIssue, path: Path, root: Schema): readonly Located[] => {
  const schema = schemaAt(root, path);
  const key = String(path.findLast((step) => typeof step === 'string') ?? '');
  const one = (message: string): readonly Located[] => [{ path, message }];
  const { input } = issue;
  const isEmpty = input === undefined || input === null || input === '';
  if (isEmpty && issue.code !== 'custom') return one(missing(path, key, schema));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((unknown) => {
        const said = unknownKeyIs[nameOf(schema)] ?? 'does not belong here';
        const meant = didYouMean(unknown, Object.keys(schema.properties ?? {}));
        return { path: [...path, unknown], message: `“${unknown}” ${said}. ${meant}` };
      });
    case 'invalid_union':
      // Every union of these schemas is of one value, or a list of them.
      return (issue.errors[Array.isArray(input) ? 1 : 0] ?? []).flatMap((inner) =>
        say(inner, [...path, ...inner.path], root),
      );
    case 'invalid_value': {
      if (typeof input === 'object') return one(`“${key}” has to be one value`);
      const said = unknownValueIs[nameOf(schema)] ?? `is not a value of “${key}”`;
      return one(`“${input}” ${said}. ${didYouMean(String(input), issue.values.map(String))}`);
    }
    case 'invalid_type':
      if (issue.expected === 'string' && typeof input === 'number' && nameOf(schema) !== 'date')
        return one(`“${key}” is text, and ${input} is a number: put it in quotes, '${input}'`);
      return one(
        `${key === '' ? 'has' : `“${key}” has`} to be ${typeInWords[nameOf(schema)] ?? typeInWords[issue.expected] ?? issue.expected}`,
      );
    case 'too_small':
      if (issue.origin === 'int') return [];
      if (issue.origin !== 'array') return one(`“${key}” has to be ${issue.minimum} or more`);
      return one(key === '' ? missing(path, key, schema) : `has nothing under “${key}”`);
    case 'too_big':
      // Every whole number has bounds of its own, which are said beside those of the machine.
      if (issue.origin === 'int') return [];
      return one(`“${key}” has to be ${issue.maximum} or less`);
    case 'invalid_format':
      return one(`“${input}” cannot be the ${key}. ${schema.description}`);
    default:
      return one(issue.message);
  }
};

type Named = Readonly<Record<string, unknown>> | null | undefined;

/** What the item of a list that a path leads into is called: "Rule DC-1a"; undefined when it leads into none. */
const itemAt = (data: unknown, [list, place]: Path): string | undefined => {
  if (typeof list === 'number') return `Case “${(data as readonly Named[])[list]?.case ?? list + 1}”`;
  if (typeof place !== 'number') return undefined;
  const item = (data as Record<string, readonly Named[]>)[String(list)]?.[place];
  if (list === 'rules') return `Rule ${item?.id ?? place + 1}`;
  return `${item?.key === undefined ? `Number ${place + 1}` : `“${item.key}”`} under “${String(list)}”`;
};

/** The data as the schema has it, or else everything that is wrong with it, in a practitioner's words. */
export const checkShape = <Shape extends z.ZodType>(
  schema: Shape,
  data: unknown,
): { readonly value?: z.infer<Shape>; readonly problems: readonly Located[] } => {
  const read = schema.safeParse(data, { reportInput: true });
  if (read.success) return { value: read.data, problems: [] };
  const root = z.toJSONSchema(schema, { io: 'input' });
  const { issues } = read.error;
  const hasUnknownKeys = (path: Path): boolean =>
    issues.some((other) => other.code === 'unrecognized_keys' && other.path.join() === path.join());
  const problems = issues
    // A map is not to be looked at as a whole while its keys are not known.
    .filter(({ code, path }) => code !== 'custom' || !hasUnknownKeys(path))
    .flatMap((issue) => say(issue, issue.path, root));
  return {
    problems: problems.map(({ path, message }) => {
      const item = itemAt(data, path);
      if (message.startsWith('has ')) return { path, message: `${item ?? 'This file'} ${message}` };
      return { path, message: item === undefined ? message : `${item}: ${message}` };
    }),
  };
};
