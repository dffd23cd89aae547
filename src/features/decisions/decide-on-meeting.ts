import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { areTimesAsked } from '../../database/proposed-times.ts';
import { mayDo } from '../../domain/access.ts';
import { factsOf } from '../../domain/case-facts.ts';
import { decideOnMeeting, whyNotToDecide } from '../../domain/decision.ts';
import { meetingDuty } from '../../domain/duty.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { readDate, readText, type Typed, typedDate } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { decideOnMeetingView } from './decide-on-meeting.view.ts';
import { insertDecision } from './store.ts';

/** The duty to decide whether to meet. Throws a 404 where the procedure asks for no such decision. */
export const decisionDutyOf = ({ plan }: OpenCase): PlannedDuty => {
  const duty = plan.duties.find(({ asks }) => 'decision' in asks);
  if (duty === undefined) throw notThere();
  return duty;
};

/** Records a decision whether to hold a meeting, and why (PG-1); a later one takes the place of an earlier. */
export const saveDecision = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'decide-on-meeting' }, async (open) => {
    const duty = decisionDutyOf(open);
    const { tx, record, capacities, now, today } = open;
    const choice = readText(typed, 'toMeet');
    const decided = insist(
      decideOnMeeting(
        {
          toMeet: choice === 'yes' || choice === 'no' ? choice === 'yes' : null,
          why: readText(typed, 'why'),
          decidedOn: readDate(typed, 'decidedOn'),
        },
        { record, duty, capacities, today, areTimesAsked: await areTimesAsked(tx, record.id) },
      ),
    );
    const id = randomUUID();
    await insertDecision(tx, decided, { id, disruptionId: record.id, decidedBy: actor.id, at: now });
    const { toMeet, why, decidedOn } = decided;
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'decide-on-meeting',
      summary: `Decided ${toMeet ? 'to hold a meeting' : 'not to hold a meeting'}: ${why}`,
      facts: {
        decisionId: id,
        from: factsOf(record.placement, record).decision,
        to: toMeet ? 'to-meet' : 'not-to-meet',
        decidedOn,
      },
    });
    return `/disruptions/${record.id}${toMeet && record.meeting === null ? '/meeting' : ''}`;
  });

export const decisionForm: FormOnCase = {
  act: 'decide-on-meeting',
  atFirst: ({ today }) => typedDate('decidedOn', today),
  save: saveDecision,
  show: (shell, page) => {
    const duty = decisionDutyOf(page);
    return decideOnMeetingView(shell, {
      ...page,
      duty,
      meetingDuty: meetingDuty(page.plan.duties),
      mayReview: mayDo('review-decision', page.capacities),
      notToDecide: whyNotToDecide({ ...page, duty }),
    });
  },
};
