import type { FastifyReply, FastifyRequest } from 'fastify';
import { dateInLondon } from '../../domain/dates.ts';
import { classesOf } from '../../domain/retention.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { loadReached } from './facts-store.ts';
import { recordsDueView, scheduleView } from './records-due.view.ts';
import { loadDisposals } from './store.ts';

/** What has reached its day in one's own council, what keeps it all the same, and what was proposed. */
export const showRecordsDue = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const actor = signedIn(request);
  const today = dateInLondon(service.clock());
  const shown = await withPost(service, actor, 'see-records-due', async (tx) => ({
    ...(await loadReached(tx, service.retention, actor.organisationId, today)),
    disposals: await loadDisposals(tx),
  }));
  return reply.html(recordsDueView(shellFor(request, reply), shown));
};

/** The schedule as one's own council has it. */
export const showSchedule = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const actor = signedIn(request);
  const council = await withPost(service, actor, 'see-records-due', async (tx) => {
    const row = await tx
      .selectFrom('organisation_procedure')
      .where('organisation_id', '=', actor.organisationId)
      .orderBy('position')
      .select('procedure_id as id')
      .executeTakeFirst();
    return row?.id.split('/')[0] ?? '';
  });
  const { version } = service.retention;
  return reply.html(
    scheduleView(shellFor(request, reply), { version, classes: classesOf(service.retention, council) }),
  );
};
