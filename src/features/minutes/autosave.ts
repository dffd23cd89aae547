import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asPerson } from '../../database/connection.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { standsInWords } from '../../domain/meeting-room.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { tidyWords } from '../../domain/typing.ts';
import { refusal } from '../../web/refusals.ts';
import { signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { heardField } from './heard.view.ts';
import { marksOf, noMarks } from './marks.ts';
import { besideView, marksView, passageField } from './passage.view.ts';
import { loadPassages, type OpenPassage } from './passage-store.ts';
import { itemStanding, overallStanding, roomBar } from './room-bar.view.ts';
import { whyNotHeardField } from './room-forms.view.ts';
import { openRoom } from './run-meeting.ts';
import { AGREED, BEING_CHECKED, meetingToWrite, printOf, savePassage, startOf } from './type-passage.ts';
import { actionsList, placeOf } from './write-minutes.view.ts';

const sentShape = z.object({
  text: z.string(),
  base: z.string().optional(),
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
  if (problem)
    return reply
      .code(problem === AGREED || problem === BEING_CHECKED ? 409 : 422)
      .send({ problem: problem.message });
  const [saved] = await newsFor(service, request, sent.data.page, passageId);
  return saved && { ...saved, isMerged: !saved.isBeside && saved.text !== tidyWords(sent.data.text) };
};

type NewsVisit = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, string | undefined> }>;

/**
 * What others have done on a page since it last heard: the page sends what it knows of each passage. With it comes how the
 * meeting stands, and a fresh token, since the page may be older than the session.
 */
export const showNews = (service: Service) => async (request: NewsVisit, reply: FastifyReply) => {
  const { page = '', seen = '', ...known } = request.query;
  const heard = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'write-minutes',
    async (open) => {
      const { record, today } = open;
      const { meeting, passages, room } = await openRoom(open);
      const shown = { record, meeting, today, room };
      return {
        passages: passages
          .map((passage) => news(record.id, passage, page))
          .filter(({ id, from, beside }) => known[id] !== from || beside !== ''),
        added: passages
          .filter(({ id, isFirst, text }) => !isFirst && text !== '' && known[id] === undefined)
          .flatMap((passage) => {
            const item = room.agenda.find(({ key }) => key === passage.agendaKey);
            if (item === undefined) return [];
            const field = passageField(
              { ...passage, from: startOf(passage), marks: noMarks },
              placeOf(item, record),
            );
            return [{ id: passage.id, item: item.key, field: String(field) }];
          }),
        ...roomNews(shown, seen),
      };
    },
  );
  return { csrfToken: reply.generateCsrf(), ...heard };
};

/** The parts of a page that follow the meeting, what is ticked on it, and the item it is at: nothing that was `seen`. */
const roomNews = (shown: Parameters<typeof roomBar>[0] & { readonly record: CaseRecord }, seen: string) => {
  const { room, record } = shown;
  const people = stillInvited(record.meeting?.invitations ?? []);
  const idsOf = (some: typeof people) => some.map(({ id }) => id);
  const [stands = ''] = standsInWords(room.now).split(/[.,:]/);
  const all = {
    now: room.now.is === 'on' ? (room.now.item?.key ?? '') : '',
    stands: room.now.item === null ? stands : `${stands}: ${room.now.item.title}`,
    parts: {
      bar: String(roomBar(shown)),
      overall: String(overallStanding(shown)),
      actions: String(actionsList(record)),
      why: String(whyNotHeardField(room.toExplain, { typed: {}, problems: [] }) ?? ''),
      ...Object.fromEntries(
        room.agenda.flatMap((item) => [
          [`item-${item.key}`, String(itemStanding(item, shown))],
          [`heard-${item.key}`, String(heardField(item, room) ?? '')],
        ]),
      ),
    },
    ticks: {
      came: idsOf(people.filter(({ attended }) => attended)),
      read: idsOf(people.filter(({ contributionRead }) => contributionRead)),
    },
  };
  const print = printOf(JSON.stringify(all));
  return print === seen ? {} : { ...all, seen: print };
};

/** News of the passage that was saved a moment ago, with what is marked in its words. */
const newsFor = (
  service: Service,
  request: FastifyRequest<{ Params: { id: string } }>,
  page: string,
  saved: string,
) => {
  const actor = signedIn(request);
  const { id } = request.params;
  return asPerson(service, actor, async (tx) => {
    const meeting = await meetingToWrite(service, tx, actor, { disruptionId: id, intent: 'see' });
    const found = (await loadPassages(tx, meeting.id, [])).filter((passage) => passage.id === saved);
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
