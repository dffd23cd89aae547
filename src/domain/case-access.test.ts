import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Colleague, type OnCase, onCaseNow, putOnCase, takeOffCase } from './case-access.ts';
import type { Result } from './result.ts';

const now = new Date('2026-03-10T10:00:00Z');
const messages = (result: Result<unknown>) =>
  result.ok ? [] : result.problems.map(({ field, message }) => [field, message]);
const part = (personId: string, capacity: string, until: Date | null = null): OnCase => ({
  personId,
  name: personId,
  organisation: 'Derby City Council',
  capacity,
  since: new Date('2026-01-01T09:00:00Z'),
  putOnBy: null,
  reason: '',
  until,
});

test('what somebody is on a case takes a post: nobody is made a manager there who is none', () => {
  const put = (posts: readonly string[], capacity: string) => {
    const colleague: Colleague = { id: 'ewa', name: 'Ewa', posts };
    return messages(putOnCase({ colleague, capacity, reason: 'Takes over' }, { people: [], now }));
  };
  assert.deepEqual(put(['social-worker'], 'child-social-worker'), []);
  assert.deepEqual(put(['head-of-service'], 'team-manager'), []);
  for (const [post, capacity] of [
    ['social-worker', 'team-manager'],
    ['team-manager', 'head-of-service'],
    ['team-manager', 'iro'],
    ['minute-taker', 'child-social-worker'],
    ['social-worker', 'panel-advisor'],
  ] as const)
    assert.match(put([post], capacity)[0]?.[1] ?? '', /^Ewa cannot be that here: it takes the post of/);
});

const end = (
  one: OnCase,
  people: readonly OnCase[],
  more: { readonly actorId?: string; readonly isOfMeeting?: boolean } = {},
) =>
  takeOffCase(
    { reason: 'Moved' },
    { part: one, people, actorId: 'somebody', isOfMeeting: false, now, ...more },
  );

test('a case keeps a social worker and a manager, and a meeting its people', () => {
  const worker = part('amina', 'child-social-worker');
  const manager = part('gareth', 'team-manager');
  const both = [worker, manager];
  assert.match(messages(end(worker, both))[0]?.[1] ?? '', /Put another social worker on the case first/);
  assert.match(messages(end(manager, both))[0]?.[1] ?? '', /Put another manager on the case first/);
  assert.ok(end(worker, [...both, part('ewa', 'child-social-worker')]).ok);
  assert.ok(end(manager, [...both, part('helen', 'service-manager')]).ok);
  const ended = part('helen', 'service-manager', now);
  assert.equal(end(manager, [...both, ended]).ok, false, 'one whose part has ended does not count');
  const chair = part('ruth', 'chair');
  assert.ok(end(chair, [...both, chair]).ok);
  assert.match(
    messages(end(chair, [...both, chair], { isOfMeeting: true }))[0]?.[1] ?? '',
    /change the meeting instead/,
  );
  assert.match(
    messages(end(worker, [...both, part('ewa', 'child-social-worker')], { actorId: 'amina' }))[0]?.[1] ?? '',
    /Ask a colleague/,
  );
});

test('a part has ended from the very instant of its end', () => {
  const people = [part('a', 'iro', now), part('b', 'iro', new Date(now.getTime() + 1)), part('c', 'iro')];
  assert.deepEqual(
    onCaseNow(people, now).map(({ personId }) => personId),
    ['b', 'c'],
  );
});

test('whatever parts end, a social worker and a manager are left', () => {
  const anyPart = fc
    .record({
      who: fc.constantFrom('a', 'b', 'c'),
      as: fc.constantFrom('child-social-worker', 'team-manager', 'service-manager', 'iro'),
    })
    .map(({ who, as }) => part(who, as));
  const some = fc.uniqueArray(anyPart, { selector: (one) => `${one.personId} ${one.capacity}` });
  fc.assert(
    fc.property(some, fc.array(fc.nat(11)), (others, ends) => {
      let people: readonly OnCase[] = [
        part('w', 'child-social-worker'),
        part('m', 'team-manager'),
        ...others,
      ];
      for (const index of ends) {
        const one = people[index % people.length];
        if (one !== undefined && end(one, people).ok) people = people.filter((other) => other !== one);
      }
      const left = people.map(({ capacity }) => capacity);
      return left.includes('child-social-worker') && left.some((capacity) => capacity.endsWith('-manager'));
    }),
  );
});
