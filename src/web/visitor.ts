import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayRecordDisruptions } from '../domain/access.ts';
import { postInWords } from '../domain/post.ts';
import type { Shell } from './page.ts';

/** A member of staff whose session is open. */
export type SignedIn = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly post: string;
  readonly organisationId: string;
  readonly organisation: {
    readonly name: string;
    readonly colour: string;
    readonly kind: 'council' | 'regional-agency';
  };
};

/** What is the same on every page of one running service. */
export type EveryPage = Pick<Shell, 'isDemonstration' | 'assetsVersion'>;

declare module 'fastify' {
  interface FastifyRequest {
    person: SignedIn | null;
  }
  interface FastifyReply {
    /** Sends a page. */
    html(page: string): FastifyReply;
  }
  interface FastifyInstance {
    everyPage: EveryPage;
  }
}

/** The person signed in. Throws on a route that the guard lets others reach: that is a mistake in the route. */
export const signedIn = (request: FastifyRequest): SignedIn => {
  if (!request.person)
    throw new Error(`${request.routeOptions.url} asks who is signed in, but lets anyone in.`);
  return request.person;
};

/** What surrounds a page for this visitor; `changes` is for a visitor who is known in another way, a guest. */
export const shellFor = (
  request: FastifyRequest,
  reply: FastifyReply,
  changes: Partial<Shell> = {},
): Shell => ({
  ...request.server.everyPage,
  organisation: request.person?.organisation ?? null,
  person: request.person && {
    name: request.person.name,
    post: postInWords(request.person.post),
    mayRecord: mayRecordDisruptions(request.person),
  },
  csrfToken: reply.generateCsrf(),
  ...changes,
});
