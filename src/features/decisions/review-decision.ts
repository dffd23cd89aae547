import { addHistory } from '../../database/history.ts';
import { areTimesAsked } from '../../database/proposed-times.ts';
import { reviewDecision } from '../../domain/decision.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { decisionDutyOf } from './decide-on-meeting.ts';
import { reviewDecisionView } from './review-decision.view.ts';
import { saveReviewed } from './store.ts';

/** Records what a manager makes of a decision. When they do not agree it is undecided again. */
export const saveReview = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'review-decision' }, async (open) => {
    decisionDutyOf(open);
    const { tx, record, now } = open;
    const { decision, meeting } = record;
    const choice = readText(typed, 'agrees');
    const agrees = choice === 'yes' || choice === 'no' ? choice === 'yes' : null;
    const review = insist(
      reviewDecision(
        { agrees, note: readText(typed, 'note') },
        { decision, meeting, reviewerId: actor.id, areTimesAsked: await areTimesAsked(tx, record.id) },
      ),
    );
    await saveReviewed(tx, review, { reviewedBy: actor.id, at: now });
    const what = `the decision ${decision?.toMeet ? 'to hold a meeting' : 'not to hold a meeting'}`;
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'review-decision',
      summary: `${review.agrees ? 'Agreed with' : 'Did not agree with'} ${what}${review.note === '' ? '' : `: ${review.note}`}`,
      facts: {
        decisionId: review.decisionId,
        from: 'not-reviewed',
        to: review.agrees ? 'agreed' : 'not-agreed',
      },
    });
    return `/disruptions/${record.id}`;
  });

export const reviewForm: FormOnCase = {
  act: 'review-decision',
  save: saveReview,
  show: (shell, page) =>
    reviewDecisionView(shell, { ...page, duty: decisionDutyOf(page), viewerId: page.actor.id }),
};
