import type { Meeting } from './case.ts';
import { instantInWords, inWords, type PlainDate, type PlainTime } from './dates.ts';
import type { MeetingItem } from './procedure.ts';
import { allowed, type Problem, type Result, refused } from './result.ts';

/** What happened in a meeting, and when: added to as it happens, and never changed. */
export type MeetingEvent = {
  readonly kind:
    | 'started'
    | 'item'
    | 'paused'
    | 'resumed'
    | 'adjourned'
    | 'ended'
    | 'heard'
    | 'not-heard'
    | 'said-why';
  /** The item it came to, or on which somebody was heard; empty of all others. */
  readonly agendaKey: string;
  /** Those it is about, by the identity of their invitation, or of a child. */
  readonly people: readonly string[];
  readonly reason: string;
  /** When it goes on, of one that is adjourned. */
  readonly nextOn: PlainDate | null;
  readonly nextAt: PlainTime | null;
  readonly at: Date;
  readonly by: string;
};

/** What those who hold a meeting can do with it. */
export type RoomAct = 'start' | 'take-item' | 'pause' | 'resume' | 'adjourn' | 'end';

/** An item as the room needs it. */
export type RoomItem = Pick<MeetingItem, 'key' | 'title' | 'minutes' | 'for'>;

/** How a meeting stands at an instant. */
export type MeetingNow = {
  readonly is: 'not-started' | 'on' | 'paused' | 'adjourned' | 'ended';
  /** When it came to this. */
  readonly since: Date | null;
  /** Why, of one that is paused or adjourned. */
  readonly reason: string;
  /** The item it is at, or was at last; null before the first, and when the agenda has it no more. */
  readonly item: RoomItem | null;
  readonly next: RoomItem | null;
  /** Time spent, in milliseconds, on each item by its key and on the whole meeting; pauses are not counted. */
  readonly spentOn: Readonly<Record<string, number>>;
  readonly spent: number;
};

const MINUTE = 60_000;

/** Whole minutes of a time that was spent. */
const minutesOf = (milliseconds: number): number => Math.floor(milliseconds / MINUTE);

const becomes = {
  started: 'on',
  item: 'on',
  resumed: 'on',
  paused: 'paused',
  adjourned: 'adjourned',
  ended: 'ended',
} as const;

/** What changes how the meeting stands; who was heard does not. */
type Turn = MeetingEvent & { readonly kind: keyof typeof becomes };
const isTurn = (event: MeetingEvent): event is Turn => event.kind in becomes;

/** How a meeting stands, from all that happened in it, in its order. */
export const meetingNow = (
  events: readonly MeetingEvent[],
  agenda: readonly RoomItem[],
  now: Date,
): MeetingNow => {
  const turns = events.filter(isTurn);
  const last = turns.at(-1);
  const spentOn: Record<string, number> = {};
  let [at, spent] = ['', 0];
  for (const [index, { kind, agendaKey, at: from }] of turns.entries()) {
    if (agendaKey !== '') at = agendaKey;
    if (becomes[kind] !== 'on') continue;
    const until = turns[index + 1]?.at ?? now;
    const time = Math.max(0, until.getTime() - from.getTime());
    spentOn[at] = (spentOn[at] ?? 0) + time;
    spent += time;
  }
  const index = agenda.findIndex(({ key }) => key === at);
  return {
    is: last === undefined ? 'not-started' : becomes[last.kind],
    since: last?.at ?? null,
    reason: last?.kind === 'paused' || last?.kind === 'adjourned' ? last.reason : '',
    item: agenda[index] ?? null,
    next: (index < 0 ? agenda[0] : agenda[index + 1]) ?? null,
    spentOn,
    spent,
  };
};

const stands: Readonly<Record<MeetingNow['is'], string>> = {
  'not-started': 'The meeting has not started yet. Start it first',
  on: 'The meeting is going on already',
  paused: 'The meeting is paused. Go on with it first',
  adjourned: 'The meeting is adjourned. Start its next part first',
  ended: 'The meeting has ended. Its minutes can still be written',
};

const possibleWhen: Readonly<Record<RoomAct, readonly MeetingNow['is'][]>> = {
  start: ['not-started', 'adjourned'],
  'take-item': ['on'],
  pause: ['on'],
  resume: ['paused'],
  adjourn: ['on', 'paused'],
  end: ['on', 'paused'],
};

/** Whether an act is possible as a meeting stands. */
export const isPossible = (act: RoomAct, now: Pick<MeetingNow, 'is'>): boolean =>
  possibleWhen[act].includes(now.is);

/** Why an act is not possible as the meeting stands; null when it is. */
const whyNot = (act: RoomAct, { is }: Pick<MeetingNow, 'is'>): string | null => {
  if (isPossible(act, { is })) return null;
  if (act === 'resume' && is === 'on') return 'The meeting is not paused';
  return stands[is];
};

