import type { FastifyReply, FastifyRequest } from 'fastify';
import { addDays, dateInLondon, type PlainDate, weekdayOf } from '../../domain/dates.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere } from '../case-door.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { dashboardView, listView } from './see-dashboard.view.ts';
import { figuresOf, isListName, rowsOf } from './store.ts';

const PAGE_SIZE = 100;

/** The Sunday of the week of a day. */
const sundayOf = (day: PlainDate): PlainDate =>
  weekdayOf(day) === 'Sunday' ? day : sundayOf(addDays(day, 1));

const askedBy = ({ clock }: Service, personId: string) => {
  const today = dateInLondon(clock());
  return { personId, today, weekEnd: sundayOf(today) };
};

/** What a manager has to see to this week, each figure with the way to the work behind it. */
export const showDashboard = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const person = signedIn(request);
  const asked = askedBy(service, person.id);
  const figures = await withPost(service, person, 'see-dashboard', (tx) => figuresOf(tx, asked));
  return reply.html(dashboardView(shellFor(request, reply), { figures, ...asked }));
};

type Visit = FastifyRequest<{ Params: { list: string }; Querystring: Typed }>;

/** The cases or actions behind one figure. */
export const showList = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const person = signedIn(request);
  const asked = askedBy(service, person.id);
  const { list } = request.params;
  const of = readText(request.query, 'of').slice(0, 200);
  const number = Math.min(10_000, Math.max(1, Number.parseInt(readText(request.query, 'page'), 10) || 1));
  const page = { size: PAGE_SIZE, after: (number - 1) * PAGE_SIZE };
  const rows = await withPost(service, person, 'see-dashboard', async (tx) => {
    if (!isListName(list)) throw notThere();
    return { list, listed: await rowsOf(tx, asked, { list, of, page }) };
  });
  return reply.html(
    listView(shellFor(request, reply), {
      ...rows,
      ...{ of, page: number, size: PAGE_SIZE },
      today: asked.today,
    }),
  );
};
