import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { schemaCopies } from './json-schema.ts';

const script = join(import.meta.dirname, '../../script/procedure');
const folder = mkdtempSync(join(tmpdir(), 'procedure-script-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs the script as a person does, in a folder of their own, with what is piped in. */
const run = (words: string, piped = '') => {
  const { status, stdout, stderr } = spawnSync(script, words.split(' '), {
    cwd: folder,
    input: piped,
    encoding: 'utf8',
  });
  return { code: status, said: stdout.trimEnd(), refused: stderr.trimEnd() };
};

const facts = `kind: adoptive
order-made: no
stage: before-order
family-source: regional-agency
broke-down-on: 2026-03-01
`;
writeFileSync(join(folder, 'facts.yaml'), facts);

/** A procedure that somebody has just begun, whose one rule is as it was written that day. */
const begin = (council: string, today = '2026-03-01') =>
  run(`new ${council} --folder procedures --today ${today}`);
const inCouncil = (council: string, file: string): string => join(folder, 'procedures', council, file);

test('a case is explained as JSON: each duty with its days, its paragraph and the facts behind it', () => {
  const explained = JSON.parse(run('explain derby-city/adoption facts.yaml').said);
  assert.deepEqual(Object.keys(explained), ['procedure', 'version', 'duties', 'notApplying']);
  assert.deepEqual([explained.procedure, explained.version], ['derby-city/adoption', '2020-11']);
  const { because, ...duty } = explained.duties[0];
  assert.deepEqual(duty, {
    rule: 'DC-1a',
    duty: 'must',
    does: 'Hold the disruption meeting',
    by: 'child-social-worker',
    from: '2026-03-29',
    to: '2026-04-12',
    counted: { from: 'broke-down-on', on: '2026-03-01', direction: 'after', pausedDays: 0 },
  });
  assert.deepEqual(Object.keys(because), ['document', 'paragraph', 'says', 'facts']);
  assert.equal(because.paragraph, '1');
  assert.deepEqual(because.facts[0], { fact: 'kind', value: 'adoptive' });
  const shared = explained.duties.find(({ rule }: { rule: string }) => rule === 'DC-3');
  assert.deepEqual([shared.with, shared.from, shared.to], [['adopters-social-worker'], null, null]);
  assert.deepEqual(explained.notApplying[0], {
    rule: 'DC-4-own',
    fact: 'stage',
    wanted: 'in introductions, before the child moved in',
    found: 'after the child moved in, before the order',
  });
});

test('facts that are piped in are explained for a person as tables', () => {
  const { code, said } = run('explain derby-city/adoption@2020-11 - --text', facts);
  assert.equal(code, 0);
  assert.match(
    said,
    /^DC-1a +Must +child’s social worker +from 29 March 2026 to 12 April 2026 +Hold the disruption meeting$/m,
  );
  assert.match(
    said,
    /^DC-1a +paragraph 1 +kind of placement: adoptive placement; .* {2}Counted from the day it ended, 1 March 2026 {2}/m,
  );
  assert.match(said, /^DC-4-own +stage +in introductions/m);
});

test('a decision that is left out is not made yet, as on the pages', () => {
  const rulesOf = (decision: string) =>
    JSON.parse(
      run('explain guidance-2017/disruption-meetings -', `${facts}ending: unplanned\n${decision}`).said,
    ).duties.map(({ rule }: { rule: string }) => rule);
  const undecided = rulesOf('');
  assert.deepEqual(undecided, rulesOf('decision: not-made'));
  assert.ok(undecided.includes('PG-4'), 'which is about a meeting that can still be held');
});

test('facts that cannot be right are refused line by line', () => {
  const { code, said, refused } = run('explain derby-city/adoption -', `${facts}stge: x\nchild-age: old\n`);
  assert.deepEqual([code, said], [1, '']);
  assert.deepEqual(refused.split('\n'), [
    'facts:6 “stge” is not a fact. Did you mean “stage”?',
    'facts:7 “child-age” has to be a number',
  ]);
  assert.match(
    run('explain derby-city/adoption -', 'kind: [').refused,
    /^facts:1 .*a bracket is not closed$/,
  );
  assert.match(
    run('explain derby-city/adoption -', '[kind]').refused,
    /^facts:1 This file has to be names with values/,
  );
  assert.match(run('explain derby-city/adoption none.yaml').refused, /^none\.yaml:1 There is no such file/);
  assert.equal(run('explain derby-city/adoption .').refused, '.:1 This is a folder, not a file');
});

test('a procedure or version that is not there is answered with those that are', () => {
  assert.deepEqual(run('explain derby-city/adopton facts.yaml'), {
    code: 1,
    said: '',
    refused: 'There is no procedure “derby-city/adopton”. Did you mean “derby-city/adoption”?',
  });
  assert.match(run('explain derby-city/adoption@2020-1 facts.yaml').refused, /Did you mean “2020-11”\?$/);
});

test('a procedure that has just been begun is right, and is never written over', () => {
  const began = begin('Moor');
  assert.equal(began.code, 0);
  assert.match(
    began.said,
    /^Wrote procedures\/moor\/adoption\.yaml\nWrote procedures\/moor\/adoption\.cases\.yaml\n\nNext:/,
  );
  assert.deepEqual(run('check procedures'), {
    code: 0,
    said: '1 procedure, 1 version, 1 rule, 2 cases: nothing wrong',
    refused: '',
  });
  writeFileSync(inCouncil('moor', 'adoption.yaml'), 'ours');
  assert.deepEqual(begin('Moor'), {
    code: 1,
    said: '',
    refused: 'procedures/moor/adoption.yaml is there already: nothing was written',
  });
  assert.equal(readFileSync(inCouncil('moor', 'adoption.yaml'), 'utf8'), 'ours');
  assert.match(begin('Ynys Môn').said, /^Wrote procedures\/ynys-mon\/adoption\.yaml/);
  rmSync(join(folder, 'procedures'), { recursive: true });
});

test('everything that is wrong with a folder is said at once, and told from what is right by the answer’s number', () => {
  begin('Tor');
  const file = inCouncil('tor', 'adoption.yaml');
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes('duty: must'));
  writeFileSync(
    file,
    lines.join('\n').replace('duty: must', 'duty: may').replace('stage: before-order', 'stge: x'),
  );
  const { code, said, refused } = run('check procedures');
  assert.deepEqual([code, said], [1, '']);
  assert.deepEqual(refused.split('\n'), [
    `procedures/tor/adoption.yaml:${at + 1} Rule R-1: “may” is not a value of “duty”. There is: must, should, consider`,
    `procedures/tor/adoption.yaml:${at + 2} Rule R-1: “stge” is not a fact a rule can ask about. Did you mean “stage”?`,
  ]);
  assert.equal(run('list --folder procedures').code, 1, 'nothing is done with procedures that are wrong');
  rmSync(join(folder, 'procedures'), { recursive: true });
});

test('every version is listed, and the one in force is taken when none is named', () => {
  begin('Moor', '2024-05-01');
  const [file, cases] = [inCouncil('moor', 'adoption.yaml'), inCouncil('moor', 'adoption.cases.yaml')];
  const text = readFileSync(file, 'utf8');
  writeFileSync(inCouncil('moor', 'adoption.2024-05.cases.yaml'), readFileSync(cases, 'utf8'));
  writeFileSync(
    inCouncil('moor', 'adoption.2024-05.yaml'),
    text.replace('from: 2024-05-01 }', 'from: 2024-05-01, until: 2025-12-31 }'),
  );
  writeFileSync(
    file,
    text
      .replace("'2024-05'", "'2026-01'")
      .replace('from: 2024-05-01 }', 'from: 2026-01-01 }')
      .replace('to: { days: 42 }', 'to: { days: 35 }'),
  );
  writeFileSync(cases, readFileSync(cases, 'utf8').replace('to: 2024-06-12', 'to: 2024-06-05'));

  assert.deepEqual(
    run('list --folder procedures')
      .said.split('\n')
      .map((line) => line.replaceAll(/ {2,}/g, ' | ')),
    [
      'PROCEDURE | VERSION | IN FORCE | TITLE | COUNCIL',
      'moor/adoption | 2024-05 | from 1 May 2024 until 31 December 2025 | Disruption of adoptive placements | Moor',
      'moor/adoption | 2026-01 | from 1 January 2026 | Disruption of adoptive placements | Moor',
    ],
  );
  const endOn = (today: string) =>
    JSON.parse(run(`explain moor/adoption facts.yaml --folder procedures --today ${today}`).said).duties[0]
      .to;
  assert.equal(endOn('2025-12-31'), '2026-04-12');
  assert.equal(endOn('2026-01-01'), '2026-04-05');
  assert.equal(endOn('2020-01-01'), '2026-04-05', 'the newest, when none is in force');

  const between = 'diff moor/adoption@2024-05 moor/adoption@2026-01';
  assert.deepEqual(run(`${between} facts.yaml --folder procedures`).said.split('\n'), [
    'facts.yaml',
    'CHANGE   RULE  WHAT',
    'changed  R-1   when: from 29 March 2026 to 12 April 2026 → from 29 March 2026 to 5 April 2026',
  ]);
  const ofCases = run(`${between} --folder procedures`).said;
  assert.match(
    ofCases,
    /^A placement ends before the order\n.*\nchanged +R-1 +when: .* to 12 June 2024 → .* to 5 June 2024$/,
  );
  assert.equal(run('diff moor/adoption moor/adoption --folder procedures').said, 'Nothing changes');
  rmSync(join(folder, 'procedures'), { recursive: true });
});

test('the schemas for editors are written where the procedures are', () => {
  assert.equal(run(`schema --folder ${folder}`).code, 0);
  for (const { name, text } of schemaCopies()) {
    assert.ok(existsSync(join(folder, name)));
    assert.equal(readFileSync(join(folder, name), 'utf8'), text);
  }
});

test('what cannot be understood is answered with how to use it', () => {
  for (const words of ['', 'expln', 'explain derby-city/adoption', 'list --txt', 'list --today yesterday']) {
    const { code, said, refused } = run(words);
    assert.deepEqual([code, said], [2, ''], words);
    assert.match(refused, /\n\nHow to use it:\n {2}script\/procedure explain/, words);
  }
  assert.match(run('--help').said, /^How to use it:/);
});
