import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadFindingsOfCase } from '../../database/findings.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { lessonsOfCaseView } from './lessons-of-case.view.ts';
import { foundAgain, lessonsLike } from './search-store.ts';
import { loadLessonsOfCase, loadPromises, loadSourcesOfCase } from './store.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** The lessons that a case led to, and those of the region that share its themes: whether this was learnt before. */
export const showLessonsOfCase = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const shown = await withCase(service, actor, request.params.id, 'write-lesson', async ({ tx, record }) => {
    const findings = await loadFindingsOfCase(tx, record.id);
    const factors = [...new Set(findings.map(({ factor }) => factor))];
    const before = await lessonsLike(tx, { factors, stage: record.stage, notFrom: record.id });
    const ids = before.map(({ id }) => id);
    return {
      ...{ record, findings, factors, before, factorLists: service.factorLists },
      lessons: await loadLessonsOfCase(tx, record.id),
      sources: await loadSourcesOfCase(tx, record.id),
      promises: await loadPromises(tx, ids),
      again: await foundAgain(tx, ids, actor.organisationId),
    };
  });
  return reply.html(lessonsOfCaseView(shellFor(request, reply), shown));
};
