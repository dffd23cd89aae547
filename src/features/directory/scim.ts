import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../../database/audit.ts';
import { asDirectory } from '../../database/connection.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { readGroup, readGroupPatch, readUser, readUserPatch, ScimRefusal } from '../../domain/scim.ts';
import { chosenAttributes, pageAsked, readFilter } from '../../domain/scim-query.ts';
import { isReading, refusal } from '../../web/refusals.ts';
import { isUuid } from '../case-door.ts';
import type { Service } from '../service.ts';
import { errorBody, groupResource, listResponse, userResource } from './answer.ts';
import { changeGroup, createGroup, deleteGroup } from './change-group.ts';
import { type Change, changeUser, createUser, deleteUser, noSuchResource, wholly } from './change-user.ts';
import { resourceTypes, schemas, serviceProviderConfig } from './discovery.ts';
import { findGroup, type GroupRow, listGroups } from './groups-store.ts';
import { findUser, listUsers, type UserRow } from './users-store.ts';

type Asked = {
  readonly attributes?: string;
  readonly excludedAttributes?: string;
  readonly filter?: string;
  readonly startIndex?: string;
  readonly count?: string;
};
type Request = FastifyRequest<{ Params: { id: string }; Querystring: Asked; Body: unknown }>;
type Resource = ReturnType<typeof userResource>;

/** What a directory asked for comes to: a status, what is told, and whom it was about. */
type Answer = {
  readonly status: number;
  readonly resource?: Resource;
  readonly body?: unknown;
  readonly id?: string;
};

const MOST_BYTES = 1_048_576;
/** A first run of a large council sends some thousand people at a few a second. */
const LIMIT = { max: 1_200, timeWindow: '1 minute' };

const one = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const chosen = (resource: Resource, { query }: Request) => {
  const attributes = one(query.attributes);
  const excludedAttributes = one(query.excludedAttributes);
  return chosenAttributes(resource, {
    ...(attributes === undefined ? {} : { attributes }),
    ...(excludedAttributes === undefined ? {} : { excludedAttributes }),
  });
};

/** Does what a directory asked in one transaction of its own, with its entry in the audit, and answers. */
const answering =
  (
    service: Service,
    act: string,
    kind: 'person' | 'team',
    work: (change: Change, request: Request) => Promise<Answer>,
  ) =>
  async (request: Request, reply: FastifyReply): Promise<FastifyReply> => {
    const { directoryKey, trail, ip } = request;
    if (directoryKey === null) throw refusal('no-directory');
    const done = await asDirectory(
      service,
      { keyHash: directoryKey, address: ip, trail },
      async (tx, organisationId) => {
        const answer = await work({ service, tx, organisationId }, request);
        const subject = { kind, id: answer.id ?? null };
        const intent = isReading(request) ? 'see' : 'change';
        await audit(tx, { act, rule: 'directory-key', outcome: 'allowed', intent, subject, organisationId });
        return answer;
      },
    );
    if (done === null) throw refusal('no-directory');
    const { status, resource, body } = done;
    reply.code(status);
    if (resource !== undefined) reply.header('etag', resource.meta.version);
    if (status === 201 && resource !== undefined) reply.header('location', resource.meta.location);
    if (status === 204) return reply.send();
    return say(reply, resource === undefined ? body : chosen(resource, request));
  };

const say = (reply: FastifyReply, body: unknown): FastifyReply =>
  reply.type('application/scim+json; charset=utf-8').send(JSON.stringify(body));

/** Throws unless If-Match, where it is sent, names the version that there is. Versions are compared weakly. */
const insistOn =
  (request: Request, resourceOf: (row: never) => Resource) =>
  (row: UserRow | GroupRow): void => {
    const asked = request.headers['if-match'];
    if (asked === undefined || asked.trim() === '*') return;
    const strong = (version: string) => version.trim().replace(/^W\//, '');
    const is = strong(resourceOf(row as never).meta.version);
    if (!asked.split(',').some((version) => strong(version) === is))
      throw new ScimRefusal({ status: 412, detail: 'The resource has changed since it was read.' });
  };

const answerProblem = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  if (error instanceof ScimRefusal) return say(reply.code(error.problem.status), errorBody(error.problem));
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error(error);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const detail =
    status === 401
      ? 'A key of a directory is needed that has neither run out nor been revoked.'
      : status === 429
        ? 'Too many requests. Wait as long as Retry-After says.'
        : status < 500
          ? 'The request could not be read.'
          : 'Something went wrong here. Nothing was changed; try again.';
  return say(reply.code(status), errorBody({ status, detail }));
};

