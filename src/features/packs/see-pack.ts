import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadPacks, openOwnPack } from '../../database/packs.ts';
import { mayDo, minutesAreOpen } from '../../domain/access.ts';
import { agendaOf } from '../../domain/agenda.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { packDueOn } from '../../domain/pack.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { agendaPart } from './agenda-part.view.ts';
import { peopleOf, readersOf } from './pack-facts.ts';
import { seePackView } from './packs.view.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** A meeting's pack: what is out, who has not opened it, and what somebody on the case who is invited has to read. */
export const showPack = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  return reply.html(
    await withCase(service, actor, request.params.id, 'see-disruption', async (open) => {
      const { tx, record, procedure, capacities, now } = open;
      const { meeting } = record;
      const own = stillInvited(meeting?.invitations ?? []).find(({ personId }) => personId === actor.id);
      const opened = own === undefined ? [] : await openOwnPack(tx, { invitationId: own.id }, now);
      return seePackView(shellFor(request, reply), {
        record,
        own: opened,
        packs: meeting === null ? [] : await loadPacks(tx, meeting.id),
        dueOn:
          meeting === null || procedure.pack === undefined
            ? null
            : packDueOn(procedure.pack.before, meeting.heldOn, service.bankHolidays),
        agenda:
          meeting === null
            ? null
            : agendaPart(meeting, {
                ...{ disruptionId: record.id, agenda: agendaOf(open) },
                people: await peopleOf(open, meeting),
                mayBuild: mayDo('build-agenda', capacities) && minutesAreOpen(record),
              }),
        mayRelease: mayDo('release-pack', capacities),
        readers: mayDo('print-pack', capacities) ? await readersOf(open) : [],
      });
    }),
  );
};
