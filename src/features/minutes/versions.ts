import type { FastifyReply, FastifyRequest } from 'fastify';
import { agendaOf } from '../../domain/agenda.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { loadVersions } from './check-store.ts';
import { versionsView } from './versions.view.ts';

type Visit = FastifyRequest<{ Params: { id: string }; Querystring: Typed }>;

/**
 * The versions of a case’s minutes, and what differs between two of them (`from`, `to`; without them, the last two). For
 * those who read the full minutes.
 */
export const showVersions = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const view = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'write-minutes',
    async ({ tx, record, procedure }) => {
      if (record.meeting === null) throw notThere();
      const versions = await loadVersions(tx, record.meeting.id);
      const numbered = (name: string) =>
        versions.find(({ version }) => `${version}` === readText(request.query, name));
      const to = numbered('to') ?? versions[0];
      const from =
        numbered('from') ?? versions.find(({ version }) => to !== undefined && version < to.version);
      return versionsView(shellFor(request, reply), {
        ...{ record, versions, agenda: agendaOf({ record, procedure }) },
        from: from ?? null,
        to: to ?? null,
      });
    },
  );
  return reply.html(view);
};
