import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childMessage } from './child-message.ts';
import { readingLevelOf } from './reading-age.ts';

const link = 'https://service.example/mine/abc';

test('a child’s message has the link or the code, and no name or what it is about', () => {
  for (const channel of ['email', 'text-message'] as const) {
    const of = { organisation: 'Derby City Council', channel };
    const page = childMessage(of, { link });
    assert.equal(page.subject, 'A page for you');
    assert.ok(page.text.includes(link));
    assert.match(childMessage(of, { code: '012345' }).text, /Your code is 012345/);
    for (const { subject, text } of [page, childMessage(of, { code: '012345' })])
      assert.doesNotMatch(`${subject} ${text}`, /worker|meeting|placement|adopt|disrupt|care/i);
  }
});

test('a text message is one line, and an e-mail says whom it is from', () => {
  const of = { organisation: 'Derby City Council', channel: 'text-message' } as const;
  assert.ok(!childMessage(of, { link }).text.includes('\n'));
  assert.match(childMessage({ ...of, channel: 'email' }, { link }).text, /\n\nDerby City Council$/);
});

test('a nine-year-old reads it', () => {
  const of = { organisation: '', channel: 'email' } as const;
  const texts = [childMessage(of, { link: '' }), childMessage(of, { code: '012345' })].map(
    ({ text }) => text,
  );
  const { grade } = readingLevelOf(texts.join('\n')) ?? assert.fail();
  assert.ok(grade <= 4, `grade ${grade}`);
});
