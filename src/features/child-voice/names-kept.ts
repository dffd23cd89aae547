import { openKeptApart } from '../../database/protected-details.ts';
import type { KeptApart } from '../../domain/private-people.ts';
import type { OpenCase } from '../case-door.ts';
import type { Service } from '../service.ts';

/** What is kept apart from the case, to look for it in what is written for a child and for nothing else. */
export const keptApartOf = (service: Service, { tx, record }: OpenCase): Promise<KeptApart> =>
  openKeptApart(tx, service, record, 'checks-child-pages');
