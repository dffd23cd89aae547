import { feedbackStanding, ownInvitationTo } from '../../database/feedback.ts';
import { feedbackGroupOf, readFeedback } from '../../domain/feedback.ts';
import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import { keepFeedback } from '../give-feedback.ts';
import { tellHowItWasView, whyNotAsked } from './tell-how-it-was.view.ts';

/**
 * How the meeting was for a member of staff who was asked to it, once. The history has nothing of it, because everybody on the
 * case reads the history: that somebody answered is nobody else's to know.
 */
export const ownFeedbackForm: FormOnCase = {
  act: 'give-feedback',
  show: async (shell, { tx, record, actor, typed, problems }) => {
    const invitation = await ownInvitationTo(tx, record.id, actor.id);
    const from = invitation === undefined ? null : { invitationId: invitation.id };
    const standing = await feedbackStanding(tx, record.id, from);
    return tellHowItWasView(shell, { ...standing, record, typed, problems, isInvited: from !== null });
  },
  save: (service, actor, { disruptionId, key }, typed) =>
    changeCase(service, actor, { disruptionId, act: 'give-feedback', key }, async ({ tx, record }) => {
      const invitation = await ownInvitationTo(tx, disruptionId, actor.id);
      const from = invitation === undefined ? null : { invitationId: invitation.id };
      const standing = { ...(await feedbackStanding(tx, disruptionId, from)), isInvited: from !== null };
      const location = `/disruptions/${disruptionId}/feedback`;
      if (standing.hasAnswered) return location;
      const why = whyNotAsked(standing);
      if (from === null || why !== undefined) return insist(refused([{ field: '', message: why ?? '' }]));
      const { capacity } =
        record.meeting?.invitations.find(({ id }) => id === from.invitationId) ??
        ({ capacity: 'other-professional' } as const);
      const group = feedbackGroupOf(capacity);
      const feedback = insist(readFeedback(group, (field) => readText(typed, field)));
      const { organisationId } = record.placement;
      await keepFeedback(service, tx, { disruptionId, organisationId, group, from }, feedback);
      return location;
    }),
};
