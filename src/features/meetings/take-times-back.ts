import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { loadProposal } from '../../database/proposed-times.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { endPartsOf, timesOver } from './save-arranged.ts';
import { takeTimesBackView } from './take-times-back.view.ts';
import { saveTakenBack } from './times-store.ts';

/** Asks nobody any more which times they can, and queues the word to everybody who was asked. */
const saveTakingBack = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    const { tx, record, now } = open;
    const proposal = await loadProposal(tx, record.id);
    if (proposal === undefined) throw notThere();
    const reason = readText(typed, 'reason');
    if (reason === '') insist(refused([{ field: 'reason', message: 'Enter why the times are taken back' }]));
    await saveTakenBack(tx, proposal, reason, now);
    await endPartsOf(open, proposal);
    await queueMessages(tx, {
      disruptionId: record.id,
      at: now,
      secretKey: service.secretKey,
      messages: timesOver(
        record,
        proposal.people.filter(({ personId }) => personId !== actor.id),
      ),
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'convene-meeting',
      summary: `Took back the times for a meeting: ${reason}`,
      facts: { times: proposal.times.map(({ heldOn, startsAt }) => ({ heldOn, startsAt })) },
    });
    return `/disruptions/${record.id}/times`;
  });

export const takeTimesBackForm: FormOnCase = {
  act: 'convene-meeting',
  save: saveTakingBack,
  show: async (shell, page) => {
    const proposal = await loadProposal(page.tx, page.record.id);
    if (proposal === undefined) throw notThere();
    return takeTimesBackView(shell, { ...page, asked: proposal.people.length });
  },
};
