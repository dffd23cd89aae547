import type { FastifyReply, FastifyRequest } from 'fastify';
import { openFile } from '../../database/contribution-files.ts';
import { mayReadContribution } from '../../domain/contribution-mark.ts';
import { sendGivenFile } from '../../web/given-file.ts';
import { signedIn } from '../../web/visitor.ts';
import { isUuid, notThere, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';

type Visit = FastifyRequest<{ Params: { id: string; invitationId: string; fileId: string } }>;

/** A file that was given to a meeting, for whoever reads the words it came with; its author sees it before, too. */
export const sendFile = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, invitationId, fileId } = request.params;
  const file = await withCase(service, signedIn(request), id, 'see-disruption', async (open) => {
    const { tx, actor, capacities } = open;
    if (!isUuid(invitationId) || !isUuid(fileId)) throw notThere();
    const found = await openFile(tx, service.vaultKeys, { invitationId, fileId });
    if (found?.disruptionId !== id) throw notThere();
    const isAuthor = found.personId === actor.id;
    if (!mayReadContribution({ capacities, isAuthor }, found)) throw notThere();
    return found;
  });
  return sendGivenFile(reply, file);
};
