import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from './dates.ts';
import { endOn, giveManager, givePost, isOn, type Management, recordLeaving } from './staffing.ts';

const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days));
const open = fc.option(day, { nil: null });
const byPerson = (links: readonly Management[]) => Map.groupBy(links, ({ personId }) => personId);
const people = ['a', 'b', 'c', 'd', 'e'] as const;

test('a period has its first and its last day in it', () => {
  const period = { from: '2026-03-01', until: '2026-03-31' };
  for (const [on, is] of [
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2026-03-31', true],
    ['2026-04-01', false],
  ] as const)
    assert.equal(isOn(period, on), is, on);
  assert.ok(isOn({ from: null, until: null }, '1999-01-01'));
});

test('the same post follows on the day after, and not on the last day itself', () => {
  const held = [{ id: '1', post: 'iro', teamId: null, from: '2026-01-01', until: '2026-03-31' }];
  const give = (from: string) => givePost({ post: 'iro', teamId: null, from, until: null }, held).ok;
  assert.equal(give('2026-03-31'), false);
  assert.equal(give('2026-04-01'), true);
  assert.equal(
    givePost({ post: 'iro', teamId: 't', from: '2026-02-01', until: null }, held).ok,
    true,
    'in a team',
  );
  assert.equal(givePost({ post: 'made-up', teamId: null, from: '2026-02-01', until: null }, []).ok, false);
});

test('however managers are given, on no day is anybody above themselves', () => {
  const proposal = fc.record({
    personId: fc.constantFrom(...people),
    managerId: fc.constantFrom(...people),
    from: day,
    until: open,
  });
  fc.assert(
    fc.property(fc.array(proposal, { maxLength: 25 }), day, (proposals, on) => {
      const links: Management[] = [];
      for (const one of proposals) {
        const given = giveManager(one, byPerson(links));
        if (given.ok) links.push(given.value);
      }
      const today = links.filter((link) => isOn(link, on));
      for (const start of people) {
        const seen = new Set<string>();
        let front = [start] as string[];
        while (front.length > 0) {
          front = front.flatMap((id) =>
            today.filter(({ personId }) => personId === id).map(({ managerId }) => managerId),
          );
          assert.ok(!front.includes(start), `${start} is above themselves on ${on}`);
          front = front.filter((id) => !seen.has(id));
          for (const id of front) seen.add(id);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a manager is not given twice at a time, nor to oneself, nor without a first day', () => {
  const links = [{ personId: 'a', managerId: 'b', from: '2026-01-01', until: null }];
  const give = (changes: object) =>
    giveManager(
      { personId: 'a', managerId: 'b', from: '2026-02-01', until: null, ...changes },
      byPerson(links),
    ).ok;
  assert.equal(give({}), false);
  assert.equal(give({ managerId: 'a' }), false);
  assert.equal(give({ managerId: null }), false);
  assert.equal(give({ managerId: 'c', from: null }), false);
  assert.equal(give({ managerId: 'c' }), true);
});

test('a last day is the first at the earliest', () => {
  const period = { from: '2026-03-01', until: null };
  assert.equal(endOn('2026-02-28', period).ok, false);
  assert.equal(endOn('2026-03-01', period).ok, true);
  assert.equal(endOn(null, period).ok, false);
});

test('somebody leaves on a day after they joined, and not while nobody else administers', () => {
  const leave = (lastDay: string | null, joinedOn: string | null, isLastAdministrator = false) =>
    recordLeaving(lastDay, { joinedOn, isLastAdministrator }).ok;
  assert.equal(leave('2026-03-31', null), true);
  assert.equal(leave(null, null), false);
  assert.equal(leave('2026-03-31', '2026-04-01'), true, 'who never came');
  assert.equal(leave('2026-03-30', '2026-04-01'), false);
  assert.equal(leave('2026-03-31', null, true), false);
});
