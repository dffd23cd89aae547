import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Change, saidOfFile } from '../../test/said-of.ts';
import { recordClasses } from '../domain/retention.ts';
import { readRetention } from './read-retention.ts';

const shipped = 'reference/retention.yaml';

/** What is said of the schedule when it is changed like this; nothing when it can be used. */
const saidOf = (...changes: readonly Change[]): readonly string[] =>
  saidOfFile(shipped, 'retention.yaml', readRetention, changes);

const lineOf = (needle: string): number =>
  readFileSync(shipped, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(needle)) + 1;

test('the schedule that ships says of every class of record how long, and what says so', () => {
  const { classes } = readRetention(shipped);
  assert.deepEqual(classes.map((each) => each.class).toSorted(), Object.keys(recordClasses).toSorted());
  for (const { rules } of classes) for (const { source } of rules) assert.ok(source.text && source.says);
});

test('a case that is answered otherwise is told on its line, so that no number changes unseen', () => {
  assert.deepEqual(saidOf(['        years: 100', '        years: 101']), [
    `retention.yaml:${lineOf('looked-after: 2089-05-04, adoption: 2125-07-01 }')} “An adoption order was made”: adoption has to be 2125-07-01, and is 2126-07-01`,
    `retention.yaml:${lineOf('adoption: 2125-07-01, prospective')} “An order that was revoked does not make the adoption record go sooner”: adoption has to be 2125-07-01, and is 2126-07-01`,
  ]);
});

test('a council keeps a record longer than the law asks, and never shorter', () => {
  const own = (years: number) =>
    [
      /councils:\n/,
      `councils:\n  - council: moor\n    keeps:\n      - { class: foster-carer, from: approval-ended, years: ${years}, source: { text: Schedule, says: So } }\n`,
    ] as const;
  assert.deepEqual(saidOf(own(12)), []);
  assert.deepEqual(saidOf(own(9)), [
    `retention.yaml:${lineOf('councils:') + 3} moor: 9 years is too short for “foster-carer”: the law asks for 10`,
  ]);
});

test('a class that is forgotten, a period a law leaves open and a rule of a council about nothing are told', () => {
  assert.deepEqual(saidOf(['class: sign-in', 'class: audit']), [
    `retention.yaml:${lineOf('classes:')} There is nothing about “sign-in”`,
    `retention.yaml:${lineOf('class: sign-in')} “audit” is there twice`,
  ]);
  assert.match(
    String(saidOf(['        years: 10\n', ''])),
    /“foster-carer” is kept by law, and it is not said/,
  );
  assert.match(
    String(saidOf([/from: last-entry\n {8}years: 25/, 'from: birth\n        years: 25'])),
    /guidance-2017: “prospective-adopters” has no rule from “birth”/,
  );
});

test('a word that is none is told with the one that was meant', () => {
  assert.match(String(saidOf(['from: order', 'from: ordr'])), /“ordr” is not a value of “from”/);
  assert.match(String(saidOf(['        years: 100', '        years: long'])), /“years” has to be a number/);
});
