import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadDisagreements, loadUnattached } from '../../database/disagreements.ts';
import { loadHistory } from '../../database/history.ts';
import { mayDo } from '../../domain/access.ts';
import { whyNotToDecide } from '../../domain/decision.ts';
import { newerVersion } from '../../domain/version.ts';
import { mayReadView } from '../../domain/view-sharing.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { seeDisruptionView } from './see-disruption.view.ts';
import { heldMessages, linksOverdue, openingsToKnow } from './store.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

const HISTORY_SHOWN = 20;

export const showDisruption = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const shown = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'see-disruption',
    async (open) => {
      const { record, procedure, plan, capacities, today } = open;
      const duty = plan.duties.find(({ asks }) => 'decision' in asks);
      const whyNot = duty && whyNotToDecide({ duty, record, capacities });
      return seeDisruptionView(shellFor(request, reply), {
        ...open,
        hasNewerVersion: newerVersion(service.procedures.all, procedure, record, today) !== undefined,
        history: await loadHistory(open.tx, open.record.id, HISTORY_SHOWN),
        disagreements: await loadDisagreements(open.tx, open.record.id),
        sent: await loadUnattached(open.tx, open.record.id),
        held: await heldMessages(open.tx, open.record.id),
        linksOverdue: await linksOverdue(open.tx, open.record.id, today),
        openings: await openingsToKnow(open.tx, open.record.placement.id),
        mayRead: (view) => mayReadView(view, { id: open.actor.id, capacities }),
        may: (act) => mayDo(act, capacities) && (act !== 'decide-on-meeting' || whyNot === undefined),
      });
    },
  );
  return reply.html(shown);
};
