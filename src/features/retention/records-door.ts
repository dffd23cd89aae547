import type { Transaction } from '../../database/connection.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Actor, Service } from '../service.ts';
import { type CaseStanding, loadStanding } from './facts-store.ts';
import { loadDisposals, type StoredDisposal } from './store.ts';

export type CaseParams = { readonly placementId: string };
export type DisposalParams = { readonly disposalId: string };

/** What the audit says a screen is about. */
export const ofCase = ({ placementId }: CaseParams) => ({ kind: 'placement', id: placementId });
export const ofDisposal = ({ disposalId }: DisposalParams) => ({ kind: 'disposal', id: disposalId });

/** How a case of one's own council stands, without anything that names anybody. Throws a 404 when there is none. */
export const openStanding = async (
  tx: Transaction,
  service: Service,
  { organisationId }: Actor,
  { placementId }: CaseParams,
): Promise<CaseStanding> => {
  const today = dateInLondon(service.clock());
  const standing = isUuid(placementId)
    ? await loadStanding(tx, service.retention, { organisationId, placementId }, today)
    : undefined;
  if (standing === undefined) throw notThere('post');
  return standing;
};

/** A disposal of one's own council. Throws a 404 when there is none. */
export const openDisposal = async (
  tx: Transaction,
  { disposalId }: DisposalParams,
): Promise<StoredDisposal> => {
  const [disposal] = isUuid(disposalId) ? await loadDisposals(tx, { id: disposalId }) : [];
  if (disposal === undefined) throw notThere('post');
  return disposal;
};
