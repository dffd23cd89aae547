import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterProcedure, type Change } from '../../test/moor-procedure.ts';

test('a window ends after it starts, on every day it can be counted from', () => {
  const windowOf = (window: string) => afterProcedure([/window: \{ from.*/, `window: ${window}`]);
  assert.deepEqual(windowOf('{ from: { days: 30 }, to: { days: 20 }, after: broke-down-on }'), [
    'adoption.yaml:22 Rule M-1 has a window that ends before it starts: counted from 1 January 2026, it starts on 31 January 2026 and ends on 21 January 2026',
    'adoption.cases.yaml:4 Case “A placement ends” expects M-1 to start on 11 March 2026, the rules say 21 March 2026',
  ]);
  assert.match(
    windowOf('{ from: { months: 1 }, to: { days: 30 }, after: broke-down-on }')[0] ?? '',
    /counted from 1 January 2026, it starts on 1 February 2026 and ends on 31 January 2026/,
  );
  assert.match(
    windowOf('{ from: { working-days: 20 }, to: { days: 29 }, after: broke-down-on }')[0] ?? '',
    /ends before it starts/,
    'over Easter or Christmas alone',
  );
  assert.match(
    windowOf('{ from: { days: 7 }, to: { days: 14 }, before: broke-down-on }')[0] ?? '',
    /counted from 1 January 2026, it starts on 25 December 2025 and ends on 18 December 2025/,
  );
  const oneDay = 'adoption.yaml:22 Rule M-1: A window is counted from one day: say either after or before';
  assert.deepEqual(windowOf('{ to: { days: 20 }, after: broke-down-on, before: meeting-on }'), [oneDay]);
  assert.deepEqual(windowOf('{ to: { days: 20 } }'), [oneDay]);
  assert.deepEqual(windowOf('{ to: { days: 20 }, before: broke-down-on, paused-by: [complaint] }'), [
    'adoption.yaml:22 Rule M-1: A pause moves only days that are counted after another: leave paused-by out',
  ]);
  assert.deepEqual(windowOf('{ to: { days: 20, weeks: 1 }, after: broke-down-on }'), [
    'adoption.yaml:22 Rule M-1: A length of time has exactly one unit, such as { days: 28 } or { months: 1 }',
  ]);
});

test('a name is given once', () => {
  assert.deepEqual(afterProcedure(['id: M-2', 'id: M-1']).slice(0, 1), [
    'adoption.yaml:26 “M-1” is there twice under “rules”: give each a name of its own',
  ]);
  assert.deepEqual(afterProcedure(['key: lessons', 'key: welcome']), [
    'adoption.yaml:15 “welcome” is there twice under “agenda”: give each a name of its own',
  ]);
});

test('a question has a name of its own, and somebody who is asked it', () => {
  assert.deepEqual(afterProcedure(['key: was-hard', 'key: went-well']), [
    'adoption.yaml:37 “went-well” is there twice under “questions”: give each a name of its own',
  ]);
  assert.deepEqual(afterProcedure(['key: was-hard', 'key: anything-else']), [
    'adoption.yaml:37 “anything-else” under “questions”: Everybody is asked at the end whether there is anything else: give this question another key',
  ]);
  assert.deepEqual(afterProcedure(['was-hard, of: [adopters]', 'was-hard, of: []']), [
    'adoption.yaml:37 “was-hard” under “questions” has nothing under “of”',
  ]);
  assert.deepEqual(afterProcedure(['was-hard, of: [adopters]', 'was-hard, of: [adoptors]']), [
    'adoption.yaml:37 “was-hard” under “questions”: “adoptors” is nobody a procedure can name. Did you mean “adopters”?',
  ]);
  assert.deepEqual(afterProcedure([/because: .* \} \}\n$/, "because: { paragraph: '9.2' } }\n"]), [
    'adoption.yaml:37 “was-hard” under “questions” has a citation without “says”. What that paragraph says, in our own words.',
  ]);
});

test('a rule asks for nothing that the rest of the file does not have', () => {
  const asking = (asks: string, ...changes: readonly Change[]) =>
    afterProcedure(
      ['asks: { report: { name: the report, to: panel, form: endings } }', `asks: ${asks}`],
      ...changes,
    );
  assert.deepEqual(asking('{ agenda: set }'), []);
  assert.deepEqual(asking('{ agenda: set }', [/agenda:\n.*\n.*\n/, 'agenda: []\n']), [
    'adoption.yaml:28 Rule M-2 asks for an agenda, and “agenda” is empty',
  ]);
  assert.deepEqual(asking('{ chair: { lent-by: { name: the pool, request-form: ending } } }'), [
    'adoption.yaml:30 Rule M-2 asks for a chair on the form “ending”, which is not listed under “forms”. Did you mean “endings”?',
  ]);
  assert.deepEqual(asking('{ invite: { invited: [iro], as-appropriate: [iro, adopters] } }'), [
    'adoption.yaml:30 Rule M-2 has “adopters” under as-appropriate, and does not say in another list how they take part',
  ]);
});

