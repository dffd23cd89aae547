import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { readBag, writeBag } from '../filing/bag-folder.ts';
import { type BagFiles, checksumOf, makeBag, problemsOfBag } from './bagit.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const payload = new Map([
  ['minutes.pdf', encode('%PDF')],
  ['100%\nsure.txt', encode('yes')],
]);
const bag = makeBag(payload, [['Source-Organization', 'Derby\nPayload-Oxum: 0.0']]);
const day = new Date('2026-04-02T00:00:00Z');

let folder = '';
const inFolder = async (): Promise<string> => {
  if (folder === '') folder = await mkdtemp(join(tmpdir(), 'bags-'));
  return folder;
};
after(() => rm(folder, { recursive: true, force: true }));

test('a bag says what it is, what is in it and how much, and no value adds a line', () => {
  assert.deepEqual([...bag.keys()].toSorted(), [
    'bag-info.txt',
    'bagit.txt',
    'data/100%\nsure.txt',
    'data/minutes.pdf',
    'manifest-sha512.txt',
    'tagmanifest-sha512.txt',
  ]);
  assert.equal(decode(bag.get('bagit.txt')), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  assert.equal(
    decode(bag.get('bag-info.txt')),
    'Source-Organization: Derby Payload-Oxum: 0.0\nPayload-Oxum: 7.2\n',
  );
  assert.match(decode(bag.get('manifest-sha512.txt')), /^[0-9a-f]{128} {2}data\/100%25%0Asure\.txt\n/);
});

test('the same payload gives the same bytes, in whatever order it comes', () => {
  const again = makeBag(new Map([...payload].toReversed()), [
    ['Source-Organization', 'Derby\nPayload-Oxum: 0.0'],
  ]);
  for (const [path, bytes] of bag) assert.deepEqual(again.get(path), bytes, path);
});

test('one flipped bit anywhere in a bag is found', () => {
  const paths = [...bag.keys()];
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(7), (which, where, bit) => {
      const path = paths[which % paths.length] ?? '';
      const bytes = Uint8Array.from(bag.get(path) ?? []);
      const at = where % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      assert.notDeepEqual(problemsOfBag(new Map([...bag, [path, bytes]]), checksumOf(bag)), []);
    }),
  );
});

test('what is missing, what was added and what is another bag are each named', () => {
  const problems = (files: BagFiles) => problemsOfBag(files, checksumOf(bag)).join('\n');
  assert.equal(problems(bag), '');
  const without = new Map(bag);
  without.delete('data/minutes.pdf');
  assert.match(problems(without), /data\/minutes\.pdf is missing/);
  assert.match(
    problems(new Map([...bag, ['data/more.txt', encode('more')]])),
    /data\/more\.txt is not part of it/,
  );
  assert.match(
    problems(makeBag(new Map([['minutes.pdf', encode('other')]]), [])),
    /tagmanifest-sha512\.txt is not the one that was written/,
  );
});

test('a bag is written whole beside where it belongs, reads back the same, and has no time of day', async () => {
  const within = join(await inFolder(), 'records');
  await writeBag(within, 'one', bag, day);
  assert.deepEqual(await readdir(within), ['one']);
  assert.deepEqual(problemsOfBag((await readBag(within, 'one')) ?? new Map(), checksumOf(bag)), []);
  for (const path of ['one', 'one/data', 'one/data/minutes.pdf', 'one/bagit.txt'])
    assert.equal((await stat(join(within, path))).mtime.toISOString(), day.toISOString(), path);
  assert.equal((await stat(join(within, 'one/data/minutes.pdf'))).mode & 0o077, 0, 'for its owner alone');
});

test('what a killed process had begun is begun again, and what it had finished stays', async () => {
  const within = join(await inFolder(), 'killed');
  await writeBag(within, 'one', new Map([['bagit.txt', encode('half')]]), day);
  await writeBag(within, 'two', bag, day);
  await writeFile(join(within, 'two', 'left'), 'x');
  const begun = join(within, '.writing-three');
  await writeBag(within, '.writing-three', new Map([['bagit.txt', encode('half')]]), day);
  assert.ok(await stat(begun));
  await writeBag(within, 'three', bag, day);
  assert.deepEqual((await readdir(within)).toSorted(), ['one', 'three', 'two']);
  assert.equal(decode((await readBag(within, 'one'))?.get('bagit.txt')), 'half');
  await writeBag(within, 'two', bag, day);
  assert.ok((await readBag(within, 'two'))?.has('left'), 'what is there is not written over');
});

test('where nothing was written there is nothing', async () => {
  assert.equal(await readBag(await inFolder(), 'nowhere'), undefined);
});
