import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Change, saidOfFile } from '../../test/said-of.ts';
import { factorGroups } from '../domain/factor.ts';
import { readFactors } from './read-factors.ts';

const shipped = 'reference/contributory-factors.yaml';

/** What is said of the list when it is changed like this; nothing when it can be used. */
const saidOf = (...changes: readonly Change[]): readonly string[] =>
  saidOfFile(shipped, 'factors.yaml', readFactors, changes);

test('the list that ships has a version with its sources, and something in each of its parts', () => {
  const [version] = readFactors(shipped);
  assert.ok(version && version.sources.length > 0);
  assert.deepEqual([...new Set(version.factors.map(({ group }) => group))], factorGroups);
});

test('everything that is wrong with a list is said at once, by line', () => {
  const problems = saidOf(
    ['group: events, key: work', 'group: evnts, key: work'],
    ['key: respite, title: Breaks for the adopters or carers', 'key: respite'],
    ['from: 2017-01-01', 'from: 2017-02-30'],
  );
  assert.equal(problems.length, 3);
  assert.match(problems[0] ?? '', /^factors\.yaml:6 .*“2017-02-30” is not a date/);
  assert.match(problems[1] ?? '', /^factors\.yaml:\d+ .*has no “title”/);
  assert.match(problems[2] ?? '', /“evnts” is not a value of “group”\. Did you mean “events”\?/);
});

test('a name that is there twice, a part without a factor and versions out of order are refused', () => {
  assert.match(saidOf(['key: housing', 'key: bereavement'])[0] ?? '', /“bereavement” is there twice/);
  assert.match(
    saidOf([/ {6}- \{ group: courts.*\n/, ''], [/ {6}- \{ group: courts.*\n/, ''])[0] ?? '',
    /Version 2026-11 has no factor of “courts”/,
  );
  const again = readFileSync(shipped, 'utf8').split('versions:\n')[1] ?? '';
  assert.deepEqual(
    saidOf([/$/, again]).map((line) => line.replace(/^\S+ /, '')),
    ['Version 2026-11 is there twice', 'Version 2026-11 comes into force no later than the one before it'],
  );
  assert.deepEqual(
    saidOf([/$/, again.replace("'2026-11'", "'2027-01'").replace('2017-01-01', '2027-01-01')]),
    [],
  );
});
