import { addHistory } from '../../database/history.ts';
import { addMeetingEvent } from '../../database/meeting-events.ts';
import { minutesAreOpen } from '../../domain/access.ts';
import { agendaOf } from '../../domain/agenda.ts';
import type { Meeting } from '../../domain/case.ts';
import { everybodyHeard } from '../../domain/heard.ts';
import {
  actInRoom,
  actProblems,
  ended,
  type Happening,
  saidWhy,
  stillOn,
} from '../../domain/meeting-room.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { type Problem, refused } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, notThere, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { loadPassages, type OpenPassage } from './passage-store.ts';
import { type Room, roomFacts, roomOf } from './room.ts';
import { endMeetingView, pauseMeetingView } from './room-forms.view.ts';
import { saveStatus } from './store.ts';

type Form = { readonly disruptionId: string; readonly key: string };

/** The meeting of an open case with its room; throws a 404 when there is none. */
export const openRoom = async (
  open: OpenCase,
): Promise<{
  readonly meeting: Meeting;
  readonly passages: readonly OpenPassage[];
  readonly room: Room;
}> => {
  const { meeting } = open.record;
  if (meeting === null) throw notThere();
  const passages = await loadPassages(open.tx, meeting.id, agendaOf(open));
  return { meeting, passages, room: await roomOf(open, meeting, passages) };
};

/** Keeps what happens in a meeting, and says so in the history of the case. */
export const keepHappening = async (
  { tx, record, actor, now }: OpenCase,
  meeting: Pick<Meeting, 'id'>,
  happening: Happening,
  summary: string,
): Promise<void> => {
  const about = { disruptionId: record.id, meetingId: meeting.id, by: actor.id, at: now };
  await addMeetingEvent(tx, about, happening);
  await addHistory(tx, record.id, {
    at: now,
    by: actor,
    act: 'hold-meeting',
    summary,
    facts: { kind: happening.kind, ...(happening.agendaKey !== '' && { item: happening.agendaKey }) },
  });
};

const acts = { start: 'start', 'take-item': 'take-item', resume: 'resume' } as const;
const isAct = (text: string): text is keyof typeof acts => text in acts;

/** Does what a button of the bar says: `room` is "start", "resume" or "take-item" and the key of an item. */
export const runMeeting = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const [act = '', agendaKey = ''] = readText(typed, 'room').split(' ');
    if (!isAct(act)) return insist(refused([{ field: 'room', message: 'Choose what the meeting does' }]));
    const { meeting, room } = await openRoom(open);
    const happening = insist(actInRoom(act, { agendaKey, reason: '' }, roomFacts(open, room)));
    const title = room.agenda.find(({ key }) => key === happening.agendaKey)?.title ?? '';
    await keepHappening(
      open,
      meeting,
      happening,
      {
        start: room.now.is === 'adjourned' ? 'Started the next part of the meeting' : 'Started the meeting',
        'take-item': `Came to “${title}”`,
        resume: 'Went on with the meeting',
      }[act],
    );
    // Of a part on a later day somebody has come already: it is held from its beginning.
    if (act === 'start' && stillInvited(meeting.invitations).some(({ attended }) => attended))
      await saveStatus(open.tx, meeting.id, 'held');
    const at = happening.agendaKey || room.now.item?.key;
    return `/disruptions/${open.record.id}/minutes${at === undefined ? '' : `#item-${at}`}`;
  });

const savePause = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const { meeting, room } = await openRoom(open);
    const reason = readText(typed, 'reason');
    const happening = insist(actInRoom('pause', { agendaKey: '', reason }, roomFacts(open, room)));
    await keepHappening(open, meeting, happening, 'Paused the meeting');
    return `/disruptions/${open.record.id}/minutes`;
  });

export const pauseForm: FormOnCase = {
  act: 'write-minutes',
  save: savePause,
  show: async (shell, page) => {
    const { room } = await openRoom(page);
    return pauseMeetingView(shell, { ...page, refusals: actProblems('pause', roomFacts(page, room)) });
  },
};

/** Ends a meeting, once. Whoever came or wrote and was never heard is named, and it is said why (PG-9). */
export const endMeeting = (service: Service, actor: Actor, form: Form, typed: Typed): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'write-minutes' }, async (open) => {
    const { meeting, room } = await openRoom(open);
    const problems = actProblems('end', roomFacts(open, room));
    if (problems.length > 0) insist(refused(problems));
    await keepWhyNotHeard(open, meeting, room, typed);
    await keepHappening(open, meeting, ended(), 'Ended the meeting');
    return `/disruptions/${open.record.id}/minutes`;
  });

/**
 * What the room has against sending the minutes out or agreeing them: the meeting goes on, or somebody was not heard and it is
 * not said why (PG-9).
 */
export const roomProblems = (room: Room | null, typed: Typed): readonly Problem[] => {
  if (room === null) return [];
  const heard = everybodyHeard(room.toExplain, readText(typed, 'whyNotHeard'));
  return [...stillOn(room.now), ...(heard.ok ? [] : heard.problems)];
};

/** Keeps why some were not heard at all; refused when somebody was not and no reason is typed. */
export const keepWhyNotHeard = async (
  open: OpenCase,
  meeting: Pick<Meeting, 'id'>,
  { toExplain }: Pick<Room, 'toExplain'>,
  typed: Typed,
): Promise<void> => {
  const reason = readText(typed, 'whyNotHeard');
  const people = insist(everybodyHeard(toExplain, reason));
  if (people.length === 0 || !minutesAreOpen(open.record)) return;
  const names = toExplain.length === 1 ? 'somebody' : `${toExplain.length} people`;
  await keepHappening(open, meeting, saidWhy(people, reason), `Said why ${names} could not be heard`);
};

export const endForm: FormOnCase = {
  act: 'write-minutes',
  save: endMeeting,
  show: async (shell, page) => {
    const { room } = await openRoom(page);
    return endMeetingView(shell, {
      ...page,
      room,
      refusals: actProblems('end', roomFacts(page, room)),
    });
  },
};
