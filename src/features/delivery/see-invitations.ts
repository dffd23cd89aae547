import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadApart } from '../../database/kept-apart.ts';
import { mayDo } from '../../domain/access.ts';
import { asReadBy } from '../../domain/contribution-mark.ts';
import { clashesOf } from '../../domain/kept-apart.ts';
import type { Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { seeInvitationsView } from './see-invitations.view.ts';
import { listInvited } from './store.ts';

export type Visit = FastifyRequest<{ Params: { id: string; messageId: string }; Body: Typed }>;

export const showInvitations = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id: personId } = signedIn(request);
  const shown = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'see-disruption',
    async ({ tx, record, capacities, today }) =>
      seeInvitationsView(shellFor(request, reply), {
        record,
        today,
        clashes: clashesOf(record, await loadApart(tx, record.id)),
        people: (await listInvited(tx, record.id)).map((one) => asReadBy(one, { capacities, personId })),
        may: (act) => mayDo(act, capacities),
      }),
  );
  return reply.html(shown);
};
