import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startApache, webDavLogin } from '../../test/filing-servers/apache.ts';
import { cmisLogin, startCmisServer } from '../../test/filing-servers/cmis.ts';
import { graphLogin, startGraphServer } from '../../test/filing-servers/graph.ts';
import { startLosingProxy } from '../../test/filing-servers/losing-proxy.ts';
import { startOpenSsh } from '../../test/filing-servers/openssh.ts';
import { bagAsFile } from '../documents/bag-zip.ts';
import { checksumOf, makeBag, problemsOfBag } from '../documents/bagit.ts';
import { connectTo } from './connect.ts';
import { type Connector, FilingTrouble, type Parcel } from './connector.ts';
import type { FilingSystem } from './system.ts';

const day = new Date('2026-03-31T00:00:00Z');
const parcel = (size = 5000): Parcel => {
  const key = randomUUID();
  const payload = new Map([
    ['minutes.pdf', new Uint8Array(randomBytes(size))],
    ['sub folder/é.txt', new TextEncoder().encode('Support came late.')],
  ]);
  const files = makeBag(payload, [['Internal-Sender-Identifier', key]]);
  return { key, files, packed: bagAsFile(key, files), day };
};
const common = { id: 'one', organisation: 'Derby', name: 'The system' } as const;

/** What the tests need of the other side, by whatever means it is looked at. */
type Other = {
  readonly system: FilingSystem;
  readonly folder: string;
  /** The keys of what is there. */
  readonly keys: () => Promise<readonly string[]>;
  /** Flips one bit of the byte at an offset of what is kept under a key. */
  readonly flip: (key: string, offset: number) => Promise<void>;
  /** Lets the next answer to what changes something be lost; in the way of the SFTP server, the line is cut. */
  readonly loseAnswer: () => void;
  readonly mend: () => void;
  readonly stop: () => Promise<void>;
};

const onDisk = (root: () => string, ending: string) => ({
  keys: async () => {
    const names = await readdir(root()).catch(() => []);
    return names.filter((name) => !name.startsWith('.')).map((name) => name.slice(0, 36));
  },
  flip: async (key: string, offset: number) => {
    const path = join(root(), `${key}${ending}`);
    const bytes = await readFile(path);
    bytes[offset] = (bytes[offset] ?? 0) ^ 1;
    await writeFile(path, bytes);
  },
});

const folderOther = async (): Promise<Other> => {
  const path = await mkdtemp(join(tmpdir(), 'filing-'));
  return {
    ...{ system: { ...common, way: 'folder', path }, folder: 'Records/Looked after' },
    ...onDisk(() => join(path, 'Records/Looked after'), '/data/minutes.pdf'),
    ...{ loseAnswer: () => {}, mend: () => {} },
    stop: () => rm(path, { recursive: true }),
  };
};

const sftpOther = async (): Promise<Other> => {
  const server = await startOpenSsh();
  const proxy = await startLosingProxy(server.port);
  const base = await mkdtemp(join(tmpdir(), 'drop-'));
  return {
    system: {
      ...{ ...common, way: 'sftp', host: '127.0.0.1', port: proxy.port, user: server.user, base },
      ...{ hostKey: server.hostKey, secret: { kind: 'key', value: server.key } },
    },
    folder: 'Records/Looked after',
    ...onDisk(() => join(base, 'Records/Looked after'), '/data/minutes.pdf'),
    loseAnswer: () => proxy.cutAfter(7000),
    mend: proxy.mend,
    stop: async () => {
      await proxy.stop();
      await server.stop();
      await rm(base, { recursive: true });
    },
  };
};

