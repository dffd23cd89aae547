import type { FastifyReply, FastifyRequest } from 'fastify';
import { decideByPost } from '../../domain/access.ts';
import { proposeDisposal } from '../../domain/disposal.ts';
import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { type FormByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import type { CaseStanding } from './facts-store.ts';
import { type CaseParams, ofCase, openStanding } from './records-door.ts';
import { proposeView, seeRecordView } from './see-record.view.ts';
import { insertDisposal, loadDisposals, loadHolds, type StoredDisposal } from './store.ts';

const standing = (disposals: readonly StoredDisposal[]): StoredDisposal | undefined =>
  disposals.find(({ outcome }) => outcome !== 'refused');

/** One case of one's own council, for those who see none. */
export const showRecord =
  (service: Service) => async (request: FastifyRequest<{ Params: CaseParams }>, reply: FastifyReply) => {
    const actor = signedIn(request);
    const { params } = request;
    const shown = await withPost(
      service,
      actor,
      'see-records-due',
      async (tx) => ({
        standing: await openStanding(tx, service, actor, params),
        holds: await loadHolds(tx, params.placementId),
        standsProposed: standing(await loadDisposals(tx, { placementId: params.placementId })),
        mayPropose: decideByPost(actor, 'propose-disposal').allowed,
      }),
      ofCase(params),
    );
    return reply.html(seeRecordView(shellFor(request, reply), shown));
  };

/** Proposes that a case goes, with the records and rules as they stand today. */
export const proposeForm = (service: Service): FormByPost<CaseParams, CaseStanding> => ({
  act: 'propose-disposal',
  subject: ofCase,
  load: (tx, { actor, params }) => openStanding(tx, service, actor, params),
  show: (shell, { loaded, typed, problems }) => proposeView(shell, { standing: loaded, typed, problems }),
  save: async (tx, { actor, params, typed }) => {
    const found = await openStanding(tx, service, actor, params);
    const { placementId, reference, records } = found;
    if (standing(await loadDisposals(tx, { placementId })) !== undefined)
      insist(refused([{ field: '', message: 'It was proposed already' }]));
    const proposal = insist(
      proposeDisposal({ because: readText(typed, 'because'), note: readText(typed, 'note') }, found),
    );
    const id = await insertDisposal(
      tx,
      {
        ...{ organisationId: actor.organisationId, placementId },
        ...{ reference, scheduleVersion: service.retention.version },
      },
      { ...proposal, kept: records },
      { by: actor.id, at: service.clock() },
    );
    return `/retention/disposals/${id}`;
  },
});
