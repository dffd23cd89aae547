import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../domain/dates.ts';
import { type Duty, dutiesFor } from '../domain/duty.ts';
import type { Facts, Procedure, Procedures } from '../domain/procedure.ts';

const date = z.string().refine(isPlainDate, 'must be a date such as 2020-11-01');
const capacity = z.enum([
  'child-social-worker',
  'team-manager',
  'service-manager',
  'adopters',
  'adopters-social-worker',
  'current-carer',
  'birth-family',
  'iro',
  'panel-advisor',
  'chair',
  'minute-taker',
  'other-professional',
]);
const factValues = {
  kind: z.enum(['adoptive']),
  'order-made': z.enum(['yes', 'no']),
  stage: z.enum(['introductions', 'before-order']),
  'family-source': z.enum(['regional-agency', 'inter-agency']),
  'broke-down-on': date,
};
const when = z.strictObject(factValues).partial();
const because = z.strictObject({ paragraph: z.string().min(1), says: z.string().min(20) });
const window = z
  .strictObject({
    'from-days': z.int().min(0).optional(),
    'to-days': z.int().min(0),
    'counted-from': z.literal('broke-down-on'),
  })
  .refine((days) => (days['from-days'] ?? 0) <= days['to-days'], 'the window ends before it starts');
const asks = z.union([
  z.strictObject({ meeting: z.strictObject({ name: z.string() }) }),
  z.strictObject({ agenda: z.literal('set') }),
  z.strictObject({ chair: z.literal('independent') }),
  z.strictObject({ invite: z.array(capacity).min(1) }),
  z.strictObject({ record: z.literal('child-views') }),
  z.strictObject({ report: z.strictObject({ name: z.string(), to: z.string() }) }),
  z.strictObject({ 'follow-up': z.string() }),
]);
const strength = z.enum(['must', 'should', 'consider']);

const procedureFile = z.strictObject({
  procedure: z.string(),
  council: z.string(),
  'regional-agency': z.string(),
  title: z.string(),
  version: z.string(),
  'in-force': z.strictObject({ from: date }),
  document: z.string(),
  applies: z.strictObject({ id: z.string(), when, because }),
  agenda: z.array(
    z.strictObject({
      key: z.string().regex(/^[a-z-]+$/),
      title: z.string(),
      prompt: z.string(),
      kind: z.enum(['note', 'finding', 'lesson']).default('note'),
    }),
  ),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      duty: strength,
      when,
      by: capacity,
      asks,
      window: window.optional(),
      because,
    }),
  ),
});

const casesFile = z.array(
  z.strictObject({
    case: z.string(),
    facts: z.strictObject(factValues),
    expect: z.array(
      z.strictObject({
        rule: z.string(),
        duty: strength,
        by: capacity,
        from: date.optional(),
        to: date.optional(),
        paragraph: z.string(),
      }),
    ),
  }),
);

/** The case as its file would say it, from what the rules made of its facts. */
const asExpected = ({ rule, duty, by, window, because: { paragraph } }: Duty) => ({
  rule,
  duty,
  by,
  ...(window ?? {}),
  paragraph,
});

const inOrder = (value: Record<string, unknown>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b))));

/** What is wrong with a procedure against its cases: a case answered otherwise, a rule no case reaches. */
const disagreements = (procedure: Procedure, cases: z.infer<typeof casesFile>): readonly string[] => {
  const reached = new Set<string>();
  const wrong = cases.flatMap((example) => {
    const found = dutiesFor(procedure, example.facts as Facts).map(asExpected);
    for (const { rule } of found) reached.add(rule);
    const expected = example.expect.map(inOrder);
    const got = found.map(inOrder);
    return [
      ...expected.filter((duty) => !got.includes(duty)).map((duty) => `“${example.case}” should ask ${duty}`),
      ...got
        .filter((duty) => !expected.includes(duty))
        .map((duty) => `“${example.case}” asks ${duty}, which it does not expect`),
    ];
  });
  const unreached = procedure.rules
    .filter(({ id }) => !reached.has(id))
    .map(({ id }) => `no case reaches rule ${id}`);
  return [...wrong, ...unreached];
};

const readOne = (folder: string, file: string): { procedure?: Procedure; problems: readonly string[] } => {
  const said = (problems: readonly string[]) => ({
    problems: problems.map((problem) => `${file}: ${problem}`),
  });
  const readYaml = (name: string): unknown => parse(readFileSync(join(folder, name), 'utf8'));
  try {
    const read = procedureFile.safeParse(readYaml(file));
    const cases = casesFile.safeParse(readYaml(file.replace(/\.yaml$/, '.cases.yaml')));
    const issues = [...(read.error?.issues ?? []), ...(cases.error?.issues ?? [])];
    if (!read.success || !cases.success)
      return said(issues.map(({ path, message }) => `${path.join(' → ')}: ${message}`));
    const {
      applies,
      'in-force': inForce,
      'regional-agency': regionalAgency,
      procedure: id,
      ...rest
    } = read.data;
    const procedure = { ...rest, id, regionalAgency, inForceFrom: inForce.from, scope: applies } as Procedure;
    const ids = procedure.rules.map((rule) => rule.id);
    const twice = ids
      .filter((rule, index) => ids.indexOf(rule) !== index)
      .map((rule) => `rule ${rule} is there twice`);
    return { procedure, ...said([...twice, ...disagreements(procedure, cases.data)]) };
  } catch (error) {
    return said([error instanceof Error ? error.message : String(error)]);
  }
};

/**
 * Reads every `<council>/<kind>.yaml` below a folder, each with its `.cases.yaml`. Throws one error that lists every
 * problem: a rule without a paragraph, a window that ends before it starts, a case answered otherwise, a rule no case
 * reaches.
 */
export const readProcedures = (folder: string): Procedures => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('.cases.yaml'))
    .sort();
  const read = files.map((file) => readOne(folder, file));
  const problems = read.flatMap(({ problems }) => problems);
  if (problems.length > 0) throw new Error(`The procedures cannot be used:\n${problems.join('\n')}`);
  const procedures = read.flatMap(({ procedure }) => (procedure === undefined ? [] : [procedure]));
  return {
    inForce: (id, on) =>
      procedures
        .filter((procedure) => procedure.id === id && procedure.inForceFrom <= on)
        .sort((a, b) => b.inForceFrom.localeCompare(a.inForceFrom))[0],
    version: (id, version) => {
      const found = procedures.find((procedure) => procedure.id === id && procedure.version === version);
      if (found === undefined)
        throw new Error(`A case began under ${id} version ${version}, which is not among the procedures`);
      return found;
    },
  };
};

const holidaysFile = z.strictObject({ 'known-until': date, days: z.record(date, z.string()) });

/** Reads the dated list of bank holidays in England and Wales: date → name. */
export const readBankHolidays = (file: string): ReadonlyMap<PlainDate, string> =>
  new Map(Object.entries(holidaysFile.parse(parse(readFileSync(file, 'utf8'))).days));
