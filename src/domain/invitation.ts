import type { Invite } from './asks.ts';
import type { Capacity } from './capacity.ts';
import { carerInWords, sourceOfCarer } from './carer-identity.ts';
import type { CaseRecord, Contact, Invitation, PlacementRecord, Reader, Staff } from './case.ts';
import type { Duty } from './duty.ts';

/** Somebody who could be invited, as the case knows them. */
export type Invitee = Pick<
  Invitation,
  'source' | 'personId' | 'capacity' | 'reader' | 'name' | 'email' | 'mayKnowPlace'
>;

/** How the procedure wants somebody to take part. */
export type Proposed = Invitee & {
  /** To come, to write or tell somebody, or either as the convener chooses. */
  readonly asked: 'attend' | 'contribute' | 'either';
  readonly mustAttend: boolean;
  /** A person decides whether they take part at all: no reason is owed when they do not. */
  readonly isOptional: boolean;
};

const readerOfContact: Record<Contact['kind'], Reader> = {
  'current-carer': 'carers',
  'birth-family': 'birth-family',
  'adopters-social-worker': 'professionals',
  'supervising-social-worker': 'professionals',
  'personal-adviser': 'professionals',
  keyworker: 'professionals',
  'home-manager': 'professionals',
  'other-professional': 'professionals',
};

/** Whose of the contacts an invitation is; undefined when it is none of theirs. */
export const contactOfSource = (source: string): string | undefined => /^contact-(.+)$/.exec(source)?.[1];

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

/** In which capacity the people of a placement, with whom the child lived, take part. */
export const capacityOfCarers = ({ kind }: Pick<PlacementRecord, 'kind'>): 'adopters' | 'former-carers' =>
  kind === 'adoptive' ? 'adopters' : 'former-carers';

const onTheCase = (record: Pick<CaseRecord, 'placement'>, capacity: Capacity): readonly Invitee[] => {
  const { placement } = record;
  if (capacity === 'adopters' || capacity === 'former-carers')
    return capacity !== capacityOfCarers(placement)
      ? []
      : placement.carers.map(({ id }, index) => ({
          source: sourceOfCarer(id),
          personId: null,
          capacity,
          reader: 'adopters',
          name: carerInWords(placement.kind, index),
          // In the vault, which only the job that sends a message opens for it.
          email: '',
          mayKnowPlace: true,
        }));
  return [
    ...placement.roles
      .filter((role) => role.role === capacity && role.untilOn === null)
      .map(({ person }) => staffInvitee(capacity, person)),
    ...placement.contacts.filter(({ kind }) => kind === capacity).map(contactInvitee),
  ];
};

const waysToTakePart: readonly (readonly [keyof Invite, Proposed['asked']])[] = [
  ['must-attend', 'attend'],
  ['invited', 'attend'],
  ['invited-or-asked-to-contribute', 'either'],
  ['may-contribute', 'contribute'],
];

/** Everybody the invite rules among some duties list, by capacity, and how each is to take part. */
const listedIn = (duties: readonly Pick<Duty, 'asks'>[]) =>
  duties.flatMap(({ asks }) =>
    'invite' in asks
      ? waysToTakePart.flatMap(([way, asked]) =>
          ((asks.invite[way] ?? []) as readonly Capacity[]).map((capacity) => ({
            capacity,
            asked,
            mustAttend: way === 'must-attend',
            isOptional: asks.invite['as-appropriate']?.includes(capacity) ?? false,
          })),
        )
      : [],
  );

/** In which capacities people must attend by the duties that list them. */
export const mustAttend = (duties: readonly Pick<Duty, 'asks'>[]): ReadonlySet<Capacity> =>
  new Set(listedIn(duties).flatMap(({ capacity, mustAttend: must }) => (must ? [capacity] : [])));

/** Whom the procedure lists, by capacity, and nobody on the case is: they are looked for, not passed over in silence. */
export const listedButAbsent = (
  duties: readonly Pick<Duty, 'asks'>[],
  record: Pick<CaseRecord, 'placement'>,
): readonly Capacity[] => [
  ...new Set(
    listedIn(duties)
      .map(({ capacity }) => capacity)
      .filter((capacity) => capacity !== 'other-professional' && onTheCase(record, capacity).length === 0),
  ),
];

/**
 * The people the case's duties list, found on the case (DC-2a, PG-5), and the other professionals on it. Each is proposed
 * once, in the procedure's order and in the first way it names. Parents whom no rule lists are not proposed: a person
 * decides (see `familyOnTheCase`).
 */
export const proposeInvitees = (
  duties: readonly Pick<Duty, 'asks'>[],
  record: Pick<CaseRecord, 'placement'>,
): readonly Proposed[] => {
  const others = {
    capacity: 'other-professional' as const,
    asked: 'attend' as const,
    mustAttend: false,
    isOptional: false,
  };
  const found = [...listedIn(duties), others].flatMap(({ capacity, ...way }) =>
    onTheCase(record, capacity).map((invitee) => ({ ...invitee, ...way })),
  );
  const bySource = Map.groupBy(found, ({ source }) => source);
  return [...bySource.values()].flatMap((same) => same.slice(0, 1));
};

/** Family members on the case whom no rule lists, and whom the convener may add with a reason. */
export const familyOnTheCase = (
  duties: readonly Pick<Duty, 'asks'>[],
  record: Pick<CaseRecord, 'placement'>,
): readonly Invitee[] => {
  const proposed = new Set(proposeInvitees(duties, record).map(({ source }) => source));
  return onTheCase(record, 'birth-family').filter(({ source }) => !proposed.has(source));
};

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
