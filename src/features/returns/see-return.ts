import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { writeCsv } from '../../domain/csv.ts';
import { isBeingRead } from '../../domain/ssda903/reading.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere } from '../case-door.ts';
import { changeByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { seeReturnView } from './see-return.view.ts';
import { askToCancel, findReturn, problemsOf } from './store.ts';

type Visit = FastifyRequest<{ Params: { returnId: string }; Querystring: Typed; Body: Typed }>;
const act = 'bring-return';
const about = ({ params }: Visit) => ({ kind: 'return', id: params.returnId });

const returnFor = async (tx: Transaction, id: string) => {
  const found = isUuid(id) ? await findReturn(tx, id) : undefined;
  if (found === undefined) throw notThere();
  return found;
};

/** Seconds after which a page that shows how far it is asks again. */
const REFRESH = 3;

/** How far the reading of a return is, and then what came of it. */
export const showReturn = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { params, query } = request;
  const shown = await withPost(
    service,
    signedIn(request),
    act,
    async (tx) => ({
      found: await returnFor(tx, params.returnId),
      problems: await problemsOf(tx, params.returnId),
    }),
    about(request),
  );
  const now = service.clock();
  // The header needs no script, and whoever reads with their ears can stop it (WCAG 2.2.2).
  const isKeptFresh = isBeingRead(shown.found, now) && readText(query, 'refresh') !== 'no';
  if (isKeptFresh) reply.header('refresh', String(REFRESH));
  return reply.html(seeReturnView(shellFor(request, reply), { ...shown, isKeptFresh, now }));
};

/** What was wrong, row by row and column by column. */
export const sendProblems = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const problems = await withPost(
    service,
    signedIn(request),
    act,
    async (tx) => {
      const { id } = await returnFor(tx, request.params.returnId);
      return problemsOf(tx, id);
    },
    about(request),
  );
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="problems.csv"')
    .send(
      writeCsv(
        ['File', 'Row', 'Column', 'Written', 'Problem'],
        problems.map(({ file, row, column, written, message }) => [file, row, column, written, message]),
      ),
    );
};

/** Has the reading of a return let go of: whoever reads it hears that within a second, and keeps nothing. */
export const postCancel = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { params, body } = request;
  const form = { act, key: readText(body, '_key'), subject: about(request) } as const;
  const at = `/returns/${params.returnId}`;
  await changeByPost(service, signedIn(request), form, async (tx) => {
    await askToCancel(tx, (await returnFor(tx, params.returnId)).id);
    return at;
  });
  return reply.redirect(at, 303);
};
