import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  afterProcedure,
  cases,
  changed,
  type Files,
  files,
  inFolder,
  procedure,
  saidOf,
} from '../../test/moor-procedure.ts';
import { checkProcedures, readBankHolidays, readProcedures } from './read-procedures.ts';

test('the procedures that ship are right', () => {
  const { all, inForce, version } = readProcedures('procedures');
  assert.ok(all.length >= 2);
  assert.equal(inForce('derby-city/adoption', '2026-03-01')?.version, '2020-11');
  assert.equal(inForce('derby-city/adoption', '2020-10-31'), undefined, 'before the first version');
  assert.throws(() => version('derby-city/adoption', '1999'), /version 1999, which is not among/);
});

test('a procedure that is right is told nothing', () => assert.deepEqual(saidOf(files), []));

test('the bank holidays of 2026 are known, and until when they are', () => {
  const { bankHolidays, knownUntil } = readBankHolidays('reference/bank-holidays.yaml');
  assert.equal(bankHolidays.get('2026-04-03'), 'Good Friday');
  assert.ok([...bankHolidays.keys()].every((day) => day <= knownUntil));
});

test('everything that is wrong is said at once, by line, in both files', () => {
  const wrong = {
    'moor/adoption.yaml': changed(procedure, [
      ['title: Learning from endings', 'titel: Learning from endings'],
      ['key: lessons', 'key: welcome'],
      [/ {4}because:\n {6}paragraph: '9.2'\n.*\n/, ''],
      ['window: { to: { working-days: 5 }', 'window: { from: { days: 9 }, to: { days: 5 }'],
    ]),
    'moor/adoption.cases.yaml': changed(cases, [
      ['by: chair', 'by: adopters'],
      ['stage: before-order', 'stage: gone'],
    ]),
  };
  const other = { 'tor/adoption.yaml': procedure.replace('moor/', 'tor/') };
  assert.deepEqual(
    saidOf({ ...wrong, ...other }).map((said) => said.slice(0, 70)),
    [
      'adoption.yaml:1 This file has no “title”. The title of the procedure.',
      'adoption.yaml:3 “titel” does not belong here. Did you mean “title”?',
      'adoption.yaml:15 “welcome” is there twice under “agenda”: give each a ',
      'adoption.yaml:17 Rule M-1 has no citation: say under because which par',
      'adoption.yaml:28 Rule M-2 has a window that ends before it starts: cou',
      'adoption.cases.yaml:2 Case “A placement ends”: “gone” is not a value o',
      'adoption.cases.yaml:8 Case “Introductions end” expects M-2 to be done ',
      'tor/adoption.yaml:1 There is no adoption.cases.yaml beside it: write o',
    ],
  );
  assert.throws(
    () => inFolder({ ...wrong, ...other }, readProcedures),
    /^Error: The procedures cannot be used:\n\S+\/moor\/adoption\.yaml:1 This file has no “title”.*\n(.+\n){6}\S+\/tor\//,
  );
});

/** Two versions of a procedure: the earlier one until a day, if it ends, and the later one from a day. */
const twoVersions = (until: string, from: string, version = '2026-01'): Files => ({
  'moor/adoption.2024-05.yaml': changed(
    procedure,
    until === '' ? [] : [['2024-05-01 }', `2024-05-01, until: ${until} }`]],
  ),
  'moor/adoption.2024-05.cases.yaml': cases,
  'moor/adoption.yaml': changed(procedure, [
    ['2024-05-01', from],
    ["'2024-05'", `'${version}' `],
  ]),
  'moor/adoption.cases.yaml': cases,
});

test('a version is in force from the day after the one before it', () => {
  const versions = twoVersions('2025-12-31', '2026-01-01');
  assert.deepEqual(saidOf(versions), []);
  inFolder(versions, (folder) => {
    const { all, inForce } = readProcedures(folder);
    assert.deepEqual(
      all.map(({ version }) => version),
      ['2026-01', '2024-05'],
      'the newest first',
    );
    assert.equal(inForce('moor/adoption', '2025-12-31')?.version, '2024-05');
    assert.equal(inForce('moor/adoption', '2026-01-01')?.version, '2026-01');
    assert.equal(inForce('moor/adoption', '2024-04-30'), undefined);
  });
});

