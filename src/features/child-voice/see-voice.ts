import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadVoice } from '../../database/child-voice.ts';
import { mayDo } from '../../domain/access.ts';
import { isTrusted, mayReadView } from '../../domain/view-sharing.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { childVoiceView } from './child-voice.view.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

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
