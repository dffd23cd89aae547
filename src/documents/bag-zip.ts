import { createHash } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import type { BagFiles } from './bagit.ts';

/** A file in a bag, with the checksum that the bag has of it. */
type Promised = { readonly name: string; readonly sha256: string };

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Throws unless every file that was promised is there, byte for byte, and no other. */
const insistOnPromised = (contents: ReadonlyMap<string, Uint8Array>, promised: readonly Promised[]): void => {
  const wrong = promised.filter(({ name, sha256 }) => {
    const bytes = contents.get(name);
    return bytes === undefined || sha256Of(bytes) !== sha256;
  });
  if (wrong.length > 0 || contents.size !== promised.length)
    throw new Error(`The files of the bag are not those that were put in it: ${wrong.length} differ`);
};

/**
 * A bag as one file: what is to be read, and each file that comes with it. The same bag gives the same bytes. It is opened
 * again and held against the checksums before anybody has it; throws when something in it is not what it should be.
 */
export const packBag = (
  readable: Readonly<Record<string, Uint8Array>>,
  contents: ReadonlyMap<string, Uint8Array>,
  promised: readonly Promised[],
): Uint8Array => {
  const bytes = zipSync({ ...readable, ...Object.fromEntries(contents) }, { level: 0, mtime: '2000-01-01' });
  const packed = new Map(Object.entries(unzipSync(bytes)));
  for (const [name, was] of Object.entries(readable)) {
    if (sha256Of(packed.get(name) ?? new Uint8Array()) !== sha256Of(was))
      throw new Error('The bag cannot be opened again');
    packed.delete(name);
  }
  insistOnPromised(packed, promised);
  return bytes;
};

/** A bag as one file (RFC 8493, 4): a ZIP of one folder that has the bag's name. The same bag gives the same bytes. */
export const bagAsFile = (name: string, bag: BagFiles): Uint8Array =>
  zipSync(Object.fromEntries([...bag].map(([path, bytes]) => [`${name}/${path}`, bytes])), {
    ...{ level: 0, mtime: '2000-01-01' },
  });

/** The files of a bag that is one file; undefined when it cannot be opened. */
export const openBagFile = (name: string, bytes: Uint8Array): BagFiles | undefined => {
  try {
    const entries = Object.entries(unzipSync(bytes));
    return new Map(entries.map(([path, content]) => [path.replace(`${name}/`, ''), content]));
  } catch {
    return undefined;
  }
};
