import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterCases, type Change, files, procedure, saidOf } from '../../test/moor-procedure.ts';

test('a case that is answered otherwise says what it expects and what the rules give', () => {
  const expectation =
    /rule: M-1, duty: must, by: child-social-worker, from: 2026-03-11, to: 2026-03-21, paragraph: '9.2'/;
  const whenExpecting = (expected: string) => afterCases([expectation, expected]);
  const said = 'adoption.cases.yaml:4 Case “A placement ends” expects';
  assert.deepEqual(
    whenExpecting("rule: M-1, duty: should, by: chair, to: 2026-03-22, awaits: meeting-on, paragraph: '9'"),
    [
      `${said} M-1 to be a “should”, the rules say “must”`,
      `${said} M-1 to be done by the chair, the rules say the child’s social worker`,
      `${said} M-1 to start on no day, the rules say 11 March 2026`,
      `${said} M-1 to end on 22 March 2026, the rules say 21 March 2026`,
      `${said} M-1 to wait for the day of the meeting, the rules say nothing`,
      `${said} M-1 to come from paragraph 9, the rules say 9.2`,
    ],
  );
  const rest = "from: 2026-03-11, to: 2026-03-21, paragraph: '9.2'";
  const alsoSaying = (more: string) =>
    whenExpecting(`rule: M-1, duty: must, by: child-social-worker, ${more}, ${rest}`);
  assert.deepEqual(alsoSaying('with: [iro, chair], does: Hold a meeting'), [
    `${said} M-1 to be done together with the chair and the Independent Reviewing Officer (IRO), the rules say nobody`,
    `${said} M-1 to ask “Hold a meeting”, the rules say “Hold the “Learning meeting””`,
  ]);
  assert.deepEqual(alsoSaying('with: [], does: Hold the learning meeting'), []);
  assert.deepEqual(alsoSaying('does: Hold the “Learning meeting”'), [], 'nothing left out');
  assert.deepEqual(whenExpecting("rule: M-2, duty: should, by: chair, paragraph: '9.3'"), [
    'adoption.cases.yaml:3 Case “A placement ends” does not expect M-1, which the rules ask: a “must” for the child’s social worker',
    `${said} M-2, which does not apply: “stage” has to be in introductions, before the child moved in, and is after the child moved in, before the order`,
  ]);
  assert.deepEqual(whenExpecting("rule: N-1, duty: should, by: chair, paragraph: '9.3'").slice(1), [
    `${said} N-1, and there is no such rule. Did you mean “M-1”?`,
  ]);
  assert.deepEqual(afterCases([/( {4}- \{ rule: M-2.*\n)/, '$1$1']), [
    'adoption.cases.yaml:9 Case “Introductions end” expects M-2 twice',
  ]);
});

test('every rule needs a case that reaches it, and every procedure a case', () => {
  assert.deepEqual(afterCases([/- case: Introductions[\s\S]*/, '']), [
    'adoption.yaml:26 Rule M-2 is reached by no case: add one in which it applies',
  ]);
  assert.deepEqual(saidOf({ 'moor/adoption.yaml': procedure }), [
    'adoption.yaml:1 There is no adoption.cases.yaml beside it: write one, with at least one case',
  ]);
  assert.deepEqual(saidOf({ ...files, 'moor/adoption.cases.yaml': '[]\n' }), [
    'adoption.cases.yaml:1 This file has nothing in it',
  ]);
  assert.deepEqual(saidOf({ ...files, 'moor/adoption.cases.yaml': '# none yet\n' }), [
    'adoption.cases.yaml:1 This file has nothing in it',
  ]);
});

test('a case with a pause that goes on says what day it is', () => {
  const pause = 'stage: introductions, pauses: [{ from: 2026-04-01, reason: complaint }]';
  assert.deepEqual(afterCases(['stage: introductions', pause]), [
    'adoption.cases.yaml:6 Case “Introductions end” has a pause that goes on: say today, and what day it is',
  ]);
  const withMeeting: readonly Change[] = [
    ['stage: introductions', `${pause}, meeting-on: 2026-03-31`],
    ['awaits: meeting-on', 'to: 2026-04-16'],
    ['case: Introductions end', 'case: Introductions end\n  today: 2026-04-10'],
  ];
  assert.deepEqual(afterCases(...withMeeting), []);
});

test('a case that says what the checklist has says all of it, and who sees to it', () => {
  const checklist = `checklist:
  - key: school
    says: The school knows
    kind: notification
    when: { stage: before-order }
    by: iro
    because: { paragraph: '9.2', says: People are told. }
rules:`;
  const told = (expected: string): readonly string[] =>
    saidOf({
      'moor/adoption.yaml': procedure.replace('rules:', checklist),
      'moor/adoption.cases.yaml': files['moor/adoption.cases.yaml'].replace(
        '  expect:',
        `  checklist: ${expected}\n  expect:`,
      ),
    });
  assert.deepEqual(told('[{ item: school, by: iro }]'), []);
  assert.match(String(told('[]')), /does not expect “school”, which the checklist has/);
  assert.match(
    String(told('[{ item: school, by: chair }]')),
    /expects the chair to see to “school”, the checklist says the Independent Reviewing Officer/,
  );
  assert.match(
    String(told('[{ item: school, by: iro }, { item: scool, by: iro }]')),
    /“scool” of the checklist, and there is no such item\. Did you mean “school”\?/,
  );
});
