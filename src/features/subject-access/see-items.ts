import type { FastifyReply, FastifyRequest } from 'fastify';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { loadItems } from './item-store.ts';
import { ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { seeItemsView } from './see-items.view.ts';

/** Everything that was gathered for a request, and what was decided of each. */
export const showItems =
  (service: Service) => async (request: FastifyRequest<{ Params: RequestParams }>, reply: FastifyReply) => {
    const { params } = request;
    const shown = await withPost(
      service,
      signedIn(request),
      'prepare-subject-access',
      async (tx) => ({ request: await openRequest(tx, params), items: await loadItems(tx, params.id) }),
      ofRequest(params),
    );
    return reply.html(seeItemsView(shellFor(request, reply), shown));
  };
