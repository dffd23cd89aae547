import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadStory } from '../../database/actions.ts';
import { mayDo, takes } from '../../domain/access.ts';
import { stepsFor } from '../../domain/action-life.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { actionOn, stepFactsFor } from './action-on-case.ts';
import { seeActionView } from './see-action.view.ts';
import { actOfStep } from './take-step.ts';

type Visit = FastifyRequest<{ Params: { id: string; actionId: string } }>;

/** One action with its story, and what whoever reads it can do about it now. */
export const showAction = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, actionId } = request.params;
  const shown = await withCase(service, signedIn(request), id, 'see-disruption', async (open) => {
    const action = await actionOn(open, actionId);
    const { record, capacities, today } = open;
    const steps = stepsFor(action, stepFactsFor(open, action)).filter(
      (step) => mayDo(actOfStep(step), capacities) && takes(record, actOfStep(step)),
    );
    return { record, action, today, steps, story: await loadStory(open.tx, action.id) };
  });
  return reply.html(seeActionView(shellFor(request, reply), shown));
};
