import { looksLikeEmail } from './email.ts';
import type { PlacementKind } from './facts.ts';
import { findLeaks, textAlone } from './leak-check.ts';
import { allowed, type Result, refused } from './result.ts';
import { postcode } from './secret.ts';
import { listInWords } from './words.ts';

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

/** Who a carer is, as they themselves are told: a line for each thing that is known. */
export const identityInWords = ({ name, email, phone, address }: CarerIdentity): string =>
  [
    `Name: ${name}`,
    ...(email === '' ? [] : [`E-mail: ${email}`]),
    ...(phone === '' ? [] : [`Phone: ${phone}`]),
    ...(address === '' ? [] : [`Address: ${address}`]),
  ].join('\n');

/** The postcode in an address; empty when there is none. */
export const postcodeIn = (address: string): string => address.match(postcode)?.at(-1) ?? '';

/** Those with whom the child lived, all together: "the adopters". */
export const carersInWords = (kind: PlacementKind): string =>
  kind === 'adoptive' ? 'the adopters' : 'the former carers';

const sameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * What is to be put right about a carer: fields left empty stay as they are. An e-mail address is never one of somebody
 * else's on the case, to whom what is written for the carer would then go.
 */
export const correctCarer = (
  typed: CarerIdentity,
  { contacts }: { readonly contacts: readonly { readonly name: string; readonly email: string }[] },
): Result<Partial<CarerIdentity>> => {
  const corrected = Object.entries(typed).filter(([, text]) => text !== '');
  if (corrected.length === 0)
    return refused([
      { field: 'name', message: 'Enter what is to be put right: a name, a number or an address' },
    ]);
  if (typed.email !== '' && !looksLikeEmail(typed.email))
    return refused([{ field: 'email', message: 'Enter an e-mail address, such as name@example.com' }]);
  const owner = contacts.find(({ email }) => email !== '' && sameAddress(email, typed.email));
  return owner === undefined
    ? allowed(Object.fromEntries(corrected))
    : refused([
        { field: 'email', message: `This is the address of ${owner.name}, who gets messages of their own` },
      ]);
};

const fieldInWords = {
  name: 'name',
  email: 'e-mail address',
  phone: 'phone number',
  address: 'address',
} as const;

/** Which parts of an identity were put right, without a word of them: "name and address". */
export const correctedInWords = (corrected: Partial<CarerIdentity>): string =>
  listInWords(
    (Object.keys(fieldInWords) as (keyof CarerIdentity)[])
      .filter((field) => corrected[field] !== undefined)
      .map((field) => fieldInWords[field]),
  );

/** Characters of a reason: a sentence or two, which others on the case read. */
export const reasonLimit = 500;

/** Why somebody opens the vault: a reason, and nothing in it that is in the vault, since everybody on the case reads it. */
export const reasonToOpen = (reason: string, identities: Identities): Result<string> => {
  if (reason === '')
    return refused([{ field: 'reason', message: 'Enter why you need to know who they are' }]);
  if (reason.length > reasonLimit)
    return refused([{ field: 'reason', message: `The reason must be ${reasonLimit} characters or fewer` }]);
  return isNamedIn(reason, identities)
    ? refused([
        {
          field: 'reason',
          message: 'Leave names, numbers and addresses out of the reason: everybody on the case can read it',
        },
      ])
    : allowed(reason);
};

/** Whether a text names one of these people or says where they can be reached, now or as it was on record. */
export const isNamedIn = (text: string, identities: Identities): boolean => {
  const secrets = Object.values(identities)
    .flat()
    .flatMap((identity) =>
      (Object.keys(fieldInWords) as (keyof CarerIdentity)[])
        .filter((kind) => identity[kind] !== '')
        .map((kind) => ({ kind, value: identity[kind], label: kind })),
    );
  return findLeaks([textAlone(text)], secrets).length > 0;
};
