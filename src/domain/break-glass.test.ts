import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakGlass, missesCountSince, nothingToOpen, whyToWait } from './break-glass.ts';

const now = new Date('2026-03-10T10:00:00Z');

test('a case is opened by its reference and with a reason that somebody else understands, for four hours', () => {
  const asked = { reference: 'Larch-1', reason: 'The police ask tonight' };
  const opened = breakGlass(asked, now);
  assert.deepEqual(opened, {
    ok: true,
    value: { ...asked, until: new Date('2026-03-10T14:00:00Z') },
  });
  const refusedWith = (wrong: Partial<typeof asked>) => {
    const result = breakGlass({ ...asked, ...wrong }, now);
    return result.ok ? [] : result.problems.map(({ field, message }) => [field, message.slice(0, 9)]);
  };
  assert.deepEqual(refusedWith({ reference: '' }), [['reference', 'Enter the']]);
  assert.deepEqual(refusedWith({ reason: 'Fourteen signs' }), [['reason', 'Enter why']]);
  assert.deepEqual(refusedWith({ reason: 'Fifteen letters' }), []);
  assert.equal(refusedWith({ reference: '', reason: '' }).length, 2);
  assert.equal(nothingToOpen.field, 'reference');
  assert.match(nothingToOpen.message, /^There is no case with this reference that you can open/);
});

test('after five references that opened nothing somebody waits until the first of them is an hour old', () => {
  const misses = [0, 1, 2, 3, 4].map((minute) => new Date(`2026-03-10T10:0${minute}:30Z`));
  assert.equal(whyToWait(misses.slice(1)), undefined);
  assert.deepEqual(whyToWait(misses)?.until, new Date('2026-03-10T11:01:00Z'));
  assert.equal(whyToWait(misses)?.problem.field, 'reference');
  assert.match(whyToWait(misses)?.problem.message ?? '', /Try again at 11:01am/);
  assert.deepEqual(missesCountSince(now), new Date('2026-03-10T09:00:00Z'));
});
