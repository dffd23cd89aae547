import type { FastifyReply, FastifyRequest } from 'fastify';
import { decideByPost, mayRecordDisruptions } from '../../domain/access.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere } from '../case-door.ts';
import { changeByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import {
  actionsOf,
  disruptionsOf,
  handedOver,
  noticesOf,
  putHandoverAway,
  putNoticeAway,
  reviewsOf,
} from './store.ts';
import { whatNeedsDoingView } from './what-needs-doing.view.ts';

const PAGE_SIZE = 25;

export const showWhatNeedsDoing =
  (service: Service) =>
  async (request: FastifyRequest<{ Querystring: { page?: string } }>, reply: FastifyReply) => {
    const person = signedIn(request);
    const number = Math.min(10_000, Math.max(1, Number.parseInt(request.query.page ?? '1', 10) || 1));
    const today = dateInLondon(service.clock());
    const { disruptions, actions, notices, handovers, reviews } = await withPost(
      service,
      person,
      'see-what-needs-doing',
      async (tx) => ({
        // One more than is shown says whether there is a next page.
        disruptions: await disruptionsOf(tx, person.id, {
          size: PAGE_SIZE + 1,
          after: (number - 1) * PAGE_SIZE,
        }),
        actions: await actionsOf(tx, person.id),
        notices: await noticesOf(tx, person.id),
        handovers: await handedOver(tx, person.id),
        reviews: person.posts.includes('iro') ? await reviewsOf(tx, person.id, today) : [],
      }),
    );
    return reply.html(
      whatNeedsDoingView(shellFor(request, reply), {
        disruptions: disruptions.slice(0, PAGE_SIZE),
        actions,
        notices,
        handovers,
        reviews,
        page: number,
        hasMore: disruptions.length > PAGE_SIZE,
        personName: person.name,
        mayRecord: mayRecordDisruptions(person),
        mayBreakGlass: decideByPost(person, 'break-glass').allowed,
        mayAnswerProposals: decideByPost(person, 'answer-proposal').allowed,
        maySeeOpenActions: decideByPost(person, 'see-open-actions').allowed,
        maySeeDashboard: decideByPost(person, 'see-dashboard').allowed,
        maySeeFeedback: decideByPost(person, 'see-feedback').allowed,
        today,
      }),
    );
  };

type Notice = FastifyRequest<{ Params: { id: string }; Body: Typed }>;

/** Puts away what somebody has read. */
export const postNoticeRead = (service: Service) => async (request: Notice, reply: FastifyReply) => {
  const { id } = request.params;
  if (!isUuid(id)) throw notThere();
  const form = { act: 'see-what-needs-doing', key: readText(request.body, '_key') } as const;
  await changeByPost(service, signedIn(request), form, async (tx) => {
    await putNoticeAway(tx, id, service.clock());
    return '/';
  });
  return reply.redirect('/', 303);
};

/** Puts away what somebody has read of what one leaver had. */
export const postHandoverRead = (service: Service) => async (request: Notice, reply: FastifyReply) => {
  const { id } = request.params;
  if (!isUuid(id)) throw notThere();
  const form = { act: 'see-what-needs-doing', key: readText(request.body, '_key') } as const;
  await changeByPost(service, signedIn(request), form, async (tx) => {
    await putHandoverAway(tx, id, readText(request.body, 'which') === 'nobody', service.clock());
    return '/';
  });
  return reply.redirect('/', 303);
};
