import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { decideByPost } from '../../domain/access.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { Lesson } from '../../domain/lesson.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere } from '../case-door.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { foundAgain, type LessonSearch, searchLessons } from './search-store.ts';
import { foundAgainView, lessonView, searchView } from './see-lessons.view.ts';
import { loadEvents, loadPromises, loadSources, loadVersions } from './store.ts';
import { sharedFactors } from './write-lesson.ts';

const pageSize = 20;

const searchIn = (query: Typed): LessonSearch => {
  const year = Number(readText(query, 'year'));
  return {
    words: readText(query, 'words').slice(0, 200),
    theme: readText(query, 'theme'),
    stage: readText(query, 'stage'),
    year: Number.isInteger(year) && year >= 2000 && year <= 2200 ? year : null,
  };
};

/** The approved lessons of the region, found by words, theme, stage and year. */
export const showLessons =
  (service: Service) => async (request: FastifyRequest<{ Querystring: Typed }>, reply: FastifyReply) => {
    const actor = signedIn(request);
    const number = Math.min(1_000, Math.max(1, Number.parseInt(readText(request.query, 'page'), 10) || 1));
    const search = searchIn(request.query);
    const found = await withPost(service, actor, 'see-lessons', (tx) =>
      searchLessons(tx, search, { size: pageSize + 1, after: (number - 1) * pageSize }),
    );
    return reply.html(
      searchView(shellFor(request, reply), {
        ...{ search, typed: request.query, page: number, hasMore: found.length > pageSize },
        lessons: found.slice(0, pageSize),
        factors: sharedFactors(service, dateInLondon(service.clock())),
        factorLists: service.factorLists,
        mayDecide: decideByPost(actor, 'decide-on-lessons').allowed,
      }),
    );
  };

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** The version of a lesson that is shown: the approved one, or the latest of those that whoever asks may see. */
const openShown = async (tx: Transaction, id: string) => {
  const versions: readonly Lesson[] = isUuid(id) ? await loadVersions(tx, id) : [];
  const lesson = versions.find(({ status }) => status === 'approved') ?? versions[0];
  // What was withdrawn is withdrawn in every version.
  if (lesson === undefined || lesson.status === 'replaced') throw notThere('post');
  return { lesson, versions };
};

/** Reads of a lesson what a page of it shows. Throws a 404 for one that whoever asks may not see. */
const readLesson = <T>(
  service: Service,
  request: Visit,
  work: (tx: Transaction, opened: Awaited<ReturnType<typeof openShown>>) => Promise<T>,
): Promise<T> => {
  const { id } = request.params;
  return withPost(
    service,
    signedIn(request),
    'see-lessons',
    async (tx) => work(tx, await openShown(tx, id)),
    { kind: 'lesson', id },
  );
};

export const showLesson = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { id } = request.params;
  const shown = await readLesson(service, request, async (tx, opened) => ({
    ...{ ...opened, events: await loadEvents(tx, id) },
    promises: await loadPromises(tx, [id]),
    sources: await loadSources(tx, id),
  }));
  const isOwn = shown.lesson.organisationId === actor.organisationId;
  return reply.html(
    lessonView(shellFor(request, reply), {
      ...{ ...shown, isOwn, factorLists: service.factorLists },
      mayDecide: isOwn && decideByPost(actor, 'decide-on-lessons').allowed,
    }),
  );
};

/** The cases of one's own council in which a theme of a lesson was found again, as far as one may open them. */
export const showFoundAgain = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { organisationId } = signedIn(request);
  const shown = await readLesson(service, request, async (tx, { lesson }) => ({
    lesson,
    cases: await foundAgain(tx, [lesson.id], organisationId),
  }));
  return reply.html(foundAgainView(shellFor(request, reply), shown));
};
