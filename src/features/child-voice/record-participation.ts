import { addHistory } from '../../database/history.ts';
import { recordParticipation } from '../../domain/participation.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { childOf, voicePage } from './child-of.ts';
import { recordParticipationView } from './record-participation.view.ts';
import { insertParticipation } from './store.ts';

const noMeeting = { field: 'code', message: 'There is no meeting yet' };

const readYesNo = (typed: Typed, name: string): boolean | null => {
  const answer = readText(typed, name);
  return answer === 'yes' || answer === 'no' ? answer === 'yes' : null;
};

/** Records how a child took part in the meeting, by the code that is reported (docs/domain.md, 4.8). */
const saveParticipation = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly childId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(
    service,
    actor,
    { ...form, act: 'record-participation' },
    async ({ tx, record, capacities, now, today }) => {
      const child = childOf({ record }, form.childId);
      const { meeting } = record;
      if (meeting === null) return insist(refused([noMeeting]));
      const participation = insist(
        recordParticipation(
          {
            code: readText(typed, 'code'),
            attended: readYesNo(typed, 'attended'),
            reason: readText(typed, 'reason'),
          },
          { child, heldOn: meeting.heldOn, today, byChair: capacities.includes('chair') },
        ),
      );
      await insertParticipation(tx, participation, {
        ...{ disruptionId: record.id, childId: child.id, meetingId: meeting.id },
        ...{ recordedBy: actor.id, at: now },
      });
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'record-participation',
        summary: `Recorded how ${child.givenName} took part in the meeting: ${participation.code}`,
        facts: { childId: child.id, meetingId: meeting.id, ...participation },
      });
      return voicePage(record, child.id);
    },
  );

export const participationForm: FormOnCase<'childId'> = {
  act: 'record-participation',
  save: (service, actor, form, typed, { childId }) =>
    saveParticipation(service, actor, { ...form, childId }, typed),
  show: (shell, page) =>
    recordParticipationView(shell, {
      ...page,
      child: childOf(page, page.params.childId),
      isChair: page.capacities.includes('chair'),
    }),
};
