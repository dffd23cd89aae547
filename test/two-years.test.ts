import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { isOpen } from '../src/domain/action.ts';
import { chaseSteps, stepsToTake, takenKey } from '../src/domain/action-chase.ts';
import { type LivingAction, takeStep } from '../src/domain/action-life.ts';
import { addDays, addPeriod, nextWorkingDay, type PlainDate } from '../src/domain/dates.ts';
import { type Above, handOver, lineAbove, type Management } from '../src/domain/leaver.ts';
import { readBankHolidays, readProcedures } from '../src/procedures/read-procedures.ts';
import { draws } from './draws.ts';
import { exampleAction } from './example-record.ts';

const root = join(import.meta.dirname, '..');
const { bankHolidays } = readBankHolidays(join(root, 'reference/bank-holidays.yaml'));
const chase = readProcedures(join(root, 'procedures')).all.find(({ actions }) => actions)?.actions;
assert.ok(chase, 'a procedure that comes with the service has a ladder');
const steps = chaseSteps(chase);

const CASES = 2_000;
const WEEKS = 104;
/** After the two years nothing new is asked, and what is late goes up its ladder to the end. */
const WEEKS_AFTER = 16;
const firstDay = '2025-01-06';

type Living = { action: LivingAction; readonly taken: Set<string>; readonly caseId: number };

/** An authority of four services, their teams and their people, who come, leave and are moved about. */
const authority = (random: ReturnType<typeof draws>) => {
  const people = new Map<string, Above>();
  let management: Management[] = [];
  const managers: string[][] = [];
  let hired = 0;
  const hire = (managerId: string | null, from: PlainDate): string => {
    hired += 1;
    const id = `p${hired}`;
    people.set(id, { id, name: `Worker ${hired}`, goneOn: null, isAdministrator: false });
    if (managerId !== null) management.push({ personId: id, managerId, from, until: null });
    return id;
  };
  const head = hire(null, firstDay);
  for (let service = 0; service < 4; service += 1) {
    const serviceManager = hire(head, firstDay);
    managers.push(Array.from({ length: 6 }, () => hire(serviceManager, firstDay)));
  }
  const workers = managers
    .flat()
    .flatMap((manager) => Array.from({ length: 8 }, () => hire(manager, firstDay)));
  const here = (): readonly string[] => workers.filter((id) => people.get(id)?.goneOn === null);
  return {
    here,
    lineOf: (id: string, today: PlainDate) =>
      lineAbove({
        leaver: { id, name: '' },
        goneOn: addDays(today, 1),
        people: [...people.values()],
        management: management.filter((link) => link.personId === id || !workers.includes(link.personId)),
      }),
    hasGone: (id: string) => people.get(id)?.goneOn !== null,
    /** Somebody leaves and somebody else comes: what was theirs is handed over by the rule. */
    leave: (today: PlainDate, theirs: (id: string) => readonly Living[]) => {
      const id = random.one(here());
      const was = people.get(id) ?? assert.fail();
      people.set(id, { ...was, goneOn: today });
      const open = theirs(id);
      const handed = handOver({
        leaver: was,
        goneOn: today,
        holdings: open.map(({ action, caseId }) => ({
          ...{ kind: 'action', actionId: action.id, placementId: `${caseId}`, disruptionId: `${caseId}` },
        })),
        cases: open.map(({ caseId }) => ({
          ...{ placementId: `${caseId}`, isRestricted: false, named: [], chairs: [] },
        })),
        people: [...people.values()],
        management: management.filter((link) => link.personId === id || !workers.includes(link.personId)),
      });
      for (const [place, { to }] of handed.entries()) {
        const one = open[place] ?? assert.fail();
        assert.ok(to, `nobody has ${one.action.id}`);
        one.action = { ...one.action, ownerId: to.id, ownerName: to.name, answer: 'asked' };
      }
      assert.equal(handed.length, open.length, 'nothing of a leaver’s is left out');
      workers.push(hire(random.one(managers.flat()), today));
    },
    /** Every team has another manager from today on. */
    reorganise: (today: PlainDate) => {
      const ended = management.map((link) =>
        workers.includes(link.personId) && link.until === null
          ? { ...link, until: addDays(today, -1) }
          : link,
      );
      management = [
        ...ended,
        ...here().map((personId) => ({
          ...{ personId, managerId: random.one(managers.flat()), from: today, until: null },
        })),
      ];
    },
  };
};

