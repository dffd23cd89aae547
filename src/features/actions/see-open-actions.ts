import type { FastifyReply, FastifyRequest } from 'fastify';
import { standingInWords, standingOfListed } from '../../domain/action.ts';
import { writeCsv } from '../../domain/csv.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { openActionsView } from './see-open-actions.view.ts';
import { groupsOf, type ListedBy, listedBy, listOpen } from './store.ts';

type Visit = FastifyRequest<{ Querystring: Typed }>;

const PAGE_SIZE = 100;

const readAsked = (query: Typed): { readonly by: ListedBy; readonly of: string } => ({
  by: listedBy.find((one) => one === readText(query, 'by')) ?? 'person',
  of: readText(query, 'of').slice(0, 200),
});

/** What is open on the cases that somebody sees, by person, team or council. */
export const showOpenActions = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { query } = request;
  const person = signedIn(request);
  const today = dateInLondon(service.clock());
  const asked = { ...readAsked(query), personId: person.id };
  const number = Math.min(10_000, Math.max(1, Number.parseInt(readText(query, 'page'), 10) || 1));
  const shown = await withPost(service, person, 'see-open-actions', async (tx) => {
    // One more than is shown says whether there is a next page.
    const page = { size: PAGE_SIZE + 1, after: (number - 1) * PAGE_SIZE };
    const actions = await listOpen(tx, { ...asked, page });
    return {
      groups: await groupsOf(tx, { ...asked, today }),
      ...{ actions: actions.slice(0, PAGE_SIZE), hasMore: actions.length > PAGE_SIZE },
    };
  });
  return reply.html(openActionsView(shellFor(request, reply), { ...shown, ...asked, today, page: number }));
};

const headings = ['What', 'Who', 'Team', 'Council', 'Case', 'Due by', 'How it stands'];

/** The same as a file: every one of them, what is overdue first. */
export const sendOpenActions = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const person = signedIn(request);
  const today = dateInLondon(service.clock());
  const actions = await withPost(service, person, 'see-open-actions', (tx) =>
    listOpen(tx, { ...readAsked(request.query), personId: person.id }),
  );
  const rows = actions.map((action) => [
    ...[action.what, action.ownerName, action.team, action.council, action.reference],
    ...[action.due ?? action.dueOn, standingInWords[standingOfListed(action, today)]],
  ]);
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="actions.csv"')
    .send(`\uFEFF${writeCsv(headings, rows)}`);
};
