import assert from 'node:assert/strict';
import { test } from 'node:test';
import { looksLikeEmail } from './email.ts';

test('one address is an address; two, a name with one, and half of one are not', () => {
  assert.ok(looksLikeEmail('ada.teacher+robin@school.example'));
  for (const text of [
    '',
    'ada',
    'ada@school',
    'ada@@school.example',
    'ada @school.example',
    'bob,ada@school.example',
    'ada@school.example;bob@school.example',
    'Ada <ada@school.example>',
  ])
    assert.ok(!looksLikeEmail(text), text);
});
