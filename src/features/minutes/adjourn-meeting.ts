import { loadApart, saveOwnWay, saveTogether } from '../../database/kept-apart.ts';
import { queueMessages } from '../../database/messages.ts';
import { type Adjourned, adjournMeeting } from '../../domain/adjourn.ts';
import type { Meeting } from '../../domain/case.ts';
import { timeInLondon } from '../../domain/dates.ts';
import { actProblems } from '../../domain/meeting-room.ts';
import { invitationLinkUntil, meetingMessage } from '../../domain/message.ts';
import { readDate, readText, readTime, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { adjournMeetingView } from './adjourn-meeting.view.ts';
import { roomFacts } from './room.ts';
import { keepHappening, openRoom } from './run-meeting.ts';
import { saveAdjourned } from './store.ts';

const readProposal = (typed: Typed, { minutesLong }: Meeting): Parameters<typeof adjournMeeting>[0] => ({
  reason: readText(typed, 'reason'),
  heldOn: readDate(typed, 'heldOn'),
  startsAt: readTime(typed, 'startsAt'),
  minutesLong,
  place: readText(typed, 'place'),
  videoLink: readText(typed, 'videoLink'),
  outsideWindowReason: readText(typed, 'outsideWindowReason'),
  dayConfirmed: readText(typed, 'dayConfirmed') === 'yes',
  togetherReason: readText(typed, 'togetherReason'),
  plansConfirmed: readText(typed, 'plansConfirmed'),
});

/** Adjourns a meeting to another day, and queues what everybody who is still invited to come is told. */
const saveAdjournment = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const { tx, record, plan, calendar, now } = open;
    const { meeting, room } = await openRoom(open);
    const facts = {
      ...{ record, calendar, duties: plan.duties, now: room.now, agenda: room.agenda },
      timeNow: timeInLondon(now),
      apart: await loadApart(tx, record.id),
    };
    const decided = insist(adjournMeeting(readProposal(typed, meeting), facts));
    await saveAdjourned(tx, meeting.id, decided);
    await keepPlans(open, meeting, decided);
    await queueMessages(tx, {
      disruptionId: record.id,
      at: now,
      secretKey: service.secretKey,
      messages: decided.tell.map((invitee) => ({
        invitationId: invitee.id,
        kind: 'change' as const,
        content: meetingMessage('change', {
          record,
          invitee,
          meeting: { ...decided.meeting, calendarUid: meeting.calendarUid },
        }),
        linkUntil: invitationLinkUntil(decided.meeting.heldOn),
      })),
    });
    await keepHappening(open, meeting, decided.happening, decided.summary);
    return `/disruptions/${record.id}/minutes`;
  });

const keepPlans = async (
  { tx, record, actor, now }: OpenCase,
  meeting: Meeting,
  { moved, together, meeting: { heldOn } }: Adjourned,
): Promise<void> => {
  const signed = { by: actor.id, at: now };
  for (const [source, own] of Object.entries(moved))
    await saveOwnWay(tx, { disruptionId: record.id, source }, own, signed);
  await saveTogether(tx, { disruptionId: record.id, meetingId: meeting.id, heldOn }, together, signed);
};

export const adjournForm: FormOnCase = {
  act: 'write-minutes',
  atFirst: ({ record: { meeting } }) => ({ place: meeting?.place, videoLink: meeting?.videoLink }),
  save: saveAdjournment,
  show: async (shell, page) => {
    const { room } = await openRoom(page);
    return adjournMeetingView(shell, { ...page, refusals: actProblems('adjourn', roomFacts(page, room)) });
  },
};
