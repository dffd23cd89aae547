import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo } from '../../domain/access.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { type OpenCase, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { seePeopleView } from './see-people.view.ts';
import { managersOver, openingsOf, peopleOn, restrictionOf } from './store.ts';

/** Who may open a case and why, as of now. */
export const whoMayOpen = async ({ tx, record }: OpenCase) => {
  const { id } = record.placement;
  return {
    people: await peopleOn(tx, id),
    managers: await managersOver(tx, id),
    openings: await openingsOf(tx, id),
    restriction: await restrictionOf(tx, id),
  };
};

export const showPeople =
  (service: Service) => async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => {
    const shown = await withCase(
      service,
      signedIn(request),
      request.params.id,
      'see-who-may-open',
      async (open) =>
        seePeopleView(shellFor(request, reply), {
          ...(await whoMayOpen(open)),
          record: open.record,
          now: open.now,
          actorId: open.actor.id,
          may: (act) => mayDo(act, open.capacities),
        }),
    );
    return reply.html(shown);
  };
