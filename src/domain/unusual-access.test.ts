import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DayOfPerson, limits, whatStandsOut } from './unusual-access.ts';

const quiet: DayOfPerson = {
  personId: 'amina',
  name: 'Amina Hussain',
  on: '2026-03-10',
  refusals: 0,
  casesInAnHour: 0,
  atNight: 0,
  sameName: 0,
  samePostcode: 0,
  openedWithoutBeingOn: 0,
  vaults: 0,
  exports: 0,
};
const saysOf = (changes: Partial<DayOfPerson>) =>
  whatStandsOut([{ ...quiet, ...changes }]).map(({ says }) => says);

test('a day of ordinary work does not stand out, up to each limit', () => {
  assert.deepEqual(saysOf({}), []);
  assert.deepEqual(saysOf(limits), []);
});

test('one more than a limit stands out', () => {
  for (const [name, limit] of Object.entries(limits))
    assert.equal(saysOf({ [name]: limit + 1 }).length, 1, name);
});

test('a relative, a neighbour, a case that is not theirs and a file stand out from the first', () => {
  assert.deepEqual(saysOf({ sameName: 1 }), ['Opened a case of somebody with their own family name']);
  assert.deepEqual(saysOf({ samePostcode: 2 }), [
    'Opened 2 times a case of somebody who lives where they do',
  ]);
  assert.deepEqual(saysOf({ openedWithoutBeingOn: 1 }), ['Opened a case that is not theirs, with a reason']);
  assert.deepEqual(saysOf({ exports: 3 }), ['Took 3 files of the audit, or of what is held about somebody']);
});

test('what tells most comes first, whoever it was', () => {
  const found = whatStandsOut([
    { ...quiet, atNight: 9 },
    { ...quiet, name: 'Ruth Barlow', sameName: 1 },
  ]);
  assert.deepEqual(
    found.map(({ name }) => name),
    ['Ruth Barlow', 'Amina Hussain'],
  );
});
