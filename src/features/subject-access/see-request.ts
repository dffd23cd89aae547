import type { FastifyReply, FastifyRequest } from 'fastify';
import { decideByPost } from '../../domain/access.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { answerDueOn } from '../../domain/subject-access.ts';
import { isPlainlyTheirs, leftToDecide } from '../../domain/subject-decision.ts';
import type { Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { loadBags } from './bag-store.ts';
import { sketchItems } from './item-store.ts';
import { ofRequest, openRequest, type RequestParams } from './request-door.ts';
import { requestsView, seeRequestView } from './see-request.view.ts';
import { loadCases, loadRequests, type StoredRequest } from './store.ts';

type Visit = FastifyRequest<{ Params: RequestParams; Body: Typed }>;

const withDue =
  ({ bankHolidays }: Service) =>
  (request: StoredRequest) => ({
    ...request,
    dueOn: answerDueOn(request, bankHolidays),
  });

const mayPrepare = (request: FastifyRequest): boolean =>
  decideByPost(signedIn(request), 'prepare-subject-access').allowed;

/** The requests of one's own council, those that are due first. */
export const showRequests = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const requests = await withPost(service, signedIn(request), 'check-subject-access', (tx) =>
    loadRequests(tx),
  );
  return reply.html(
    requestsView(shellFor(request, reply), {
      requests: requests.map(withDue(service)),
      mayPrepare: mayPrepare(request),
      today: dateInLondon(service.clock()),
    }),
  );
};

/** A request with how far it has come. */
export const showRequestPage = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
) => {
  const { params } = request;
  const actor = signedIn(request);
  const shown = await withPost(
    service,
    actor,
    'check-subject-access',
    async (tx) => {
      const found = await openRequest(tx, params);
      const items = await sketchItems(tx, params.id);
      return {
        request: withDue(service)(found),
        cases: await loadCases(tx, params.id),
        bags: await loadBags(tx, params.id),
        left: leftToDecide(items),
        plain: items.filter((item) => item.decided === null && isPlainlyTheirs(item)).length,
        nextId: items.find(({ decided }) => decided === null)?.id ?? null,
      };
    },
    ofRequest(params),
  );
  return reply.code(problems.length > 0 ? 422 : 200).html(
    seeRequestView(shellFor(request, reply), {
      ...shown,
      mayPrepare: mayPrepare(request),
      isGuardian: actor.posts.includes('caldicott-guardian'),
      readerId: actor.id,
      today: dateInLondon(service.clock()),
      problems,
    }),
  );
};

export const showRequest = (service: Service) => (request: Visit, reply: FastifyReply) =>
  showRequestPage(service, request, reply);
