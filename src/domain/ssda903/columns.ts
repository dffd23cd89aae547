/** The files of the return that are read. The XML return has the rows of all of them. */
export const returnFiles = {
  episodes: 'Episodes',
  header: 'Header',
  placed_for_adoption: 'Placed for adoption',
  ad1: 'Adopted children (AD1)',
  previous_permanence: 'Previous permanence',
} as const satisfies Readonly<Record<string, string>>;
export type ReturnFile = keyof typeof returnFiles;

type Column = {
  readonly name: string;
  readonly holds: 'child' | 'code' | 'date' | 'text';
  /** Whether a row without it is worth a word. */
  readonly isNeeded: boolean;
};

const child: Column = { name: 'CHILD', holds: 'child', isNeeded: true };
const code = (name: string, isNeeded = false): Column => ({ name, holds: 'code', isNeeded });
const date = (name: string, isNeeded = false): Column => ({ name, holds: 'date', isNeeded });
const text = (name: string): Column => ({ name, holds: 'text', isNeeded: false });

/** What is read of each file, in the order in which a row is held. */
export const columnsRead: Readonly<Record<ReturnFile, readonly Column[]>> = {
  episodes: [
    child,
    date('DECOM', true),
    code('RNE', true),
    code('LS', true),
    code('PLACE', true),
    date('DEC'),
    code('REC'),
    code('REASON_PLACE_CHANGE'),
    text('PL_POST'),
    text('URN'),
  ],
  header: [child, code('SEX', true), date('DOB', true)],
  placed_for_adoption: [
    child,
    date('DATE_PLACED', true),
    date('DATE_PLACED_CEASED'),
    code('REASON_PLACED_CEASED'),
  ],
  ad1: [child, code('NB_ADOPTR', true), code('SEX_ADOPTR', true)],
  previous_permanence: [child, code('PREV_PERM', true), date('DATE_PERM')],
};

/** Columns of the return that nothing here needs: they are passed over, and not kept (UK GDPR, article 5(1)(c)). */
const columnsPassedOver: Readonly<Record<ReturnFile, readonly string[]>> = {
  episodes: ['CIN', 'PLACE_PROVIDER', 'HOME_POST'],
  header: ['ETHNIC', 'UPN', 'MOTHER', 'MC_DOB', 'UASC', 'DUC'],
  placed_for_adoption: ['DOB'],
  ad1: ['DOB', 'DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'LS_ADOPTR'],
  previous_permanence: ['DOB', 'LA_PERM'],
};

/** Without these a file is not the file it is brought as. */
const needed: Readonly<Record<ReturnFile, readonly string[]>> = {
  episodes: ['CHILD', 'DECOM', 'RNE', 'LS', 'PLACE', 'DEC', 'REC', 'REASON_PLACE_CHANGE'],
  header: ['CHILD', 'SEX', 'DOB'],
  placed_for_adoption: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
  ad1: ['CHILD', 'NB_ADOPTR', 'SEX_ADOPTR'],
  previous_permanence: ['CHILD', 'PREV_PERM', 'DATE_PERM'],
};

/** The headings that a file has to have and does not. `headings` are in capitals. */
export const headingsMissing = (file: ReturnFile, headings: readonly string[]): readonly string[] =>
  needed[file].filter((name) => !headings.includes(name));

/** Headings that no column of the return has: each is named once, and not read. */
export const headingsUnknown = (file: ReturnFile, headings: readonly string[]): readonly string[] => {
  const known = new Set([...columnsRead[file].map(({ name }) => name), ...columnsPassedOver[file]]);
  return headings.filter((name) => name !== '' && !known.has(name));
};
