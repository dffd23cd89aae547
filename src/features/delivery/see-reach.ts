import type { FastifyReply } from 'fastify';
import { loadReach } from '../../database/contact-channels.ts';
import { mayDo } from '../../domain/access.ts';
import { peopleToReach } from '../../domain/contact-channel.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import type { Visit } from './see-invitations.ts';
import { seeReachView } from './see-reach.view.ts';

export const showReach = (service: Service) => async (request: Visit, reply: FastifyReply) =>
  reply.html(
    await withCase(
      service,
      signedIn(request),
      request.params.id,
      'see-disruption',
      async ({ tx, record, capacities }) =>
        seeReachView(shellFor(request, reply), {
          record,
          people: peopleToReach(record.placement),
          reach: await loadReach(tx, record.placement.id),
          mayConfirm: mayDo('confirm-channel', capacities),
        }),
    ),
  );
