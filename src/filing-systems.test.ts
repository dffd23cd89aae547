import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readFilingSystems } from './filing-systems.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'systems-'));
  await writeFile(join(folder, 'password'), ' a password\n');
  await writeFile(join(folder, 'empty'), '\n');
});
after(() => rm(folder, { recursive: true }));

const read = async (listed: unknown) => {
  const file = join(folder, 'systems.json');
  await writeFile(file, typeof listed === 'string' ? listed : JSON.stringify(listed));
  return readFilingSystems(file);
};
const problems = async (listed: unknown) => {
  const result = await read(listed);
  assert.ok(!result.ok);
  assert.ok(result.problems.every(({ field }) => field === 'FILING_SYSTEMS'));
  return result.problems.map(({ message }) => message);
};
const common = { id: 'one', organisation: 'Derby City Council', name: 'One' };
const hostKey = `SHA256:${'a'.repeat(43)}`;
const sftp = {
  ...common,
  way: 'sftp',
  host: 'lcs.example',
  user: 'minutes',
  hostKey,
  passwordFile: 'password',
};
const dav = {
  ...common,
  way: 'webdav',
  url: 'https://dav.example',
  user: 'minutes',
  passwordFile: 'password',
};

test('each way is read with what is usual, and its secret from a file beside it', async () => {
  const result = await read([sftp, { ...dav, id: 'two' }]);
  assert.ok(result.ok);
  const [drop, store] = result.value;
  assert.ok(drop?.way === 'sftp' && store?.way === 'webdav');
  assert.deepEqual(drop.secret, { kind: 'password', value: 'a password' });
  assert.deepEqual([drop.port, drop.base, store.password], [22, '.', 'a password']);
});

test('a file that is not such a list, and everything wrong in one, is said at once', async () => {
  assert.match((await problems('no')).join(), /is not JSON/);
  assert.match((await problems([])).join(), /at least one system/);
  const said = (
    await problems([
      { ...sftp, hostKey: 'AB:CD' },
      { ...sftp, keyFile: 'key' },
      { ...dav, url: 'http://dav.example' },
      { ...dav, passwordFile: 'empty' },
      { ...dav, passwordFile: 'missing' },
      { ...dav, password: 'in the open' },
      { ...common, way: 'post' },
      dav,
      dav,
    ])
  ).join('\n');
  for (const wrong of [
    /system 1: hostKey must be a fingerprint/,
    /system 2: needs either keyFile or passwordFile/,
    /system 3: url must begin with https/,
    /system 4: passwordFile is empty/,
    /system 5: passwordFile cannot be read/,
    /system 6: nothing is called password/,
    /system 7: way must be folder, sftp, webdav, cmis or graph/,
    /one of Derby City Council is there twice/,
  ])
    assert.match(said, wrong);
  assert.ok(!said.includes('in the open'));
});
