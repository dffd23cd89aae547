import type { CaseRecord, Meeting } from './case.ts';
import { inWords, type PlainDate } from './dates.ts';
import type { FilingProgress } from './filing-progress.ts';

/**
 * On which record minutes are filed. Those of an adoptive placement are filed twice, and the two never name each other
 * (docs/domain.md, 4.16): on each child's looked-after record, and on the adoption record. All others are filed on each
 * child's file (PG-10).
 */
export type RecordKind = 'looked-after' | 'adoption' | 'child';

export const recordKinds: readonly RecordKind[] = ['looked-after', 'adoption', 'child'];

export const recordInWords: Record<RecordKind, string> = {
  'looked-after': 'looked-after record',
  adoption: 'adoption record',
  child: 'file',
};

/** What one filing is of: a record, and the child whose it is; null for the adoption record, which is of the placement. */
export type FilingOf = { readonly kind: RecordKind; readonly childId: string | null };

/** Where the agreed minutes of a placement belong. */
export const filingsFor = ({ kind, children }: CaseRecord['placement']): readonly FilingOf[] =>
  kind === 'adoptive'
    ? [
        ...children.map(({ id }) => ({ kind: 'looked-after', childId: id }) as const),
        { kind: 'adoption', childId: null },
      ]
    : children.map(({ id }) => ({ kind: 'child', childId: id }) as const);

/** What is filed, and how far it has come. */
export type Filing = FilingOf &
  FilingProgress & {
    readonly id: string;
    readonly version: number;
    readonly queuedAt: Date;
    readonly filedAt: Date | null;
    readonly replaces: string | null;
    /** Where it was sent, in words; empty when it never was. */
    readonly keptAt: string;
    readonly checkedAt: Date | null;
    /** What was wrong when what is filed was last checked. */
    readonly problems: readonly string[];
    /** Why the last check could not be made. */
    readonly checkTrouble: string;
  };

/** Whether the agreed minutes of a meeting have been queued for a record, as they are now. */
export const isQueued = (
  of: FilingOf,
  filings: readonly Filing[],
  meeting: Pick<Meeting, 'minutesVersion'> | null,
): boolean =>
  filings.some(
    ({ kind, childId, version }) =>
      kind === of.kind && childId === of.childId && version === meeting?.minutesVersion,
  );

/** "Robin Oldroyd’s looked-after record", "The adoption record". */
export const whoseRecord = (
  { kind, childId }: FilingOf,
  children: CaseRecord['placement']['children'],
): string => {
  if (kind === 'adoption') return 'The adoption record';
  const child = children.find(({ id }) => id === childId);
  return `${child === undefined ? 'A child' : `${child.givenName} ${child.familyName}`}’s ${recordInWords[kind]}`;
};

/** The folder in which the bags of a record are, and the name of its files: neither says whose they are. */
export const filesOf: Record<RecordKind, { readonly folder: string; readonly name: string }> = {
  'looked-after': { folder: 'looked-after-records', name: 'record-of-the-meeting' },
  adoption: { folder: 'adoption-records', name: 'minutes' },
  child: { folder: 'child-files', name: 'minutes-for-the-file' },
};

/** What describes a bag besides its documents. */
export type BagFacts = {
  readonly id: string;
  readonly kind: RecordKind;
  readonly council: string;
  /** By which the record is found: the child's own number, or of the adoption record the reference of the case. */
  readonly found: string;
  readonly about: string;
  readonly heldOn: PlainDate;
  readonly madeOn: PlainDate;
  readonly version: number;
  readonly replaces: string | null;
};

const records: Record<RecordKind, string> = {
  'looked-after':
    'the record that a council keeps of a child it looked after.\nPeople the child lived with, or was to live with, are told here by their part and not by\nname.',
  adoption:
    'the record that a council keeps of a plan for adoption. It has\nthe minutes whole, as the chair agreed them.',
  child:
    'the file that a council keeps about a child. It has what is\nabout this child, and about everybody.',
};

/** What somebody reads first who opens the folder in thirty years and has never heard of any of it. */
export const readmeOf = (facts: BagFacts): string => {
  const { kind, council, about, heldOn, version, replaces, id } = facts;
  const { name } = filesOf[kind];
  return `WHAT THIS IS

These are the minutes of a meeting that was held on ${inWords(heldOn)}
about ${about}.
${council} kept them.

When a child has to move because a home did not last, people meet to understand
what happened and what the child needs now. The minutes are what was said there.

They are kept in ${records[kind]}

THE FILES

${name}.pdf    to read on a screen or on paper. It is a kind of PDF made to be kept (PDF/A).
${name}.docx   the same words, for a word processor.
${name}.json   the same words, for a computer.
metadata.json  what the minutes are of, and when.

IF THERE ARE SEVERAL

This is version ${version}, as folder ${id}.
${
  replaces === null
    ? 'It takes the place of no other folder.'
    : `It takes the place of folder ${replaces}, which was put right. Read this one.`
}
Another folder may say that it takes the place of this one. Then read that one.

IS IT WHOLE?

The folder is a “bag” (BagIt, RFC 8493). The file manifest-sha512.txt, one folder up,
has a long number for each file here. If a file was changed by a single letter, its
number is another: most computers can work it out, with the command sha512sum.

IF YOU ARE THE CHILD

You may ask to see what is kept about you. You do not have to read it alone: ask somebody
you trust to sit with you.
`;
};

/** The same for a computer: days, and no time of day. */
export const metadataOf = ({
  id,
  kind,
  council,
  found,
  about,
  heldOn,
  madeOn,
  version,
  replaces,
}: BagFacts) => ({
  folder: id,
  record: kind,
  council,
  reference: found,
  about,
  meetingHeldOn: heldOn,
  filedOn: madeOn,
  version,
  takesThePlaceOf: replaces,
});

/** The lines that describe a bag (RFC 8493, 2.2.2). */
export const bagInfoOf = ({
  id,
  kind,
  council,
  found,
  madeOn,
  heldOn,
}: BagFacts): readonly (readonly [string, string])[] => [
  ['Source-Organization', council],
  ['External-Description', `Minutes of a meeting held on ${heldOn}, for the ${recordInWords[kind]}`],
  ['External-Identifier', found],
  ['Internal-Sender-Identifier', id],
  ['Bagging-Date', madeOn],
];

/** What an address calls a record: the child whose it is, or "adoption". */
export const keyOfRecord = ({ childId, kind }: FilingOf): string => childId ?? kind;
