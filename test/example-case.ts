import { randomUUID } from 'node:crypto';
import { asService, type Database } from '../src/database/connection.ts';
import { addPeople } from '../src/database/people.ts';
import { addCarers } from '../src/database/vault.ts';
import type { PlacementKind, Provider } from '../src/domain/facts.ts';
import type { Actor } from '../src/features/service.ts';
import { testVault } from './vault-key.ts';

const organisations = {
  derby: { name: 'Derby City Council', kind: 'council', colour: '#00583d' },
  derbyshire: { name: 'Derbyshire County Council', kind: 'council', colour: '#4c2c92' },
  nottingham: { name: 'Nottingham City Council', kind: 'council', colour: '#1d4d2b' },
  aem: { name: 'Adoption East Midlands', kind: 'regional-agency', colour: '#5b2333' },
} as const;

/** Invented staff: who they are, and where; each signs in at `<key>@<organisation>.example`. */
const staff = {
  amina: { name: 'Amina Hussain', post: 'social-worker', at: 'derby' },
  gareth: { name: 'Gareth Pugh', post: 'team-manager', at: 'derby' },
  helen: { name: 'Helen Marsh', post: 'service-manager', at: 'derby' },
  former: { name: 'Colin Former', post: 'team-manager', at: 'derby' },
  otherteam: { name: 'Nadia Rahman', post: 'team-manager', at: 'derby' },
  minutes: { name: 'Bilal Khan', post: 'minute-taker', at: 'derby' },
  iro: { name: 'Tomasz Nowak', post: 'iro', at: 'derby' },
  outsider: { name: 'Jo Outsider', post: 'social-worker', at: 'nottingham' },
  chair: { name: 'Ruth Barlow', post: 'independent-chair', at: 'derbyshire' },
  chair2: { name: 'Simon Vale', post: 'independent-chair', at: 'nottingham' },
  agency: { name: 'Priya Shah', post: 'adopters-social-worker', at: 'aem' },
  agencychair: { name: 'Olu Adeyemi', post: 'team-manager', at: 'aem' },
  panel: { name: 'Joy Okafor', post: 'panel-advisor', at: 'aem' },
  admin: { name: 'Wendy Admin', post: 'administrator', at: 'derby' },
  governance: { name: 'Leonard Hughes', post: 'information-governance', at: 'derby' },
  guardian: { name: 'Miriam Goldberg', post: 'caldicott-guardian', at: 'derby' },
  lead: { name: 'Marcus Boateng', post: 'learning-lead', at: 'derby' },
  records: { name: 'Tess Akintola', post: 'records-officer', at: 'derby' },
  records2: { name: 'Noor Whitfield', post: 'records-officer', at: 'derby' },
} as const satisfies Record<string, { name: string; post: string; at: keyof typeof organisations }>;

export type StaffKey = keyof typeof staff;

export const emailOfStaff = (key: StaffKey): string => `${key}@${staff[key].at}.example`;

export type ExampleCase = {
  readonly people: Readonly<Record<StaffKey, string>>;
  /** The same people as the functions behind the screens know them. */
  readonly actors: Readonly<Record<StaffKey, Actor>>;
  readonly placementId: string;
  readonly childIds: readonly string[];
};

/** How the adopters of the example case are told wherever their names may not stand. */
export const adopterWords = ['Adopter 1', 'Adopter 2'] as const;

/** The adopters, carers and family of the example case: the words a copy must or must not hold. */
export const family = {
  adopters: [
    {
      name: 'Martin Featherstone',
      email: 'martin@featherstone.example',
      phone: '01632 960111',
      address: '7 Quillet Row, Belper, DQ56 9ZZ',
    },
    {
      name: 'Lucasta Featherstone',
      email: 'lucasta@featherstone.example',
      phone: '01632 960112',
      address: '7 Quillet Row, Belper, DQ56 9ZZ',
    },
  ],
  carers: [
    { name: 'Dorothy Lindqvist', email: 'dorothy@lindqvist.example' },
    { name: 'Peter Lindqvist', email: 'peter@lindqvist.example' },
  ],
  mother: { name: 'Kirsty Oldroyd', email: 'kirsty@oldroyd.example' },
} as const;

/** The procedures every council of the examples works by, the first that is about a case first. */
const procedures = ['derby-city/adoption', 'guidance-2017/disruption-meetings'];

