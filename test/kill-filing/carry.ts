import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { bagAsFile } from '../../src/documents/bag-zip.ts';
import { checksumOf, makeBag, sha512 } from '../../src/documents/bagit.ts';
import {
  afterFiling,
  type FilingEvent,
  type FilingProgress,
  nextStepOf,
} from '../../src/domain/filing-progress.ts';
import type { Connector, Parcel } from '../../src/filing/connector.ts';
import { sftpConnector } from '../../src/filing/sftp.ts';
import { webDavConnector } from '../../src/filing/webdav.ts';
import type { CarryOrders } from './run-carrier.ts';

/** The same bag for the same key, of about 200 kB. */
export const parcelOf = (key: string): Parcel => {
  const parts = Array.from({ length: 3000 }, (_, index) =>
    createHash('sha512').update(`${key} ${index}`).digest(),
  );
  const files = makeBag(new Map([['minutes.pdf', new Uint8Array(Buffer.concat(parts))]]), [['Key', key]]);
  return { key, files, packed: bagAsFile(key, files), day: new Date('2026-03-31T00:00:00Z') };
};

const expectsOf = ({ keeps }: Connector, { files, packed }: Parcel): string =>
  keeps === 'files' ? sha512(packed) : checksumOf(files);

export const nothingYet: FilingProgress = {
  ...{ status: 'queued', attempts: 0, expects: null, reference: null, checksum: null },
  ...{ lastError: '', nextTryAt: null },
};

/** How far a filing has come, by the file that is kept of it. */
export const progressIn = (folder: string, key: string): FilingProgress => {
  try {
    return JSON.parse(readFileSync(join(folder, key), 'utf8'));
  } catch {
    return nothingYet;
  }
};

const keepIn = (folder: string, key: string, progress: FilingProgress): void => {
  const file = openSync(join(folder, `${key}.new`), 'w');
  writeSync(file, JSON.stringify(progress));
  fsyncSync(file);
  closeSync(file);
  renameSync(join(folder, `${key}.new`), join(folder, key));
};

/** Files one thing by the rule and a connector, as the service's job does, with a file in the place of the database. */
const carry = async (connector: Connector, folder: string, key: string): Promise<void> => {
  const keep = (event: FilingEvent) => keepIn(folder, key, afterFiling(progressIn(folder, key), event));
  for (;;) {
    const { expects, reference, ...progress } = progressIn(folder, key);
    const next = nextStepOf({ ...progress, expects, reference });
    if (next === 'nothing') return;
    if (next === 'send') {
      const found = expects === null ? undefined : await connector.find(key);
      if (found !== undefined) {
        keep({ what: 'has-reference', reference: found });
        continue;
      }
      const parcel = parcelOf(key);
      keep({ what: 'begins', expects: expectsOf(connector, parcel) });
      keep({ what: 'has-reference', reference: await connector.put(parcel) });
    } else {
      const there = await connector.readBack(key, reference ?? '');
      if (there === undefined) throw new Error(`${key} is not there`);
      const checksum = there instanceof Uint8Array ? sha512(there) : checksumOf(there);
      if (checksum !== expects) throw new Error(`${key} does not read back`);
      keep({ what: 'read-back', checksum });
    }
  }
};

if (import.meta.main) {
  const orders: CarryOrders = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
  process.stdout.write('ready\n');
  const connectors = [sftpConnector(orders.drop, 'Children'), webDavConnector(orders.store, 'Plans')];
  for (const key of orders.keys)
    for (const [index, connector] of connectors.entries())
      await carry(connector, orders.folders[index] ?? '', key);
  process.exit(0);
}
