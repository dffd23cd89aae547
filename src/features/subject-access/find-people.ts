import { sql } from 'kysely';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { emailKey } from '../../database/sealing.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import { carerInWords } from '../../domain/carer-identity.ts';
import { inWords } from '../../domain/dates.ts';
import { postInWords } from '../../domain/post.ts';
import type { Candidate, SubjectRequest } from '../../domain/subject-access.ts';
import type { Service } from '../service.ts';

/** Somebody found, with the placements they are on. */
export type Found = Candidate & { readonly placementIds: readonly string[] };

type Sought = Pick<SubjectRequest, 'about' | 'name' | 'caseNumber' | 'bornOn' | 'email'>;

/** By which case somebody is told apart from another of the same name; a restricted one is not named. */
const caseOf = sql<string>`case when placement.restricted is not null then 'a restricted case'
  else coalesce((select 'case ' || string_agg(d.reference, ', ' order by d.reference) from disruption d
    where d.placement_id = placement.id), 'a placement without a case') end`;

const findChildren = async (
  tx: Transaction,
  organisationId: string,
  sought: Sought,
): Promise<readonly Found[]> => {
  const rows = await tx
    .selectFrom('child')
    .where('organisation_id', '=', organisationId)
    .where('case_number', '=', sought.caseNumber)
    .where('born_on', '=', sought.bornOn)
    .where(sql`lower(given_name || ' ' || family_name)`, '=', sought.name.toLowerCase())
    .select([
      'id',
      sql<string>`given_name || ' ' || family_name`.as('name'),
      'born_on as bornOn',
      'case_number as caseNumber',
      sql<
        readonly string[]
      >`array(select pc.placement_id from placement_child pc join placement p on p.id = pc.placement_id
        where pc.child_id = child.id and p.organisation_id = child.organisation_id)`.as('placementIds'),
    ])
    .execute();
  return rows.map(({ id, name, bornOn, caseNumber, placementIds }) => ({
    ...{ kind: 'child', id, placementIds },
    label: `${name}, born ${inWords(bornOn)}, case number ${caseNumber}`,
  }));
};

const findContacts = async (
  tx: Transaction,
  organisationId: string,
  { name, email }: Sought,
): Promise<readonly Found[]> => {
  const rows = await tx
    .selectFrom('contact')
    .innerJoin('placement', 'placement.id', 'contact.placement_id')
    .where('placement.organisation_id', '=', organisationId)
    .where(({ or, eb }) =>
      or([
        ...(email === '' ? [] : [eb(sql`lower(contact.email)`, '=', email.toLowerCase())]),
        ...(name === '' ? [] : [eb(sql`lower(contact.name)`, '=', name.toLowerCase())]),
      ]),
    )
    .orderBy('contact.name')
    .orderBy('contact.id')
    .limit(100)
    .select(['contact.id', 'contact.name', 'contact.kind', 'contact.email', 'placement.id as placementId'])
    .select(caseOf.as('reference'))
    .execute();
  return rows.map((one) => ({
    ...{ kind: 'contact', id: one.id, placementIds: [one.placementId] },
    label: `${one.name}, ${capacityInWords[one.kind]}, ${one.email}, on ${one.reference}`,
  }));
};

/** Carers are found by their e-mail address alone, which is compared without being opened: their names are in the vault. */
const findCarers = async (
  tx: Transaction,
  { vaultKeys }: Pick<Service, 'vaultKeys'>,
  organisationId: string,
  { email }: Sought,
): Promise<readonly Found[]> => {
  const key = emailKey(vaultKeys, email);
  if (key === null) return [];
  const rows = await tx
    .selectFrom('placement_carer as carer')
    .innerJoin('placement', 'placement.id', 'carer.placement_id')
    .where('placement.organisation_id', '=', organisationId)
    .where('carer.email_key', '=', key)
    .limit(100)
    .select([
      'carer.id',
      'placement.id as placementId',
      'placement.kind',
      sql<number>`(select count(*)::int from placement_carer before where before.placement_id = carer.placement_id
        and (before.position, before.id) < (carer.position, carer.id))`.as('index'),
    ])
    .select(caseOf.as('reference'))
    .execute();
  return rows.map(({ id, placementId, kind, index, reference }) => ({
    ...{ kind: 'carer', id, placementIds: [placementId] },
    label: `${carerInWords(kind, index)}, on ${reference}`,
  }));
};

const findStaff = async (
  tx: Transaction,
  organisationId: string,
  { email }: Sought,
): Promise<readonly Found[]> => {
  const rows = await tx
    .selectFrom('person')
    .where('organisation_id', '=', organisationId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .select(['id', 'name', 'email', sql<string>`app_post(id)`.as('post')])
    .execute();
  return rows.map(({ id, name, email, post }) => ({
    ...{ kind: 'staff', id, placementIds: [] },
    label: [name, ...(post === '' ? [] : [postInWords(post)]), email].join(', '),
  }));
};

/**
 * Everybody of the officer's own council who is exactly who is looked for: a child by case number, name and day of birth, a
 * member of staff by their account, anybody else by their e-mail address or whole name. A person says which of them it is.
 */
export const findPeople = (
  tx: Transaction,
  service: Pick<Service, 'vaultKeys'>,
  organisationId: string,
  sought: Sought,
): Promise<readonly Found[]> =>
  beyondTheirSight(tx, async () => {
    if (sought.about === 'child') return findChildren(tx, organisationId, sought);
    if (sought.about === 'staff') return findStaff(tx, organisationId, sought);
    return [
      ...(await findContacts(tx, organisationId, sought)),
      ...(await findCarers(tx, service, organisationId, sought)),
    ];
  });
