import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadApart } from '../../database/kept-apart.ts';
import { mayDo, takes } from '../../domain/access.ts';
import { clashesOf, concernedIn } from '../../domain/kept-apart.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { namesOn } from './apart-people.ts';
import { seeApartView } from './see-apart.view.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** Who must not meet on a case, how each of them takes part, and what nothing keeps apart yet. */
export const showApart = (service: Service) => async (request: Visit, reply: FastifyReply) =>
  reply.html(
    await withCase(service, signedIn(request), request.params.id, 'see-disruption', async (open) => {
      const { tx, record, capacities } = open;
      const apart = await loadApart(tx, record.id);
      const concerned = concernedIn(apart.keptApart);
      return seeApartView(shellFor(request, reply), {
        record,
        ...apart,
        names: namesOn(open),
        concerned: [...new Set([...concerned, ...Object.keys(apart.ways)])],
        clashes: clashesOf(record, apart),
        may: (act) => takes(record, act) && mayDo(act, capacities),
      });
    }),
  );
