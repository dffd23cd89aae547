import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { isPlainDate } from '../../domain/dates.ts';
import { answerProposal } from '../../domain/ssda903/answer.ts';
import { proposalKinds } from '../../domain/ssda903/proposal.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import { type FormByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import {
  casesNear,
  findProposal,
  isCase,
  listProposals,
  type StoredProposal,
  saveAnswer,
} from './proposal-store.ts';
import { answerView, proposalsView } from './proposals.view.ts';

const act = 'answer-proposal';
const ANSWERED = 'answered';

/** What the returns propose, those of one kind when that is asked, fifty on a page. */
export const showProposals =
  (service: Service) => async (request: FastifyRequest<{ Querystring: Typed }>, reply: FastifyReply) => {
    const kind = readText(request.query, 'kind');
    const isAnswered = readText(request.query, 'show') === ANSWERED;
    const page = Math.max(1, Math.min(Number.parseInt(readText(request.query, 'page'), 10) || 1, 1_000_000));
    const asked = { kind: Object.hasOwn(proposalKinds, kind) ? kind : null, isAnswered, page };
    const found = await withPost(service, signedIn(request), act, (tx) => listProposals(tx, asked));
    return reply.html(proposalsView(shellFor(request, reply), { ...asked, ...found }));
  };

type Params = { readonly proposalId: string };
type Loaded = { readonly proposal: StoredProposal; readonly near: Awaited<ReturnType<typeof casesNear>> };

const proposalFor = async (tx: Transaction, { proposalId }: Params): Promise<StoredProposal> => {
  const found = isUuid(proposalId) ? await findProposal(tx, proposalId) : undefined;
  if (found === undefined) throw notThere();
  return found;
};

/** Says what becomes of a proposal; what was said before can be said anew. */
export const answerForm = (service: Service): FormByPost<Params, Loaded> => ({
  act,
  subject: ({ proposalId }) => ({ kind: 'return-proposal', id: proposalId }),
  load: async (tx, { params }) => {
    const proposal = await proposalFor(tx, params);
    const { endedOn } = proposal.content;
    return { proposal, near: isPlainDate(endedOn ?? '') ? await casesNear(tx, endedOn) : [] };
  },
  show: (shell, { loaded, typed, problems }) => answerView(shell, { ...loaded, typed, problems }),
  save: async (tx, { actor, params, typed }) => {
    const { id } = await proposalFor(tx, params);
    const knownCase = readText(typed, 'case');
    const answered = insist(
      answerProposal(
        { answer: readText(typed, 'answer'), reason: readText(typed, 'reason'), knownCase },
        knownCase !== '' && (await isCase(tx, knownCase)),
      ),
    );
    await saveAnswer(tx, id, answered, { by: actor.id, at: service.clock() });
    return `/returns/proposals/${id}`;
  },
});
