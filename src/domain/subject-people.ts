import { capacityInWords } from './capacity.ts';
import { carerInWords, type Identities, sourceOfCarer } from './carer-identity.ts';
import { type CaseRecord, childrenInWords } from './case.ts';
import { findLeaks, replaceIdentifying, type Secret, textAlone } from './leak-check.ts';
import { sentForInWords } from './private-people.ts';
import type { Subject } from './subject-access.ts';

/** Somebody a case knows, by the name it may tell them by: a carer has none but their part. */
export type KnownPerson = {
  /** As invitations have it: "child-…", "carer-…", "contact-…", "staff-…". */
  readonly source: string;
  readonly name: string;
  readonly part: string;
  /** Whoever acts in a role they are paid for: what they did is not normally withheld (DPA 2018, Schedule 2, paragraph 17). */
  readonly isProfessional: boolean;
};

export const sourceOfSubject = ({ kind, id }: Subject): string => `${kind}-${id}`;

const privateContacts: ReadonlySet<string> = new Set(['current-carer', 'birth-family']);

/** Everybody a case knows. */
export const peopleOf = ({
  placement,
  meeting,
}: Pick<CaseRecord, 'placement' | 'meeting'>): readonly KnownPerson[] => {
  const staff = [
    ...placement.roles.map(({ person, role }) => ({ ...person, role })),
    ...(meeting === null ? [] : [{ ...meeting.chair, role: 'chair' }]),
    ...(meeting?.minuteTaker ? [{ ...meeting.minuteTaker, role: 'minute-taker' }] : []),
  ];
  const people = [
    ...placement.children.map((child) => ({
      ...{
        source: `child-${child.id}`,
        name: childrenInWords([child]),
        part: 'child',
        isProfessional: false,
      },
    })),
    ...placement.carers.map(({ id }, index) => ({
      ...{ source: sourceOfCarer(id), name: carerInWords(placement.kind, index) },
      ...{ part: 'carer of the placement', isProfessional: false },
    })),
    ...placement.contacts.map(({ id, name, kind }) => ({
      ...{ source: `contact-${id}`, name, part: capacityInWords[kind] },
      isProfessional: !privateContacts.has(kind),
    })),
    ...staff.map(({ id, name, role }) => ({
      ...{ source: `staff-${id}`, name, part: role.replaceAll('-', ' '), isProfessional: true },
    })),
  ];
  const sent = (meeting?.invitations ?? []).flatMap(({ id, capacity, instead }) =>
    instead?.is === 'sent'
      ? [
          {
            ...{ source: `sent-${id}`, name: instead.name, part: sentForInWords(capacity) },
            isProfessional: !privateContacts.has(capacity),
          },
        ]
      : [],
  );
  return [...new Map([...people, ...sent].map((person) => [person.source, person])).values()];
};

const partsOf = (name: string): readonly string[] =>
  name.split(/[^\p{L}\p{M}'’-]+/u).filter((part) => part.length > 1);

/** Words of names that alone would be found everywhere. */
const ordinary = new Set('mr mrs ms miss mx dr and the of van de la'.split(' '));

/**
 * How somebody is found in a text: by the whole name, and by each part of it that is nobody else's here. The words "Adopter
 * 1" are found whole.
 */
const namesToFind = (name: string, others: readonly string[]): readonly Secret[] => {
  const shared = new Set(others.flatMap(partsOf).map((part) => part.toLowerCase()));
  const secret = (kind: Secret['kind'], value: string): Secret => ({ kind, value, label: name });
  const parts = partsOf(name);
  return [
    ...(parts.length > 1 || /\d/.test(name) ? [secret('passage', name)] : []),
    ...(/\d/.test(name) ? [] : parts)
      .filter((part) => !shared.has(part.toLowerCase()) && !ordinary.has(part.toLowerCase()))
      .map((part) => secret('name', part)),
  ];
};

/** Who of some people a text names. */
export const namedIn = (text: string, people: readonly KnownPerson[]): readonly KnownPerson[] =>
  people.filter((person) => {
    const others = people.filter(({ source }) => source !== person.source).map(({ name }) => name);
    return findLeaks([textAlone(text)], namesToFind(person.name, others)).length > 0;
  });

const details = { email: 'e-mail address', phone: 'phone number', address: 'address' } as const;
type Told = { readonly secret: Secret; readonly by: string };

/**
 * What the vault has of the carers of a case but for one of them, whose own bag it is, with how each is told. What that one
 * shares with another, a home or a family name, is their own.
 */
export const carersToTell = (
  { placement }: Pick<CaseRecord, 'placement'>,
  identities: Identities,
  own: string | null,
): readonly Told[] => {
  const mine = own === null ? [] : (identities[own] ?? []);
  const known = [
    ...mine.map(({ name }) => name),
    ...placement.children.map((child) => childrenInWords([child])),
  ];
  const myValues = new Set(mine.flatMap((identity) => Object.values(identity)));
  return placement.carers.flatMap(({ id }, index) => {
    if (id === own) return [];
    const role = carerInWords(placement.kind, index);
    return (identities[id] ?? []).flatMap((identity): readonly Told[] => [
      ...namesToFind(identity.name, known).map((secret) => ({
        secret: { ...secret, label: `the name of ${role}` },
        by: role,
      })),
      ...(Object.keys(details) as (keyof typeof details)[])
        .filter((kind) => identity[kind] !== '' && !myValues.has(identity[kind]))
        .map((kind) => ({
          secret: { kind, value: identity[kind], label: `the ${details[kind]} of ${role}` },
          by: `(${details[kind]} of ${role})`,
        })),
    ]);
  });
};

/** A text with the carers told by their part, as everywhere outside the vault. */
export const tellCarers = (text: string, told: readonly Told[]): string =>
  told.length === 0 ? text : replaceIdentifying(text, told);
