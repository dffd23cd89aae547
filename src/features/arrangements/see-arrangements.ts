import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayDo } from '../../domain/access.ts';
import { checklistOf } from '../../domain/checklist.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { seeArrangementsView } from './see-arrangements.view.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Who was told and what was arranged after the placement: what is open first, then what has ended. */
export const showArrangements = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const shown = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'see-disruption',
    async ({ record, procedure, calendar, today, capacities }) => ({
      ...{ record, today, checklist: checklistOf(procedure, record, calendar) },
      mayAnswer: mayDo('record-arrangement', capacities),
    }),
  );
  return reply.html(seeArrangementsView(shellFor(request, reply), shown));
};
