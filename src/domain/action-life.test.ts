import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { exampleAction } from '../../test/example-record.ts';
import { isOpen, type Recurrence, recordAction } from './action.ts';
import { type LivingAction, nextDay, type Step, stepsFor, takeStep } from './action-life.ts';
import { addDays, daysBetween } from './dates.ts';

const recordedBy = { id: 'rina', name: 'Rina' };
const living = (changes: Partial<LivingAction> = {}): LivingAction => ({
  ...exampleAction({ ownerId: 'omar', ownerName: 'Omar' }),
  ...{ recurs: null, recordedBy, ...changes },
});
const owner = { isOwner: true, isManager: false, today: '2026-05-01', handsBackTo: recordedBy };
const manager = { ...owner, isOwner: false, isManager: true };
const colleague = { ...manager, isManager: false };

const taken = (action: LivingAction, step: Step, facts = owner) => {
  const decision = takeStep(action, step, facts);
  assert.ok(decision.ok, decision.ok ? '' : JSON.stringify(decision.problems));
  return decision.value;
};
const problems = (action: LivingAction, step: Step, facts = owner) => {
  const decision = takeStep(action, step, facts);
  return decision.ok ? [] : decision.problems.map(({ field, message }) => `${field}: ${message}`);
};
const done = { is: 'done', how: 'evidence', words: 'Letter on file', statedBy: '' } as const;

describe('a step', () => {
  test('its owner accepts it once, and nobody accepts it for them', () => {
    const { action, event } = taken(living(), { is: 'accept' });
    assert.deepEqual([action.answer, event.kind], ['accepted', 'accepted']);
    assert.equal(takeStep(action, { is: 'accept' }, owner).ok, false);
    assert.deepEqual(problems(living(), { is: 'accept' }, manager), [
      ': Only whoever has this action accepts it, and once',
    ]);
  });

  test('handed back with a reason it is with whoever recorded it, who gives it to somebody else', () => {
    assert.deepEqual(problems(living(), { is: 'hand-back', because: '' }), [
      'because: Say why you hand it back',
    ]);
    const back = taken(living({ answer: 'accepted' }), { is: 'hand-back', because: 'I leave in May' }).action;
    assert.deepEqual([back.ownerId, back.ownerName, back.answer], ['rina', 'Rina', 'handed-back']);
    assert.equal(
      takeStep(back, { is: 'hand-back', because: 'No' }, owner).ok,
      false,
      'it goes round no further',
    );
    const to = { personId: null, name: 'Adopter 1', source: 'carer-a1' };
    const given = taken(back, { is: 'give', owner: to, dueOn: '2026-06-01' }, colleague).action;
    assert.deepEqual(
      [given.ownerId, given.ownerSource, given.ownerName, given.answer, given.dueOn],
      [null, 'carer-a1', 'Adopter 1', 'asked', '2026-06-01'],
    );
    assert.deepEqual(problems(back, { is: 'give', owner: null, dueOn: null }), [
      'owner: Choose who will do it',
    ]);
    assert.deepEqual(problems(back, { is: 'give', owner: { personId: null, name: '' }, dueOn: null }), [
      'ownerName: Enter who will do it',
    ]);
    assert.deepEqual(problems(back, { is: 'give', owner: to, dueOn: '2026-04-30' }), [
      'dueOn: The date must be on or after 1 May 2026',
    ]);
    const late = living({ dueOn: '2026-04-01' });
    assert.equal(taken(late, { is: 'give', owner: to, dueOn: '2026-04-01' }).action.dueOn, '2026-04-01');
  });

  test('it is done with what shows it or somebody’s word, and by anybody on the case', () => {
    assert.deepEqual(problems(living(), { ...done, words: '' }), ['evidence: Enter what was done']);
    assert.deepEqual(problems(living(), { ...done, how: 'statement' }), [
      'statedBy: Enter who said that it was done',
    ]);
    const { action } = taken(living(), { ...done, how: 'statement', statedBy: 'His teacher' }, colleague);
    assert.deepEqual(
      [action.doneOn, action.evidence, action.doneHow, action.statedBy],
      ['2026-05-01', 'Letter on file', 'statement', 'His teacher'],
    );
    assert.deepEqual(problems(action, done), [': This action is already done']);
  });

  test('a manager, and nobody else, says why it is not needed; and that ends a series', () => {
    const because = 'The school closed';
    assert.deepEqual(problems(living(), { is: 'not-needed', because }), [
      ': Only a manager decides that an action is not needed',
    ]);
    assert.deepEqual(problems(living(), { is: 'not-needed', because: '' }, manager), [
      'because: Say why it is not needed',
    ]);
    const weekly = { number: 1, unit: 'weeks', from: '2026-05-01', until: null } as const;
    const ended = taken(living({ recurs: weekly }), { is: 'not-needed', because }, manager);
    assert.deepEqual([ended.action.notNeededOn, ended.next], ['2026-05-01', null]);
    assert.deepEqual(problems(ended.action, done), [': Somebody has said that this action is not needed']);
  });

  test('how it goes is written as often as there is something to say, and not without words or without end', () => {
    assert.equal(taken(living(), { is: 'note', words: 'Rang twice' }, colleague).event.words, 'Rang twice');
    assert.deepEqual(problems(living(), { is: 'note', words: '' }), ['words: Write how it is going']);
    assert.match(
      problems(living(), { is: 'note', words: 'x'.repeat(4_001) })[0] ?? '',
      /1 characters too long/,
    );
  });
});

