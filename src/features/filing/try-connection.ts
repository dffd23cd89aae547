import { randomUUID } from 'node:crypto';
import { asService } from '../../database/connection.ts';
import { loadConnection, saveTried } from '../../database/filing-connections.ts';
import { bagAsFile } from '../../documents/bag-zip.ts';
import { checksumOf, makeBag, sha512 } from '../../documents/bagit.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { type Connector, FilingTrouble, type Parcel } from '../../filing/connector.ts';
import type { Service } from '../service.ts';
import { problemsOf, using } from './reach-system.ts';

const readme = `THIS IS A TEST

A placement disruption service wrote it to see that it can write here, and reads it back.
It is about nobody. If it was left here, it can be deleted.
`;

const testParcel = (key: string, now: Date): Parcel => {
  const day = dateInLondon(now);
  const files = makeBag(new Map([['README.txt', new TextEncoder().encode(readme)]]), [
    ['External-Description', 'A test document, about nobody'],
    ['Internal-Sender-Identifier', key],
    ['Bagging-Date', day],
  ]);
  return { key, files, packed: bagAsFile(key, files), day: new Date(`${day}T00:00:00Z`) };
};

/** Writes a test document, reads it back and takes it away. Answers what was left there, when it could not be taken away. */
const writeAndTakeAway = async (connector: Connector, parcel: Parcel): Promise<string | null> => {
  const { key, files, packed } = parcel;
  const reference = await connector.put(parcel);
  const found = await connector.find(key);
  const there = await connector.readBack(key, reference);
  const expects = connector.keeps === 'files' ? sha512(packed) : checksumOf(files);
  if (found === undefined || there === undefined || problemsOf(there, key, expects).length > 0)
    throw new FilingTrouble('What was written does not read back');
  return connector.remove(key, reference).then(
    () => null,
    () => `It could not be taken away and was left there: ${key}`,
  );
};

/** Tries where a council files one kind of record with a test document, and keeps what came of it, in words. */
export const tryConnection = async (service: Service, connectionId: string): Promise<void> => {
  const open = await asService(service, async (tx) => {
    const connection = await loadConnection(tx, connectionId);
    const council =
      connection &&
      (await tx
        .selectFrom('organisation')
        .where('id', '=', connection.organisationId)
        .select('name')
        .executeTakeFirst());
    return connection && council && { connection, kind: connection.kind, council: council.name };
  });
  if (open === undefined) return;
  const parcel = testParcel(randomUUID(), service.clock());
  const tried = await using(service, open, (connector) => writeAndTakeAway(connector, parcel)).then(
    (left) => ({
      worked: true,
      says: `A test document was written and read back, byte for byte. ${left ?? 'Then it was taken away'}.`,
    }),
    (error: unknown) => {
      if (!(error instanceof FilingTrouble)) throw error;
      return { worked: false, says: `The test document could not be filed. ${error.message}.` };
    },
  );
  await asService(service, (tx) => saveTried(tx, connectionId, { at: service.clock(), ...tried }));
};
