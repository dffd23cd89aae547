import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcomeOf, ruleOf } from './audit-outcome.ts';

test('what is shown or done is allowed, what is turned away refused, what broke failed', () => {
  for (const status of [200, 204, 303, 304]) assert.equal(outcomeOf(status), 'allowed');
  for (const status of [400, 401, 403, 404, 409, 412, 413, 422, 429])
    assert.equal(outcomeOf(status), 'refused');
  for (const status of [500, 503]) assert.equal(outcomeOf(status, 'content'), 'failed');
});

test('somebody sent to sign in was refused, though the answer is a redirect', () => {
  assert.equal(outcomeOf(303, 'signed-out'), 'refused');
});

test('a form that cannot be taken is refused for its content, by the same rule whatever its status', () => {
  assert.deepEqual([200, 400, 422, 404, 500].map(ruleOf), [
    'open',
    'content',
    'content',
    'answer-404',
    'answer-500',
  ]);
});
