import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderPdf } from '../../documents/pdf.ts';
import { decideByPost } from '../../domain/access.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { certificateDocument, decideDisposal } from '../../domain/disposal.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, notThere } from '../case-door.ts';
import { changeByPost, type FormByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { type CaseStanding, loadStanding } from './facts-store.ts';
import { type DisposalParams, ofDisposal, openDisposal } from './records-door.ts';
import { decideView, seeDisposalView } from './see-disposal.view.ts';
import { certificateOf, holdDisposal, queueDisposal, type StoredDisposal, saveDecision } from './store.ts';

type Visit = FastifyRequest<{ Params: DisposalParams; Body: Typed }>;

const withDisposal = (service: Service, request: Visit): Promise<StoredDisposal> =>
  withPost(
    service,
    signedIn(request),
    'see-records-due',
    (tx) => openDisposal(tx, request.params),
    ofDisposal(request.params),
  );

/** A proposal, or the certificate of what went. */
export const showDisposal = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const disposal = await withDisposal(service, request);
  return reply.html(
    seeDisposalView(shellFor(request, reply), {
      disposal,
      certificate: certificateOf(disposal),
      mayDecide: decideByPost(actor, 'decide-disposal').allowed,
      mayPropose: decideByPost(actor, 'propose-disposal').allowed,
      isProposer: disposal.proposedBy === actor.id,
    }),
  );
};

/** The certificate as a file. The same certificate gives the same bytes. */
export const sendCertificate = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const certificate = certificateOf(await withDisposal(service, request));
  if (certificate === null) throw notThere('post');
  const document = certificateDocument(certificate);
  const { title } = document;
  const properties = { title, author: certificate.council, createdAt: certificate.carriedOutAt };
  return reply
    .type('application/pdf')
    .header('content-disposition', 'attachment; filename="certificate.pdf"')
    .send(await renderPdf(document, properties));
};

type Loaded = { readonly disposal: StoredDisposal; readonly standing: CaseStanding | undefined };

/** Decides whether a case goes: another than who proposed it. */
export const decideForm = (service: Service): FormByPost<DisposalParams, Loaded> => ({
  act: 'decide-disposal',
  subject: ofDisposal,
  load: async (tx, { actor, params }) => {
    const disposal = await openDisposal(tx, params);
    const { organisationId } = actor;
    const of = { organisationId, placementId: disposal.placementId };
    const today = dateInLondon(service.clock());
    return { disposal, standing: await loadStanding(tx, service.retention, of, today) };
  },
  show: (shell, { loaded, typed, problems }) => decideView(shell, { ...loaded, typed, problems }),
  save: async (tx, { actor, params, typed }) => {
    const { id, placementId } = await openDisposal(tx, params);
    await holdDisposal(tx, id);
    const disposal = await openDisposal(tx, params);
    const of = { organisationId: actor.organisationId, placementId };
    const standing = await loadStanding(tx, service.retention, of, dateInLondon(service.clock()));
    if (standing === undefined) return insist(refused([{ field: '', message: 'It is gone already' }]));
    const decision = insist(
      decideDisposal(
        { outcome: readText(typed, 'outcome'), note: readText(typed, 'note') },
        { disposal, by: actor.id, standing },
      ),
    );
    await saveDecision(tx, id, decision, { by: actor.id, at: service.clock() });
    return `/retention/disposals/${id}`;
  },
});

/** Has what was held up carried out again. */
export const postAgain = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { params, body } = request;
  const form = {
    act: 'propose-disposal',
    key: readText(body, '_key'),
    subject: ofDisposal(params),
  } as const;
  const at = `/retention/disposals/${params.disposalId}`;
  await changeByPost(service, signedIn(request), form, async (tx) => {
    const { id, outcome, carriedOutAt } = await openDisposal(tx, params);
    if (outcome === 'approved' && carriedOutAt === null) await queueDisposal(tx, id);
    return at;
  });
  return reply.redirect(at, 303);
};
