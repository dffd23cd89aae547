import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readBankHolidays, readProcedures } from './read-procedures.ts';

/** What is said of Derby's procedure after a change to one of its two files. */
const problemsAfter = (change: (text: string) => string, name = 'adoption.yaml'): string => {
  const folder = mkdtempSync(join(tmpdir(), 'procedures-'));
  try {
    cpSync('procedures', folder, { recursive: true });
    const file = join(folder, 'derby-city', name);
    const before = readFileSync(file, 'utf8');
    assert.notEqual(change(before), before, 'the change must change something');
    writeFileSync(file, change(before));
    readProcedures(folder);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('the procedures that ship agree with their cases', () => {
  const procedure = readProcedures('procedures').inForce('derby-city/adoption', '2026-03-01');
  assert.equal(procedure?.version, '2020-11');
});

test('a date before any version was in force has no procedure', () => {
  assert.equal(readProcedures('procedures').inForce('derby-city/adoption', '2020-10-31'), undefined);
});

test('a rule that moves the window disagrees with its cases', () => {
  assert.match(
    problemsAfter((text) => text.replaceAll('to-days: 42', 'to-days: 43')),
    /should ask .*2026-04-12/,
  );
});

test('a rule without its paragraph, a window that ends before it starts and an unknown fact are all named at once', () => {
  const said = problemsAfter((text) =>
    text
      .replace("paragraph: '2'", "paragraph: ''")
      .replace('from-days: 28, to-days: 42', 'from-days: 50, to-days: 42')
      .replace('family-source: inter-agency', 'weather: wet'),
  );
  assert.match(said, /because → paragraph/);
  assert.match(said, /ends before it starts/);
  assert.match(said, /weather/);
});

test('a rule that no case reaches is refused', () => {
  const said = problemsAfter(
    (text) => text.replace(/- case: Introductions end with a family of another[\s\S]*?(?=- case)/, ''),
    'adoption.cases.yaml',
  );
  assert.match(said, /no case reaches rule DC-4-inter-agency/);
});

test('the bank holidays of 2026 are known', () => {
  assert.equal(readBankHolidays('reference/bank-holidays.yaml').get('2026-04-03'), 'Good Friday');
});
