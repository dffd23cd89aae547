import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { openVault, vaultOf } from '../../database/vault.ts';
import { carersInWords, reasonToOpen } from '../../domain/carer-identity.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, insist, notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { askReasonView, openedView } from './open-identities.view.ts';
import { insertOpening, listOpenings } from './store.ts';

type Visit = FastifyRequest<{ Params: { id: string }; Body: Typed }>;

const insistOnCarers = ({ record }: OpenCase): void => {
  if (record.placement.carers.length === 0) throw notThere();
};

const reasonPage = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed = {},
  problems: readonly Problem[] = [],
) => {
  const shown = await withCase(service, signedIn(request), request.params.id, 'open-vault', async (open) => {
    insistOnCarers(open);
    const openings = await listOpenings(open.tx, open.record.id);
    return askReasonView(shellFor(request, reply), { ...open, openings, typed, problems });
  });
  return reply.code(problems.length > 0 ? 422 : 200).html(shown);
};

export const showReason = (service: Service) => (request: Visit, reply: FastifyReply) =>
  reasonPage(service, request, reply);

/**
 * Opens the vault of a placement for a reason, and shows who its carers are, once: the same form sent again leads to the
 * page that asks for a reason. The page leaves after the opening is committed, to the audit and to the case's history.
 */
export const postReason = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { params, body } = request;
  const actor = signedIn(request);
  const form = { disruptionId: params.id, act: 'open-vault', key: readText(body, '_key') } as const;
  let shown: string | undefined;
  const outcome = await changeCase(service, actor, form, async (open) => {
    insistOnCarers(open);
    const { tx, record, now: at } = open;
    const identities = await openVault(tx, service, vaultOf(record), 'reason-given');
    const reason = insist(reasonToOpen(readText(body, 'reason'), identities));
    await insertOpening(tx, { disruptionId: record.id, personId: actor.id, reason, at });
    await addHistory(tx, record.id, {
      at,
      by: actor,
      act: 'open-vault',
      summary: `Opened who ${carersInWords(record.placement.kind)} are: ${reason}`,
    });
    shown = openedView(shellFor(request, reply), { record, identities });
    return `/disruptions/${record.id}/identities`;
  });
  if (!outcome.ok) return reasonPage(service, request, reply, body, outcome.problems);
  return shown === undefined ? reply.redirect(outcome.location, 303) : reply.html(shown);
};
