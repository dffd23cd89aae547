import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeByPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { ofRequest, type RequestParams } from './request-door.ts';
import { showRequestPage } from './see-request.ts';

/** A button on the page of a request: its work is done once, and leads back to the page, with what was refused. */
export const postOnRequest =
  (service: Service, work: (tx: Transaction, actor: Actor, params: RequestParams) => Promise<void>) =>
  async (request: FastifyRequest<{ Params: RequestParams; Body: Typed }>, reply: FastifyReply) => {
    const actor = signedIn(request);
    const { params, body } = request;
    const form = {
      act: 'prepare-subject-access',
      key: readText(body, '_key'),
      subject: ofRequest(params),
    } as const;
    const outcome = await changeByPost(service, actor, form, async (tx) => {
      await work(tx, actor, params);
      return `/subject-access/${params.id}`;
    });
    return outcome.ok
      ? reply.redirect(outcome.location, 303)
      : showRequestPage(service, request, reply, outcome.problems);
  };
