import { capacityInWords } from './capacity.ts';
import { carerInWords, type Identities } from './carer-identity.ts';
import type { CaseRecord, Invitation, Reader } from './case.ts';
import { capacityOfCarers, contactInvitee, type Invitee } from './invitation.ts';
import type { ProtectedDetail } from './protected-detail.ts';

export type Detail = 'email' | 'phone' | 'address';

/**
 * Somebody on a case who is not staff. Names and addresses change: every one on record counts. Of those with whom the
 * child lived it makes no difference which of them reads: they are told by their part to all others.
 */
export type PrivatePerson = Partial<Pick<Invitee, 'source' | 'capacity'>> & {
  readonly reader: Exclude<Reader, 'staff'>;
  /** How the person is told where their name may not stand. */
  readonly role: string;
  /** How all are told who have the same part. */
  readonly together: string;
  readonly onRecord: readonly (Pick<Invitee, 'name'> & Readonly<Record<Detail, string>>)[];
};

/**
 * What is kept apart from a case's record: phone numbers and addresses of contacts by their id, who the carers are, and what
 * somebody added by hand.
 */
export type KeptApart = {
  readonly contactDetails: Readonly<Record<string, { readonly phone: string; readonly address: string }>>;
  readonly identities: Identities;
  readonly details: readonly ProtectedDetail[];
};

/** Those told by their part with whom the child lived, all together; each is told by `carerInWords`. */
const togetherAs = {
  adopters: 'the prospective adopters',
  'former-carers': 'the former carers',
} as const;

/** Others told by their part in a case: one of one, one of several, and all together. */
const roles = {
  carers: { one: 'the current carer', each: 'current carer', all: 'the current carers' },
  'birth-family': { one: 'a family member', each: 'family member', all: 'the birth family' },
  professionals: { one: 'a professional', each: 'professional', all: 'the professionals' },
} as const;

/** Everybody on a case who is not staff, from the placement and from the invitations to its meeting. */
export const privatePeople = (
  { placement, meeting }: Pick<CaseRecord, 'placement' | 'meeting'>,
  { contactDetails, identities }: Pick<KeptApart, 'contactDetails' | 'identities'>,
): readonly PrivatePerson[] => {
  const nowhere = { phone: '', address: '' };
  const together = togetherAs[capacityOfCarers(placement)];
  const carers = placement.carers.map(({ id }, index): PrivatePerson => {
    const onRecord = identities[id];
    if (onRecord === undefined) throw new Error(`The vault has nobody for carer ${id}`);
    return { reader: 'adopters', role: carerInWords(placement.kind, index), together, onRecord };
  });
  const entries = [
    ...placement.contacts.map((contact) => ({
      ...nowhere,
      ...contactInvitee(contact),
      ...contactDetails[contact.id],
    })),
    ...(meeting?.invitations ?? []).map((invitation) => ({ ...nowhere, ...invitation })),
  ];
  const people = [...Map.groupBy(entries, ({ source }) => source).values()].flatMap((onRecord) =>
    onRecord
      .slice(0, 1)
      .flatMap(({ source, capacity, reader }) =>
        reader === 'staff' || reader === 'adopters' ? [] : [{ source, capacity, reader, onRecord }],
      ),
  );
  const others = people.map((person): PrivatePerson => {
    const alike = people.filter(({ reader }) => reader === person.reader);
    const { one, each, all } = roles[person.reader];
    return {
      ...person,
      role: alike.length === 1 ? one : `${each} ${alike.indexOf(person) + 1}`,
      together: all,
    };
  });
  return [...carers, ...others, ...sentInstead(meeting)];
};

/** Those who came in place of somebody invited: whoever sent them knows them, and staff (docs/domain.md, section 6). */
const sentInstead = (meeting: CaseRecord['meeting']): readonly PrivatePerson[] =>
  (meeting?.invitations ?? []).flatMap(({ source, capacity, instead }): readonly PrivatePerson[] => {
    if (instead?.is !== 'sent') return [];
    const role = sentForInWords(capacity);
    const onRecord = [{ name: instead.name, email: '', phone: '', address: '' }];
    return [{ source, reader: 'professionals', role, together: role, onRecord }];
  });

/** "somebody on behalf of the child’s social worker": how whoever was sent is told to all but staff. */
export const sentForInWords = (capacity: Invitee['capacity']): string =>
  `somebody on behalf of the ${capacityInWords[capacity]}`;

/** Who reads something that is made for them alone: somebody invited, or the child. */
export type OneReader = Pick<Invitation, 'source' | 'name' | 'mayKnowPlace'> & {
  /** Or the record of a child who was looked after, which whoever opens it reads. */
  readonly reader: Reader | 'child' | 'looked-after-record';
};

const familyName = (name: string): string | undefined => name.trim().split(/\s+/).at(-1);

/** Adopters live together, and so do carers of one family name; a birth family knows who it is. */
const isFamilyOf = (person: PrivatePerson, reader: OneReader): boolean =>
  person.reader === reader.reader &&
  (reader.reader === 'adopters' ||
    reader.reader === 'birth-family' ||
    (reader.reader === 'carers' &&
      person.onRecord.some(({ name }) => familyName(name) === familyName(reader.name))));

/** Who may be named on a looked-after record: everybody but the adopters and those by whom they could be found (4.16). */
const mayStandOnRecord = ({ reader, capacity }: PrivatePerson): boolean =>
  reader !== 'adopters' && capacity !== 'adopters-social-worker';

/** Whom a reader may know by name (docs/domain.md, section 6): themselves, their own family, their own social worker. */
export const mayBeNamed = (person: PrivatePerson, to: OneReader): boolean =>
  (to.reader === 'looked-after-record' && mayStandOnRecord(person)) ||
  person.source === to.source ||
  isFamilyOf(person, to) ||
  (person.capacity === 'adopters-social-worker' && to.reader === 'adopters');

/** Whose address, e-mail and phone number a reader may know: their own, and adopters each other's. */
export const mayBeReached = (person: PrivatePerson, by: OneReader): boolean =>
  (by.reader === 'looked-after-record' && mayStandOnRecord(person)) ||
  person.source === by.source ||
  (person.reader === 'adopters' && by.reader === 'adopters');

/** Whether a detail added by hand is kept from a reader: from a child and from a record, by whomever it is kept from. */
export const isKeptFrom = (
  { withheldFrom }: Pick<ProtectedDetail, 'withheldFrom'>,
  { reader }: Pick<OneReader, 'reader'>,
): boolean => reader === 'child' || reader === 'looked-after-record' || withheldFrom.includes(reader);

/** People whose names were added by hand, to be kept from one reader. */
export const namedByHand = (
  details: readonly ProtectedDetail[],
  reader: Pick<OneReader, 'reader'>,
): readonly PrivatePerson[] =>
  details
    .filter((detail) => detail.kind === 'name' && isKeptFrom(detail, reader))
    .map(({ value, toldAs }) => ({
      reader: 'professionals',
      role: toldAs,
      together: toldAs,
      onRecord: [{ name: value, email: '', phone: '', address: '' }],
    }));