const webDavOther = async (): Promise<Other> => {
  const server = await startApache();
  const proxy = await startLosingProxy(server.port);
  return {
    system: { ...common, way: 'webdav', url: `http://127.0.0.1:${proxy.port}`, ...webDavLogin },
    folder: 'Records/Looked after',
    ...onDisk(() => join(server.root, 'Records/Looked after'), '.zip'),
    loseAnswer: () => proxy.loseAnswerTo(/^MOVE /m),
    mend: proxy.mend,
    stop: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
};

const cmisOther = async (): Promise<
  Other & { readonly server: Awaited<ReturnType<typeof startCmisServer>> }
> => {
  const server = await startCmisServer(['Records/Looked after']);
  return {
    server,
    system: {
      ...{ ...common, way: 'cmis', url: `${server.url}/browser`, repository: 'main' },
      ...{ objectType: 'cmis:document', ...cmisLogin },
    },
    folder: 'Records/Looked after',
    keys: async () => server.documents().map((name) => name.slice(0, 36)),
    flip: async (key, offset) => server.flip(`${key}.zip`, offset),
    loseAnswer: () => server.loseAnswers(1),
    mend: () => server.loseAnswers(0),
    stop: server.stop,
  };
};

const graphOther = async (): Promise<
  Other & { readonly server: Awaited<ReturnType<typeof startGraphServer>> }
> => {
  const server = await startGraphServer(['Records/Looked after']);
  return {
    server,
    system: {
      ...{ ...common, way: 'graph', url: `${server.url}/v1.0`, loginUrl: server.url, drive: 'library' },
      ...graphLogin,
    },
    folder: 'Records/Looked after',
    keys: async () => server.documents().map((name) => name.slice(0, 36)),
    flip: async (key, offset) => server.flip(`${key}.zip`, offset),
    loseAnswer: () => server.loseAnswers(1),
    mend: () => server.loseAnswers(0),
    stop: server.stop,
  };
};

const others: readonly (readonly [string, () => Promise<Other>])[] = [
  ['a folder of this machine', folderOther],
  ['an SFTP server (OpenSSH’s own sshd)', sftpOther],
  ['a WebDAV server (Apache’s own mod_dav)', webDavOther],
  ['a CMIS 1.1 repository (a server of these tests that follows the specification)', cmisOther],
  ['Microsoft Graph (a server of these tests that follows the published reference)', graphOther],
];

const trouble = async (work: Promise<unknown>): Promise<FilingTrouble> => {
  const error = await work.then(
    () => assert.fail('it worked'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof FilingTrouble, String(error));
  return error;
};

/** What is wrong with what is there. */
const problems = async (connector: Connector, { key, files, packed }: Parcel, reference: string) => {
  const there = await connector.readBack(key, reference);
  assert.ok(there !== undefined);
  if (!(there instanceof Uint8Array)) return problemsOfBag(there, checksumOf(files));
  return Buffer.compare(there, packed) === 0 ? [] : ['It has changed'];
};

for (const [what, start] of others)
  describe(what, () => {
    let other: Other;
    let connector: Connector;
    before(async () => {
      other = await start();
      connector = connectTo(other.system, other.folder);
    });
    after(async () => {
      await connector.close();
      await other.stop();
    });

    test('takes a bag, answers by what it knows it, and gives back every byte', async () => {
      for (const one of [parcel(), parcel(0)]) {
        assert.equal(await connector.find(one.key), undefined);
        const reference = await connector.put(one);
        assert.notEqual(reference, '');
        assert.equal(await connector.find(one.key), reference);
        assert.deepEqual(await problems(connector, one, reference), []);
      }
      assert.equal((await other.keys()).length, 2);
    });

    test('takes one that it has no second time, however often it is sent, and never another in its place', async () => {
      const one = parcel();
      const reference = await connector.put(one);
      const again = connectTo(other.system, other.folder);
      assert.equal(await again.put(one), reference);
      const changed = { ...parcel(), key: one.key };
      assert.equal(await again.put(changed), reference);
      await again.close();
      assert.deepEqual(await problems(connector, one, reference), []);
      assert.equal((await other.keys()).filter((key) => key === one.key).length, 1);
    });

    test('two workers that send the same at once leave one', async () => {
      const one = parcel();
      const two = [connectTo(other.system, other.folder), connectTo(other.system, other.folder)];
      await Promise.allSettled(two.map((each) => each.put(one)));
      const reference = await connector.put(one);
      assert.deepEqual(await problems(connector, one, reference), []);
      assert.equal((await other.keys()).filter((key) => key === one.key).length, 1);
      for (const each of two) await each.close();
    });

    test('doubles nothing when an answer was lost and it is sent again', async () => {
      const one = parcel();
      await connector.close();
      other.loseAnswer();
      if (other.system.way !== 'folder') await trouble(connector.put(one));
      other.mend();
      const reference = await connector.put(one);
      assert.deepEqual(await problems(connector, one, reference), []);
      assert.equal((await other.keys()).filter((key) => key === one.key).length, 1);
    });

    test('gives back one flipped byte, wherever it is', async () => {
      const one = parcel();
      const reference = await connector.put(one);
      for (const offset of [0, 11, 2500]) {
        await other.flip(one.key, offset);
        assert.notDeepEqual(await problems(connector, one, reference), []);
        await other.flip(one.key, offset);
      }
      assert.deepEqual(await problems(connector, one, reference), []);
    });

    test('says that what was taken away is not there', async () => {
      const one = parcel();
      const reference = await connector.put(one);
      await connector.remove(one.key, reference);
      assert.equal(await connector.find(one.key), undefined);
      assert.equal(await connector.readBack(one.key, reference), undefined);
      await connector.remove(one.key, reference);
    });
  });

describe('an SFTP server (OpenSSH’s own sshd) cut off anywhere', () => {
  test('has the whole bag or none under its name, and nothing half written once it was sent again', async () => {
    const other = await sftpOther();
    const server = other.system;
    assert.ok(server.way === 'sftp');
    const proxy = await startLosingProxy(server.port);
    const system = { ...server, port: proxy.port };
    try {
      for (const bytes of [2000, 4000, 5000, 8000, 12_000, 60_000, 99_000]) {
        const one = parcel(60_000);
        const cut = connectTo(system, other.folder);
        proxy.cutAfter(bytes);
        await cut.put(one).catch(() => {});
        await cut.close();
        proxy.mend();
        const again = connectTo(system, other.folder);
        if ((await again.find(one.key)) !== undefined)
          assert.deepEqual(await problems(again, one, one.key), [], `${bytes}`);
        const reference = await again.put(one);
        assert.deepEqual(await problems(again, one, reference), [], `${bytes}`);
        await again.close();
      }
      const within = join(server.base, other.folder);
      assert.deepEqual(await readdir(join(within, '.writing')), []);
      const [key = ''] = await other.keys();
      for (const path of ['', 'data', 'bagit.txt'])
        assert.equal((await stat(join(within, key, path))).mtime.getTime(), day.getTime(), path);
    } finally {
      await proxy.stop();
      await other.stop();
    }
  });

  test('whose host key is another, or who does not know ours, is sent nothing, and why is said', async () => {
    const [other, stranger] = [await sftpOther(), await startOpenSsh()];
    try {
      assert.ok(other.system.way === 'sftp');
      const elsewhere = { ...other.system, port: stranger.port };
      assert.match((await trouble(connectTo(elsewhere, 'a').put(parcel()))).message, /host key is another/);
      const another = { ...other.system, secret: { kind: 'key', value: stranger.key } } as const;
      assert.match((await trouble(connectTo(another, 'a').put(parcel()))).message, /user or key/);
      const away = { ...other.system, port: 1 };
      assert.match((await trouble(connectTo(away, 'a').find('b'))).message, /could not be reached/);
    } finally {
      await stranger.stop();
      await other.stop();
    }
  });
});

describe('what says that it is busy', () => {
  test('for a moment, is asked again after it; for longer, is left alone for as long as it asks', async () => {
    for (const start of [cmisOther, graphOther]) {
      const { server, system, folder, stop, keys } = await start();
      const connector = connectTo(system, folder);
      const one = parcel();
      server.beBusy(2, 429, '1');
      await connector.put(one);
      assert.deepEqual(await keys(), [one.key]);
      const another = parcel();
      for (const [status, header, seconds] of [
        [503, '120', 120],
        [429, null, 0],
      ] as const) {
        server.beBusy(1, status, header);
        const asked = server.asked();
        const { message, waitSeconds } = await trouble(connector.put(another));
        assert.deepEqual([message, waitSeconds], ['It is too busy to answer', seconds]);
        assert.equal(server.asked(), asked + 1);
      }
      await connector.put(another);
      assert.equal((await keys()).length, 2);
      await stop();
    }
  });
});

describe('what is not as it was configured', () => {
  test('is said in words that hold nothing of what was filed, and nothing is left there', async () => {
    const [cmis, graph, webDav] = [await cmisOther(), await graphOther(), await webDavOther()];
    const said = async (system: FilingSystem, folder: string) =>
      (await trouble(connectTo(system, folder).put(parcel()))).message;
    assert.equal(
      await said({ ...cmis.system, password: 'no' } as FilingSystem, 'Records'),
      'It does not accept our settings (401)',
    );
    assert.equal(
      await said({ ...cmis.system, repository: 'no' } as FilingSystem, 'Records'),
      'It has no repository of that name',
    );
    assert.equal(await said(cmis.system, 'Records/Adoption'), 'The folder is not there');
    assert.equal(
      await said({ ...graph.system, clientSecret: 'no' } as FilingSystem, 'Records'),
      'It does not accept our settings (401)',
    );
    assert.equal(await said(graph.system, 'Records/Adoption'), 'The folder is not there');
    assert.equal(
      await said({ ...webDav.system, password: 'no' } as FilingSystem, 'Records'),
      'It does not accept our settings (401)',
    );
    for (const other of [cmis, graph, webDav]) {
      assert.deepEqual(await other.keys(), []);
      await other.stop();
    }
  });
});

describe('Microsoft Graph (a server of these tests that follows the published reference)', () => {
  test('takes more than 4 MiB in pieces, once, although the answer to the last piece was lost', async () => {
    const { system, folder, server, keys, stop } = await graphOther();
    const connector = connectTo(system, folder);
    const one = parcel(7 * 1024 * 1024);
    const reference = await connector.put(one);
    assert.deepEqual(await problems(connector, one, reference), []);
    const another = parcel(5 * 1024 * 1024);
    server.loseAnswers(3);
    await trouble(connector.put(another));
    await trouble(connector.put(another));
    server.loseAnswers(0);
    await connector.put(another);
    assert.equal((await keys()).length, 2);
    await stop();
  });
});
