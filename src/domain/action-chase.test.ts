import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { exampleAction } from '../../test/example-record.ts';
import { isOpen } from './action.ts';
import { type ChaseStep, chaseSteps, reviewNoticeDay, stepsToTake, takenKey } from './action-chase.ts';
import { type LivingAction, takeStep } from './action-life.ts';
import { addDays, addPeriod, type PlainDate } from './dates.ts';

const steps = chaseSteps({
  remind: [{ before: { days: 7 } }, { before: { days: 1 } }, { after: { days: 1 } }],
  escalate: [
    { after: { days: 3 }, to: 'owner' },
    { after: { days: 7 }, to: 'team-manager' },
    { after: { days: 14 }, to: 'service-manager' },
    { after: { days: 28 }, to: 'iro' },
  ],
});
const none = { bankHolidays: new Map<PlainDate, string>(), taken: new Set<string>() };
const action = exampleAction({ dueOn: '2026-05-11' });
const onDay = (today: PlainDate, one = action, taken: readonly ChaseStep[] = []) =>
  stepsToTake(
    steps,
    { action: one, all: [one] },
    { ...none, today, taken: new Set(taken.map((step) => takenKey(step, one.dueOn))) },
  );
const keys = (all: readonly ChaseStep[]) => all.map(({ key }) => key);

describe('what a day asks for', () => {
  test('reminders before and after the day, and a rung at a time', () => {
    assert.deepEqual(keys(onDay('2026-05-03')), []);
    assert.deepEqual(keys(onDay('2026-05-04')), ['remind-before-days-7-owner']);
    assert.deepEqual(keys(onDay('2026-05-12')), ['remind-after-days-1-owner']);
    const reminded = onDay('2026-05-12');
    assert.deepEqual(keys(onDay('2026-05-18', action, reminded)), [
      'escalate-after-days-3-owner',
      'escalate-after-days-7-team-manager',
    ]);
  });

  test('after the service was not running only the latest reminder leaves, and none for a day that has passed', () => {
    assert.deepEqual(keys(onDay('2026-05-11')), ['remind-before-days-1-owner']);
    assert.deepEqual(
      keys(onDay('2026-06-30')).filter((key) => key.startsWith('remind')),
      ['remind-after-days-1-owner'],
    );
  });

  test('nothing for what is done, not needed, or waits for another', () => {
    const done = { ...action, doneOn: '2026-05-10', evidence: 'Seen' };
    assert.deepEqual(onDay('2026-06-30', done), []);
    assert.deepEqual(
      onDay('2026-06-30', { ...action, notNeededOn: '2026-05-10', notNeededBecause: 'x' }),
      [],
    );
    const before = exampleAction({ id: 'b', dueOn: '2026-05-01' });
    const waiting = { ...action, dependsOn: 'b' };
    const facts = { ...none, today: '2026-06-30' };
    assert.deepEqual(stepsToTake(steps, { action: waiting, all: [waiting, before] }, facts), []);
  });

  test('a new day begins again', () => {
    const taken = onDay('2026-06-30');
    assert.deepEqual(keys(onDay('2026-06-30', action, taken)), []);
    const moved = { ...action, dueOn: '2026-06-20' };
    const all = new Set(taken.map((step) => takenKey(step, action.dueOn)));
    const again = stepsToTake(
      steps,
      { action: moved, all: [moved] },
      { ...none, today: '2026-06-30', taken: all },
    );
    assert.deepEqual(keys(again), [
      'remind-after-days-1-owner',
      'escalate-after-days-3-owner',
      'escalate-after-days-7-team-manager',
    ]);
  });

  test('working days pass over bank holidays', () => {
    const days = chaseSteps({ remind: [], escalate: [{ after: { 'working-days': 1 }, to: 'owner' }] });
    const facts = { ...none, bankHolidays: new Map([['2026-05-25', 'Spring bank holiday']]) };
    const friday = exampleAction({ dueOn: '2026-05-22' });
    const on = (today: PlainDate) =>
      stepsToTake(days, { action: friday, all: [friday] }, { ...facts, today }).length;
    assert.deepEqual([on('2026-05-25'), on('2026-05-26')], [0, 1]);
  });

  test('the reviewing officer is told so long before the review, where the procedure says so', () => {
    assert.equal(reviewNoticeDay({ 'before-review': { weeks: 2 } }, '2026-06-15', new Map()), '2026-06-01');
    assert.equal(reviewNoticeDay({}, '2026-06-15', new Map()), null);
  });
});

