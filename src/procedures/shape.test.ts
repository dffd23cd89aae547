import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterCases, afterProcedure, files, saidOf } from '../../test/moor-procedure.ts';

test('a rule needs a citation that says something', () => {
  assert.deepEqual(afterProcedure([/ {4}because:\n {6}paragraph: '9.2'\n.*\n/, '']), [
    'adoption.yaml:17 Rule M-1 has no citation: say under because which paragraph it comes from and what it says',
  ]);
  assert.deepEqual(afterProcedure(["paragraph: '9.2'", "paragraph: ' '"]), [
    'adoption.yaml:24 Rule M-1 has a citation without “paragraph”. The paragraph of the document, as it is numbered there.',
  ]);
  assert.deepEqual(afterProcedure([/ {6}says: A meeting is held.\n/, '']), [
    'adoption.yaml:23 Rule M-1 has a citation without “says”. What that paragraph says, in our own words.',
  ]);
  assert.deepEqual(afterProcedure(["paragraph: '9.2'", 'paragraph: 9.2']), [
    "adoption.yaml:24 Rule M-1: “paragraph” is text, and 9.2 is a number: put it in quotes, '9.2'",
  ]);
});

test('what is not known is named with what was probably meant', () => {
  assert.deepEqual(afterProcedure(['stage: introductions', 'stge: introductions']), [
    'adoption.yaml:28 Rule M-2: “stge” is not a fact a rule can ask about. Did you mean “stage”?',
  ]);
  assert.deepEqual(afterProcedure(['[before-order, after-order]', '[before-order, after-ordr]']), [
    'adoption.yaml:19 Rule M-1: “after-ordr” is not a value of “stage”. Did you mean “after-order”?',
  ]);
  assert.deepEqual(afterProcedure(['by: child-social-worker', 'by: child-scial-worker']), [
    'adoption.yaml:20 Rule M-1: “child-scial-worker” is nobody a procedure can name. Did you mean “child-social-worker”?',
  ]);
  assert.deepEqual(afterProcedure(['duty: must', 'dutty: must']), [
    'adoption.yaml:17 Rule M-1 has no “duty”. How strongly the procedure asks.',
    'adoption.yaml:18 Rule M-1: “dutty” does not belong here. Did you mean “duty”?',
  ]);
  assert.deepEqual(afterProcedure(['asks: { report', 'asks: { reports']), [
    'adoption.yaml:30 Rule M-2: “reports” is not a kind of thing a rule can ask for. Did you mean “report”?',
  ]);
  assert.deepEqual(afterProcedure(['to: { days: 20 }', 'to: { fortnights: 20 }']), [
    'adoption.yaml:22 Rule M-1: “fortnights” is not a unit of time. There is: days, working-days, weeks, months, years',
  ]);
  assert.deepEqual(afterProcedure(['after: meeting-on', 'after: meating-on']), [
    'adoption.yaml:31 Rule M-2: “meating-on” is not a day a case knows. Did you mean “meeting-on”?',
  ]);
  assert.deepEqual(afterProcedure(['form: endings', 'form: ending']), [
    'adoption.yaml:30 Rule M-2 has its report on the form “ending”, which is not listed under “forms”. Did you mean “endings”?',
  ]);
  assert.deepEqual(afterCases(['stage: introductions', 'wether: wet']), [
    'adoption.cases.yaml:6 Case “Introductions end”: “wether” is not a fact. There is: kind, provider, stage, ending, order-made, family-source, complex, decision, child-age, unplanned-endings-of-child, unplanned-endings-with-carer, broke-down-on, at-risk-since, order-made-on, returned-on, decided-on, meeting-on, panel-on, pauses',
  ]);
});

