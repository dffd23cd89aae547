import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadVoice } from '../../database/child-voice.ts';
import { openViewFile } from '../../database/view-files.ts';
import { mayDo } from '../../domain/access.ts';
import { isTrusted, mayReadView } from '../../domain/view-sharing.ts';
import { sendGivenFile } from '../../web/given-file.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { childVoiceView } from './child-voice.view.ts';

type Visit = FastifyRequest<{ Params: { id: string; givenId: string } }>;

export const showVoice = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const shown = await withCase(
    service,
    actor,
    request.params.id,
    'see-disruption',
    async ({ tx, record, capacities, today }) =>
      childVoiceView(shellFor(request, reply), {
        record,
        voice: await loadVoice(tx, record.id),
        today,
        isTrusted: isTrusted(capacities),
        may: (act) => mayDo(act, capacities),
        mayRead: (view) => mayReadView(view, { id: actor.id, capacities }),
      }),
  );
  return reply.html(shown);
};

/** The drawing, photo or recording of a view, for those who may read its words. */
export const sendViewFile = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { id, givenId } = request.params;
  const file = await withCase(service, actor, id, 'see-disruption', async ({ tx, record, capacities }) => {
    const view = record.views.find((one) => one.id === givenId);
    if (view === undefined || !mayReadView(view, { id: actor.id, capacities })) throw notThere();
    return openViewFile(tx, service.vaultKeys, view.id);
  });
  if (file === undefined) throw notThere();
  return sendGivenFile(reply, file, 'inline');
};
