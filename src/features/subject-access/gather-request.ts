import type { FastifyReply, FastifyRequest } from 'fastify';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { changeByPost } from '../post-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { gatherItems } from './gather.ts';
import { insertItems } from './item-store.ts';
import { holdUndecided, ofRequest, type RequestParams } from './request-door.ts';
import { showRequestPage } from './see-request.ts';
import { beginAgain, loadCases, subjectsOf } from './store.ts';

/** Gathers what is held about the people of a request; what was gathered before, and decided, stays. */
const gather = (
  service: Service,
  actor: Actor,
  { id, key }: RequestParams & { readonly key: string },
): Promise<Outcome> =>
  changeByPost(
    service,
    actor,
    { act: 'prepare-subject-access', key, subject: ofRequest({ id }) },
    async (tx) => {
      const request = await holdUndecided(tx, { id });
      if (request.people.length === 0)
        return insist(
          refused([{ field: '', message: 'Find the person first: nothing is gathered by guess' }]),
        );
      const cases = await loadCases(tx, id);
      const items = await gatherItems(tx, service, actor, { subjects: subjectsOf(request), cases });
      await insertItems(tx, items, {
        requestId: id,
        organisationId: actor.organisationId,
        at: service.clock(),
      });
      return `/subject-access/${id}`;
    },
  );

/** Takes out what was gathered of somebody who was taken for another. */
const restart = (
  service: Service,
  actor: Actor,
  { id, key }: RequestParams & { readonly key: string },
): Promise<Outcome> =>
  changeByPost(
    service,
    actor,
    { act: 'prepare-subject-access', key, subject: ofRequest({ id }) },
    async (tx) => {
      await holdUndecided(tx, { id });
      await beginAgain(tx, id);
      return `/subject-access/${id}`;
    },
  );

type Visit = FastifyRequest<{ Params: RequestParams; Body: Typed }>;

const byForm = (service: Service, work: typeof gather) => async (request: Visit, reply: FastifyReply) => {
  const form = { id: request.params.id, key: readText(request.body, '_key') };
  const outcome = await work(service, signedIn(request), form);
  return outcome.ok
    ? reply.redirect(outcome.location, 303)
    : showRequestPage(service, request, reply, outcome.problems);
};

export const postGather = (service: Service) => byForm(service, gather);
export const postBeginAgain = (service: Service) => byForm(service, restart);
