import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { loadFeedback } from '../../database/feedback.ts';
import { decideByPost } from '../../domain/access.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { isInPool, poolsOf } from '../../domain/feedback.ts';
import { quarterOf } from '../../domain/quarter.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { seeFeedbackView } from './see-feedback.view.ts';

/** What a council was told that may be shown now: groups of more than five answers, with the words that belong to each. */
export const shownFeedback = async (
  { clock }: Pick<Service, 'clock'>,
  tx: Transaction,
  organisationId: string,
) => {
  const { given, written } = await loadFeedback(tx, organisationId);
  return poolsOf(given, quarterOf(dateInLondon(clock())).from)
    .map((pool) => ({ ...pool, written: written.filter((one) => isInPool(one, pool)) }))
    .toSorted((a, b) => b.until.localeCompare(a.until));
};

/** How meetings of one's own council were for those who were asked to them. */
export const showFeedback = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const person = signedIn(request);
  const pools = await withPost(service, person, 'see-feedback', (tx) =>
    shownFeedback(service, tx, person.organisationId),
  );
  const mayReadWords = decideByPost(person, 'read-feedback-words').allowed;
  return reply.html(seeFeedbackView(shellFor(request, reply), { pools, mayReadWords }));
};
