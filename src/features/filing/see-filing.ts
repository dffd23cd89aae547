import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadFilings, requeueFilings, saveChecked } from '../../database/filings.ts';
import { addHistory } from '../../database/history.ts';
import { filingsFor, isQueued, whoseRecord } from '../../domain/filing.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { changeCase, notThere, withCase } from '../case-door.ts';
import { onPress } from '../press.ts';
import { queueFilings } from '../queue-filings.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { readFiled } from './check-filed.ts';
import { filingView } from './see-filing.view.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** What of a case's minutes was filed where, what waits, and what failed and why. */
export const showFiling = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const shown = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'file-minutes',
    async ({ tx, record }) => ({ record, filings: await loadFilings(tx, record.id) }),
  );
  return reply.html(filingView(shellFor(request, reply), shown));
};

type Form = { readonly disruptionId: string; readonly key: string };

/** Tries again what failed, and queues what of agreed minutes was never queued, because they were agreed before it was. */
const tryAgain = (service: Service, actor: Actor, form: Form): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'file-minutes' }, async (open) => {
    const { tx, record, now } = open;
    const again = await requeueFilings(tx, record.id, now);
    const filings = await loadFilings(tx, record.id);
    const missing = filingsFor(record.placement).some((of) => !isQueued(of, filings, record.meeting));
    if (record.meeting?.minutesStatus === 'agreed' && missing) await queueFilings(service, open);
    if (again.length > 0 || missing)
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'file-minutes',
        summary: 'Asked for the minutes to be filed',
      });
    return `/disruptions/${record.id}/filing`;
  });

export const postTryAgain = (service: Service) => onPress(service, tryAgain);

/** Reads a bag that was filed once more, every byte, and keeps what was found. */
const checkAgain = (
  service: Service,
  actor: Actor,
  form: Form,
  { filingId }: { readonly filingId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'file-minutes' }, async ({ tx, record, now }) => {
    const filing = (await loadFilings(tx, record.id)).find(({ id }) => id === filingId);
    if (filing === undefined) throw notThere();
    const found = await readFiled(service, filing.id);
    if (found !== undefined && 'trouble' in found) await saveChecked(tx, filing.id, found);
    else if (found !== undefined) {
      const { problems } = found;
      await saveChecked(tx, filing.id, { at: now, problems });
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'check-filing',
        summary: `Checked what was filed on ${whoseRecord(filing, record.placement.children)}: ${problems.length === 0 ? 'as it was written' : 'not as it was written'}`,
        facts: { filingId, problems },
      });
    }
    return `/disruptions/${record.id}/filing`;
  });

export const postCheck = (service: Service) => onPress(service, checkAgain);
