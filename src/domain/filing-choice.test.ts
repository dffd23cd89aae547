import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RecordKind } from './filing.ts';
import { areApart, problemsOfChoice, readFolder } from './filing-choice.ts';

const choice = (kind: RecordKind, folder: string) => ({
  kind,
  folder,
  place: ['sftp://a:22', ...folder.split('/')],
});
const messages = (of: ReturnType<typeof choice>, others: readonly ReturnType<typeof choice>[] = []) =>
  problemsOfChoice(of, others).map(({ message }) => message);

test('no two kinds of record are filed in one folder, or one within the other', () => {
  const other = choice('adoption', 'Records/Two');
  for (const folder of ['Records/Two', 'Records', 'Records/Two/Three'])
    assert.match(messages(choice('looked-after', folder), [other]).join(), /never lie together/, folder);
  for (const folder of ['Records/Twofold', 'Records/One', 'Two'])
    assert.deepEqual(messages(choice('looked-after', folder), [other]), [], folder);
  assert.deepEqual(messages(choice('adoption', 'Records/Two'), [other]), [], 'it may stay where it is');
});

test('whether two folders are apart is the same from either side, and one is never apart from itself', () => {
  const place = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 4 });
  fc.assert(
    fc.property(place, place, (one, other) => {
      assert.equal(areApart(one, other), areApart(other, one));
      assert.equal(areApart(one, one), false);
      const [a, b] = [`${one.join('/')}/`, `${other.join('/')}/`];
      if (one.length > 0 && other.length > 0)
        assert.equal(areApart(one, other), !a.startsWith(b) && !b.startsWith(a));
    }),
  );
});

test('a folder leads nowhere else, and that of a looked-after record does not speak of adoption', () => {
  for (const folder of ['', '..', 'a/../b', '.hidden', 'a\\b', 'a:b', 'a?', 'x'.repeat(81), 'ends.'])
    assert.equal(messages(choice('child', folder)).length, 1, folder);
  for (const folder of ['Children’s files', 'LCS import/2026', 'É'])
    assert.deepEqual(messages(choice('child', folder)), []);
  assert.match(messages(choice('looked-after', 'Adoptions/Children')).join(), /adoption/);
  assert.deepEqual(messages(choice('adoption', 'Adoptions')), []);
});

test('slashes and spaces around a folder are left out', () => {
  assert.equal(readFolder(' /Records / Looked after/ '), 'Records/Looked after');
  assert.equal(readFolder(' / '), '');
});