describe('a series', () => {
  const monthly: Recurrence = { number: 1, unit: 'months', from: '2026-01-31', until: null };

  test('goes on by the days of its first, whatever the months between have', () => {
    assert.equal(nextDay(monthly, '2026-01-31', '2026-01-20'), '2026-02-28');
    assert.equal(nextDay(monthly, '2026-02-28', '2026-02-28'), '2026-03-31');
  });

  test('that was done late goes on after that day, and ends with its last', () => {
    assert.equal(nextDay(monthly, '2026-01-31', '2026-04-02'), '2026-04-30');
    assert.equal(nextDay({ ...monthly, until: '2026-03-30' }, '2026-02-28', '2026-02-28'), null);
    assert.equal(nextDay({ ...monthly, until: '2026-03-31' }, '2026-02-28', '2026-02-28'), '2026-03-31');
  });

  test('its owner need not accept each anew', () => {
    const action = living({ recurs: monthly, dueOn: '2026-05-31' });
    assert.equal(taken({ ...action, answer: 'accepted' }, done).next?.answer, 'accepted');
    assert.equal(taken({ ...action, answer: 'handed-back' }, done).next?.answer, 'asked');
  });
});

describe('whatever people do', () => {
  const words = fc.constantFrom('', 'Because', 'On file');
  const someone = fc.constantFrom(
    { personId: 'omar', name: 'Omar' },
    { personId: 'rina', name: 'Rina' },
    { personId: null, name: 'Adopter 1', source: 'carer-a1' },
    { personId: null, name: '' },
    null,
  );
  const day = fc.integer({ min: -20, max: 80 }).map((days) => addDays('2026-05-01', days));
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.constant({ is: 'accept' } as const),
    words.map((because) => ({ is: 'hand-back', because }) as const),
    fc.record({ is: fc.constant('give' as const), owner: someone, dueOn: fc.option(day) }),
    words.map((text) => ({ is: 'note', words: text }) as const),
    fc.record({
      ...{
        is: fc.constant('done' as const),
        how: fc.constantFrom('evidence' as const, 'statement' as const),
      },
      ...{ words, statedBy: words },
    }),
    words.map((because) => ({ is: 'not-needed', because }) as const),
  );
  const recurrence = fc.option(
    fc.record({
      ...{
        number: fc.integer({ min: 1, max: 6 }),
        unit: fc.constantFrom('weeks' as const, 'months' as const),
      },
      until: fc.option(day),
    }),
  );
  const asked = fc.record({ dueOn: day, recurs: recurrence, dependsOn: fc.nat(), waits: fc.boolean() });
  const doing = fc.record({ which: fc.nat(), step, isManager: fc.boolean(), who: someone, days: fc.nat(9) });

  test('no action is lost, each is open, done or not needed, with words for its end, and no circle of them waits', () => {
    fc.assert(
      fc.property(
        fc.array(asked, { minLength: 1, maxLength: 5 }),
        fc.array(doing, { maxLength: 40 }),
        (asks, steps) => {
          const actions: LivingAction[] = [];
          for (const [place, one] of asks.entries()) {
            const before = one.waits ? actions[one.dependsOn % Math.max(1, actions.length)] : undefined;
            const proposal = { ...one, what: `Action ${place}`, owner: { personId: 'omar', name: 'Omar' } };
            const recorded = recordAction({ ...proposal, dependsOn: before ?? null }, '2026-04-20');
            if (!recorded.ok) continue;
            const { dependsOn = null, recurs = null, dueOn } = recorded.value;
            actions.push(living({ id: `${place}`, dueOn, dependsOn, recurs }));
          }
          let today = '2026-05-01';
          for (const { which, step: tried, isManager, who, days } of steps) {
            today = addDays(today, days);
            const place = which % Math.max(1, actions.length);
            const action = actions[place];
            if (action === undefined) return;
            const isOwner = who?.personId === action.ownerId && action.ownerId !== null;
            const facts = { isOwner, isManager, today, handsBackTo: recordedBy };
            const decision = takeStep(action, tried, facts);
            const mayTry = isOpen(action) && stepsFor(action, facts).includes(tried.is);
            if (!mayTry) assert.equal(decision.ok, false, 'a page offers what can be done, and nothing else');
            if (!decision.ok) continue;
            const { action: now, next } = decision.value;
            assert.ok(isOpen(action), 'nothing opens again');
            assert.equal(now.id, action.id);
            assert.notEqual(now.ownerName, '', 'somebody has it');
            if (now.doneOn !== null) assert.notEqual(now.evidence, '');
            if (now.notNeededOn !== null) assert.ok(isManager && now.notNeededBecause !== '');
            assert.ok(now.doneOn === null || now.notNeededOn === null);
            const hasNext =
              now.doneOn !== null &&
              action.recurs !== null &&
              nextDay(action.recurs, action.dueOn, today) !== null;
            assert.equal(next !== null, hasNext, 'a series goes on when one of it is done');
            actions[place] = now;
            if (next === null) continue;
            assert.ok(daysBetween(today, next.dueOn) > 0 && daysBetween(action.dueOn, next.dueOn) > 0);
            actions.push({ ...living({ id: `${actions.length}`, recurs: action.recurs }), ...next });
          }
          for (const { id } of actions) {
            const seen = new Set<string>();
            for (let at = actions.find((one) => one.id === id); at !== undefined; ) {
              assert.ok(!seen.has(at.id), 'a circle');
              seen.add(at.id);
              const { dependsOn }: LivingAction = at;
              at = actions.find((one) => one.id === dependsOn);
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
