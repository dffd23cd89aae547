import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { casesJsonSchema, type JsonSchema, procedureJsonSchema, schemaCopies } from './json-schema.ts';
import { casesFile, procedureFile } from './procedure-schema.ts';

const folder = join(import.meta.dirname, '../../procedures');
const isProcedure = new Ajv2020().compile(procedureJsonSchema());
const isCases = new Ajv2020().compile(casesJsonSchema());

test('the schemas that editors read are those of the code; script/procedure schema renews them', () => {
  for (const { name, text } of schemaCopies())
    assert.equal(
      readFileSync(join(folder, name), 'utf8'),
      text,
      `${name} is renewed by script/procedure schema`,
    );
});

test('every file that ships is what its published schema says', () => {
  const files = globSync('*/*.yaml', { cwd: folder });
  assert.ok(files.length >= 4);
  for (const file of files) {
    const check = file.endsWith('.cases.yaml') ? isCases : isProcedure;
    assert.ok(
      check(parse(readFileSync(join(folder, file), 'utf8'))),
      `${file} ${JSON.stringify(check.errors)}`,
    );
  }
});

test('a service publishes each schema under its own address', () => {
  assert.equal(
    procedureJsonSchema('https://moor.example').$id,
    'https://moor.example/schemas/procedure.json',
  );
  assert.equal(
    casesJsonSchema('https://moor.example/service/').$id,
    'https://moor.example/service/schemas/procedure-cases.json',
  );
});

test('an editor has words for every key that can be written', () => {
  const without: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties } = schema as { readonly properties?: Readonly<Record<string, JsonSchema>> };
    for (const [key, { description, $ref }] of Object.entries(properties ?? {}))
      if (description === undefined && $ref === undefined) without.push(`${path} ${key}`);
    for (const [key, part] of Object.entries(schema)) walk(part, `${path}/${key}`);
  };
  const schemas = [procedureJsonSchema(), casesJsonSchema()];
  for (const schema of schemas) {
    walk(schema, '');
    for (const [name, part] of Object.entries(schema.$defs as Readonly<Record<string, JsonSchema>>))
      if (part.description === undefined) without.push(name);
  }
  assert.deepEqual(without, []);
});

const derby = () => parse(readFileSync(join(folder, 'derby-city/adoption.yaml'), 'utf8'));
const derbyCases = () => parse(readFileSync(join(folder, 'derby-city/adoption.cases.yaml'), 'utf8'));

test('an editor underlines what the service refuses for its shape', () => {
  const rule = derby().rules[0];
  const wrongRules = [
    { ...rule, because: undefined },
    { ...rule, because: { paragraph: '', says: 'Something.' } },
    { ...rule, when: { wether: 'wet' } },
    { ...rule, when: { stage: [] } },
    { ...rule, by: 'somebody' },
    { ...rule, asks: {} },
    { ...rule, asks: { meeting: { name: 'Meeting' }, agenda: 'set' } },
    { ...rule, window: { to: { days: 1, weeks: 1 }, after: 'broke-down-on' } },
    { ...rule, window: { to: { days: 1 } } },
    { ...rule, window: { to: { days: 1 }, after: 'broke-down-on', before: 'panel-on' } },
    { ...rule, window: { to: { days: 1 }, before: 'panel-on', 'paused-by': ['complaint'] } },
    { ...rule, when: { 'unplanned-endings': { of: ['child'], within: { months: 12 } } } },
    { ...rule, remark: 'none' },
  ].map((wrong) => ({ ...derby(), rules: [JSON.parse(JSON.stringify(wrong))] }));
  for (const wrong of [
    ...wrongRules,
    { ...derby(), 'in-force': { from: '1 May' } },
    { ...derby(), 'in-force': { from: '9999-12-01' } },
    { ...derby(), procedure: 'Derby City/adoption' },
    { ...derby(), rules: [] },
  ]) {
    assert.equal(isProcedure(wrong), false, JSON.stringify(wrong));
    assert.equal(procedureFile.safeParse(wrong).success, false, JSON.stringify(wrong));
  }
  const [example] = derbyCases();
  const wrongCases = [
    { ...example, facts: { wether: 'wet' } },
    { ...example, expect: undefined },
    { ...example, case: '' },
  ];
  for (const wrong of wrongCases.map((one) => [JSON.parse(JSON.stringify(one))])) {
    assert.equal(isCases(wrong), false, JSON.stringify(wrong));
    assert.equal(casesFile.safeParse(wrong).success, false, JSON.stringify(wrong));
  }
});
