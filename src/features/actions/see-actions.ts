import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo } from '../../domain/access.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { seeActionsView } from './see-actions.view.ts';
import { reviewDayOf } from './store.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Every action of a case, what is overdue first, and the day of the child's next review. */
export const showActions = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const shown = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'see-disruption',
    async ({ tx, record, today, capacities }) => ({
      ...{ record, today, reviewOn: await reviewDayOf(tx, record.id) },
      mayRecord: mayDo('record-action', capacities),
      maySetReview: mayDo('set-review-day', capacities),
    }),
  );
  return reply.html(seeActionsView(shellFor(request, reply), shown));
};
