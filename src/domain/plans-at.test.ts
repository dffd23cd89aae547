import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clockOf, isAtMeeting, type OwnWay } from './own-way.ts';
import { plansAt } from './plans-at.ts';

const person = { source: 'contact-1', name: 'Kirsty', mode: 'attend' as const };
const standing = {
  ...{ heldOn: '2026-03-31', startsAt: '10:00', minutesLong: 120 },
  invitations: [
    { source: person.source, mode: 'attend' as 'attend' | 'contribute', status: 'invited' as const },
  ],
};
const arrival = (startsAt: string): OwnWay => ({
  ...{ way: 'own-arrival', startsAt, minutesLong: null, entrance: '' },
});
const session: OwnWay = { way: 'own-session', startsAt: '09:00', minutesLong: 45, entrance: '' };
const video: OwnWay = { way: 'by-video', startsAt: null, minutesLong: null, entrance: '' };
type To = Partial<Pick<typeof standing, 'heldOn' | 'startsAt' | 'minutesLong'>>;
const plans = (own: OwnWay, to: To = {}, meeting: typeof standing | null = standing, plansConfirmed = '') =>
  plansAt([person], { ...standing, ...to, plansConfirmed }, { meeting, ways: { [person.source]: own } });
const fields = (...asked: Parameters<typeof plans>) => plans(...asked).problems.map(({ field }) => field);

test('an arrival moves with the meeting, a session stays when it is, and either is confirmed as it will be', () => {
  const moved = plans(arrival('10:15'), { startsAt: '14:00' });
  assert.equal(moved.ways[person.source]?.startsAt, '14:15');
  const [problem] = moved.problems;
  assert.equal(
    problem?.message,
    'Confirm how people take part in the meeting on Tuesday 31 March 2026 at 2pm, or plan it anew. Kirsty: Arrives apart at 2:15pm',
  );
  const confirmed = problem?.message;
  assert.deepEqual(fields(arrival('10:15'), { startsAt: '14:00' }, standing, confirmed), []);
  // What was confirmed of one time says nothing of another.
  assert.deepEqual(fields(arrival('10:15'), { startsAt: '15:00' }, standing, confirmed), ['plansConfirmed']);
  assert.equal(plans(session, { startsAt: '14:00' }).ways[person.source], session);
  for (const to of [{ heldOn: '2026-04-01' }, { startsAt: '14:00' }, { minutesLong: 60 }])
    assert.deepEqual(fields(session, to), ['plansConfirmed']);
  assert.deepEqual(fields(session), []);
});

test('nothing planned for a meeting that was cancelled goes on to the next unseen', () => {
  for (const own of [arrival('10:15'), session, video])
    assert.deepEqual(fields(own, {}, null), ['plansConfirmed']);
  assert.deepEqual(fields(arrival('10:15'), { startsAt: '14:00' }, null), ['plans']);
  assert.deepEqual(fields(arrival('10:15'), { startsAt: '08:30', minutesLong: 60 }, null), ['plans']);
});

test('whoever was asked to write and is now asked to come has a plan that moved with nothing: it is confirmed', () => {
  const wrote = {
    ...standing,
    invitations: standing.invitations.map((one) => ({ ...one, mode: 'contribute' as const })),
  };
  assert.deepEqual(fields(arrival('10:15'), {}, wrote), ['plansConfirmed']);
  assert.equal(plans(arrival('10:15'), { startsAt: '11:00' }, wrote).ways[person.source]?.startsAt, '10:15');
});

test('whoever arrived late in a long meeting is planned anew before it is made short', () => {
  assert.deepEqual(fields(arrival('11:30'), { minutesLong: 60 }), ['plans']);
});

test('whatever becomes of a meeting, nobody is sent an arrival that is not in time for it', () => {
  const minute = fc.integer({ min: 0, max: 24 * 60 - 1 }).map(clockOf);
  const length = fc.constantFrom(60, 90, 120, 300);
  fc.assert(
    fc.property(minute, minute, length, fc.boolean(), (arrives, startsAt, minutesLong, isNew) => {
      const to = { startsAt, minutesLong };
      const { problems, ways } = plans(arrival(arrives), to, isNew ? null : standing);
      const isRight = isAtMeeting(to, ways[person.source] ?? null);
      assert.equal(
        problems.some(({ field }) => field === 'plans'),
        !isRight,
      );
    }),
  );
});