/** What its people do about an action on one day of the two years: nothing, mostly. */
type Doing = 'nothing' | 'accept' | 'hand-back' | 'done' | 'not-needed';

describe('two years, week by week', () => {
  const days = 2 * 365;
  const start = '2026-01-05';
  const case_ = fc.record({
    actions: fc.array(
      fc.record({
        due: fc.integer({ min: 0, max: days - 90 }),
        waitsFor: fc.option(fc.nat()),
        weekly: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    doing: fc.array(
      fc.record({
        week: fc.nat(104),
        which: fc.nat(),
        does: fc.constantFrom<Doing>('nothing', 'accept', 'hand-back', 'done', 'not-needed'),
      }),
      { maxLength: 20 },
    ),
    /** Weeks in which the service was not running. */
    off: fc.uniqueArray(fc.nat(100), { maxLength: 20 }),
  });
  const recordedBy = { id: 'rina', name: 'Rina' };

  test('every action ends done, not needed or visibly passed on to the last rung, and nobody is told anything twice', () => {
    fc.assert(
      fc.property(case_, ({ actions: asked, doing, off }) => {
        const actions: LivingAction[] = [];
        for (const [place, { due, waitsFor, weekly }] of asked.entries()) {
          const before = waitsFor === null ? undefined : actions[waitsFor % Math.max(1, place)];
          const day = addDays(start, due);
          const dueOn = before !== undefined && before.dueOn > day ? before.dueOn : day;
          const recurs = weekly ? ({ number: 4, unit: 'weeks', from: dueOn, until: null } as const) : null;
          const owner = { ownerId: 'omar', ownerName: 'Omar', dependsOn: before?.id ?? null };
          actions.push({ ...exampleAction({ id: `${place}`, dueOn, ...owner }), recurs, recordedBy });
        }
        const taken = new Map<string, Set<string>>();
        const told: string[] = [];
        // On for some weeks after, so that what ended last has its ladder to the end.
        for (let week = 0; week <= 120; week += 1) {
          const today = addDays(start, 7 * week);
          for (const { which, does } of doing.filter((one) => one.week === week)) {
            const place = which % actions.length;
            const one = actions[place];
            if (one === undefined || does === 'nothing') continue;
            const facts = { isOwner: true, isManager: true, today, handsBackTo: recordedBy };
            const words = { because: 'x', words: 'x', how: 'evidence', statedBy: '' } as const;
            const decision = takeStep(one, { is: does, ...words }, facts);
            if (!decision.ok) continue;
            actions[place] = decision.value.action;
            if (decision.value.next !== null)
              actions.push({ ...one, ...decision.value.next, id: `${actions.length}`, dependsOn: null });
          }
          if (off.includes(week)) continue;
          for (const one of actions) {
            const before = taken.get(one.id) ?? new Set();
            for (const step of stepsToTake(
              steps,
              { action: one, all: actions },
              { ...none, today, taken: before },
            )) {
              assert.ok(isOpen(one), 'nothing chases what has ended');
              const key = `${one.id} ${takenKey(step, step.due)}`;
              assert.ok(!told.includes(key), key);
              told.push(key);
              before.add(takenKey(step, step.due));
            }
            taken.set(one.id, before);
          }
        }
        const lastDay = addDays(start, 7 * 120);
        for (const one of actions) {
          const last = [...(taken.get(one.id) ?? [])];
          const waits = actions.some(({ id, ...other }) => id === one.dependsOn && isOpen({ ...other }));
          const isFuture = addPeriod(one.dueOn, { days: 28 }) > lastDay;
          const isPassedOn = last.some((key) => key.startsWith('escalate-after-days-28-iro'));
          assert.ok(!isOpen(one) || isPassedOn || waits || isFuture, `${one.id} is forgotten`);
        }
        // What waits for another is not lost sight of: the first of those it waits for was passed on.
        for (const one of actions.filter((each) => isOpen(each))) {
          let first: LivingAction = one;
          for (
            let before = actions.find(({ id }) => id === first.dependsOn);
            before !== undefined && isOpen(before);
          ) {
            first = before;
            const { dependsOn } = first;
            before = actions.find(({ id }) => id === dependsOn);
          }
          const isLast = addPeriod(first.dueOn, { days: 28 }) > lastDay;
          assert.ok(
            isLast || [...(taken.get(first.id) ?? [])].some((key) => key.includes('-iro ')),
            first.id,
          );
        }
      }),
      { numRuns: 150 },
    );
  });
});
