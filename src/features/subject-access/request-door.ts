import type { Transaction } from '../../database/connection.ts';
import { refused } from '../../domain/result.ts';
import { standingOf } from '../../domain/subject-handover.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import { loadBags } from './bag-store.ts';
import { holdRequest, loadRequests, type StoredRequest } from './store.ts';

export type RequestParams = { readonly id: string };

/** What the audit says a screen is about. */
export const ofRequest = ({ id }: RequestParams) => ({ kind: 'subject-request', id });

/** A request of the organisation of whoever asks. Throws a 404 when there is none. */
export const openRequest = async (tx: Transaction, { id }: RequestParams): Promise<StoredRequest> => {
  const [request] = isUuid(id) ? await loadRequests(tx, { id }) : [];
  if (request === undefined) throw notThere('post');
  return request;
};

/** A request that still takes changes, held against every other change of it until the transaction ends. */
export const holdOpenRequest = async (tx: Transaction, params: RequestParams): Promise<StoredRequest> => {
  if (isUuid(params.id)) await holdRequest(tx, params.id);
  const request = await openRequest(tx, params);
  return request.closedAt === null
    ? request
    : insist(refused([{ field: '', message: 'This request is closed. It can be read, but not changed' }]));
};

/** One whose things can still be decided: no bag of it is being checked, or was released. */
export const holdUndecided = async (tx: Transaction, params: RequestParams): Promise<StoredRequest> => {
  const request = await holdOpenRequest(tx, params);
  const standing = standingOf(await loadBags(tx, request.id));
  if (standing === undefined) return request;
  const message =
    standing.releasedAt === null
      ? 'It is being checked, so nothing in it can be changed'
      : 'It is released, so nothing in it can be changed';
  return insist(refused([{ field: '', message }]));
};
