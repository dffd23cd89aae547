import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Capacity } from '../src/domain/capacity.ts';
import {
  type CasesFile,
  casesFile,
  type ProcedureFile,
  procedureFile,
} from '../src/procedures/procedure-schema.ts';
import { readProcedures } from '../src/procedures/read-procedures.ts';
import { type Change, changed, saidOf } from './moor-procedure.ts';

const root = join(import.meta.dirname, '..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const yamlOf = (path: string) => parse(textOf(path));

const shipped = ['derby-city/adoption', 'guidance-2017/disruption-meetings'];
const casesOf = (path: string): CasesFile => yamlOf(`${path}.cases.yaml`);

test('every rule of both documents is a rule of a procedure, which a case reaches', () => {
  const listed = [...textOf('docs/domain.md').matchAll(/^\| ((?:DC|PG)-\d+[a-z]?) \|/gm)].map(
    ([, id]) => id ?? '',
  );
  assert.equal(listed.length, 21);
  const written = readProcedures(join(root, 'procedures')).all.flatMap(({ scope, rules }) => [
    scope.id,
    ...rules.map(({ id }) => id),
  ]);
  // A scope is reached by a case inside it; one outside it is asked nothing.
  const reached = shipped.flatMap((path) => {
    const asked = casesOf(`procedures/${path}`).map(({ expect }) => expect.map(({ rule }) => rule));
    assert.ok(
      asked.some((rules) => rules.length === 0),
      `a case that ${path} is not about`,
    );
    return [yamlOf(`procedures/${path}.yaml`).applies.id, ...asked.flat()];
  });
  const isOf = (listedId: string) => (id: string) => id === listedId || id.startsWith(`${listedId}-`);
  assert.deepEqual(
    listed.filter((id) => !written.some(isOf(id))),
    [],
    'in no procedure',
  );
  assert.deepEqual(
    listed.filter((id) => !reached.some(isOf(id))),
    [],
    'in no case',
  );
});

test('for every rule of both documents a case says what it asks, and with whom', () => {
  for (const path of shipped) {
    const expected = casesOf(`procedures/${path}`).flatMap(({ expect }) => expect);
    const { rules }: ProcedureFile = yamlOf(`procedures/${path}.yaml`);
    const unsaid = rules.filter(
      ({ id, with: together }) =>
        !expected.some((one) => one.rule === id && one.does && (!together || one.with)),
    );
    assert.deepEqual(
      unsaid.map(({ id }) => id),
      [],
    );
  }
});

const derby = 'derby-city/adoption';
const guidance = 'guidance-2017/disruption-meetings';
const mistakes: readonly (readonly [rule: string, path: string, ...Change])[] = [
  ['DC-1b', derby, 'agenda: set', 'agenda: suggested'],
  ['DC-1c', derby, 'independent-of: [agency, line, case]', 'independent-of: [line]'],
  ['DC-1c', derby, 'team-manager, service-manager, iro', 'team-manager, iro'],
  ['DC-2a', derby, '        as-appropriate: [other-professional]\n', ''],
  ['DC-3', derby, / {4}with: .*\n/, ''],
  ['DC-4-own', derby, ', form: disruption-data', ''],
  ['PG-2', guidance, ', purpose: prevent', ''],
  ['PG-4', guidance, 'on-the-case: [team-manager]', 'on-the-case: [service-manager]'],
  ['PG-5', guidance, '        as-appropriate: [birth-family]\n', ''],
  ['PG-10-minutes', guidance, 'stage: final', 'stage: draft'],
];

test('a rule of either document that is written down wrong is noticed by a case', () => {
  for (const [rule, path, right, wrong] of mistakes) {
    const said = saidOf({
      'x/x.yaml': changed(textOf(`procedures/${path}.yaml`), [[right, wrong]]),
      'x/x.cases.yaml': textOf(`procedures/${path}.cases.yaml`),
    });
    assert.match(said.join('\n'), new RegExp(` expects ${rule} to `), `${rule} without ${right}`);
  }
});

test('another council’s procedure fits as it is, with the version before it kept', () => {
  const procedures = readProcedures(join(root, 'test/procedures'));
  const versionOn = (day: string) => procedures.inForce('elsewhere/learning-from-endings', day)?.version;
  assert.deepEqual(['2022-12-31', '2023-01-01', '2026-03-31', '2026-04-01'].map(versionOn), [
    undefined,
    '2023-01',
    '2023-01',
    '2026-04',
  ]);
  const kept = procedures.version('elsewhere/learning-from-endings', '2023-01');
  assert.deepEqual(
    [kept.title, kept.forms],
    ['Endings reviews', [{ key: 'ending-report', title: 'Ending report', version: '2' }]],
  );
});

/** Every key and every word in a value read from YAML. */
const wordsIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...wordsIn(inner)])
    : [String(value)];

/** Every key a schema knows, and every word it lists. */
const knownTo = (schema: object): readonly string[] =>
  Object.entries(schema).flatMap(([key, inner]) => {
    if (key === 'enum') return inner.map(String);
    const keys = key === 'properties' ? Object.keys(inner) : [];
    return typeof inner === 'object' ? [...keys, ...knownTo(inner)] : keys;
  });

test('the invented council uses every key and every word there is for a procedure and its cases', () => {
  const files = ['.yaml', '.cases.yaml', '.2023.yaml'].map((end) =>
    yamlOf(`test/procedures/elsewhere/learning-from-endings${end}`),
  );
  const used = new Set(wordsIn(files));
  const known = [procedureFile, casesFile].flatMap((schema) => knownTo(z.toJSONSchema(schema)));
  assert.ok(known.includes('unplanned-endings') && known.includes('section-47-enquiry'));
  assert.deepEqual(
    known.filter((word) => !used.has(word)),
    [],
  );
});

/** Those who are no professionals: what they are asked is in words that a nine-year-old reads. */
const families: readonly Capacity[] = ['child', 'adopters', 'former-carers', 'current-carer', 'birth-family'];

test('everybody a procedure invites is asked something when they write, and asked it plainly', () => {
  for (const { rules, questions } of readProcedures(join(root, 'procedures')).all) {
    const invited = rules.flatMap(({ asks }) =>
      'invite' in asks ? Object.values(asks.invite).flat() : ([] as Capacity[]),
    );
    const asked = new Set(questions.flatMap((question) => question.of));
    assert.deepEqual(
      [...new Set(invited)].filter((capacity) => !asked.has(capacity)),
      [],
    );
    for (const { ask } of questions.filter((question) => question.of.some((one) => families.includes(one)))) {
      assert.doesNotMatch(ask, /fail|placed|placement|disrupt|contact|professional/i);
      for (const sentence of ask.split(/(?<=[.?!]) /)) {
        const words = sentence.split(' ');
        assert.ok(words.length <= 15, sentence);
        assert.ok(
          words.every((word) => word.length <= 10),
          sentence,
        );
      }
    }
  }
});
