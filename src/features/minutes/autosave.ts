import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asPerson } from '../../database/connection.ts';
import { refusal } from '../../web/refusals.ts';
import { signedIn } from '../../web/visitor.ts';
import type { Service } from '../service.ts';
import { marksOf, noMarks } from './marks.ts';
import { besideView, marksView } from './passage.view.ts';
import { loadPassages, type OpenPassage } from './passage-store.ts';
import { AGREED, meetingToWrite, savePassage, startOf } from './type-passage.ts';

const sentShape = z.object({
  text: z.string(),
  from: z.string(),
  page: z.uuid(),
  edit: z.int32().nonnegative(),
  person: z.uuid(),
});

/** What an open page hears of a passage: its words, and what to send back with words typed onto them. */
const news = (disruptionId: string, passage: OpenPassage, page: string) => ({
  id: passage.id,
  text: passage.text,
  from: startOf(passage),
  /** The page's own words are kept beside these: it goes on with its own. */
  isBeside: passage.conflicts.some((conflict) => conflict.page === page),
  beside: String(besideView(disruptionId, passage, page)),
});

type PassageVisit = FastifyRequest<{ Params: { id: string; passageId: string }; Body: unknown }>;

/** Saves one passage while somebody types, and answers what became of it. */
export const postPassage = (service: Service) => async (request: PassageVisit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { id, passageId } = request.params;
  const sent = sentShape.safeParse(request.body);
  if (!sent.success) return reply.code(400).send({ problem: 'This is not what the page sends' });
  // Somebody else has signed in in this browser since: these are not their words.
  if (sent.data.person !== actor.id) throw refusal('signed-out');
  const [problem] = await savePassage(service, actor, { disruptionId: id }, { id: passageId, ...sent.data });
  if (problem) return reply.code(problem === AGREED ? 409 : 422).send({ problem: problem.message });
  const [saved] = await newsFor(service, request, sent.data.page, passageId);
  return saved;
};

type NewsVisit = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, string | undefined> }>;

/**
 * What others have done to the passages a page shows since it last heard: the page sends what it knows of each. With
 * it comes a fresh token, since the page may be older than the session.
 */
export const showNews = (service: Service) => async (request: NewsVisit, reply: FastifyReply) => {
  const { page = '', ...known } = request.query;
  const all = await newsFor(service, request, page);
  return {
    csrfToken: reply.generateCsrf(),
    passages: all.filter(({ id, from, beside }) => known[id] !== from || beside !== ''),
  };
};

/** News of every passage, or of the one that was saved a moment ago, with what is marked in its words. */
const newsFor = (
  service: Service,
  request: FastifyRequest<{ Params: { id: string } }>,
  page: string,
  saved?: string,
) => {
  const actor = signedIn(request);
  const { id } = request.params;
  return asPerson(service, actor, async (tx) => {
    const meeting = await meetingToWrite(service, tx, actor, { disruptionId: id, intent: 'see' });
    const passages = await loadPassages(tx, meeting.id, []);
    if (saved === undefined) return passages.map((passage) => news(id, passage, page));
    const found = passages.filter((passage) => passage.id === saved);
    const marks = await marksOf(
      service,
      tx,
      id,
      found.map(({ text }) => text),
    );
    return found.map((passage, at) => ({
      ...news(id, passage, page),
      marks: String(marksView(marks[at] ?? noMarks)),
    }));
  });
};
