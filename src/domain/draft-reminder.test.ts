import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Checker, checkersToRemind, ruleOfUnsentDraft } from './draft-reminder.ts';
import type { ReminderRule } from './procedure.ts';

const rules: readonly ReminderRule[] = [
  { key: 'draft', to: 'draft-not-sent', before: { 'working-days': 1 }, at: '09:00' },
  { key: 'check', to: 'draft-not-checked', before: { days: 3 }, at: '09:00' },
];
const at = (now: string) => ({ now: new Date(now), bankHolidays: new Map() });
const person = (changes: Partial<Checker> = {}): Checker => ({
  ...{
    copyId: 'c',
    until: new Date('2026-05-01T00:00:00Z'),
    invitationId: 'a',
    hasAnswered: false,
    wasReminded: false,
    sentAt: new Date('2026-04-01T09:00:00Z'),
  },
  ...changes,
});
const remind = (now: string, ...people: readonly Checker[]) =>
  checkersToRemind(rules, '2026-04-10', people, at(now)).map(({ person, rule }) => [
    person.invitationId,
    rule,
  ]);

test('whoever has not answered is reminded once, so long before their day as the procedure says, and not after it', () => {
  assert.deepEqual(remind('2026-04-07T07:59:00Z', person()), []);
  assert.deepEqual(remind('2026-04-07T08:00:00Z', person()), [['a', 'check']]);
  assert.deepEqual(remind('2026-04-10T22:59:00Z', person()), [['a', 'check']]);
  assert.deepEqual(remind('2026-04-10T23:00:00Z', person()), []);
  assert.deepEqual(remind('2026-04-08T09:00:00Z', person({ hasAnswered: true })), []);
  assert.deepEqual(remind('2026-04-08T09:00:00Z', person({ wasReminded: true })), []);
});

test('nobody is reminded within a day of getting their copy, or without a rule', () => {
  const late = person({ sentAt: new Date('2026-04-07T12:00:00Z') });
  assert.deepEqual(remind('2026-04-08T11:59:00Z', late), []);
  assert.deepEqual(remind('2026-04-08T12:00:00Z', late), [['a', 'check']]);
  assert.deepEqual(checkersToRemind([], '2026-04-10', [person()], at('2026-04-08T09:00:00Z')), []);
});

test('a draft that has not gone out is told of a working day before it is due', () => {
  assert.equal(ruleOfUnsentDraft(rules, '2026-04-13', at('2026-04-10T07:59:00Z')), undefined);
  assert.equal(ruleOfUnsentDraft(rules, '2026-04-13', at('2026-04-10T08:00:00Z')), 'draft');
  assert.equal(ruleOfUnsentDraft(rules, '2026-04-13', at('2026-04-14T08:00:00Z')), undefined);
});
