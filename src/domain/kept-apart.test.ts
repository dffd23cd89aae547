import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clashesAmong, clashProblems, isSeparated, type KeptApart } from './kept-apart.ts';
import { asTheyTakePart, type OwnWay, ownWayInWords, presenceOf } from './own-way.ts';

const meeting = { id: 'm1', heldOn: '2026-03-31', startsAt: '10:00', minutesLong: 120 };
const session = (startsAt: string, minutesLong = 45): OwnWay => ({
  ...{ way: 'own-session', startsAt, minutesLong, entrance: '' },
});
const arrival = (startsAt: string, entrance = ''): OwnWay => ({
  ...{ way: 'own-arrival', startsAt, minutesLong: null, entrance },
});
const video: OwnWay = { way: 'by-video', startsAt: null, minutesLong: null, entrance: '' };
const met = (one: OwnWay | null, other: OwnWay | null, isUnseen = false) =>
  !isSeparated({ isUnseen }, meeting, [one, other]);

test('two who come as everybody else meet', () => assert.ok(met(null, null)));

test('a session of one’s own keeps apart with a quarter of an hour between by the same door, and not when they overlap', () => {
  for (const isUnseen of [true, false]) {
    assert.ok(!met(session('09:00'), null, isUnseen));
    assert.ok(!met(null, session('12:15'), isUnseen));
    assert.ok(met(session('09:01'), null, isUnseen));
    assert.ok(met(null, session('12:14'), isUnseen));
    assert.ok(met(session('09:00'), session('09:59'), isUnseen));
    // By another door, or by video, nobody meets who comes as the other goes.
    const byGarden = (at: string) => ({ ...session(at), entrance: 'by the garden door' });
    assert.ok(!met(byGarden('09:15'), null, isUnseen));
    assert.ok(!met(session('09:15'), video, isUnseen));
    assert.ok(met(byGarden('09:16'), null, isUnseen));
    assert.ok(met(byGarden('09:15'), byGarden('10:00'), isUnseen));
  }
});

test('by video, two do not meet, and see each other all the same', () => {
  assert.ok(!met(video, null));
  assert.ok(met(video, null, true));
  assert.ok(met(video, video, true));
});

test('another entrance, or a quarter of an hour, keeps two apart at the door, and not in the room', () => {
  assert.ok(!met(arrival('10:00', 'by the garden door'), null));
  assert.ok(!met(arrival('09:45'), null));
  assert.ok(met(arrival('09:46'), null));
  assert.ok(met(arrival('09:45', 'by the garden door'), null, true));
});

test('which of the two is asked about first makes no difference', () => {
  const times = fc.integer({ min: 8 * 4, max: 16 * 4 }).map((quarter) => {
    const [hour, minute] = [Math.floor(quarter / 4), (quarter % 4) * 15];
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
  const ways = fc.oneof(
    fc.constant(null),
    fc.constant(video),
    fc.tuple(times, fc.integer({ min: 15, max: 90 })).map(([at, long]) => session(at, long)),
    fc.tuple(times, fc.constantFrom('', 'by the garden door')).map(([at, by]) => arrival(at, by)),
  );
  fc.assert(
    fc.property(ways, ways, fc.boolean(), (one, other, isUnseen) => {
      assert.equal(met(one, other, isUnseen), met(other, one, isUnseen));
      // What keeps those apart who must not see each other keeps all others apart too.
      if (!met(one, other, true)) assert.ok(!met(one, other, false));
    }),
  );
});

const record: KeptApart = {
  ...{ id: 'k1', oneSide: ['contact-mother'], otherSide: ['carer-1', 'carer-2'], why: 'order' },
  ...{ note: 'No contact', isUnseen: false, sinceOn: '2026-01-01', decidedBy: 'The court', together: [] },
};
const people = (mode: 'attend' | 'contribute' = 'attend') => [
  { source: 'contact-mother', name: 'Kirsty', mode: 'attend' as const },
  { source: 'carer-1', name: 'Adopter 1', mode },
  { source: 'carer-2', name: 'Adopter 2', mode },
];
const clashes = (changes: Partial<KeptApart> = {}, ways = {}, mode?: 'contribute') =>
  clashesAmong(people(mode), meeting, { keptApart: [{ ...record, ...changes }], ways });

test('each pair of the two sides who would meet is named, until a plan, a letter or a decision keeps them from it', () => {
  assert.deepEqual(
    clashProblems(clashes(), '').map(({ field, message }) => [field, message.split('. ')[0]]),
    ['Kirsty and Adopter 1', 'Kirsty and Adopter 2'].map((pair) => [
      'togetherReason',
      `${pair} must not meet, and nothing keeps them apart at this meeting`,
    ]),
  );
  assert.equal(clashes({}, { 'contact-mother': session('09:00') }).length, 0);
  assert.equal(clashes({}, { 'carer-1': video }).length, 1);
  assert.equal(clashes({}, {}, 'contribute').length, 0);
  assert.deepEqual(clashProblems(clashes(), 'The court allows it'), []);
});

test('two are let be together at the one meeting, on its day, and no others, at no other and on no other day', () => {
  const pair = { one: 'contact-mother', other: 'carer-1', meetingId: 'm1', heldOn: '2026-03-31' };
  const together = [{ ...pair, because: 'Both asked to', by: 'Ruth' }];
  const left = (at: Partial<typeof meeting> | { id: null } = {}) =>
    clashesAmong(people(), { ...meeting, ...at }, { keptApart: [{ ...record, together }], ways: {} }).map(
      ({ other }) => other.source,
    );
  assert.deepEqual(left(), ['carer-2']);
  assert.deepEqual(left({ startsAt: '14:00' }), ['carer-2']);
  for (const other of [{ id: 'm2' }, { id: null }, { heldOn: '2026-04-01' }])
    assert.deepEqual(left(other), ['carer-1', 'carer-2']);
});

test('somebody is there for their own session, or from their arrival until the end', () => {
  assert.deepEqual(presenceOf(meeting, session('09:00')), { startsAt: '09:00', minutesLong: 45 });
  assert.deepEqual(presenceOf(meeting, arrival('09:45')), { startsAt: '09:45', minutesLong: 135 });
  assert.deepEqual(presenceOf(meeting, video), meeting);
});

test('whoever has a session of their own has no link that opens the whole meeting, and the place with their own entrance', () => {
  const whole = { ...meeting, place: 'Room 3', videoLink: 'https://video.example/1' };
  assert.deepEqual(asTheyTakePart(whole, { ...session('09:00'), entrance: 'by the garden door' }), {
    ...{ ...meeting, startsAt: '09:00', minutesLong: 45, place: 'Room 3, by the garden door', videoLink: '' },
  });
  assert.deepEqual(asTheyTakePart(whole, video), { ...whole, place: '' });
  assert.equal(asTheyTakePart({ ...whole, place: '' }, arrival('09:00', 'by the garden door')).place, '');
  assert.equal(asTheyTakePart(whole, null), whole);
});

test('a plan is told to staff in words', () => {
  assert.deepEqual([session('09:00'), arrival('09:45', 'by the garden door'), video].map(ownWayInWords), [
    'A session of their own at 9am, for 45 minutes',
    'Arrives apart at 9:45am, by the garden door',
    'By video',
  ]);
});
