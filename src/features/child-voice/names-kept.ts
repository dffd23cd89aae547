import { loadContactDetails } from '../../database/contact-channels.ts';
import { openVault, vaultOf } from '../../database/vault.ts';
import type { KeptApart } from '../../domain/private-people.ts';
import type { OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';

/** What is kept apart from the case, to look for it in what is written for a child and for nothing else. */
export const keptApartOf = async (service: Service, { tx, record }: OpenCase): Promise<KeptApart> => ({
  contactDetails: await loadContactDetails(tx, record.placement.id),
  identities: await openVault(tx, service, vaultOf(record), 'checks-child-pages'),
});
