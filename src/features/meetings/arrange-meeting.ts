import { isManager } from '../../domain/access.ts';
import { familyOnTheCase, listedButAbsent } from '../../domain/invitation.ts';
import { peopleToDecideOn } from '../../domain/meeting-people.ts';
import { refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { arrangeMeetingView } from './arrange-meeting.view.ts';
import { assessChairsOn } from './chairs.ts';
import { asTyped, dayAsked, LENGTHS, readMeeting } from './meeting-form.ts';
import { minuteTakers } from './people-store.ts';
import { saveArranged } from './save-arranged.ts';
import { withTakenTime } from './times-form.ts';

/** Convenes a meeting, or changes the one there is, and queues what everybody concerned is told. */
export const saveMeeting = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'convene-meeting' }, async (open) => {
    if (open.record.meeting?.status === 'held')
      insist(refused([{ field: 'heldOn', message: 'The meeting has been held and cannot be changed' }]));
    await saveArranged(service, open, insist(await readMeeting(open, typed)));
    return `/disruptions/${open.record.id}`;
  });

export const meetingForm: FormOnCase = {
  act: 'convene-meeting',
  atFirst: asTyped,
  save: async (service, actor, form, typed) =>
    readText(typed, 'go') === 'add-person'
      ? { ok: false, problems: [] }
      : saveMeeting(service, actor, form, typed),
  show: async (shell, page) => {
    const { tx, record, plan, actor, capacities } = page;
    const typed = await withTakenTime(page, page.typed);
    const takers = await minuteTakers(tx, actor.organisationId);
    return arrangeMeetingView(shell, {
      ...page,
      typed: { minuteTakerId: takers[0]?.id, ...typed },
      chairs: await assessChairsOn(page, dayAsked(page, typed)),
      minuteTakers: takers,
      proposed: peopleToDecideOn(plan.duties, record),
      absent: listedButAbsent(plan.duties, record),
      family: familyOnTheCase(plan.duties, record),
      mayAgree: isManager(capacities),
      lengths: LENGTHS,
    });
  },
};
