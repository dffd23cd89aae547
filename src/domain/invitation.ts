import type { CaseRecord, Contact, Invitation, Reader, Staff } from './case.ts';
import type { Capacity, Procedure } from './procedure.ts';

/** Somebody who could be invited, as the case knows them. */
export type Invitee = Pick<
  Invitation,
  'source' | 'personId' | 'capacity' | 'reader' | 'name' | 'email' | 'mayKnowPlace'
>;

const readerOfContact: Record<Contact['kind'], Reader> = {
  'current-carer': 'carers',
  'birth-family': 'birth-family',
  'adopters-social-worker': 'professionals',
  'other-professional': 'professionals',
};

const staffInvitee = (capacity: Capacity, person: Staff): Invitee => ({
  source: `staff-${person.id}`,
  personId: person.id,
  capacity,
  reader: 'staff',
  name: person.name,
  email: person.email,
  mayKnowPlace: true,
});

/** Somebody who does not sign in, as an invitation has them. */
export const contactInvitee = (contact: Contact): Invitee => ({
  source: `contact-${contact.id}`,
  personId: null,
  capacity: contact.kind,
  reader: readerOfContact[contact.kind],
  name: contact.name,
  email: contact.email,
  // A person decides whether family may know the place (docs/domain.md, section 6).
  mayKnowPlace: contact.kind !== 'birth-family',
});

const onTheCase = (record: Pick<CaseRecord, 'placement'>, capacity: Capacity): readonly Invitee[] => {
  const { placement } = record;
  if (capacity === 'adopters')
    return placement.adopters.map((adopter) => ({
      source: `adopter-${adopter.id}`,
      personId: null,
      capacity,
      reader: 'adopters',
      name: adopter.name,
      email: adopter.email,
      mayKnowPlace: true,
    }));
  return [
    ...placement.roles
      .filter((role) => role.role === capacity && role.untilOn === null)
      .map(({ person }) => staffInvitee(capacity, person)),
    ...placement.contacts.filter(({ kind }) => kind === capacity).map(contactInvitee),
  ];
};

/**
 * The people the procedure lists, found on the case (DC-2a), and the other professionals on it. Each is proposed once,
 * in the procedure's order; the parents are on offer too, but a person decides.
 */
export const proposeInvitees = (
  procedure: Procedure,
  record: Pick<CaseRecord, 'placement'>,
): readonly Invitee[] => {
  const listed = procedure.rules.flatMap(({ asks }) => ('invite' in asks ? asks.invite : []));
  const found = [...listed, 'other-professional' as const].flatMap((capacity) => onTheCase(record, capacity));
  return [...new Map(found.map((invitee) => [invitee.source, invitee])).values()];
};

/** Family members on the case whom the convener may add with a reason. */
export const familyOnTheCase = (record: Pick<CaseRecord, 'placement'>): readonly Invitee[] =>
  onTheCase(record, 'birth-family');

/** Those who run the meeting and are always invited: the convener, the chair and the minute taker. */
export const runningTheMeeting = (
  record: Pick<CaseRecord, 'placement'>,
  chair: Staff,
  minuteTaker: Staff | null,
): readonly Invitee[] => [
  ...onTheCase(record, 'child-social-worker'),
  staffInvitee('chair', chair),
  ...(minuteTaker === null ? [] : [staffInvitee('minute-taker', minuteTaker)]),
];
