import type { PlainDate } from '../dates.ts';
import type { DateRead } from './check-row.ts';
import type { ReturnFile } from './columns.ts';

/** What a return proposes to look at, in the order in which a page offers them. A person decides each. */
export const proposalKinds = {
  unplanned: 'Placement ended without a plan',
  protection: 'Placement ended with a protection concern',
  home: 'Returned home without a plan',
  adopters: 'Left the people who were to adopt',
  'repeated-child': 'More than one ending for a child',
  'repeated-carer': 'More than one ending at one home',
  'after-order': 'Looked after again after an order',
  unclear: 'Ending that only a person can tell about',
} as const satisfies Readonly<Record<string, string>>;
export type ProposalKind = keyof typeof proposalKinds;

/** Proposals on one page of them. */
export const PAGE_SIZE = 50;

/** The day of each ending counts, and of which child. */
export type Ending = { readonly child: string; readonly endedOn: PlainDate };

/** Something that a row proposes. The same rows, or rows that moved in their file, have the same `key`. */
export type Proposal = {
  readonly key: string;
  readonly kind: ProposalKind;
  readonly file: ReturnFile;
  readonly row: number;
  /** The council’s own number of the child, as the return has it. */
  readonly child: string;
  /** As the header has it; empty when it has nothing. */
  readonly bornOn: DateRead;
  readonly startedOn: DateRead;
  readonly endedOn: DateRead;
  readonly place: string;
  /** The code that says why; empty when the return gives none. */
  readonly code: string;
  /** The home or the agency, by its number at Ofsted. */
  readonly urn: string;
  /** Of repeated endings, each of them, the earliest first; else none. */
  readonly endings: readonly Ending[];
};

/** What a person looks at would be different if this were: where a row stands does not count. */
export const contentOf = ({ row: _, ...rest }: Proposal): string => JSON.stringify(rest);
