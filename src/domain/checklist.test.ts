import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exampleAction, exampleRecord, staff } from '../../test/example-record.ts';
import { readProcedures } from '../procedures/read-procedures.ts';
import type { CaseRecord, ChecklistAnswer } from './case.ts';
import {
  answerMatter,
  checklistOf,
  firstDueOn,
  inOrder,
  isOverdue,
  isStillOpen,
  mattersOf,
} from './checklist.ts';
import type { ChecklistItem, Procedure } from './procedure.ts';

const calendar = { bankHolidays: new Map(), today: '2026-03-20' };
const procedures = readProcedures('procedures');
const derby = procedures.version('derby-city/adoption', '2020-11');
const procedureWith = (checklist: Procedure['checklist']): Procedure => ({ ...derby, checklist });
const because = { paragraph: '1', says: 'People are told.' };
const item: ChecklistItem = {
  ...{ key: 'school', says: 'The school knows', kind: 'notification', each: 'child', when: {} },
  ...{ by: 'child-social-worker', window: { to: { days: 5 }, after: 'broke-down-on' }, because },
};

const answered = (changes: Partial<ChecklistAnswer> = {}): ChecklistAnswer => ({
  ...{ itemKey: 'school', about: 'case', says: 'The school knows', whom: '', is: 'done', told: 'Ms Bell' },
  ...{ doneBy: 'Amina Hussain', doneOn: '2026-03-10', evidence: 'Letter on file', reason: '' },
  ...{ actionId: null, answeredBy: 'Amina Hussain', ...changes },
});

test('a matter of each child is there once for each child, with the day and whoever has it', () => {
  const record = exampleRecord();
  const matters = mattersOf(procedureWith([item]), record, calendar);
  assert.deepEqual(
    matters.map(({ childId }) => childId),
    record.placement.children.map(({ id }) => id),
  );
  assert.equal(matters[0]?.about, `child-${record.placement.children[0]?.id}`);
  assert.equal(matters[0]?.because.document, derby.document);
});

test('those who are told are told one by one, and a part that nobody has is not forgotten', () => {
  const { key, says, kind, when, by } = item;
  const tell: ChecklistItem = {
    key,
    says,
    kind,
    when,
    by,
    because,
    tell: ['iro', 'panel-advisor', 'agency-decision-maker'],
  };
  const record = exampleRecord();
  const iro = staff('p-iro', 'Tomasz Nowak', 'iro');
  const role = { personId: iro.id, role: 'iro', fromOn: '2025-01-01', untilOn: null, person: iro };
  const withIro: CaseRecord = {
    ...record,
    placement: { ...record.placement, roles: [role, { ...role, untilOn: '2026-01-01', personId: 'gone' }] },
  };
  const matters = mattersOf(procedureWith([tell]), withIro, calendar);
  assert.deepEqual(
    matters.map(({ about }) => about),
    ['staff-p-iro', 'capacity-panel-advisor', 'capacity-agency-decision-maker'],
  );
  assert.equal(matters[0]?.whom, 'Tomasz Nowak');
});

test('a matter stands as it was last answered, and as its action does', () => {
  const { each: _each, ...once } = item;
  const one = procedureWith([once]);
  const standing = (answer: ChecklistAnswer, changes: Partial<CaseRecord> = {}) =>
    checklistOf(one, exampleRecord({ checklist: [answer], ...changes }), calendar).rows[0]?.standing;
  assert.deepEqual(standing(answered()), {
    is: 'done',
    words: 'Ms Bell told by Amina Hussain on 10 March 2026: Letter on file',
  });
  assert.deepEqual(standing(answered({ is: 'not-needed', reason: 'Too young' })), {
    ...{ is: 'not-needed', words: 'Not needed: Too young' },
  });
  assert.deepEqual(standing(answered({ is: 'open', reason: 'It was the old school' })), { is: 'open' });
  const action = exampleAction({ id: 'a-1' });
  const made = answered({ is: 'action', actionId: 'a-1' });
  assert.equal(standing(made, { actions: [action] })?.is, 'action');
  assert.equal(standing(made, { actions: [exampleAction({ id: 'a-1', doneOn: '2026-03-12' })] })?.is, 'done');
  const ended = exampleAction({ id: 'a-1', notNeededOn: '2026-03-12', notNeededBecause: 'Moved away' });
  assert.equal(standing(made, { actions: [ended] })?.is, 'not-needed');
  assert.equal(standing(made, { actions: [] })?.is, 'open', 'an action that is not there ends nothing');
});

