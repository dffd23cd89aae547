import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Colleague,
  capacitiesToGive,
  type OnCase,
  onCaseNow,
  opensCase,
  putOnCase,
  restrictCase,
  takeOffCase,
} from './case-access.ts';
import { posts } from './post.ts';
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

/** Which posts a capacity takes: to be read, and held against the rules. */
const takesPost: Readonly<Record<string, readonly string[]>> = {
  'child-social-worker': ['social-worker', 'senior-practitioner', 'team-manager'],
  'adopters-social-worker': [
    ...['adopters-social-worker', 'social-worker', 'senior-practitioner', 'team-manager'],
  ],
  'supervising-social-worker': ['supervising-social-worker', 'social-worker', 'senior-practitioner'],
  'personal-adviser': ['personal-adviser', 'social-worker', 'senior-practitioner'],
  'team-manager': ['team-manager', 'service-manager', 'head-of-service'],
  'service-manager': ['service-manager', 'head-of-service'],
  'head-of-service': ['head-of-service'],
  iro: ['iro'],
  'agency-decision-maker': ['agency-decision-maker', 'service-manager', 'head-of-service'],
  'panel-advisor': ['panel-advisor'],
  'learning-lead': ['learning-lead'],
};

const asked = (changes: Partial<Parameters<typeof putOnCase>[0]>, people: readonly OnCase[] = []) =>
  putOnCase(
    {
      colleague: { id: 'ewa', name: 'Ewa', posts: ['iro'] },
      capacity: 'iro',
      reason: 'Takes over',
      ...changes,
    },
    { people, now },
  );

test('what somebody is on a case takes a post: nobody is made a manager there who is none', () => {
  for (const [capacity, wanted] of Object.entries(takesPost))
    for (const post of [...Object.keys(posts), 'chair', 'minute-taker']) {
      const colleague: Colleague = { id: 'ewa', name: 'Ewa', posts: ['other', post] };
      const problems = messages(asked({ colleague, capacity }));
      if (wanted.includes(post)) assert.deepEqual(problems, [], `${post} as ${capacity}`);
      else {
        assert.equal(problems[0]?.[0], 'capacity');
        assert.match(
          problems[0]?.[1] ?? '',
          /^Ewa cannot be that here: it takes the post of .* or |post of [a-z -]+$/i,
        );
      }
    }
  assert.deepEqual([...capacitiesToGive].toSorted(), Object.keys(takesPost).toSorted());
  for (const capacity of capacitiesToGive)
    assert.equal(opensCase(capacity), !['panel-advisor', 'learning-lead'].includes(capacity));
});

test('somebody is put on a case who is known, as what there is, with a reason, and once', () => {
  assert.deepEqual(asked({}), {
    ok: true,
    value: { colleague: { id: 'ewa', name: 'Ewa', posts: ['iro'] }, capacity: 'iro', reason: 'Takes over' },
  });
  assert.match(messages(asked({ colleague: null })).join(), /^email,Enter the work e-mail address/);
  for (const capacity of ['chair', ''])
    assert.match(messages(asked({ capacity })).join(), /^capacity,Choose in what capacity/);
  for (const wrong of [{ colleague: null }, { capacity: 'chair' }, { reason: '' }])
    assert.equal(messages(asked(wrong)).length, 1);
  assert.match(messages(asked({ reason: '' })).join(), /^reason,Enter why they need to open this case/);
  assert.match(
    messages(asked({}, [part('ewa', 'iro')])).join(),
    /^email,Ewa is on this case as Independent Reviewing Officer \(IRO\) already/i,
  );
  const elsewise = [part('ewa', 'team-manager'), part('tomasz', 'iro'), part('ewa', 'iro', now)];
  assert.deepEqual(messages(asked({}, elsewise)), []);
  assert.equal(messages(asked({ colleague: null, capacity: '', reason: '' })).length, 3);
});

test('a case is restricted, or opened again, with a reason, and to what it is not already', () => {
  const restricting = (
    restriction: Parameters<typeof restrictCase>[0]['restriction'],
    restricted: Parameters<typeof restrictCase>[1]['restricted'],
    reason = 'A relative',
  ) => restrictCase({ restriction, reason }, { restricted });
  const value = (restriction: string | null) => ({ ok: true, value: { restriction, reason: 'A relative' } });
  assert.deepEqual(restricting('other', null), value('other'));
  assert.deepEqual(restricting('other', 'high-profile'), value('other'));
  assert.deepEqual(restricting('none', 'other'), value(null));
  assert.match(messages(restricting(null, null)).join(), /^restriction,Choose whether/);
  for (const [restriction, restricted] of [
    ['none', null],
    ['other', 'other'],
  ] as const)
    assert.match(
      messages(restricting(restriction, restricted)).join(),
      /^restriction,That is how it is already/,
    );
  assert.match(messages(restricting('other', null, '')).join(), /^reason,Enter the reason/);
  assert.equal(messages(restricting(null, null, '')).length, 2);
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

test('a part ends with a reason, and once; whoever stays can still convene and record', () => {
  const people = [part('amina', 'child-social-worker'), part('gareth', 'team-manager'), part('iro', 'iro')];
  const [worker, manager, iro] = people;
  assert.ok(worker && manager && iro);
  assert.deepEqual(end(iro, people), { ok: true, value: { reason: 'Moved' } });
  assert.deepEqual(messages(end(part('iro', 'iro', now), people)), [
    ['', 'Their part in this case has ended already'],
  ]);
  const facts = { part: iro, people, actorId: 'somebody', isOfMeeting: false, now };
  assert.match(
    messages(takeOffCase({ reason: '' }, facts)).join(),
    /^reason,Enter why their part in it ends/,
  );
  for (const [one, others, more] of [
    [worker, people, {}],
    [manager, people, {}],
    [iro, people, { actorId: 'iro' }],
    [iro, people, { isOfMeeting: true }],
    [iro, [iro], {}],
  ] as const)
    assert.deepEqual(
      messages(end(one, others, more)).map(([field]) => field),
      [''],
    );
  assert.match(messages(end(iro, [iro])).join(), /Put another social worker or manager on the case first/);
  assert.ok(end(iro, [iro, manager]).ok);
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
