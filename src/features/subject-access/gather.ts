import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { loadPlacement } from '../../database/placement-record.ts';
import { openVault } from '../../database/vault.ts';
import type { Identities } from '../../domain/carer-identity.ts';
import type { PlacementRecord } from '../../domain/case.ts';
import type { Subject } from '../../domain/subject-access.ts';
import type { FoundRow } from '../../domain/subject-case-file.ts';
import { type BagItem, itemsAbout } from '../../domain/subject-item.ts';
import { carersToTell, tellCarers } from '../../domain/subject-people.ts';
import { placementRows, rowsOfCase } from '../../domain/subject-rows.ts';
import type { Actor, Service } from '../service.ts';
import { detailsOf, readCaseFile } from './case-file.ts';
import { staffItems } from './staff-file.ts';
import type { RequestCase } from './store.ts';

export type GatheredItem = BagItem & { readonly caseId: string | null; readonly carerId: string | null };

type Reading = {
  readonly tx: Transaction;
  readonly service: Service;
  readonly organisationId: string;
  readonly subjects: readonly Subject[];
};

/** What stands in a bag for somebody's own identity in the vault, until it is handed to them. */
const ownIdentity = (carerId: string): FoundRow => ({
  key: `identity-${carerId}`,
  category: 'about-you',
  on: null,
  text: 'Their name, e-mail address, phone number and address, as the vault has them: they stand in the bag alone.',
  whose: null,
  isTyped: false,
  of: [`carer-${carerId}`],
  isOnlyTheirs: true,
});

const carerOfKey = (key: string): string | null => /^identity-(.+)$/.exec(key)?.[1] ?? null;

/** A placement with its vault open, before anything of it is read. */
type OpenPlacement = {
  readonly caseId: string;
  readonly placement: PlacementRecord;
  readonly disruptionIds: readonly string[];
  readonly identities: Identities;
};

const openPlacement = async (
  { tx, service, organisationId }: Reading,
  { id: caseId, placementId }: RequestCase,
  disruptionIds: readonly string[],
): Promise<readonly OpenPlacement[]> => {
  const placement = await loadPlacement(tx, placementId);
  if (placement === undefined || placement.organisationId !== organisationId) return [];
  const of = { placementId, disruptionId: disruptionIds[0] ?? null, organisationId };
  return [
    { caseId, placement, disruptionIds, identities: await openVault(tx, service, of, 'gathers-for-request') },
  ];
};

const ownCarer = (subjects: readonly Subject[], identities: Identities): string | null =>
  subjects.find(({ kind, id }) => kind === 'carer' && identities[id] !== undefined)?.id ?? null;

/** Everything one placement holds about the person, with the carers of all of theirs told by their part. */
const readPlacement = async (
  { tx, subjects }: Reading,
  { placement, disruptionIds, identities }: OpenPlacement,
  told: ReturnType<typeof carersToTell>,
): Promise<readonly BagItem[]> => {
  const own = ownCarer(subjects, identities);
  const about = (record: Parameters<typeof itemsAbout>[1], rows: readonly FoundRow[]) => {
    const clean = rows.map((row) => ({
      ...row,
      text: tellCarers(row.text, told),
      whose: row.whose && { ...row.whose, name: tellCarers(row.whose.name, told) },
    }));
    return subjects.flatMap((subject) => itemsAbout(subject, record, clean));
  };
  const identity = own === null ? [] : [ownIdentity(own)];
  if (disruptionIds.length === 0) {
    const rows = placementRows(placement, await detailsOf(tx, placement.id));
    return about({ placement, meeting: null, reference: '' }, [...identity, ...rows]);
  }
  const items: BagItem[] = [];
  for (const id of disruptionIds) {
    const record = await loadCase(tx, id);
    if (record === undefined) continue;
    items.push(...about(record, [...identity, ...rowsOfCase(await readCaseFile(tx, record))]));
  }
  return items;
};

const disruptionsOf = (tx: Transaction, placementId: string, organisationId: string) =>
  beyondTheirSight(tx, () =>
    tx
      .selectFrom('disruption')
      .where('placement_id', '=', placementId)
      .where('organisation_id', '=', organisationId)
      .orderBy('broke_down_on')
      .select('id')
      .execute(),
  );

/**
 * Gathers everything the officer's council holds about the people of one request, across its cases. The officer sees no
 * case: this one function reads for them with the service's eyes, once the audit of each case says so, what is of the
 * confirmed person and nothing else; a restricted case is left alone until the guardian says yes. What it answers is
 * copied into the bag's own tables and worked on there, so no policy of a case knows of requests.
 */
export const gatherItems = async (
  tx: Transaction,
  service: Service,
  actor: Pick<Actor, 'organisationId'>,
  { subjects, cases }: { readonly subjects: readonly Subject[]; readonly cases: readonly RequestCase[] },
): Promise<readonly GatheredItem[]> => {
  const { organisationId } = actor;
  const reading = { tx, service, organisationId, subjects };
  const gathered: GatheredItem[] = [];
  const opened: OpenPlacement[] = [];
  for (const one of cases) {
    if (!one.isOpen) continue;
    const ids = (await disruptionsOf(tx, one.placementId, organisationId)).map(({ id }) => id);
    for (const id of ids)
      await audit(tx, {
        ...{ act: 'prepare-subject-access', rule: 'post', outcome: 'allowed', intent: 'see', organisationId },
        subject: { kind: 'disruption', id },
      });
    opened.push(...(await beyondTheirSight(tx, () => openPlacement(reading, one, ids))));
  }
  // What one case says of the carers of another is told by their part as well.
  const told = opened.flatMap(({ placement, identities }) =>
    carersToTell({ placement }, identities, ownCarer(subjects, identities)),
  );
  for (const one of opened) {
    const items = await beyondTheirSight(tx, () => readPlacement(reading, one, told));
    gathered.push(...items.map((item) => ({ ...item, caseId: one.caseId, carerId: carerOfKey(item.key) })));
  }
  for (const { kind, id } of subjects)
    if (kind === 'staff') {
      const items = await beyondTheirSight(tx, () => staffItems(tx, id));
      gathered.push(...items.map((item) => ({ ...item, caseId: null, carerId: null })));
    }
  return [...new Map(gathered.map((item) => [`${item.key}\n${item.text}`, item])).values()];
};