test('between versions there is neither a gap nor an overlap, and none is there twice', () => {
  assert.deepEqual(saidOf(twoVersions('2025-11-30', '2026-01-01')), [
    'adoption.yaml:5 Version 2024-05 is in force until 30 November 2025, and version 2026-01 of moor/adoption is in force from 1 January 2026: in between there is none',
  ]);
  assert.deepEqual(saidOf(twoVersions('2026-01-01', '2026-01-01')), [
    'adoption.yaml:5 Version 2024-05 is in force until 1 January 2026, and version 2026-01 of moor/adoption is in force from 1 January 2026: for a time both are',
  ]);
  assert.deepEqual(saidOf(twoVersions('', '2026-01-01')), [
    'adoption.2024-05.yaml:5 Version 2024-05 never ends, and version 2026-01 of moor/adoption is in force from 1 January 2026: write until: 2025-12-31',
  ]);
  assert.match(
    saidOf(twoVersions('2025-12-31', '2026-01-01', '2024-05')).join(),
    /^adoption\.yaml:4 Version 2024-05 of moor\/adoption is in \S+\/adoption\.2024-05\.yaml too$/,
  );
  assert.deepEqual(afterProcedure(['2024-05-01 }', '2024-05-01, until: 2024-04-30 }']), [
    'adoption.yaml:5 Version 2024-05 is in force until before it starts',
  ]);
});

test('a folder without a procedure, and files nobody reads, are not passed over', () => {
  assert.deepEqual(saidOf({}), [':1 There is no procedure in this folder']);
  const stray = 'This belongs to no procedure: call the two <kind>.yaml and <kind>.cases.yaml';
  const strays = { 'moor/foster.cases.yaml': cases, 'tor/B.YAML': procedure, 'tor/foster.yml': procedure };
  assert.deepEqual(saidOf({ ...files, ...strays }), [
    `foster.cases.yaml:1 ${stray}`,
    `tor/B.YAML:1 ${stray}`,
    `tor/foster.yml:1 ${stray}`,
  ]);
  assert.deepEqual(checkProcedures('no/such/folder').problems, [
    { file: 'no/such/folder', line: 1, message: 'There is no procedure in this folder' },
  ]);
  assert.deepEqual(checkProcedures('package.json').problems, [
    {
      file: 'package.json',
      line: 1,
      message: 'This is a file: name the folder that the procedures are in',
    },
  ]);
});

test('a file that cannot be read is said to be so, beside what is wrong with the others', () => {
  const unreadable = (folder: string) => {
    symlinkSync('gone.yaml', join(folder, 'moor/link.yaml'));
    mkdirSync(join(folder, 'moor/folder.yaml'));
    const text = changed(procedure, [['A meeting is held.', 'A meeting’s held.']]);
    writeFileSync(join(folder, 'moor/adoption.yaml'), Buffer.from(text.replace('’', '\x92'), 'latin1'));
    return checkProcedures(folder).problems.map(({ line, message }) => `${line} ${message}`);
  };
  assert.deepEqual(
    inFolder(files, unreadable).filter((said) => !said.includes('beside it')),
    [
      '25 This line is not in UTF-8, so its letters cannot be told: save the file again as UTF-8',
      '1 This is a folder, not a file',
      '1 There is no such file, or it is a link to one that is gone',
    ],
  );
});

test('a procedure is one council’s', () => {
  const other = procedure.replace('Moor County Council', 'Tor Council').replace('2024-05-01', '2025-01-01');
  const said = saidOf({ ...files, 'tor/adoption.yaml': other, 'tor/adoption.cases.yaml': cases });
  assert.match(
    said.join('\n'),
    /^tor\/adoption\.yaml:2 “moor\/adoption” is a procedure of Tor Council here, and of Moor County Council in \S+\/moor\/adoption\.yaml: give each council’s its own name$/,
  );
});