/** What happens in a meeting by one act of those who hold it, before it is kept. */
export type Happening = Pick<MeetingEvent, 'kind' | 'agendaKey' | 'people' | 'reason' | 'nextOn' | 'nextAt'>;

const happening = (kind: MeetingEvent['kind'], of: Partial<Omit<Happening, 'kind'>> = {}): Happening => ({
  kind,
  agendaKey: '',
  people: [],
  reason: '',
  nextOn: null,
  nextAt: null,
  ...of,
});

export type RoomFacts = {
  readonly now: MeetingNow;
  readonly agenda: readonly RoomItem[];
  readonly meeting: Pick<Meeting, 'heldOn' | 'minutesStatus'>;
  readonly today: PlainDate;
};

const CLOSED = 'The minutes are agreed, so nothing more happens in this meeting';

const problem = (message: string, field = ''): Result<never> => refused([{ field, message }]);

/** What speaks against an act from how the meeting stands; none when nothing does. */
export const actProblems = (act: RoomAct, { now, meeting, today }: RoomFacts): readonly Problem[] => {
  if (meeting.minutesStatus === 'agreed') return [{ field: '', message: CLOSED }];
  const why = whyNot(act, now);
  if (why !== null) return [{ field: '', message: why }];
  return act === 'start' && meeting.heldOn > today
    ? [
        {
          field: '',
          message: `The meeting is on ${inWords(meeting.heldOn)}. Start it on the day or later`,
        },
      ]
    : [];
};

/**
 * Checks one act of those who hold a meeting against how it stands, and says what happens by it. `start` begins with the
 * first item, or goes on where the meeting was adjourned; `take-item` comes to the item of `agendaKey`; `pause` needs its
 * reason. `adjourn` and `end` have rules of their own.
 */
export const actInRoom = (
  act: Exclude<RoomAct, 'adjourn' | 'end'>,
  typed: { readonly agendaKey: string; readonly reason: string },
  facts: RoomFacts,
): Result<Happening> => {
  const { now, agenda } = facts;
  const problems = actProblems(act, facts);
  if (problems.length > 0) return refused(problems);
  if (act === 'resume') return allowed(happening('resumed'));
  if (act === 'pause')
    return typed.reason === ''
      ? problem('Enter why the meeting is paused', 'reason')
      : allowed(happening('paused', { reason: typed.reason }));
  const wanted = act === 'start' ? (now.item ?? agenda[0])?.key : typed.agendaKey;
  const item = agenda.find(({ key }) => key === wanted);
  if (item === undefined) return problem('Choose an item of the agenda');
  if (act === 'take-item' && now.item?.key === item.key)
    return problem(`The meeting is at “${item.title}” already`);
  return allowed(happening(act === 'start' ? 'started' : 'item', { agendaKey: item.key }));
};

/** That a meeting stops for today and goes on another day. Its day and place are checked as any meeting’s: adjourn.ts. */
export const adjourned = (reason: string, nextOn: PlainDate, nextAt: PlainTime): Happening =>
  happening('adjourned', { reason, nextOn, nextAt });

/** That a meeting ended. */
export const ended = (): Happening => happening('ended');

/** Who was heard on an item, or by mistake was said to have been. */
export const heardOn = (agendaKey: string, people: readonly string[], was = true): Happening =>
  happening(was ? 'heard' : 'not-heard', { agendaKey, people });

/** Why some were not heard at all. */
export const saidWhy = (people: readonly string[], reason: string): Happening =>
  happening('said-why', { people, reason });

/** What speaks against agreeing minutes: a meeting that was started and has not ended. */
export const stillOn = ({ is }: Pick<MeetingNow, 'is'>): readonly Problem[] =>
  is === 'not-started' || is === 'ended' ? [] : [{ field: 'room', message: 'End the meeting first' }];

const spentInWords = (milliseconds: number): string => {
  const minutes = minutesOf(milliseconds);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
};

/** "12 minutes of 15", and by how much it is over. */
export const timeOnItemInWords = ({ item, spentOn }: Pick<MeetingNow, 'item' | 'spentOn'>): string => {
  if (item === null) return '';
  const spent = spentOn[item.key] ?? 0;
  if (item.minutes === undefined) return spentInWords(spent);
  const over = minutesOf(spent) - item.minutes;
  return `${minutesOf(spent)} of ${item.minutes} minutes${over > 0 ? `, ${over} over` : ''}`;
};

/** How a meeting stands, in one sentence. */
export const standsInWords = (now: MeetingNow): string => {
  const since = now.since === null ? '' : instantInWords(now.since);
  return {
    'not-started': 'The meeting has not started.',
    on: `Going on, ${spentInWords(now.spent)} in all.`,
    paused: `Paused since ${since}: ${now.reason}`,
    adjourned: `Adjourned on ${since}: ${now.reason}`,
    ended: `Ended on ${since}, after ${spentInWords(now.spent)}.`,
  }[now.is];
};
