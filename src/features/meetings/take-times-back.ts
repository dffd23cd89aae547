import { loadProposal } from '../../database/proposed-times.ts';
import { takeProposalBack } from '../../database/take-times-back.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { takeTimesBackView } from './take-times-back.view.ts';

/** Asks nobody any more which times they can, and queues the word to everybody who was asked. */
const saveTakingBack = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    const { tx, record } = open;
    const proposal = await loadProposal(tx, record.id);
    if (proposal === undefined) throw notThere();
    const reason = readText(typed, 'reason');
    if (reason === '') insist(refused([{ field: 'reason', message: 'Enter why the times are taken back' }]));
    await takeProposalBack(tx, { ...open, secretKey: service.secretKey }, proposal, reason);
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
