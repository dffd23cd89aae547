import type { FastifyReply, FastifyRequest } from 'fastify';
import { readText, type Typed } from '../web/typed.ts';
import { signedIn } from '../web/visitor.ts';
import type { Actor, Outcome, Service } from './service.ts';

/**
 * A button on a case with nothing to fill in, and so nothing to refuse: it does what `save` does and leads on. `Named` is
 * what its address names besides the case.
 */
export const onPress =
  <Named extends object>(
    service: Service,
    save: (
      service: Service,
      actor: Actor,
      form: { readonly disruptionId: string; readonly key: string },
      named: Named,
    ) => Promise<Outcome>,
  ) =>
  async (request: FastifyRequest, reply: FastifyReply) => {
    const params = request.params as Named & { readonly id: string };
    const form = { disruptionId: params.id, key: readText(request.body as Typed, '_key') };
    const outcome = await save(service, signedIn(request), form, params);
    if (!outcome.ok) throw new Error('A button has nothing to refuse');
    return reply.redirect(outcome.location, 303);
  };