test('dates, numbers, lists and empty places are asked for as they are to be written', () => {
  assert.deepEqual(afterProcedure(['from: 2024-05-01', 'from: 1 May 2024']), [
    'adoption.yaml:5 “1 May 2024” is not a date: write year, month and day, such as 2026-03-01',
  ]);
  assert.deepEqual(afterProcedure(['days: 10', 'days: ten'], ['days: 20', 'days: -1']), [
    'adoption.yaml:22 Rule M-1: “days” has to be a number',
    'adoption.yaml:22 Rule M-1: “days” has to be 0 or more',
  ]);
  assert.deepEqual(afterProcedure(['days: 10', 'days: 9e19'], ['to: { days: 20 }', 'to: { years: 51 }']), [
    'adoption.yaml:22 Rule M-1: “days” has to be 3650 or less',
    'adoption.yaml:22 Rule M-1: “years” has to be 50 or less',
  ]);
  assert.deepEqual(afterProcedure(['from: 2024-05-01', 'from: 20240501']), [
    'adoption.yaml:5 “from” has to be a date, such as 2026-03-01',
  ]);
  assert.deepEqual(afterCases(['broke-down-on: 2026-03-01', 'broke-down-on: 9999-12-01']), [
    'adoption.cases.yaml:2 Case “A placement ends”: “9999-12-01” is not between 1900 and 2199',
  ]);
  assert.deepEqual(saidOf({ ...files, 'moor/adoption.yaml': '[a, list]\n' }), [
    'adoption.yaml:1 This file has to be names with values, such as { name: value }',
  ]);
  assert.deepEqual(afterProcedure(['paused-by: [complaint]', 'paused-by: complaint']), [
    'adoption.yaml:31 Rule M-2: “paused-by” has to be a list, such as [one, other]',
  ]);
  assert.deepEqual(afterProcedure(['stage: [before-order, after-order]', 'stage: []']), [
    'adoption.yaml:19 Rule M-1 has nothing under “stage”',
  ]);
  assert.deepEqual(afterProcedure(['when: { kind: adoptive }', 'when: adoptive']), [
    'adoption.yaml:9 “when” has to be names with values, such as { name: value }',
  ]);
  assert.deepEqual(afterProcedure(['council: Moor County Council', 'council:']), [
    'adoption.yaml:2 This file has no “council”. The council whose procedure it is.',
  ]);
  assert.deepEqual(afterProcedure(['key: welcome', 'key: Big Welcome']), [
    'adoption.yaml:14 “Big Welcome” under “agenda”: “Big Welcome” cannot be the key. A short name in small letters, digits and hyphens, which stays when the title changes.',
  ]);
  for (const name of ['Moor/adoption', 'moor', 'moor/adoption@1', 'moor/adult care'])
    assert.match(
      afterProcedure(['moor/adoption', name]).join(),
      /^adoption.yaml:1 “.*” cannot be the procedure\. .* in small letters, digits and hyphens\.$/,
    );
  assert.deepEqual(afterProcedure([/agenda:\n/, 'agenda:\n  -\n']), [
    'adoption.yaml:14 Number 1 under “agenda” has an empty line under “agenda”',
  ]);
});

test('endings are counted from a number, up to one, or both', () => {
  const counting = (bounds: string) =>
    afterProcedure([
      'when: { stage: introductions }',
      `when: { unplanned-endings: { of: [child], ${bounds}within: { months: 12 } } }`,
    ])[0]?.split('Rule M-2')[1];
  assert.equal(counting(''), ': How many endings is not said: write at-least, at-most or both');
  assert.equal(counting('at-least: 3, at-most: 2, '), ': No number of endings lies between the two');
  assert.equal(counting('at-least: 1, at-most: 2, '), ' is reached by no case: add one in which it applies');
});

test('what is not YAML is refused on its line, in plain words', () => {
  assert.deepEqual(afterProcedure(['council: Moor County Council', 'council: Moor: County']), [
    'adoption.yaml:2 There is a second colon in the line: put all that follows the first in quotes',
  ]);
  assert.deepEqual(afterProcedure(['council: Moor County Council', "council: 'Moor"]).slice(0, 1), [
    'adoption.yaml:2 A quote, a bracket, a comma or a colon is missing',
  ]);
  assert.deepEqual(afterProcedure(['    duty: must', '\tduty: must']).slice(0, 1), [
    'adoption.yaml:18 There is a tab at the start of the line: use spaces',
  ]);
  assert.deepEqual(afterProcedure(['title: Learning from endings', 'council: Moor']), [
    'adoption.yaml:3 The same key is here twice: keep one of them',
  ]);
  assert.deepEqual(afterProcedure(['duty: must', 'duty: &duty must'], ['duty: should', 'duty: *duty']), [
    'adoption.yaml:27 Write out what “*duty” stands for: a procedure is read as it is printed',
  ]);
});
