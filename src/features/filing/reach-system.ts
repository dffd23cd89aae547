import type { FilingConnection } from '../../database/filing-connections.ts';
import { openBagFile } from '../../documents/bag-zip.ts';
import { problemsOfBag, sha512 } from '../../documents/bagit.ts';
import { filesOf, type RecordKind } from '../../domain/filing.ts';
import { connectTo } from '../../filing/connect.ts';
import { type Connector, FilingTrouble, type ReadBack } from '../../filing/connector.ts';
import type { FilingSystem } from '../../filing/system.ts';
import type { Service } from '../service.ts';

/** A folder of a system that something is filed in: `connection` is null for the service's own. */
export type FiledIn = {
  readonly connection: Pick<FilingConnection, 'id' | 'system' | 'folder'> | null;
  readonly kind: RecordKind;
  /** The council's name. */
  readonly council: string;
};

/** The systems that whoever runs the service configured for a council. */
export const systemsOf = ({ filingSystems }: Service, council: string): readonly FilingSystem[] =>
  filingSystems.filter(({ organisation }) => organisation === council);

/** Where something is filed, in words. */
export const inWordsOf = (service: Service, { connection, council }: FiledIn): string => {
  if (connection === null) return 'The folder of this service';
  const system = systemsOf(service, council).find(({ id }) => id === connection.system);
  return `${system?.name ?? connection.system}, ${connection.folder}`;
};

/** Works with the connector to where something is filed. Throws `FilingTrouble`, also when its system is not configured. */
export const using = async <T>(
  service: Service,
  { connection, kind, council }: FiledIn,
  work: (connector: Connector) => Promise<T>,
): Promise<T> => {
  const own = { id: '', organisation: council, name: '', way: 'folder', path: service.filingDir } as const;
  const system =
    connection === null ? own : systemsOf(service, council).find(({ id }) => id === connection.system);
  if (system === undefined) throw new FilingTrouble('The system is not configured any more');
  const connector = connectTo(system, connection?.folder ?? filesOf[kind].folder);
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
};

/** What is wrong with what was read back, held against the checksum of what was sent; a sentence for each thing. */
export const problemsOf = (there: ReadBack, key: string, expects: string): readonly string[] => {
  if (!(there instanceof Uint8Array)) return problemsOfBag(there, expects);
  if (sha512(there) === expects) return [];
  const bag = openBagFile(key, there);
  const tags = bag?.get('tagmanifest-sha512.txt');
  if (bag === undefined || tags === undefined) return ['The file has changed and cannot be opened'];
  const within = problemsOfBag(bag, sha512(tags));
  return within.length > 0 ? within : ['The file has changed'];
};