test('over two years of a busy authority no action is lost, and nobody is told anything twice', () => {
  const random = draws(20_260_106);
  const staff = authority(random);
  const living: Living[] = [];
  const open = new Set<Living>();
  const told = new Set<string>();
  const counts = { asked: 0, leavers: 0, told: 0, ends: { done: 0, notNeeded: 0, passedOn: 0 } };

  const begin = (action: LivingAction, caseId: number): Living => {
    const one: Living = { action, taken: new Set(), caseId };
    living.push(one);
    open.add(one);
    counts.asked += 1;
    return one;
  };
  const meet = (caseId: number, today: PlainDate) => {
    let before: Living | undefined;
    for (let number = 0; number < 2 + random.below(3); number += 1) {
      const due = nextWorkingDay(addDays(today, 7 + random.below(120)), 1, bankHolidays);
      const waits = random.below(6) === 0 ? before : undefined;
      const dueOn = waits && waits.action.dueOn > due ? waits.action.dueOn : due;
      const ownerId = random.one(staff.here());
      const recurs =
        random.below(12) === 0
          ? ({ number: 3, unit: 'months', from: dueOn, until: addDays(dueOn, 400) } as const)
          : null;
      before = begin(
        {
          ...exampleAction({ id: `a${living.length}`, dueOn, ownerId, ownerName: ownerId }),
          ...{ dependsOn: waits?.action.id ?? null, recurs, recordedBy: { id: 'chair', name: 'Chair' } },
        },
        caseId,
      );
    }
  };
  const work = (one: Living, today: PlainDate) => {
    const drawn = random.below(100);
    const is = drawn < 60 ? 'accept' : drawn < 88 ? 'done' : drawn < 93 ? 'hand-back' : 'not-needed';
    const owner = { personId: random.one(staff.here()), name: 'Somebody', source: null };
    const words = { because: 'Seen', words: 'On file', how: 'evidence', statedBy: '', dueOn: null } as const;
    const facts = { isOwner: true, isManager: true, today, handsBackTo: one.action.recordedBy };
    const step = one.action.answer === 'handed-back' ? ({ is: 'give', ...words, owner } as const) : null;
    const decision = takeStep(one.action, step ?? { is, ...words }, facts);
    if (!decision.ok) return;
    one.action = decision.value.action;
    const { next } = decision.value;
    if (next !== null)
      begin({ ...one.action, ...next, id: `a${living.length}`, doneOn: null, dependsOn: null }, one.caseId);
    if (!isOpen(one.action)) open.delete(one);
  };
  const tell = (one: Living, all: ReadonlyMap<string, LivingAction>, today: PlainDate) => {
    const before = one.action.dependsOn === null ? undefined : all.get(one.action.dependsOn);
    const facts = { today, bankHolidays, taken: one.taken };
    const about = { action: one.action, all: before ? [one.action, before] : [one.action] };
    for (const step of stepsToTake(steps, about, facts)) {
      const key = `${one.action.id} ${takenKey(step, step.due)}`;
      assert.ok(!told.has(key), `told twice: ${key}`);
      told.add(key);
      one.taken.add(takenKey(step, step.due));
      counts.told += 1;
      if (step.to === 'team-manager' && one.action.ownerId !== 'chair')
        assert.ok(staff.lineOf(one.action.ownerId ?? '', today).length > 0, 'a manager is there to be told');
    }
  };

  for (let week = 0; week < WEEKS + WEEKS_AFTER; week += 1) {
    const today = nextWorkingDay(addDays(firstDay, 7 * week), 1, bankHolidays);
    if (week < WEEKS) {
      const upTo = Math.floor((CASES * (week + 1)) / WEEKS);
      for (let caseId = Math.floor((CASES * week) / WEEKS); caseId < upTo; caseId += 1) meet(caseId, today);
      for (let number = 0; number < 2; number += 1) {
        staff.leave(today, (id) => [...open].filter(({ action }) => action.ownerId === id));
        counts.leavers += 1;
      }
      if (week % 26 === 25) staff.reorganise(today);
      for (const one of [...open]) if (random.below(8) === 0) work(one, today);
    }
    // Some mornings nothing runs.
    if (week < WEEKS && random.below(20) === 0) continue;
    const all = new Map([...open].map(({ action }) => [action.id, action]));
    for (const one of open) {
      assert.ok(
        one.action.ownerId === 'chair' || !staff.hasGone(one.action.ownerId ?? ''),
        'a leaver has it',
      );
      if (addDays(one.action.dueOn, -40) <= today) tell(one, all, today);
    }
  }

  const lastDay = addDays(firstDay, 7 * (WEEKS + WEEKS_AFTER - 1));
  const openNow = new Set([...open].map(({ action }) => action.id));
  for (const { action, taken } of living) {
    const isPassedOn = [...taken].some((key) => key.includes('escalate') && key.includes('-iro '));
    const waits = action.dependsOn !== null && openNow.has(action.dependsOn);
    const isYetToCome = addPeriod(action.dueOn, { days: 60 }) > lastDay;
    if (action.doneOn !== null) counts.ends.done += 1;
    else if (action.notNeededOn !== null) counts.ends.notNeeded += 1;
    else {
      assert.ok(isPassedOn || waits || isYetToCome, `${action.id}, due ${action.dueOn}, is forgotten`);
      if (isPassedOn) counts.ends.passedOn += 1;
    }
  }
  assert.equal(living.length, counts.asked);
  assert.ok(counts.asked > 2 * CASES && counts.leavers === 2 * WEEKS);
  for (const [how, many] of Object.entries(counts.ends)) assert.ok(many > 50, `${how}: ${many}`);
});
