import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, notAWorkingDay } from './dates.ts';
import {
  answerDueOn,
  endRequestPause,
  pauseRequest,
  type RequestPause,
  recordRequest,
  type SubjectRequest,
} from './subject-access.ts';

const bankHolidays = new Map([['2026-05-04', 'Early May bank holiday']]);
const pause = (changes: Partial<RequestPause>): RequestPause => ({
  id: 'p',
  reason: 'scope',
  note: 'Which years?',
  fromOn: '2026-03-10',
  untilOn: null,
  ...changes,
});
const dueOf = (receivedOn: string, ...pauses: readonly RequestPause[]) =>
  answerDueOn({ receivedOn, pauses }, bankHolidays);

test('the answer is due on the same day of the next month, its last where there is none, the next working day', () => {
  for (const [received, due] of [
    ['2026-03-10', '2026-04-10'],
    ['2026-01-31', '2026-03-02'], // 28 February is a Saturday
    ['2028-01-31', '2028-02-29'],
    ['2026-04-04', '2026-05-05'], // the bank holiday does not count
    ['2026-12-31', '2027-02-01'], // 31 January 2027 is a Sunday
  ] as const)
    assert.equal(dueOf(received), due, received);
});

test('while it is not clear who asks, or for what, there is no last day', () => {
  assert.equal(dueOf('2026-03-10', pause({})), null);
  assert.equal(dueOf('2026-03-10', pause({ reason: 'identity' })), null);
});

test('the month begins when it is clear who asks, and days on which it was not clear what is asked for are added', () => {
  const identity = pause({ reason: 'identity', fromOn: '2026-03-10', untilOn: '2026-03-20' });
  assert.equal(dueOf('2026-03-10', identity), '2026-04-20');
  const scope = pause({ fromOn: '2026-03-12', untilOn: '2026-03-17' });
  assert.equal(dueOf('2026-03-10', scope), '2026-04-15');
  assert.equal(
    dueOf('2026-03-10', identity, scope),
    '2026-04-20',
    'before the month began, nothing is added',
  );
  assert.equal(dueOf('2026-03-10', pause({ fromOn: '2026-03-12', untilOn: '2026-03-12' })), '2026-04-10');
});

test('the last day is one somebody works, never before a month, and a pause never brings it nearer', () => {
  const day = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2025-01-01', days));
  const length = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(day, length, length, (receivedOn, after, days) => {
      const fromOn = addDays(receivedOn, after);
      const due = dueOf(receivedOn) ?? '';
      const paused = dueOf(receivedOn, pause({ fromOn, untilOn: addDays(fromOn, days) })) ?? '';
      assert.equal(notAWorkingDay(due, bankHolidays), null);
      assert.equal(notAWorkingDay(paused, bankHolidays), null);
      assert.ok(due >= addDays(receivedOn, 28) && paused >= due && paused >= addDays(due, days - 3));
    }),
  );
});

const proposal = {
  asker: 'parent',
  about: 'child',
  name: 'Robin Oldroyd',
  caseNumber: 'DC-1',
  bornOn: '2018-05-04',
  email: '',
  authority: 'Parental responsibility; Robin wants it too.',
  identityProof: 'Passport',
  receivedOn: '2026-03-10',
};
const fieldsOf = (changes: Partial<Record<keyof typeof proposal, string | null>>) => {
  const result = recordRequest({ ...proposal, ...changes } as typeof proposal, { today: '2026-03-10' });
  return result.ok ? [] : result.problems.map(({ field }) => field);
};

test('a request says who asks, about whom exactly, and what lets them', () => {
  for (const [changes, fields] of [
    [{}, []],
    [{ asker: 'child', authority: '' }, []],
    [{ authority: '' }, ['authority']],
    [{ name: '', caseNumber: '', bornOn: null }, ['name', 'caseNumber', 'bornOn']],
    [{ about: 'other', name: '', email: '' }, ['name']],
    [{ about: 'other', name: '', email: 'kirsty' }, ['email']],
    [{ about: 'other', email: 'kirsty@oldroyd.example', authority: '' }, []],
    [{ asker: 'staff', about: 'staff', email: '' }, ['email']],
    [{ receivedOn: '2026-03-11' }, ['receivedOn']],
    [{ asker: 'x', about: 'y' }, ['asker', 'about']],
  ] as const)
    assert.deepEqual(fieldsOf(changes), fields, JSON.stringify(changes));
});

test('the time stops once at a time, from the day of the request on, and goes on when it is known who asks', () => {
  const request = { receivedOn: '2026-03-02', pauses: [] as readonly RequestPause[] } as SubjectRequest;
  const ask = (fromOn: string | null, of: SubjectRequest = request, reason = 'scope') => {
    const result = pauseRequest(
      { reason, note: 'Which years?', fromOn },
      { request: of, today: '2026-03-10' },
    );
    return result.ok ? [] : result.problems.map(({ field }) => field);
  };
  assert.deepEqual(ask('2026-03-02'), []);
  assert.deepEqual(ask('2026-03-01'), ['fromOn']);
  assert.deepEqual(ask('2026-03-11'), ['fromOn']);
  assert.deepEqual(ask('2026-03-10', { ...request, pauses: [pause({})] }, ''), ['reason', 'reason']);
  const end = (untilOn: string | null, identityProof: string, of: RequestPause) => {
    const result = endRequestPause({ untilOn, identityProof }, { pause: of, today: '2026-03-20' });
    return result.ok ? [] : result.problems.map(({ field }) => field);
  };
  assert.deepEqual(end('2026-03-10', '', pause({})), []);
  assert.deepEqual(end('2026-03-09', '', pause({})), ['untilOn']);
  assert.deepEqual(end(null, '', pause({ reason: 'identity' })), ['untilOn', 'identityProof']);
});
