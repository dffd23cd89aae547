import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { type Change, changed, saidBy } from '../../test/said-of.ts';
import { fieldsOf } from '../domain/panel-form.ts';
import { formCasesJsonSchema, formJsonSchema, formSchemaCopies } from './json-schema.ts';
import { readForms } from './read-forms.ts';

const shipped = join(import.meta.dirname, '../../reference/forms');
const [file, casesFile] = ['disruption-data.1.yaml', 'disruption-data.1.cases.yaml'];

type FormChange = readonly [file: string, ...change: Change];

/** What is said of the forms when their files are changed like this; nothing when they can be used. */
const saidOf = (...changes: readonly FormChange[]): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  cpSync(shipped, folder, { recursive: true });
  for (const [name, ...change] of changes) {
    const path = join(folder, name);
    writeFileSync(path, changed(path, [change]));
  }
  try {
    return saidBy(() => readForms(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('the form that ships has everything that a panel is told of an ending', () => {
  const [form] = readForms(shipped);
  assert.equal(`${form?.key} ${form?.version}`, 'disruption-data 1');
  const asked = new Set(form && fieldsOf(form).map(({ key }) => key));
  for (const key of [
    'child',
    'siblings',
    'legal-status',
    'adopters',
    'approving-agency',
    'family-source',
    'decided-on',
  ])
    assert.ok(asked.has(key), key);
  for (const key of [
    'matched-on',
    'match-panel-on',
    'introductions-on',
    'placed-on',
    'ended-on',
    'stage',
    'asked-by',
  ])
    assert.ok(asked.has(key), key);
  for (const key of [
    'reasons',
    'factors',
    'tried',
    'views',
    'participation',
    'moved-to',
    'stayed-the-same',
    'family-time',
  ])
    assert.ok(asked.has(key), key);
  for (const key of ['support-child', 'support-adopters', 'plan-again', 'approval-again', 'learning-council'])
    assert.ok(asked.has(key), key);
  for (const key of [
    'learning-agency',
    'author',
    'author-role',
    'written-on',
    'meeting-held',
    'no-meeting-why',
  ])
    assert.ok(asked.has(key), key);
});

test('everything that is wrong with the shape of a form is said at once, by line', () => {
  const problems = saidOf(
    [file, 'from: 2020-11-01', 'from: 2020-11-31'],
    [file, 'from: child-ages,', 'from: child-age,'],
    [file, 'type: yes-no', 'type: yesno'],
    [casesFile, 'stage: introductions', 'stage: introduction'],
  );
  assert.equal(problems.length, 4, problems.join('\n'));
  assert.match(problems[0] ?? '', /^disruption-data\.1\.yaml:8 .*“2020-11-31” is not a date/);
  assert.match(
    problems[1] ?? '',
    /yaml:\d+ .*“child-age” is not a value of “from”\. Did you mean “child-ages”\?/,
  );
  assert.match(problems[2] ?? '', /yaml:\d+ .*“yesno” is not a value of “type”\. Did you mean “yes-no”\?/);
  assert.match(problems[3] ?? '', /cases\.yaml:4 .*“introduction” is not a value of “stage”/);
});

test('a name that is there twice, a choice of nothing and choices of what is none are refused', () => {
  const line = { tried: 'key: tried', how: 'title: How it ended\n        type: choice' };
  assert.match(saidOf([file, line.tried, 'key: reasons'])[0] ?? '', /Field “reasons” is there twice/);
  assert.match(saidOf([file, '- key: now\n', '- key: views\n'])[0] ?? '', /Section “views” is there twice/);
  assert.match(
    saidOf([file, line.how, 'title: How it ended\n        type: line'])[0] ?? '',
    /Field “how” has choices, and is not a choice/,
  );
  assert.match(
    saidOf([file, 'title: Family time, type: words', 'title: Family time, type: choice'])[0] ?? '',
    /Field “family-time” is a choice: give it two choices or more/,
  );
});

test('a case that the form answers otherwise is refused, whatever is otherwise', () => {
  const said = (from: string | RegExp, to: string) => saidOf([casesFile, from, to]).join('\n');
  assert.match(
    said('required: [child, ages', 'required: [ages'),
    /does not expect “child”, which is required/,
  );
  assert.match(
    said('required: [child,', 'required: [child, how,'),
    /expects “how” to be required, and it is not/,
  );
  assert.match(
    said('required: [child,', 'required: [child, chld,'),
    /“chld”, which is no field of the form\. Did you mean “child”/,
  );
  assert.match(
    said('ages: child-ages, adopters', 'adopters'),
    /does not expect “ages” to be filled, and it is/,
  );
  assert.match(
    said('filled: { child', 'filled: { tried: account, child'),
    /expects “tried” to be filled, and it is not/,
  );
  assert.match(
    said('reasons: account', 'reasons: child-views'),
    /expects “reasons” from what the children said.*, and it comes from what was written/,
  );
  assert.match(said('gaps: [siblings, ', 'gaps: ['), /does not name the gap “siblings”/);
  assert.match(
    said('gaps: [siblings, ', 'gaps: [siblings, child, '),
    /names “child” as a gap, and it is none/,
  );
});

test('a condition and a source that no case shows at work are named in the form', () => {
  assert.match(
    saidOf([
      file,
      'key: match-panel-on, title: Panel that looked at the match, type: date',
      'key: match-panel-on, title: Panel, type: date, from: returned',
    ])[0] ?? '',
    /is not a value of “from”/,
  );
  assert.match(
    saidOf([
      file,
      'key: plan-why, title: Why, type: words',
      'key: plan-why, title: Why, type: words, required-when: { stage: after-order }',
    ])[0] ?? '',
    /Field “plan-why” is required in no case/,
  );
  const withoutViews = saidOf(
    [casesFile, 'factors, child-views, participation', 'factors, participation'],
    [casesFile, 'views: child-views, ', ''],
    [
      casesFile,
      /gaps: \[legal-status, decided-on, matched-on, asked-by, tried/,
      'gaps: [legal-status, decided-on, matched-on, asked-by, tried, views',
    ],
  );
  assert.match(withoutViews[0] ?? '', /Field “views” is filled from “child-views” in no case/);
});

test('a form without cases, and a version that is there twice, are refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  cpSync(join(shipped, file), join(folder, file));
  assert.throws(() => readForms(folder), /There are no cases beside it/);
  for (const name of [file, casesFile]) {
    cpSync(join(shipped, name), join(folder, name));
    cpSync(join(shipped, name), join(folder, name.replace('.1.', '.1b.')));
  }
  assert.throws(
    () => readForms(folder),
    /Version 1 of “disruption-data” is there twice[\s\S]*comes into force on the day/,
  );
  rmSync(folder, { recursive: true });
});

test('the schemas that editors read are those of the code, and every file that ships is what they say', () => {
  for (const { name, text } of formSchemaCopies())
    assert.equal(
      readFileSync(join(shipped, name), 'utf8'),
      text,
      `${name} is renewed by script/procedure schema`,
    );
  const [isForm, isCases] = [formJsonSchema(), formCasesJsonSchema()].map((schema) =>
    new Ajv2020().compile(schema),
  );
  for (const name of readdirSync(shipped).filter((one) => one.endsWith('.yaml'))) {
    const check = name.endsWith('.cases.yaml') ? isCases : isForm;
    assert.ok(
      check?.(parse(readFileSync(join(shipped, name), 'utf8'))),
      `${name} ${JSON.stringify(check?.errors)}`,
    );
  }
  assert.equal(formJsonSchema('https://moor.example').$id, 'https://moor.example/schemas/form.json');
  assert.equal(
    formCasesJsonSchema('https://moor.example').$id,
    'https://moor.example/schemas/form-cases.json',
  );
});
