import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readRetention } from '../procedures/read-retention.ts';
import { addPeriod, ageOn, type PlainDate } from './dates.ts';
import { factDefinitions, type PlacementKind } from './facts.ts';
import { type LifeEvent, lifeEventInWords, recordLifeEvent } from './life-event.ts';
import { caseKeptUntil, classesOf, keptRecords, type RetentionFacts } from './retention.ts';

const schedule = readRetention('reference/retention.yaml');
const decided = classesOf(schedule, 'guidance-2017');
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10) as PlainDate);
const maybe = fc.option(day, { nil: null });
const event = (ids: readonly string[]): fc.Arbitrary<LifeEvent> =>
  fc
    .record({
      kind: fc.constantFrom(...(Object.keys(lifeEventInWords) as LifeEvent['kind'][])),
      childId: fc.constantFrom(...ids),
      on: day,
    })
    .map(({ kind, childId, on }) => ({
      ...{ kind, on },
      childId: kind === 'child-died' || kind === 'birth-date-corrected' ? childId : null,
    }));
const ids = ['one', 'two', 'three'];
const someFacts: fc.Arbitrary<RetentionFacts> = fc.array(day, { minLength: 1, maxLength: 3 }).chain((born) =>
  fc.record({
    kind: fc.constantFrom(...(Object.keys(factDefinitions.kind.values) as PlacementKind[])),
    children: fc.constant(born.map((bornOn, at) => ({ id: ids[at] ?? '', bornOn }))),
    ...{ orderMadeOn: maybe, lastEntryOn: day, lastMessageOn: maybe, requestClosedOn: maybe },
    events: fc.array(event(ids.slice(0, born.length)), { maxLength: 6 }),
  }),
);
const untilOf = (facts: RetentionFacts, of: string) =>
  keptRecords(decided, facts).filter((record) => record.class === of);

/** What the law asks at the least, written out once more by other means. */
const lawAsks = (facts: RetentionFacts): readonly PlainDate[] => {
  const { events } = facts;
  const last = (kind: string, childId?: string) =>
    events
      .filter((one) => one.kind === kind && (childId === undefined || one.childId === childId))
      .map(({ on }) => on);
  const orders = [
    ...last('adoption-order'),
    ...(facts.kind === 'adoptive' && facts.orderMadeOn ? [facts.orderMadeOn] : []),
  ];
  return [
    ...facts.children.map(({ id, bornOn }) => {
      const born = last('birth-date-corrected', id).at(-1) ?? bornOn;
      const died = last('child-died', id).toSorted().at(-1);
      return died !== undefined && ageOn(born, died) < 18
        ? addPeriod(died, { years: 15 })
        : addPeriod(born, { years: 75 });
    }),
    ...orders.map((on) => addPeriod(on, { years: 100 })),
  ];
};

test('a case stays at least as long as the law asks for each child and each order, whatever happens', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const until = caseKeptUntil(keptRecords(decided, facts));
      for (const least of lawAsks(facts)) assert.ok(until === null || until >= least, `${until} ${least}`);
    }),
  );
});

test('a case is one record: it stays until the last of its records, and while one is open', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const records = keptRecords(decided, facts);
      const until = caseKeptUntil(records);
      const days = records.map((record) => record.until);
      assert.equal(until === null, days.includes(null));
      if (until !== null)
        assert.ok(days.every((one) => one !== null && one <= until) && days.includes(until));
    }),
  );
});

test('brothers and sisters count each: one more never makes a case go sooner', () => {
  fc.assert(
    fc.property(someFacts, day, (facts, bornOn) => {
      const before = caseKeptUntil(keptRecords(decided, facts));
      const more = { ...facts, children: [...facts.children, { id: 'another', bornOn }] };
      const after = caseKeptUntil(keptRecords(decided, more));
      assert.ok(after === null || (before !== null && after >= before));
    }),
  );
});

test('nothing that happens later makes a case go sooner, but a child’s death and a date of birth put right', () => {
  fc.assert(
    fc.property(someFacts, event(['one']), (facts, happens) => {
      fc.pre(!['child-died', 'birth-date-corrected', 'approval-ended'].includes(happens.kind));
      const before = caseKeptUntil(keptRecords(decided, facts));
      const after = caseKeptUntil(keptRecords(decided, { ...facts, events: [...facts.events, happens] }));
      // An order can take the place of what the council had not decided; a case with an order has a day.
      if (before !== null) assert.ok(after === null || after >= before || happens.kind === 'adoption-order');
    }),
  );
});

const wren: RetentionFacts = {
  ...{ kind: 'adoptive', orderMadeOn: null, lastEntryOn: '2026-03-01', lastMessageOn: null },
  ...{ requestClosedOn: null, events: [], children: [{ id: 'wren', bornOn: '2014-05-04' }] },
};

test('a record says why it is kept, and what says so', () => {
  const [record] = untilOf(wren, 'looked-after');
  assert.equal(record?.until, '2089-05-04');
  assert.equal(record?.why, '75 years from the child’s birth: 4 May 2014');
  assert.match(record?.source.text ?? '', /regulation 50/);
});

test('a date of birth that was put right counts from then on; the child’s death before 18 goes before it', () => {
  const corrected: LifeEvent = { kind: 'birth-date-corrected', childId: 'wren', on: '2014-05-14' };
  assert.equal(untilOf({ ...wren, events: [corrected] }, 'looked-after')[0]?.until, '2089-05-14');
  const died: LifeEvent = { kind: 'child-died', childId: 'wren', on: '2032-05-10' };
  assert.equal(untilOf({ ...wren, events: [died] }, 'looked-after')[0]?.until, '2089-05-04');
  assert.equal(untilOf({ ...wren, events: [corrected, died] }, 'looked-after')[0]?.until, '2047-05-10');
});

test('the order of a special guardian is none of adoption', () => {
  const facts = { ...wren, kind: 'special-guardianship', orderMadeOn: '2020-01-01' } as const;
  assert.deepEqual(untilOf(facts, 'adoption'), []);
});

test('what a council has not decided keeps a case open', () => {
  const own = classesOf(schedule, 'derby-city');
  assert.equal(caseKeptUntil(keptRecords(own, wren)), null);
  assert.equal(caseKeptUntil(keptRecords(decided, wren)), '2089-05-04');
});

test('what happened is taken down with its day, its child and what shows it', () => {
  const facts = { children: wren.children, events: [], today: '2026-04-01' };
  const said = (changes: object) => {
    const result = recordLifeEvent(
      { kind: 'child-died', childId: '', on: '2026-03-01', evidence: 'The certificate', ...changes },
      facts,
    );
    return result.ok ? result.value : result.problems.map(({ message }) => message);
  };
  assert.deepEqual(said({}), {
    ...{ kind: 'child-died', childId: 'wren', on: '2026-03-01', evidence: 'The certificate' },
  });
  assert.deepEqual(said({ kind: 'x' }), ['Choose what happened']);
  assert.deepEqual(said({ on: null, evidence: '' }), ['Enter the day', 'Enter what shows it']);
  assert.deepEqual(said({ on: '2026-04-02' }), ['The date must be today or in the past']);
  assert.deepEqual(said({ on: '2010-01-01' }), ['The child was born on 4 May 2014. Check the date']);
  assert.deepEqual(said({ kind: 'inquiry-ended' }), ['No inquiry is recorded that goes on']);
  const two = { ...facts, children: [...wren.children, { id: 'robin', bornOn: '2016-01-01' }] };
  assert.equal(
    recordLifeEvent({ kind: 'child-died', childId: '', on: '2026-03-01', evidence: 'x' }, two).ok,
    false,
  );
});
