import type { FastifyReply, FastifyRequest } from 'fastify';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { shownOf } from './follow-ups-shown.ts';
import { seeFollowUpsView } from './see-follow-ups.view.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** What is thought of once a placement has ended, and what came of each. */
export const showFollowUps = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const shown = await withCase(service, signedIn(request), request.params.id, 'see-disruption', shownOf);
  return reply.html(seeFollowUpsView(shellFor(request, reply), shown));
};
