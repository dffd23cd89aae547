import type { FastifyReply, FastifyRequest } from 'fastify';
import { decideByPost, type PostAct } from '../domain/access.ts';
import type { Trail } from '../domain/audit-outcome.ts';
import { postInWords } from '../domain/post.ts';
import type { Shell } from './page.ts';

/** A member of staff whose session is open. */
export type SignedIn = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The post they are known by, and every post they hold today. */
  readonly post: string;
  readonly posts: readonly string[];
  readonly authenticatedAt: Date;
  readonly address: string;
  readonly trail: Trail;
  readonly organisationId: string;
  readonly organisation: {
    readonly name: string;
    readonly colour: string;
    readonly kind: 'council' | 'regional-agency';
  };
};

/** What is the same on every page of one running service. */
export type EveryPage = Pick<Shell, 'isDemonstration' | 'assetsVersion' | 'language' | 'offersLanguages'>;

declare module 'fastify' {
  interface FastifyRequest {
    person: SignedIn | null;
    /** Set once what the request does stands in the audit: nothing is answered before. */
    trail: Trail;
    /** The hash of the key that a council's directory proved itself by. */
    directoryKey: Buffer | null;
    /** The invitation, or the child's own page, that a guest came with, and whose case it is about. */
    guest: { readonly actsAs: string; readonly organisationId: string } | null;
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

/** The pages that stand in the navigation, each for those who may do its act. */
const places = [
  ['see-what-needs-doing', 'What needs doing', '/'],
  ['record-disruption', 'Record a breakdown or a risk', '/disruptions/new'],
  ['see-figures', 'Figures', '/figures'],
  ['see-sent-to-panel', 'Sent to the panel', '/panel'],
  ['review-break-glass', 'Opened cases', '/opened-cases'],
  ['see-audit', 'Audit', '/audit'],
  ['check-subject-access', 'Subject access', '/subject-access'],
  ['see-records-due', 'Records kept', '/retention'],
  ['administer-people', 'People', '/people'],
  ['bring-return', 'Yearly return', '/returns'],
  ['connect-directory', 'Directory', '/directory'],
] as const satisfies readonly (readonly [act: PostAct, text: string, href: string])[];

const placesFor = (person: SignedIn) =>
  places.flatMap(([act, text, href]) => (decideByPost(person, act).allowed ? [{ text, href }] : []));

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
    places: placesFor(request.person),
  },
  csrfToken: reply.generateCsrf(),
  ...changes,
});
