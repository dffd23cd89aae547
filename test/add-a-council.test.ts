import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { parse, stringify } from 'yaml';
import {
  askKinds,
  asksInWords,
  chairingPostInWords,
  independenceInWords,
  kindOf,
  shapeInWords,
} from '../src/domain/asks.ts';
import { capacityInWords } from '../src/domain/capacity.ts';
import {
  type ChoiceFact,
  type FactDefinition,
  factDefinitions,
  pauseReasonInWords,
} from '../src/domain/facts.ts';
import type { When } from '../src/domain/procedure.ts';
import { placeWindow } from '../src/domain/window.ts';
import { asks } from '../src/procedures/asks-schema.ts';
import { when } from '../src/procedures/fact-schema.ts';
import { checkProcedures, readBankHolidays } from '../src/procedures/read-procedures.ts';
import { createTestDatabase } from './database.ts';

const root = join(import.meta.dirname, '..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const guide = textOf('docs/how-to/add-a-council.md');

/** The rows of the table under a heading of the guide, cell by cell. */
const tableUnder = (heading: string): readonly (readonly string[])[] =>
  [...(guide.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| (.*) \|$/gm)]
    .slice(1)
    .map(([, row = '']) => row.split(' | ').map((cell) => cell.trim()));

/** The code of a cell that has nothing else: "`a`" is "a". */
const code = (cell = '') => /^`(.*)`$/.exec(cell)?.[1] ?? cell;
/** Words with what they mean, as the guide lists them; a word that means itself stands alone. */
const listed = (meanings: Readonly<Record<string, string>>): string =>
  Object.entries(meanings)
    .map(([word, means]) => (word.replaceAll('-', ' ') === means ? `\`${word}\`` : `\`${word}\` ${means}`))
    .join('; ');

test('the guide has every fact with its question and its values, and no other', () => {
  const plain = { date: 'a date', dates: 'a list of dates', number: 'a whole number', pauses: 'a list' };
  assert.deepEqual(
    tableUnder('Facts').map(([fact, question, values = '']) => [
      code(fact),
      question,
      values.startsWith('`') ? values : values.split(', such as')[0],
    ]),
    Object.entries<FactDefinition>(factDefinitions).map(([name, definition]) => [
      name,
      definition.question,
      definition.type === 'choice' ? listed(definition.values) : plain[definition.type],
    ]),
  );
});

test('the guide has everything a rule can ask, as people read it, and nothing else', () => {
  const rows = tableUnder('What a rule can ask');
  for (const [kind, example, reads] of rows) {
    const asked = asks.parse(parse(code(example)));
    assert.deepEqual([kindOf(asked), asksInWords(asked)], [code(kind), reads]);
  }
  assert.deepEqual([...new Set(rows.map(([kind]) => code(kind)))], Object.keys(askKinds));
});

test('the guide has every comparison a rule can make, and no other', () => {
  const comparisons: Record<Exclude<keyof When, ChoiceFact>, true> = {
    'child-age': true,
    'unplanned-endings': true,
    'since-order': true,
  };
  const shown = tableUnder('Ages, counts and time since the order').map(([example]) => parse(code(example)));
  assert.deepEqual(
    shown.flatMap((comparison) => Object.keys(when.parse(comparison))),
    Object.keys(comparisons),
  );
});

test('the days the guide counts are the days the service counts', () => {
  const facts = parse(/With these facts\n\n```yaml\n(.*)\n```/.exec(guide)?.[1] ?? '');
  const calendar = { ...readBankHolidays(join(root, 'reference/bank-holidays.yaml')), today: '2026-06-01' };
  const rows = tableUnder('Windows');
  for (const [window, from, to] of rows) {
    const placed = placeWindow(parse(code(window)), facts, calendar);
    assert.deepEqual('window' in placed && placed.window, { ...(from && { from }), to }, window);
  }
  const units = new Set(rows.map(([window]) => Object.keys(parse(code(window)).to)[0]));
  assert.deepEqual([...units].sort(), ['days', 'months', 'weeks', 'working-days', 'years']);
});

test('the guide has every word for people, posts, meetings and pauses, and no other', () => {
  assert.deepEqual(
    tableUnder('Words').map(([, words]) => words),
    [capacityInWords, chairingPostInWords, independenceInWords, shapeInWords, pauseReasonInWords].map(listed),
  );
});

test('the rule and the case that the guide shows agree with each other', () => {
  const [rules, cases] = [...guide.matchAll(/^```yaml\n(- [\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  try {
    const shell = {
      ...parse(textOf('procedures/derby-city/adoption.yaml')),
      applies: { id: 'Scope', when: {}, because: { paragraph: '5', says: 'Every placement.' } },
      rules: parse(rules ?? ''),
    };
    writeFileSync(join(folder, 'endings.yaml'), stringify(shell));
    writeFileSync(join(folder, 'endings.cases.yaml'), cases ?? '');
    assert.deepEqual(checkProcedures(folder).problems, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A copy of what procedures are worked with, in which commands can write. */
const workingCopy = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'council-'));
  const parts = [
    'script',
    'src',
    'procedures',
    'reference',
    'test/procedures',
    'package-lock.json',
    '.npmrc',
  ];
  for (const part of parts)
    cpSync(join(root, part), join(copy, part), { recursive: true, preserveTimestamps: true });
  for (const part of ['node_modules', 'assets']) symlinkSync(join(root, part), join(copy, part));
  return copy;
};

test('every command of both guides does what it says, one after the other', () => {
  const copy = workingCopy();
  const commands = ['add-a-council', 'change-a-procedure'].flatMap((name) =>
    [...textOf(`docs/how-to/${name}.md`).matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
      ([, block = '']) => block,
    ),
  );
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  try {
    const answers = commands.map((command) =>
      execFileSync('bash', ['-euc', command], { cwd: copy, env: { ...process.env, PATH }, encoding: 'utf8' }),
    );
    const expected = [
      /procedures\/anywhere-council\/adoption\.yaml/,
      /nothing wrong/,
      /29 March 2026/,
      /nothing wrong/,
      /LE-4-adoptive/,
    ];
    assert.equal(answers.length, expected.length);
    for (const [index, pattern] of expected.entries()) assert.match(answers[index] ?? '', pattern);
  } finally {
    rmSync(copy, { recursive: true });
  }
});

test('a council works by the procedures that the guide puts into its list, and by no others', async () => {
  const [, statement = ''] = /^```sql\n([\s\S]*?)^```$/m.exec(guide) ?? [];
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  try {
    await client.connect();
    await client.query(`
      insert into organisation (id, name, kind, colour) values
        (gen_random_uuid(), 'Anywhere Council', 'council', '#112233'), (gen_random_uuid(), 'Moor', 'council', '#112233');
      insert into organisation_procedure select id, 7, 'derby-city/adoption' from organisation;
      set role disruption_app`);
    await client.query(statement);
    await client.query('reset role');
    const list = await client.query(`
      select name, procedure_id from organisation_procedure join organisation on organisation.id = organisation_id
      order by name, position`);
    assert.deepEqual(
      list.rows.map(({ name, procedure_id }) => [name, procedure_id]),
      [
        ['Anywhere Council', 'anywhere-council/adoption'],
        ['Anywhere Council', 'guidance-2017/disruption-meetings'],
        ['Moor', 'derby-city/adoption'],
      ],
    );
  } finally {
    await client.end();
    await database.drop();
  }
});
