import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { planImport } from '../../domain/people-import.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere } from '../case-door.ts';
import { changeByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { confirmImport, findImport, hashOf, rowsOfImport, staffOf } from './import-store.ts';
import { checkImportView, followImportView } from './see-import.view.ts';

type Visit = FastifyRequest<{ Params: { id: string }; Querystring: Typed; Body: Typed }>;

const act = 'import-people';
const importFor = async (tx: Transaction, id: string) => {
  const found = isUuid(id) ? await findImport(tx, id) : undefined;
  if (found === undefined) throw notThere();
  return found;
};

/** Seconds after which a page that shows how far it is asks again. */
const REFRESH = 5;

/** What a list would change, until that is confirmed; from then on how far it is, and how it ended. */
export const showImport = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { params, query } = request;
  const { found, plan } = await withPost(
    service,
    actor,
    act,
    async (tx) => {
      const found = await importFor(tx, params.id);
      if (found.state !== 'checked') return { found, plan: null };
      const kept = await rowsOfImport(tx, found.id);
      return { found, plan: planImport(kept?.list ?? '', await staffOf(tx, actor.organisationId)) };
    },
    { kind: 'people-import', id: params.id },
  );
  const shell = shellFor(request, reply);
  if (plan !== null) {
    const page = Math.max(1, Number.parseInt(readText(query, 'page'), 10) || 1);
    return reply.html(checkImportView(shell, { id: found.id, plan, lookedAt: hashOf(plan), page }));
  }
  // The header needs no script, and whoever reads with their ears can stop it (WCAG 2.2.2).
  const isKeptFresh = found.state === 'applying' && readText(query, 'refresh') !== 'no';
  if (isKeptFresh) reply.header('refresh', String(REFRESH));
  return reply.html(followImportView(shell, { found, isKeptFresh, now: service.clock() }));
};

/** Has the changes made that were looked at: a job makes them, and says so here. */
export const postImport = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { params, body } = request;
  const path = `/people/imports/${params.id}`;
  const subject = { kind: 'people-import', id: params.id };
  await changeByPost(service, actor, { act, key: readText(body, '_key'), subject }, async (tx) => {
    const { id } = await importFor(tx, params.id);
    await confirmImport(tx, {
      ...{ id, by: actor.id, at: service.clock() },
      lookedAt: readText(body, 'looked-at'),
    });
    return path;
  });
  return reply.redirect(path, 303);
};
