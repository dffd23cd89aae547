import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  readDate,
  readList,
  readRows,
  readText,
  readTime,
  type Typed,
  typedDate,
  typedRows,
} from './typed.ts';

const dateOf = (day: string, month: string, year: string) =>
  readDate({ 'on-day': day, 'on-month': month, 'on-year': year }, 'on');

test('text is trimmed, its lines end alike, and a field that was not sent is empty', () => {
  assert.equal(readText({ story: '  one\r\ntwo\0 \r\n' }, 'story'), 'one\ntwo');
  assert.equal(readText({}, 'story'), '');
});

test('of a field sent twice the last is taken', () => {
  assert.equal(readText({ name: ['Ash', 'Rowan'] }, 'name'), 'Rowan');
});

test('one tick, several and none are all lists', () => {
  assert.deepEqual(readList({ told: 'school' }, 'told'), ['school']);
  assert.deepEqual(readList({ told: ['parents', '', 'school'] }, 'told'), ['parents', 'school']);
  assert.deepEqual(readList({}, 'told'), []);
});

test('a date is read however its day and month are written', () => {
  for (const [day, month] of [
    ['3', '2'],
    ['03', '02'],
    [' 3 ', 'Feb'],
    ['3', 'february'],
    ['3', 'FEBR'],
  ] as const)
    assert.equal(dateOf(day, month, '2026'), '2026-02-03', `${day} ${month}`);
});

test('what is not a real date is refused', () => {
  const wrong = [
    ['31', '2', '2026'],
    ['29', '2', '2027'],
    ['0', '1', '2026'],
    ['1', '13', '2026'],
    ['1', '0', '2026'],
    ['1', 'ma', '2026'],
    ['1', 'marchx', '2026'],
    ['1', '3', '26'],
    ['1', '3', '0026'],
    ['1', '3', ''],
    ['', '', ''],
    ['1.5', '3', '2026'],
    ['-1', '3', '2026'],
  ] as const;
  for (const [day, month, year] of wrong)
    assert.equal(dateOf(day, month, year), null, `${day}/${month}/${year}`);
  assert.equal(dateOf('29', '2', '2028'), '2028-02-29');
});

test('every date that a field is filled in with is read back as it was', () => {
  const dates = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (instant) => {
      const date = instant.toISOString().slice(0, 10);
      return readDate(typedDate('on', date), 'on') === date;
    }),
  );
  assert.equal(readDate(typedDate('on', null), 'on'), null);
});

test('times are read as people type them', () => {
  const written = ['10', '10:00', '10.30', '2pm', '2:30 PM', '12am', '12pm', '25:00', '14pm', 'ten', ''];
  assert.deepEqual(
    written.map((startsAt) => readTime({ startsAt }, 'startsAt')),
    ['10:00', '10:00', '10:30', '14:00', '14:30', '00:00', '12:00', null, null, null, null],
  );
});

test('children are read in their order; one left blank or taken away leaves no gap', () => {
  const typed: Typed = {
    'children-10-given-name': 'Hazel',
    'children-2-given-name': 'Rowan',
    'children-1-given-name': ' ',
    'children-0-given-name': 'Ash',
    'children-0-family-name': 'Example',
    'childrens-3-given-name': 'not of this group',
    'children-x-given-name': 'not a row',
  };
  assert.deepEqual(readRows(typed, 'children', ['given-name', 'family-name']), [
    { 'given-name': 'Ash', 'family-name': 'Example' },
    { 'given-name': 'Rowan', 'family-name': '' },
    { 'given-name': 'Hazel', 'family-name': '' },
  ]);
});

test('rows that fill a form in are read back as they were', () => {
  const rows = [{ 'given-name': 'Ash' }, { 'given-name': 'Rowan' }];
  assert.deepEqual(readRows(typedRows('children', rows), 'children', ['given-name']), rows);
});
