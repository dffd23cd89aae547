/** Files by their paths, with slashes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** What is filed at once, under a key that no other has: a bag as its files, and the same bag as one ZIP file (RFC 8493, 4). */
export type Parcel = {
  readonly key: string;
  readonly files: Files;
  readonly packed: Uint8Array;
  /** The time that every file is given where the other side lets us, so that none can be told to be of one hour. */
  readonly day: Date;
};

/** What is read back: the files of a bag's folder, or the one ZIP file. */
export type ReadBack = Files | Uint8Array;

/**
 * One folder of a system that keeps records. Every function throws `FilingTrouble` when the system cannot be asked or says
 * no.
 */
export type Connector = {
  /** Whether bags are kept there as folders, or each as one ZIP file. */
  readonly keeps: 'folders' | 'files';
  /** By what the system knows what is there under a key; undefined when nothing is. */
  readonly find: (key: string) => Promise<string | undefined>;
  /**
   * Puts a parcel there, whole or not at all, and answers by what the system knows it. What is there under its key already
   * stays as it is, and its reference is answered: a try after an answer that was lost doubles nothing.
   */
  readonly put: (parcel: Parcel) => Promise<string>;
  /** Every byte of what is there; undefined when it is not. */
  readonly readBack: (key: string, reference: string) => Promise<ReadBack | undefined>;
  /** Takes away what was put there to try. */
  readonly remove: (key: string, reference: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Why a system did not do what it was asked, in words for a person that hold nothing of what was filed, and no path. */
export class FilingTrouble extends Error {
  /** For how many seconds the system asks to be left alone; 0 when it did not say. */
  readonly waitSeconds: number;
  constructor(because: string, waitSeconds = 0) {
    super(because);
    this.waitSeconds = waitSeconds;
  }
}

/** The parts of a folder's path, without empty ones. */
export const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** Where what is being written is, beside where it belongs: never what a bag is called. */
export const WRITING = '.writing';
