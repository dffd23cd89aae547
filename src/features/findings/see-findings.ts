import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadFindings, loadWhyNots } from '../../database/findings.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { agendaOf } from '../../domain/agenda.ts';
import { purposesIn } from '../../domain/purpose.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { refuseForm } from '../turning-away.ts';
import { meetingOf, takeOut } from './record-finding.ts';
import { findingsView } from './see-findings.view.ts';
import { loadCaught, loadWritten } from './store.ts';

type Visit = FastifyRequest<{ Params: { id: string; findingId: string }; Body: Typed }>;

const findingsPage = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  problems: readonly Problem[] = [],
) => {
  const { id } = request.params;
  const page = await withCase(service, signedIn(request), id, 'write-minutes', async (open) => {
    const { tx, record, procedure } = open;
    const { id: meetingId } = meetingOf(open);
    const whyNots = await loadWhyNots(tx, meetingId);
    return findingsView(shellFor(request, reply), {
      record,
      agenda: agendaOf({ record, procedure }),
      findings: await loadFindings(tx, meetingId),
      caught: await loadCaught(tx, meetingId),
      purposes: purposesIn(procedure.purposes, await loadWritten(tx, meetingId), whyNots),
      isOpen: minutesAreOpen(record),
      problems,
    });
  });
  return reply.code(problems.length > 0 ? 422 : 200).html(page);
};

export const showFindings = (service: Service) => (request: Visit, reply: FastifyReply) =>
  findingsPage(service, request, reply);

export const postTakeOut = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id: disruptionId, findingId } = request.params;
  const form = { disruptionId, findingId, key: readText(request.body, '_key') };
  const outcome = await takeOut(service, signedIn(request), form);
  if (outcome.ok) return reply.redirect(outcome.location, 303);
  refuseForm(request);
  return findingsPage(service, request, reply, outcome.problems);
};
