import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadProposal } from '../../database/proposed-times.ts';
import { mayDo, takes } from '../../domain/access.ts';
import { isEssential, rankTimes } from '../../domain/time-answers.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { seeTimesView } from './see-times.view.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Which of the times that were proposed people can, the best first. */
export const showTimes = (service: Service) => async (request: Visit, reply: FastifyReply) =>
  reply.html(
    await withCase(
      service,
      signedIn(request),
      request.params.id,
      'see-disruption',
      async ({ tx, record, plan, actor, capacities }) => {
        const proposal = await loadProposal(tx, record.id);
        const { duties } = plan;
        return seeTimesView(shellFor(request, reply), {
          record,
          proposal,
          actorId: actor.id,
          fits: rankTimes(proposal?.times ?? [], proposal?.people ?? [], duties),
          isEssential: (person) => isEssential(person, duties),
          may: (act) => takes(record, act) && mayDo(act, capacities),
        });
      },
    ),
  );
