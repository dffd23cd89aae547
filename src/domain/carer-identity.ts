import type { PlacementKind } from './facts.ts';
import { postcode } from './secret.ts';

/** Who somebody is with whom the child lived, and how they are reached: kept sealed, and opened for a reason. */
export type CarerIdentity = {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly address: string;
};

/** What was on record about each carer of a placement, by their id: the present first, then what it was before. */
export type Identities = Readonly<Record<string, readonly [CarerIdentity, ...CarerIdentity[]]>>;

/** How the carer in a place of a placement's list is told wherever their name may not stand: "Adopter 1". */
export const carerInWords = (kind: PlacementKind, index: number): string =>
  `${kind === 'adoptive' ? 'Adopter' : 'Former carer'} ${index + 1}`;

/** Where an invitation of a carer comes from, and whose it is; undefined when it is none of a carer's. */
export const sourceOfCarer = (carerId: string): string => `carer-${carerId}`;
export const carerOfSource = (source: string): string | undefined => /^carer-(.+)$/.exec(source)?.[1];

/** The postcode in an address; empty when there is none. */
export const postcodeIn = (address: string): string => address.match(postcode)?.at(-1) ?? '';