test('nobody does something together with themselves', () => {
  assert.deepEqual(afterProcedure(['by: chair', 'by: chair\n    with: [iro, chair]']), [
    'adoption.yaml:30 Rule M-2 has “chair” under with, who has it to do under by already: leave one of them out',
  ]);
});

test('two rules that nobody can follow together are refused at the second', () => {
  const [said] = afterProcedure([
    'asks: { report: { name: the report, to: panel, form: endings } }',
    'asks: { meeting: { name: Disruption meeting } }',
  ]);
  assert.equal(said, undefined, 'they never meet: one is about introductions');
  assert.deepEqual(
    afterProcedure(
      [
        'asks: { report: { name: the report, to: panel, form: endings } }',
        'asks: { meeting: { name: Ending } }',
      ],
      ['stage: introductions', 'stage: [introductions, after-order]'],
      ['duty: should', 'duty: must'],
    ).slice(0, 1),
    [
      'adoption.yaml:26 Rules M-1 and M-2 contradict each other: the meeting is called “Learning meeting” and “Ending” and the meeting has two different windows. Both apply to kind: adoptive; stage: after-order',
    ],
  );
});

test('a checklist has each item once, tells those on the case one by one, and ends after it starts', () => {
  const item = (key: string, more: string) =>
    `  - { key: ${key}, says: School knows, kind: ${more}, when: {}, by: iro, because: { paragraph: '9.1', says: 'Told.' } }`;
  const checklist = (...lines: readonly string[]) =>
    afterProcedure([/$/, `\nchecklist:\n${lines.join('\n')}\n`]);
  assert.deepEqual(checklist(item('school', 'notification, tell: [iro]'), item('bag', 'arrangement')), []);
  assert.match(
    String(checklist(item('school', 'notification'), item('school', 'arrangement'))),
    /“school” is there twice under “checklist”/,
  );
  for (const more of ['arrangement, tell: [iro]', 'notification, each: child, tell: [iro]'])
    assert.match(
      String(checklist(item('school', more))),
      /only a notification has tell, and then without each/,
    );
  const crossed = 'arrangement, window: { from: { days: 5 }, to: { days: 2 }, after: broke-down-on }';
  assert.match(
    String(checklist(item('bag', crossed))),
    /Item bag of the checklist has a window that ends before it starts/,
  );
  assert.match(String(checklist(item('bag', 'letter'))), /adoption\.yaml:\d+ .*kind/);
});

const atTheEnd = (text: string): Change => [/$/, `\n${text}\n`];
const because = "because: { paragraph: '9.1', says: 'So that everybody is heard.' }";

test('a reminder has a name of its own, and somebody whom it reminds', () => {
  const reminder = (key: string, to: string) =>
    `  - { key: ${key}, to: ${to}, before: { days: 3 }, ${because} }`;
  const after = (...lines: readonly string[]) => afterProcedure(atTheEnd(`reminders:\n${lines.join('\n')}`));
  assert.deepEqual(after(reminder('answer', 'not-answered'), reminder('words', 'not-written')), []);
  assert.match(
    after(reminder('answer', 'not-answered'), reminder('answer', 'coming')).join('\n'),
    /“answer” is there twice under “reminders”: give each a name of its own/,
  );
  assert.match(after(reminder('answer', 'child')).join('\n'), /child/);
});

test('the hours in which messages leave end after they start, once for each weekday', () => {
  const after = (...hours: readonly string[]) =>
    afterProcedure(
      atTheEnd(`sending:\n  ${because}\n  hours:\n${hours.map((one) => `    - { ${one} }`).join('\n')}`),
    ).join('\n');
  assert.equal(after("on: [monday], from: '09:00', to: '17:00'"), '');
  assert.match(after("on: [monday], from: '17:00', to: '09:00'"), /These hours end before they start/);
  assert.match(
    after("on: [monday], from: '09:00', to: '12:00'", "on: [monday], from: '13:00', to: '17:00'"),
    /A weekday is there twice/,
  );
  assert.match(after("on: [monday], from: '9am', to: '17:00'"), /from/);
});

test('what a meeting answers is answered under items of its agenda, and a factor belongs to a part of the list', () => {
  const added = (lines: string) => afterProcedure([/$/, lines]);
  const because = "because: { paragraph: '9.2', says: People learn. }";
  const purpose = (key: string, under: string) =>
    `  - { key: ${key}, title: Why, under: [${under}], ${because} }\n`;
  assert.deepEqual(added(`purposes:\n${purpose('why', 'lessons')}`), []);
  assert.deepEqual(added(`purposes:\n${purpose('why', 'lesson')}${purpose('why', 'welcome')}`), [
    'adoption.yaml:39 Purpose “why” is answered under “lesson”, which is no item of the agenda. Did you mean “lessons”?',
    'adoption.yaml:40 “why” is there twice under “purposes”: give each a name of its own',
  ]);
  const factor = (group: string) =>
    `factors:\n  - { key: moor-team, group: ${group}, title: The moor team, ${because} }\n`;
  assert.deepEqual(added(factor('support')), []);
  assert.match(
    added(factor('suport'))[0] ?? '',
    /“suport” is not a value of “group”\. Did you mean “support”\?/,
  );
});
