import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkProcedures } from '../src/procedures/read-procedures.ts';

/** The procedure of an invented council, with one rule of each sort that can be wrong in many ways. */
export const procedure = `procedure: moor/adoption
council: Moor County Council
title: Learning from endings
version: '2024-05'
in-force: { from: 2024-05-01 }
document: Moor procedures, chapter 9
applies:
  id: Scope
  when: { kind: adoptive }
  because: { paragraph: '9.1', says: It is about adoptive placements. }
forms:
  - { key: endings, title: Endings form, version: '3' }
agenda:
  - { key: welcome, title: Welcome, prompt: Who is here. }
  - { key: lessons, title: Lessons, kind: lesson, prompt: What we learn. }
rules:
  - id: M-1
    duty: must
    when: { stage: [before-order, after-order] }
    by: child-social-worker
    asks: { meeting: { name: Learning meeting } }
    window: { from: { days: 10 }, to: { days: 20 }, after: broke-down-on }
    because:
      paragraph: '9.2'
      says: A meeting is held.
  - id: M-2
    duty: should
    when: { stage: introductions }
    by: chair
    asks: { report: { name: the report, to: panel, form: endings } }
    window: { to: { working-days: 5 }, after: meeting-on, paused-by: [complaint] }
    because:
      paragraph: '9.3'
      says: The report is sent.
questions:
  - { key: went-well, of: [adopters], ask: What went well?, because: { paragraph: '9.2', says: People learn. } }
  - { key: was-hard, of: [adopters], ask: What was hard?, because: { paragraph: '9.2', says: People learn. } }
`;
/** The cases it answers. */
export const cases = `- case: A placement ends
  facts: { kind: adoptive, stage: before-order, broke-down-on: 2026-03-01 }
  expect:
    - { rule: M-1, duty: must, by: child-social-worker, from: 2026-03-11, to: 2026-03-21, paragraph: '9.2' }
- case: Introductions end
  facts: { kind: adoptive, stage: introductions }
  expect:
    - { rule: M-2, duty: should, by: chair, awaits: meeting-on, paragraph: '9.3' }
`;

export type Files = Readonly<Record<string, string>>;

/** Works in a folder that holds these files, and nothing else. */
export const inFolder = <T>(files: Files, work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'procedures-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** What is said of the files in a folder: "adoption.yaml:3 …". */
export const saidOf = (files: Files): readonly string[] =>
  inFolder(files, (folder) =>
    checkProcedures(folder).problems.map(
      ({ file, line, message }) => `${file.slice(folder.length + 1).replace('moor/', '')}:${line} ${message}`,
    ),
  );

/** Both files, where they lie. */
export const files = { 'moor/adoption.yaml': procedure, 'moor/adoption.cases.yaml': cases };

/** A piece of a file, and what stands there instead. */
export type Change = readonly [from: string | RegExp, to: string];
/** A text after changes, each of which has to change something. */
export const changed = (text: string, changes: readonly Change[]): string =>
  changes.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    assert.notEqual(after, before, `nothing was changed by ${from}`);
    return after;
  }, text);

/** What is said of the two files after changes to the procedure. */
export const afterProcedure = (...changes: readonly Change[]): readonly string[] =>
  saidOf({ ...files, 'moor/adoption.yaml': changed(procedure, changes) });
/** What is said of the two files after changes to the cases. */
export const afterCases = (...changes: readonly Change[]): readonly string[] =>
  saidOf({ ...files, 'moor/adoption.cases.yaml': changed(cases, changes) });
