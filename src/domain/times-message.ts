import type { Meeting } from './case.ts';
import { type Wording, wordingIn } from './language.ts';
import { howToReach, privatePage, type Words } from './message-parts.ts';

/** Messages to those who are asked which of a few times they can, before a meeting is convened. */
export type TimesMessage = 'times' | 'times-changed' | 'times-over';

const kinds: readonly string[] = ['times', 'times-changed', 'times-over'] satisfies TimesMessage[];
export const isAboutTimes = (kind: string): kind is TimesMessage => kinds.includes(kind);

/** The times somebody is asked about, the earliest first: nothing else of the meeting, and of nobody else. */
export type TimesAsked = {
  readonly minutesLong: number;
  readonly each: readonly Pick<Meeting, 'heldOn' | 'startsAt'>[];
};

/** "Tuesday 31 March 2026 at 10am". */
export const momentInWords = (
  { heldOn, startsAt }: TimesAsked['each'][number],
  { say, day, time }: Wording = wordingIn('en'),
): string => say('{day} at {time}', { day: day(heldOn), time: time(startsAt) });

/** What such a message says, in words a nine-year-old can read. Without a link it is a letter. */
export const timesWords = (
  wording: Wording,
  kind: TimesMessage,
  { organisation, times }: { readonly organisation: string; readonly times?: TimesAsked },
  link: string,
): Words => {
  const { say } = wording;
  if (kind === 'times-over')
    return {
      subject: say('You do not need to choose a time'),
      says: [
        say('You do not need to tell us which times you can come any more. Thank you.'),
        say(howToReach),
      ],
    };
  if (times === undefined) throw new Error(`A message (${kind}) about no times`);
  return {
    subject: say(kind === 'times' ? 'Which times can you come?' : 'There are new times to choose from'),
    says: [
      kind === 'times'
        ? say('{organisation} would like to meet you. We want to find a time that works.', { organisation })
        : say('We have changed the times. Please look at them again.'),
      `${say('The times are:')}\n${times.each.map((moment) => momentInWords(moment, wording)).join('\n')}`,
      say('It takes about {length}. No time is fixed yet.', { length: wording.length(times.minutesLong) }),
      say('Please tell us which of them you can come.'),
      ...(link === ''
        ? [say('You can answer in a letter. Or you can tell the person you know at the council.')]
        : privatePage(say, link)),
      say(howToReach),
    ],
  };
};
