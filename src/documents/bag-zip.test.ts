import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { packBag } from './bag-zip.ts';

const drawing = Buffer.from('a drawing');
const sha256 = createHash('sha256').update(drawing).digest('hex');
const readable = { 'copy.json': Buffer.from('{}') };
const pack = (bytes: Uint8Array, names = ['file-1.jpg']) =>
  packBag(readable, new Map(names.map((name) => [name, bytes])), [{ name: 'file-1.jpg', sha256 }]);

test('the same bag gives the same bytes', () => {
  assert.deepEqual(pack(drawing), pack(drawing));
});

test('a bag is not packed with a file that is another, missing, or one too many', () => {
  assert.throws(() => pack(Buffer.from('another')), /not those that were put in it/);
  assert.throws(() => pack(drawing, []), /not those that were put in it/);
  assert.throws(() => pack(drawing, ['file-1.jpg', 'file-2.jpg']), /not those that were put in it/);
});
