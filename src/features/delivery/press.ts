import type { FastifyReply, FastifyRequest } from 'fastify';
import { readText, type Typed } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import type { Actor, Outcome, Service } from '../service.ts';

/** What the address of a button names, besides the case. */
type Named = { readonly messageId: string; readonly invitationId: string };
type Press = FastifyRequest<{ Params: { id: string } & Named; Body: Typed }>;

/** A button with nothing to fill in, and so nothing to refuse: it does what `save` does and leads on. */
export const onPress =
  (
    service: Service,
    save: (
      service: Service,
      actor: Actor,
      form: { readonly disruptionId: string; readonly key: string },
      named: Named,
    ) => Promise<Outcome>,
  ) =>
  async (request: Press, reply: FastifyReply) => {
    const { params, body } = request;
    const form = { disruptionId: params.id, key: readText(body, '_key') };
    const outcome = await save(service, signedIn(request), form, params);
    if (!outcome.ok) throw new Error('A button has nothing to refuse');
    return reply.redirect(outcome.location, 303);
  };