const userRoutes = (app: FastifyInstance, service: Service, base: string): void => {
  const resourceOf = (row: UserRow) => userResource(row, base, dateInLondon(service.clock()));
  const show = async ({ tx }: Change, id: string, status: number): Promise<Answer> => {
    const row = (isUuid(id) ? await findUser(tx, id) : undefined) ?? noSuchResource();
    return { status, resource: resourceOf(row), id };
  };
  const options = { config: { may: 'directory', rateLimit: LIMIT } } as const;
  const does = (act: string, work: Parameters<typeof answering>[3]) =>
    answering(service, act, 'person', work);
  app.get(
    '/Users',
    options,
    does('directory-list-users', async ({ tx }, request) => {
      const page = pageAsked(request.query.startIndex, request.query.count);
      const filter = one(request.query.filter);
      const { total, rows } = await listUsers(tx, filter === undefined ? [] : readFilter(filter), page);
      const resources = rows.map((row) => chosen(resourceOf(row), request));
      return { status: 200, body: listResponse(resources, { total, start: page.start }) };
    }),
  );
  app.get(
    '/Users/:id',
    options,
    does('directory-read-user', (change, { params }) => show(change, params.id, 200)),
  );
  app.post(
    '/Users',
    options,
    does('directory-create-user', async (change, { body }) =>
      show(change, await createUser(change, readUser(body)), 201),
    ),
  );
  app.put(
    '/Users/:id',
    options,
    does('directory-change-user', async (change, request) => {
      const { id } = request.params;
      await changeUser(change, id, wholly(readUser(request.body)), insistOn(request, resourceOf));
      return show(change, id, 200);
    }),
  );
  app.patch(
    '/Users/:id',
    options,
    does('directory-change-user', async (change, request) => {
      const { id } = request.params;
      await changeUser(change, id, readUserPatch(request.body), insistOn(request, resourceOf));
      return show(change, id, 200);
    }),
  );
  app.delete(
    '/Users/:id',
    options,
    does('directory-delete-user', async (change, request) => {
      const { id } = request.params;
      await deleteUser(change, id, insistOn(request, resourceOf));
      return { status: 204, id };
    }),
  );
};

const groupRoutes = (app: FastifyInstance, service: Service, base: string): void => {
  const resourceOf = (row: GroupRow) => groupResource(row, base);
  const show = async ({ tx }: Change, id: string, status: number): Promise<Answer> => {
    const row = (isUuid(id) ? await findGroup(tx, id) : undefined) ?? noSuchResource();
    return { status, resource: resourceOf(row), id };
  };
  const options = { config: { may: 'directory', rateLimit: LIMIT } } as const;
  const does = (act: string, work: Parameters<typeof answering>[3]) => answering(service, act, 'team', work);
  app.get(
    '/Groups',
    options,
    does('directory-list-groups', async ({ tx }, request) => {
      const page = pageAsked(request.query.startIndex, request.query.count);
      const filter = one(request.query.filter);
      const { total, rows } = await listGroups(tx, filter === undefined ? [] : readFilter(filter), page);
      const resources = rows.map((row) => chosen(resourceOf(row), request));
      return { status: 200, body: listResponse(resources, { total, start: page.start }) };
    }),
  );
  app.get(
    '/Groups/:id',
    options,
    does('directory-read-group', (change, { params }) => show(change, params.id, 200)),
  );
  app.post(
    '/Groups',
    options,
    does('directory-create-group', async (change, { body }) =>
      show(change, await createGroup(change, readGroup(body)), 201),
    ),
  );
  app.put(
    '/Groups/:id',
    options,
    does('directory-change-group', async (change, request) => {
      const { id } = request.params;
      const { members, ...changes } = readGroup(request.body);
      const all = { op: 'replace', ids: members.flatMap(({ ids }) => ids) } as const;
      await changeGroup(
        change,
        id,
        { externalId: null, ...changes, members: [all] },
        insistOn(request, resourceOf),
      );
      return show(change, id, 200);
    }),
  );
  app.patch(
    '/Groups/:id',
    options,
    does('directory-change-group', async (change, request) => {
      const { id } = request.params;
      await changeGroup(change, id, readGroupPatch(request.body), insistOn(request, resourceOf));
      return { status: 204, id };
    }),
  );
  app.delete(
    '/Groups/:id',
    options,
    does('directory-delete-group', async (change, request) => {
      const { id } = request.params;
      await deleteGroup(change, id, insistOn(request, resourceOf));
      return { status: 204, id };
    }),
  );
};

const discoveryRoutes = (app: FastifyInstance, base: string): void => {
  const options = { config: { may: 'directory', rateLimit: LIMIT } } as const;
  app.get('/ServiceProviderConfig', options, (_, reply) => say(reply, serviceProviderConfig(base)));
  for (const [path, all] of [
    ['/ResourceTypes', resourceTypes(base)],
    ['/Schemas', schemas(base)],
  ] as const) {
    app.get(path, options, (_, reply) => say(reply, listResponse(all, { total: all.length, start: 1 })));
    app.get(`${path}/:id`, options, (request: FastifyRequest<{ Params: { id: string } }>, reply) =>
      say(reply, all.find(({ id }) => id === request.params.id) ?? noSuchResource()),
    );
  }
};

/** What a council's directory speaks to, as Entra ID does: SCIM 2.0 (RFC 7642, 7643, 7644) for its own people and teams. */
export const scimRoutes =
  (service: Service) =>
  async (app: FastifyInstance): Promise<void> => {
    const base = `${service.publicUrl}/scim/v2`;
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      ['application/scim+json', 'application/json'],
      { parseAs: 'string', bodyLimit: MOST_BYTES },
      (_request, body, done) => {
        try {
          done(null, body === '' ? undefined : JSON.parse(String(body)));
        } catch {
          done(new ScimRefusal({ status: 400, type: 'invalidSyntax', detail: 'The body is no JSON.' }));
        }
      },
    );
    app.setErrorHandler(answerProblem);
    discoveryRoutes(app, base);
    userRoutes(app, service, base);
    groupRoutes(app, service, base);
  };
