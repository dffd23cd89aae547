import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerInvitation } from './contribution.ts';
import type { WayApart } from './own-way.ts';

const answer = (reply: string, mode: 'attend' | 'contribute' = 'attend', needs: readonly string[] = []) =>
  answerInvitation({ reply, note: '', needs }, { mode, way: null });

test('somebody comes, joins by video, writes instead or cannot; whoever was asked to write was not asked to come', () => {
  for (const reply of ['coming', 'by-video', 'will-write', 'not-coming']) assert.ok(answer(reply).ok, reply);
  for (const reply of ['will-write', 'not-coming']) assert.ok(answer(reply, 'contribute').ok, reply);
  for (const reply of ['coming', 'by-video', 'perhaps', ''])
    assert.ok(!answer(reply, 'contribute').ok, reply);
});

test('an answer fits how they take part: by video nobody comes, and whoever comes at their own time has no link', () => {
  const takes = (way: WayApart) =>
    ['coming', 'by-video', 'will-write', 'not-coming'].filter(
      (reply) => answerInvitation({ reply, note: '', needs: [] }, { mode: 'attend', way }).ok,
    );
  assert.deepEqual(takes('by-video'), ['by-video', 'will-write', 'not-coming']);
  for (const way of ['own-session', 'own-arrival'] as const)
    assert.deepEqual(takes(way), ['coming', 'will-write', 'not-coming']);
});

test('what somebody needs is kept once each, and nothing that was not asked', () => {
  const saved = answer('coming', 'attend', ['interpreter', 'apart', 'interpreter', 'a pony']);
  assert.deepEqual(saved.ok && saved.value.needs, ['interpreter', 'apart']);
});

test('a note that is too long is refused with the answer', () => {
  const saved = answerInvitation(
    { reply: '', note: 'x'.repeat(2_001), needs: [] },
    { mode: 'attend', way: null },
  );
  assert.deepEqual(saved.ok ? [] : saved.problems.map(({ field }) => field), ['reply', 'note']);
});
