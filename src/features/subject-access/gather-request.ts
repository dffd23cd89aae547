import { refused } from '../../domain/result.ts';
import { insist } from '../case-door.ts';
import type { Service } from '../service.ts';
import { gatherItems } from './gather.ts';
import { insertItems } from './item-store.ts';
import { postOnRequest } from './post-on-request.ts';
import { holdUndecided } from './request-door.ts';
import { beginAgain, loadCases, subjectsOf } from './store.ts';

/** Gathers what is held about the people of a request; what was gathered before, and decided, stays. */
export const postGather = (service: Service) =>
  postOnRequest(service, async (tx, actor, params) => {
    const request = await holdUndecided(tx, params);
    if (request.people.length === 0)
      insist(refused([{ field: '', message: 'Find the person first: nothing is gathered by guess' }]));
    const cases = await loadCases(tx, request.id);
    const items = await gatherItems(tx, service, actor, { subjects: subjectsOf(request), cases });
    const { organisationId } = actor;
    await insertItems(tx, items, { requestId: request.id, organisationId, at: service.clock() });
  });

/** Takes out what was gathered of somebody who was taken for another. */
export const postBeginAgain = (service: Service) =>
  postOnRequest(service, async (tx, _actor, params) => {
    const { id } = await holdUndecided(tx, params);
    await beginAgain(tx, id);
  });
