import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadComments } from '../../database/minutes-comments.ts';
import { mayDo } from '../../domain/access.ts';
import { agendaOf } from '../../domain/agenda.ts';
import { minutesDays, suggestedCheckBy } from '../../domain/checking.ts';
import { checklistOf, isStillOpen } from '../../domain/checklist.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed, typedDate } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { refuseForm } from '../turning-away.ts';
import { copiesOut } from './check-store.ts';
import { checkingView } from './checking.view.ts';
import { loadPassages } from './passage-store.ts';
import { roomOf } from './room.ts';

type Visit = FastifyRequest<{ Params: { id: string; commentId: string }; Body: Typed }>;

const checkingPage = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
) => {
  const page = await withCase(service, signedIn(request), request.params.id, 'send-draft', async (open) => {
    const { tx, record, procedure, plan, capacities, today } = open;
    const { meeting } = record;
    if (meeting === null) throw notThere();
    const days = minutesDays(plan.duties);
    const passages = await loadPassages(tx, meeting.id, agendaOf({ record, procedure }));
    return checkingView(shellFor(request, reply), {
      ...{ record, meeting, days, today, problems, agenda: agendaOf({ record, procedure }) },
      passages,
      toExplain: (await roomOf(open, meeting, passages)).toExplain,
      comments: await loadComments(tx, meeting.id),
      outTo: await copiesOut(tx, meeting.id),
      isChair: mayDo('agree-minutes', capacities),
      arrangementsOpen: checklistOf(procedure, record, open.calendar).rows.filter(isStillOpen).length,
      typed: problems.length > 0 ? request.body : typedDate('by', suggestedCheckBy(days, today)),
    });
  });
  return reply.code(problems.length > 0 ? 422 : 200).html(page);
};

export const showChecking = (service: Service) => (request: Visit, reply: FastifyReply) =>
  checkingPage(service, request, reply);

/** Answers any form of the page; when it is refused, the page again with what was typed. */
export const postChecking =
  (
    service: Service,
    save: (
      service: Service,
      actor: Actor,
      form: { readonly disruptionId: string; readonly commentId: string; readonly key: string },
      typed: Typed,
    ) => Promise<Outcome>,
  ) =>
  async (request: Visit, reply: FastifyReply) => {
    const { id: disruptionId, commentId } = request.params;
    const form = { disruptionId, commentId, key: readText(request.body, '_key') };
    const outcome = await save(service, signedIn(request), form, request.body);
    if (outcome.ok) return reply.redirect(outcome.location, 303);
    refuseForm(request);
    return checkingPage(service, request, reply, outcome.problems);
  };
