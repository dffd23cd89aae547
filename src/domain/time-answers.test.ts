import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Capacity } from './capacity.ts';
import type { Duty } from './duty.ts';
import {
  type Asked,
  answerField,
  type Given,
  isAnswerField,
  type ProposedTime,
  rankTimes,
  readTimeAnswers,
  type TimeAnswer,
} from './time-answers.ts';

const times: readonly ProposedTime[] = [
  { id: 'a', heldOn: '2026-03-31', startsAt: '10:00' },
  { id: 'b', heldOn: '2026-04-01', startsAt: '09:30' },
  { id: 'c', heldOn: '2026-04-01', startsAt: '14:00' },
];
const duties = [
  { asks: { invite: { 'must-attend': ['iro'], invited: ['birth-family'] } } },
] as unknown as Duty[];
const given = (answer: TimeAnswer): Given => ({ answer, toldBy: '', toldHow: '', recordedBy: null });

/** Somebody, with what they said to the times in order; "-" for one they said nothing to. */
const asked = (name: string, capacity: Capacity, said: string): Asked => {
  const words: Readonly<Record<string, TimeAnswer>> = { y: 'can', m: 'if-needed', n: 'cannot' };
  const answers = times.flatMap(({ id }, at): [string, Given][] => {
    const answer = words[said.charAt(at)];
    return answer === undefined ? [] : [[id, given(answer)]];
  });
  return { id: name, name, capacity, personId: null, answers: new Map(answers) };
};
const best = (...people: readonly Asked[]) => rankTimes(times, people, duties).map(({ time }) => time.id);

test('a time that the chair, the child’s social worker or whoever must attend cannot comes after one that all of them can', () => {
  const others = [1, 2, 3].map((n) => asked(`Mother ${n}`, 'birth-family', 'ynn'));
  for (const capacity of ['chair', 'child-social-worker', 'iro'] as const)
    assert.deepEqual(best(asked('Ruth', capacity, 'nyy'), ...others), ['b', 'c', 'a']);
  assert.deepEqual(best(asked('Dee', 'other-professional', 'nyy'), ...others), ['a', 'b', 'c']);
});

test('of times that nobody essential says no to, one that they all answered is first', () => {
  assert.deepEqual(best(asked('Ruth', 'chair', '-yy'), asked('Mo', 'birth-family', 'yny')), ['c', 'b', 'a']);
});

test('then the most who can come at all are first, then the most who can easily, then the earliest', () => {
  const chair = asked('Ruth', 'chair', 'yyy');
  assert.deepEqual(best(chair, asked('A', 'birth-family', 'nmy'), asked('B', 'birth-family', 'yym')), [
    'b',
    'c',
    'a',
  ]);
  assert.deepEqual(best(chair, asked('A', 'birth-family', 'mmy')), ['c', 'a', 'b']);
});

test('each time says why it stands where it does', () => {
  const fits = rankTimes(
    times,
    [asked('Ruth Barlow', 'chair', 'y-n'), asked('Tom', 'iro', 'y-n'), asked('Mo', 'birth-family', 'my-')],
    duties,
  );
  assert.deepEqual(
    fits.map(({ because }) => because),
    [
      'Everybody who must be there can come. 2 people can, 1 more if needed.',
      'Nobody who must be there said no; Ruth Barlow and Tom have not answered. 1 person can, 2 have not answered.',
      'Ruth Barlow and Tom must be there and cannot come. 0 people can, 2 cannot, 1 has not answered.',
    ],
  );
});

const people = fc.array(
  fc.record({
    capacity: fc.constantFrom<Capacity>('chair', 'iro', 'birth-family', 'other-professional'),
    said: fc.stringMatching(/^[ymn-]{3}$/),
  }),
  { maxLength: 8 },
);
const asPeople = (those: readonly { readonly capacity: Capacity; readonly said: string }[]) =>
  those.map(({ capacity, said }, at) => asked(`P${at}`, capacity, said));

test('whoever asks in whatever order, the same times come in the same order, and every one once', () => {
  fc.assert(
    fc.property(people, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (those, order) => {
      const shuffled = order.flatMap((at) => times[at] ?? []);
      const ranked = rankTimes(shuffled, asPeople(those).toReversed(), duties).map(({ time }) => time.id);
      assert.deepEqual(ranked, best(...asPeople(those)));
      assert.deepEqual(ranked.toSorted(), ['a', 'b', 'c']);
    }),
  );
});

test('nobody makes a time worse by saying that they can come to it', () => {
  fc.assert(
    fc.property(people, fc.nat(7), fc.nat(2), (those, who, at) => {
      const before = best(...asPeople(those)).indexOf(times[at]?.id ?? '');
      const better = those.map(({ capacity, said }, n) => ({
        capacity,
        said: n === who ? `${said.slice(0, at)}y${said.slice(at + 1)}` : said,
      }));
      assert.ok(best(...asPeople(better)).indexOf(times[at]?.id ?? '') <= before);
    }),
  );
});

test('an answer is wanted to each time, and only one of the three', () => {
  const typed = (field: string) => ({ 'time-a': 'can', 'time-b': 'toString' })[field] ?? '';
  const read = readTimeAnswers(times, typed, 'Choose');
  assert.deepEqual(!read.ok && read.problems.map(({ field }) => field), ['time-b', 'time-c']);
  assert.deepEqual(
    readTimeAnswers(times, () => 'cannot', 'Choose'),
    {
      ok: true,
      value: ['a', 'b', 'c'].map((timeId) => ({ timeId, answer: 'cannot' })),
    },
  );
});

test('the field of an answer is known by its name, and no other is', () => {
  assert.ok(isAnswerField(answerField({ id: 'b7e1f6b0-0f0f-4d7b-9d59-0a6f2a3f5f10' })));
  for (const name of ['time-1-heldOn', 'time-', 'reply']) assert.ok(!isAnswerField(name));
});
