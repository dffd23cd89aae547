import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { withdrawPaper } from '../../database/packs.ts';
import type { Invitation } from '../../domain/case.ts';
import { markContribution, sharedWith, shareInWords } from '../../domain/contribution-mark.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { markContributionView } from './mark-contribution.view.ts';

const contributionOf = ({ record }: Pick<OpenCase, 'record'>, invitationId: string): Invitation => {
  const found = stillInvited(record.meeting?.invitations ?? []).find(({ id }) => id === invitationId);
  if (found === undefined || found.contribution === '') throw notThere();
  return found;
};

const saveChairShare = async (
  tx: Transaction,
  invitationId: string,
  {
    chairShare,
    agreement,
  }: { readonly chairShare: Invitation['contributionShare']; readonly agreement: string },
): Promise<void> => {
  await tx
    .updateTable('invitation')
    .set({ contribution_chair_share: chairShare, contribution_agreement: agreement })
    .where('id', '=', invitationId)
    .execute();
};

/** Saves the chair's mark on what somebody wrote to the meeting. */
const saveMark = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
  { invitationId }: { readonly invitationId: string },
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'mark-contribution' }, async (open) => {
    const { tx, record, now } = open;
    const { id, name, contributionShare } = contributionOf(open, invitationId);
    const proposal = { share: readText(typed, 'share'), agreement: readText(typed, 'agreement') };
    const mark = insist(markContribution(proposal, contributionShare));
    await saveChairShare(tx, id, mark);
    if (mark.chairShare !== 'everyone') await withdrawPaper(tx, id, now);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'mark-contribution',
      summary: `Marked what ${name} wrote to the meeting for ${shareInWords[mark.chairShare]}${mark.agreement === '' ? '' : ', as they had agreed'}`,
      facts: { invitationId: id, chairShare: mark.chairShare },
    });
    return `/disruptions/${record.id}#meeting`;
  });

export const markForm: FormOnCase<'invitationId'> = {
  act: 'mark-contribution',
  save: saveMark,
  show: (shell, page) => {
    const invitation = contributionOf(page, page.params.invitationId);
    const { contributionShare: share, contributionChairShare: chairShare } = invitation;
    const isFirst = page.problems.length === 0;
    const typed = isFirst ? { share: sharedWith({ share, chairShare }) } : page.typed;
    return markContributionView(shell, { ...page, invitation, typed });
  },
};