test('what is past its day is overdue until somebody says what becomes of it', () => {
  const record = exampleRecord({ brokeDownOn: '2026-03-01' });
  const list = checklistOf(procedureWith([item]), record, calendar);
  assert.equal(firstDueOn(list), '2026-03-06');
  const [row] = list.rows;
  assert.ok(row !== undefined);
  assert.ok(isOverdue(row, '2026-03-07'));
  assert.ok(!isOverdue(row, '2026-03-06'));
  assert.ok(!isOverdue({ ...row, standing: { is: 'done', words: 'x' } }, '2026-03-07'));
  const later = checklistOf(
    procedureWith([{ ...item, key: 'later', window: { to: { days: 9 }, after: 'broke-down-on' } }, item]),
    record,
    calendar,
  );
  assert.equal(inOrder(later.rows)[0]?.itemKey, 'school');
});

const keys = ['school', 'health', 'belongings', 'review'] as const;
const abouts = ['case', 'child-child', 'contact-1', 'capacity-iro'];
const anAnswer = fc.record({
  itemKey: fc.constantFrom(...keys, 'gone'),
  about: fc.constantFrom(...abouts),
  is: fc.constantFrom('done' as const, 'not-needed' as const, 'open' as const),
});
const aChecklist = fc
  .uniqueArray(fc.record({ key: fc.constantFrom(...keys), each: fc.boolean(), applies: fc.boolean() }), {
    selector: ({ key }) => key,
  })
  .map((items) =>
    items.map(({ key, each, applies }) => {
      const { each: _, ...rest } = item;
      const when = applies ? {} : { stage: 'after-order' as const };
      return { ...rest, key, when, ...(each ? { each: 'child' as const } : {}) };
    }),
  );

test('whatever the procedure and the facts become, nothing that was answered is lost or shown twice', () => {
  fc.assert(
    fc.property(
      aChecklist,
      fc.uniqueArray(anAnswer, { selector: ({ itemKey, about }) => `${itemKey} ${about}` }),
      fc.boolean(),
      (checklist, answers, isInScope) => {
        const record = exampleRecord({
          stage: isInScope ? 'before-order' : 'after-order',
          checklist: answers.map((one) => answered({ ...one, reason: 'Because' })),
        });
        const list = checklistOf(procedureWith(checklist), record, calendar);
        for (const answer of record.checklist) {
          const inRows = list.rows.filter((row) => row.answer === answer).length;
          const inEarlier = list.earlier.filter((one) => one === answer).length;
          const isAsked = inRows === 1 && inEarlier === 0;
          assert.ok(isAsked || (inRows === 0 && inEarlier === (answer.is === 'open' ? 0 : 1)));
        }
        const matters = list.rows.map(({ itemKey, about }) => `${itemKey} ${about}`);
        assert.equal(new Set(matters).size, matters.length);
        for (const row of list.rows) if (row.answer === null) assert.ok(isStillOpen(row));
      },
    ),
  );
});

const nothing = { told: '', doneBy: '', doneOn: null, evidence: '', reason: '' };
const facts = {
  row: { kind: 'notification' as const, standing: { is: 'open' as const } },
  ...{ brokeDownOn: '2026-03-01', today: '2026-03-20' },
};
const fieldsOf = (result: ReturnType<typeof answerMatter>) =>
  result.ok ? [] : result.problems.map(({ field }) => field);

test('an answer says who was told, by whom, when and what shows it, or why it is not needed', () => {
  assert.deepEqual(fieldsOf(answerMatter({ is: null, ...nothing }, facts)), ['is']);
  assert.deepEqual(fieldsOf(answerMatter({ is: 'done', ...nothing }, facts)), [
    ...['told', 'doneBy', 'evidence', 'doneOn'],
  ]);
  assert.deepEqual(fieldsOf(answerMatter({ is: 'not-needed', ...nothing }, facts)), ['reason']);
  assert.deepEqual(fieldsOf(answerMatter({ is: 'open', ...nothing, reason: 'Wrong' }, facts)), ['is']);
  const done = { ...nothing, told: 'Ms Bell', doneBy: 'Amina', doneOn: '2026-03-10', evidence: 'Letter' };
  const kept = answerMatter({ is: 'done', ...done, reason: 'left from another choice' }, facts);
  assert.deepEqual(kept, { ok: true, value: { is: 'done', ...done } });
  assert.deepEqual(fieldsOf(answerMatter({ is: 'done', ...done, doneOn: '2026-02-28' }, facts)), ['doneOn']);
  assert.deepEqual(fieldsOf(answerMatter({ is: 'done', ...done, doneOn: '2026-03-21' }, facts)), ['doneOn']);
  assert.deepEqual(fieldsOf(answerMatter({ is: 'done', ...done, evidence: 'x'.repeat(2_001) }, facts)), [
    'evidence',
  ]);
});
