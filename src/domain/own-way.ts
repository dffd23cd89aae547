import { type PlainTime, timeInWords } from './dates.ts';
import { wordingIn } from './language.ts';

/** The ways in which somebody takes part apart from others, as staff choose one. */
export const waysApart = {
  'own-session': 'A session of their own, at its own time',
  'own-arrival': 'They arrive apart: at their own time, by their own entrance',
  'by-video': 'By video',
} as const;
export type WayApart = keyof typeof waysApart;
export const isWayApart = (text: string): text is WayApart => Object.hasOwn(waysApart, text);

/** How one person takes part in a meeting, apart from somebody whom they must not meet. */
export type OwnWay = {
  readonly way: WayApart;
  /** When their session begins, or when they arrive; null by video. */
  readonly startsAt: PlainTime | null;
  /** How long their session is; null for every other way. */
  readonly minutesLong: number | null;
  /** By which entrance they come, in words that follow the place; empty for the usual one. */
  readonly entrance: string;
};

/** "A session of their own at 9:30am, for 45 minutes, by the garden door", as staff read it. */
export const ownWayInWords = ({ way, startsAt, minutesLong, entrance }: OwnWay): string => {
  const at = startsAt === null ? '' : ` at ${timeInWords(startsAt)}`;
  const by = entrance === '' ? '' : `, ${entrance}`;
  if (way === 'by-video') return 'By video';
  return way === 'own-arrival'
    ? `Arrives apart${at}${by}`
    : `A session of their own${at}, for ${wordingIn('en').length(minutesLong ?? 0)}${by}`;
};

/** The minutes since midnight. */
export const minuteOf = (time: PlainTime): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** The time of so many minutes since midnight, or before it. */
export const clockOf = (sinceMidnight: number): PlainTime => {
  const minute = (sinceMidnight + 24 * 60) % (24 * 60);
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${hours}:${minutes}`;
};

type Times = { readonly startsAt: PlainTime; readonly minutesLong: number };

/** When somebody is there: their own session, from their arrival to the end, or the whole meeting. */
export const presenceOf = (meeting: Times, own: OwnWay | null): Times => {
  if (own === null || own.startsAt === null) return { ...meeting };
  if (own.way === 'own-session')
    return { startsAt: own.startsAt, minutesLong: own.minutesLong ?? meeting.minutesLong };
  const end = minuteOf(meeting.startsAt) + meeting.minutesLong;
  return { startsAt: own.startsAt, minutesLong: Math.max(AT_LEAST, end - minuteOf(own.startsAt)) };
};

/** The shortest that anybody is there, and the longest that they arrive before it begins. */
const [AT_LEAST, AT_MOST_BEFORE] = [15, 60];

/** Whether somebody who arrives apart does so from an hour before a meeting, and while there is some of it left. */
export const isAtMeeting = (meeting: Times, own: OwnWay | null): boolean => {
  if (own?.way !== 'own-arrival' || own.startsAt === null) return true;
  const [start, arrives] = [minuteOf(meeting.startsAt), minuteOf(own.startsAt)];
  return arrives >= start - AT_MOST_BEFORE && arrives <= start + meeting.minutesLong - AT_LEAST;
};

/**
 * A meeting as one person takes part in it: their own times, the place with their own entrance, and the video link only of
 * whoever joins by it or comes as others do. Nothing in it is of anybody else.
 */
export const asTheyTakePart = <T extends Times & { readonly place: string; readonly videoLink?: string }>(
  meeting: T,
  own: OwnWay | null,
): T => {
  if (own === null) return meeting;
  if (own.way === 'by-video') return { ...meeting, place: '' };
  const place =
    meeting.place === '' || own.entrance === '' ? meeting.place : `${meeting.place}, ${own.entrance}`;
  return {
    ...meeting,
    ...presenceOf(meeting, own),
    place,
    ...(meeting.videoLink !== undefined && { videoLink: '' }),
  };
};