/** Puts organisations, staff and, on request, one placement with everybody on it into a database. */
export const addExampleCase = (
  db: Database,
  options: {
    readonly children?: readonly string[];
    readonly startedOn?: string | null;
    readonly introductionsOn?: string;
    readonly familySource?: 'regional-agency' | 'inter-agency';
    readonly kind?: PlacementKind;
    readonly provider?: Provider;
  } = {},
): Promise<ExampleCase> =>
  asService({ db }, async (tx) => {
    const organisationIds = new Map<string, string>();
    for (const [key, organisation] of Object.entries(organisations)) {
      const id = randomUUID();
      organisationIds.set(key, id);
      await tx
        .insertInto('organisation')
        .values({ id, region: 'East Midlands', ...organisation })
        .execute();
      if (organisation.kind === 'council')
        await tx
          .insertInto('organisation_procedure')
          .values(
            procedures.map((procedure_id, index) => ({
              organisation_id: id,
              position: index + 1,
              procedure_id,
            })),
          )
          .execute();
    }
    const people = {} as Record<StaffKey, string>;
    const actors = {} as Record<StaffKey, Actor>;
    for (const [key, { name, post, at }] of Object.entries(staff)) {
      const id = randomUUID();
      const organisationId = organisationIds.get(at) ?? '';
      people[key as StaffKey] = id;
      // Fresh enough for everything, however far a test moves the clock.
      const authenticatedAt = new Date('9999-12-31');
      actors[key as StaffKey] = { id, name, post, posts: [post], organisationId, authenticatedAt };
      await addPeople(tx, [{ id, organisationId, name, email: emailOfStaff(key as StaffKey), post }]);
    }
    const manages = (person: StaffKey, manager: StaffKey, from_on: string, until_on: string | null = null) =>
      tx
        .insertInto('line_management')
        .values({ person_id: people[person], manager_id: people[manager], from_on, until_on })
        .execute();
    await manages('amina', 'former', '2024-01-01', '2026-01-31');
    await manages('amina', 'gareth', '2026-02-01');
    await manages('gareth', 'helen', '2024-01-01');
    const placement = await addPlacement(tx, organisationIds.get('derby') ?? '', people, options);
    return { people, actors, ...placement };
  });

const addPlacement = async (
  tx: Parameters<Parameters<typeof asService>[1]>[0],
  organisationId: string,
  people: Readonly<Record<StaffKey, string>>,
  {
    children = ['Robin'],
    startedOn = '2025-11-03',
    introductionsOn = '2025-10-20',
    familySource = 'regional-agency',
    kind = 'adoptive',
    provider,
  }: NonNullable<Parameters<typeof addExampleCase>[1]>,
) => {
  const placementId = randomUUID();
  await tx
    .insertInto('placement')
    .values({
      id: placementId,
      organisation_id: organisationId,
      kind,
      provider: provider ?? null,
      agency_name: familySource === 'regional-agency' ? 'Adoption East Midlands' : 'Northern Hearts Adoption',
      family_source: kind === 'adoptive' ? familySource : null,
      introductions_on: kind === 'adoptive' ? introductionsOn : null,
      started_on: startedOn,
      created_by: people.amina,
    })
    .execute();
  const childIds: string[] = [];
  for (const [index, given_name] of children.entries()) {
    const id = randomUUID();
    childIds.push(id);
    await tx
      .insertInto('child')
      .values({
        id,
        organisation_id: organisationId,
        given_name,
        family_name: 'Oldroyd',
        born_on: `201${8 + index}-05-04`,
        case_number: `DC-${randomUUID().slice(0, 8)}`,
      })
      .execute();
    await tx.insertInto('placement_child').values({ placement_id: placementId, child_id: id }).execute();
  }
  await addCarers(tx, testVault, { id: placementId, organisationId }, family.adopters);
  const contacts = [
    ...family.carers.map((carer) => ({ kind: 'current-carer' as const, ...carer })),
    { kind: 'birth-family' as const, ...family.mother },
  ];
  for (const contact of contacts)
    await tx
      .insertInto('contact')
      .values({ id: randomUUID(), placement_id: placementId, ...contact })
      .execute();
  const roles = [
    ['amina', 'child-social-worker'],
    ['agency', 'adopters-social-worker'],
    ['iro', 'iro'],
    ['panel', 'panel-advisor'],
    ['gareth', 'team-manager'],
    ['helen', 'service-manager'],
  ] as const;
  for (const [key, role] of roles)
    await tx
      .insertInto('case_role')
      .values({
        id: randomUUID(),
        placement_id: placementId,
        person_id: people[key],
        role,
        from_on: '2025-01-01',
      })
      .execute();
  for (const [key, capacity] of roles)
    await tx
      .insertInto('placement_access')
      .values({ placement_id: placementId, person_id: people[key], capacity })
      .execute();
  return { placementId, childIds };
};
