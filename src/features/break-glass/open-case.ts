import type { FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../../database/audit.ts';
import { beyondTheirSight, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { breakGlass, missesCountSince, nothingToOpen, whyToWait } from '../../domain/break-glass.ts';
import { timeInLondon, timeInWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { changeByPost, withPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { openCaseView } from './open-case.view.ts';
import { missedSince, openForATime, ownCaseWith } from './store.ts';

type Visit = FastifyRequest<{ Body: Typed }>;

/** Where a try leads that opened nothing: it is kept in the audit, so its transaction stands. */
const nowhere = '';

/** Opens a case for a few hours; those who are to know are told in the same transaction. Null when there was none. */
const openFor = async (
  tx: Transaction,
  actor: Actor,
  asked: { readonly reference: string; readonly reason: string; readonly until: Date },
  at: Date,
): Promise<string | null> => {
  const id = await openForATime(tx, asked);
  await audit(tx, {
    act: 'break-glass',
    rule: id === null ? 'not-open-to-them' : 'break-glass',
    outcome: id === null ? 'refused' : 'allowed',
    intent: 'change',
    ...(id !== null && { subject: { kind: 'disruption', id } }),
    organisationId: actor.organisationId,
  });
  if (id === null) return null;
  // They read the case, and write nothing into it: this entry is about them, not by them.
  await beyondTheirSight(tx, () =>
    addHistory(tx, id, {
      at,
      by: actor,
      act: 'break-glass',
      summary: `Opened this case, which is not theirs, until ${timeInWords(timeInLondon(asked.until))}: ${asked.reason}`,
    }),
  );
  return id;
};

export const showOpenCase = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  await withPost(service, signedIn(request), 'break-glass', async () => {});
  return reply.html(openCaseView(shellFor(request, reply), { typed: {}, problems: [] }));
};

/** Opens a case that is not theirs to somebody with a reason. A reference that opens nothing says no more than that. */
export const postOpenCase = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const typed = request.body;
  const now = service.clock();
  let wait: ReturnType<typeof whyToWait>;
  const form = { act: 'break-glass', key: readText(typed, '_key') } as const;
  const outcome = await changeByPost(service, actor, form, async (tx) => {
    const asked = insist(
      breakGlass({ reference: readText(typed, 'reference'), reason: readText(typed, 'reason') }, now),
    );
    const own = await ownCaseWith(tx, asked.reference);
    if (own !== undefined) return `/disruptions/${own.id}`;
    wait = whyToWait(await missedSince(tx, missesCountSince(now)));
    if (wait !== undefined) return nowhere;
    const id = await openFor(tx, actor, asked, now);
    return id === null ? nowhere : `/disruptions/${id}`;
  });
  if (outcome.ok && outcome.location !== nowhere) return reply.redirect(outcome.location, 303);
  const problems: readonly Problem[] = outcome.ok ? [wait?.problem ?? nothingToOpen] : outcome.problems;
  if (wait) reply.header('retry-after', Math.ceil((wait.until.getTime() - now.getTime()) / 1000));
  return reply.code(wait ? 429 : 422).html(openCaseView(shellFor(request, reply), { typed, problems }));
};
