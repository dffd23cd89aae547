import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planOwnWay, recordKeptApart, settleKeptApart } from './keep-apart.ts';
import type { Result } from './result.ts';

const fieldsOf = (decision: Result<unknown>) =>
  decision.ok ? [] : decision.problems.map(({ field }) => field);
const could = ['contact-1', 'carer-1', 'carer-2'].map((source) => ({ source }));
const proposal = {
  oneSide: ['contact-1'],
  otherSide: ['carer-1', 'carer-2', 'carer-2'],
  why: 'risk',
  note: 'He has been violent to her',
  isUnseen: true,
  sinceOn: '2026-01-10',
  decidedBy: 'The team manager',
};
const record = (changes: Partial<Parameters<typeof recordKeptApart>[0]> = {}) =>
  recordKeptApart({ ...proposal, ...changes }, { could, today: '2026-03-10' });

test('people who must not meet are recorded with why, since when and who decided', () => {
  assert.deepEqual(record(), { ok: true, value: { ...proposal, otherSide: ['carer-1', 'carer-2'] } });
});

test('what is missing is named, and somebody of no case or on both sides is not taken', () => {
  assert.deepEqual(
    fieldsOf(
      record({ oneSide: ['x'], otherSide: [], why: 'toString', note: '', sinceOn: null, decidedBy: '' }),
    ),
    ['oneSide', 'otherSide', 'why', 'note', 'sinceOn', 'decidedBy'],
  );
  assert.deepEqual(fieldsOf(record({ oneSide: ['carer-1'] })), ['otherSide']);
  assert.deepEqual(fieldsOf(record({ sinceOn: '2026-03-11' })), ['sinceOn']);
});

const taking = (source: string) => ({ source, name: source, mode: 'attend' as const });
const clash = {
  keptApart: { ...proposal, id: 'k1', why: 'risk', together: [] },
  ...{ one: taking('contact-1'), other: taking('carer-1') },
} as const;

test('a record ends with a reason; the chair or whoever convenes alone lets people be there together', () => {
  const settle = (becomes: string, reason: string, ...capacities: readonly string[]) =>
    fieldsOf(settleKeptApart({ becomes, reason }, { capacities, clashes: [clash] }));
  assert.deepEqual(settle('over', 'The order ended', 'iro'), []);
  assert.deepEqual(settle('together', 'Both ask for it', 'iro'), ['becomes']);
  for (const capacity of ['chair', 'child-social-worker', 'team-manager'])
    assert.deepEqual(settle('together', 'Both ask for it', capacity), []);
  assert.deepEqual(settle('', '', 'chair'), ['becomes', 'reason']);
  // Beforehand there is no pair and no meeting for which it could be.
  const beforehand = settleKeptApart(
    { becomes: 'together', reason: 'Both ask for it' },
    { capacities: ['chair'], clashes: [] },
  );
  assert.deepEqual(fieldsOf(beforehand), ['becomes']);
});

test('a session has a time and a length, an arrival a time, and video neither', () => {
  const plan = (way: string, startsAt: string | null = null, minutesLong: number | null = null) =>
    planOwnWay({ way, startsAt, minutesLong, entrance: 'by the garden door' }, null);
  assert.deepEqual(fieldsOf(plan('own-session')), ['sessionAt', 'sessionLong']);
  for (const minutes of [14, 301])
    assert.deepEqual(fieldsOf(plan('own-session', '09:00', minutes)), ['sessionLong']);
  assert.deepEqual(fieldsOf(plan('own-arrival')), ['arrivesAt']);
  assert.deepEqual(fieldsOf(plan('')), ['way']);
  const entrance = 'by the garden door';
  assert.deepEqual(plan('own-session', '09:00', 45), {
    ...{ ok: true, value: { way: 'own-session', startsAt: '09:00', minutesLong: 45, entrance } },
  });
  assert.deepEqual(plan('own-arrival', '09:00', 45), {
    ...{ ok: true, value: { way: 'own-arrival', startsAt: '09:00', minutesLong: null, entrance } },
  });
  assert.deepEqual(plan('by-video', '09:00', 45), {
    ...{ ok: true, value: { way: 'by-video', startsAt: null, minutesLong: null, entrance: '' } },
  });
  assert.deepEqual(plan('as-others'), { ok: true, value: null });
});

test('somebody arrives from an hour before the meeting until a quarter of an hour before it ends', () => {
  const arrive = (startsAt: string) =>
    fieldsOf(
      planOwnWay(
        { way: 'own-arrival', startsAt, minutesLong: null, entrance: '' },
        { startsAt: '10:00', minutesLong: 120 },
      ),
    );
  for (const time of ['09:00', '11:45']) assert.deepEqual(arrive(time), []);
  for (const time of ['08:59', '11:46', '14:00']) assert.deepEqual(arrive(time), ['arrivesAt']);
});
