import type { PlainDate } from './dates.ts';
import { type PageLanguage, type Wording, wordingIn } from './language.ts';
import { codeMinutes, type MessageContent, type MessageKind } from './message.ts';
import { howToReach, privatePage, type Words } from './message-parts.ts';
import { isAboutTimes, timesWords } from './times-message.ts';

/** An entry for the recipient's own calendar, or its removal (RFC 5546, 3.2.2 and 3.2.5). */
export type CalendarEntry = {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly uid: string;
  readonly sequence: number;
  readonly heldOn: PlainDate;
  readonly startsAt: string;
  readonly minutesLong: number;
  readonly title: string;
  readonly place: string;
  readonly description: string;
};

export type ComposedMessage = {
  readonly subject: string;
  readonly text: string;
  readonly calendar: CalendarEntry | null;
};

const inYourCalendar = 'If the meeting is in your calendar, you can take it out.';

const whenAndWhere = (
  { say, day, time, length }: Wording,
  meeting: NonNullable<MessageContent['meeting']>,
  elsewhere: string,
): string =>
  [
    say('Day: {day}', { day: day(meeting.heldOn) }),
    say('Time: {time}, for about {length}', {
      time: time(meeting.startsAt),
      length: length(meeting.minutesLong),
    }),
    say('Place: {place}', { place: meeting.place || say(elsewhere) }),
  ].join('\n');

/** Where somebody finds the place of a meeting whom their message does not tell it. */
const elsewhere = (link: string): string =>
  link === '' ? 'please ask the person you know at the council' : 'see your private page';

/** How somebody answers: on their own page, or where a letter has no link, on paper. */
const toAnswer = ({ say }: Wording, link: string): readonly string[] =>
  link === ''
    ? [
        say(
          'You can answer in a letter. Or you can tell the person you know at the council. They write down what you say, just as you say it.',
        ),
      ]
    : privatePage(say, link);

const meetingWords = (
  wording: Wording,
  kind: MessageKind,
  { organisation, mode, remindsOf }: MessageContent,
  meeting: NonNullable<MessageContent['meeting']>,
  link: string,
): Words => {
  const { say } = wording;
  const on = { day: wording.day(meeting.heldOn) };
  const comes = mode === 'attend';
  switch (kind) {
    case 'cancellation':
      return {
        subject: say('The meeting is not going ahead'),
        says: [
          say('The meeting on {day} is not going ahead.', on),
          comes
            ? say('You do not need to come. If we plan another meeting, we will write to you.')
            : say('You do not need to write to us. If we plan another meeting, we will tell you.'),
          ...(comes ? [say(inYourCalendar)] : []),
          say(howToReach),
        ],
      };
    case 'withdrawal':
      return {
        subject: say('You do not need to do anything for the meeting'),
        says: [
          comes
            ? say('You do not need to come to the meeting on {day} any more.', on)
            : say('You do not need to write to us for the meeting on {day} any more.', on),
          ...(comes ? [say(inYourCalendar)] : []),
          say(howToReach),
        ],
      };
    case 'reminder':
      if (remindsOf === 'coming')
        return {
          subject: say('Your meeting is coming up'),
          says: [
            say('You told us that you will come. This is when it is:'),
            whenAndWhere(wording, meeting, elsewhere(link)),
            say('If you cannot come any more, please tell us. That is fine.'),
            ...toAnswer(wording, link),
            say(howToReach),
          ],
        };
      if (remindsOf === 'not-written')
        return {
          subject: say('There is still time to write to us'),
          says: [
            say(
              'You told us that you will write something. There is still time before the meeting on {day}.',
              on,
            ),
            say('You do not need to write much. If you would rather not write, that is fine too.'),
            ...toAnswer(wording, link),
            say(howToReach),
          ],
        };
      return {
        subject: comes ? say('A reminder of your meeting') : say('We would still like to hear from you'),
        says: [
          comes
            ? say('We would like to know if you can come to the meeting on {day} at {time}.', {
                ...on,
                time: wording.time(meeting.startsAt),
              })
            : say('We would still like to know what you think before the meeting on {day}.', on),
          say('If you have told us already, thank you. You do not need to do anything.'),
          ...toAnswer(wording, link),
          say(howToReach),
        ],
      };
    default:
      return {
        subject: !comes
          ? say('We would like to hear from you')
          : kind === 'change'
            ? say('Your meeting has changed')
            : say('Invitation to a meeting'),
        says: comes
          ? [
              kind === 'change'
                ? say('Something about your meeting has changed. This is how it is now:')
                : say('{organisation} would like you to come to a meeting.', { organisation }),
              whenAndWhere(wording, meeting, elsewhere(link)),
              say('Please tell us if you can come. You can write to us as well, or write instead of coming.'),
              ...toAnswer(wording, link),
              say(howToReach),
            ]
          : [
              say('{organisation} is holding a meeting on {day}. We would like to know what you think.', {
                organisation,
                ...on,
              }),
              say(
                'You do not need to come. You can write down what you want to say. It will be read at the meeting.',
              ),
              ...(kind === 'change' ? [say(inYourCalendar)] : []),
              ...toAnswer(wording, link),
              say(howToReach),
            ],
      };
  }
};

/** Where a copy is read, and until when. */
const readOnline = (
  { say, day }: Wording,
  { copy }: Pick<MessageContent, 'copy'>,
  link: string,
): readonly string[] => [
  ...privatePage(say, link),
  ...(copy ? [say('You can read it there until the end of {day}.', { day: day(copy.lastDay) })] : []),
];

/** What a message says, a paragraph each. Without a link it is a letter. */
export const messageWords = (
  kind: MessageKind,
  content: MessageContent,
  { link = '', code = '' }: { readonly link?: string; readonly code?: string },
  wording: Wording,
): Words => {
  const { say } = wording;
  if (kind === 'code')
    return {
      subject: say('Your code'),
      says: [
        say('Your code is {code}', { code }),
        say('It works for {minutes} minutes. Type it on the page where you asked for it.', {
          minutes: String(codeMinutes),
        }),
        say(
          'If you did not ask for a code, you do not need to do anything. Please do not tell anybody the code.',
        ),
      ],
    };
  if (kind === 'copy' && content.check !== undefined)
    return {
      subject: content.check.isAgain
        ? say('Please tell us if the notes are right')
        : say('Something for you to read'),
      says: [
        content.check.isAgain
          ? say('We sent you the notes of the meeting. Please tell us by {day} if they are right.', {
              day: wording.day(content.check.by),
            })
          : say(
              'The notes of the meeting are not finished. Please read your copy. Tell us by {day} if it is right.',
              {
                day: wording.day(content.check.by),
              },
            ),
        ...(link === '' ? [say('It comes with this letter.')] : privatePage(say, link)),
        say(howToReach),
      ],
    };
  if (kind === 'copy')
    return {
      subject: say('Something for you to read'),
      says: [
        content.remindsOf === 'not-opened'
          ? say('The notes of the meeting are still there for you. You do not have to read them.')
          : say('The notes of the meeting are ready. Your copy was made for you alone.'),
        ...(link === '' ? [say('It comes with this letter.')] : readOnline(wording, content, link)),
        say(howToReach),
      ],
    };
  if (kind === 'pack')
    return {
      subject: say('Something to read before the meeting'),
      says: [
        say('There is something new for you to read before the meeting. It was made for you alone.'),
        ...(link === ''
          ? [say('You can ask the person you know at the council for it.')]
          : privatePage(say, link)),
        say(howToReach),
      ],
    };
  if (kind === 'feedback')
    return {
      subject: say('How was it for you?'),
      says: [
        say('You were asked to a meeting. We would like to know how it was for you.'),
        say('It takes about two minutes. You do not have to answer.'),
        ...(link === '' ? [say('You can tell the person you know at the council.')] : privatePage(say, link)),
        say(howToReach),
      ],
    };
  if (isAboutTimes(kind)) return timesWords(wording, kind, content, link);
  if (content.meeting === undefined) throw new Error(`A message (${kind}) about no meeting`);
  return meetingWords(wording, kind, content, content.meeting, link);
};

/** The calendar entry of somebody who is expected to come; those asked to write have none. */
const entryFor = ({ say }: Wording, kind: MessageKind, content: MessageContent): CalendarEntry | null => {
  const { meeting, mode, reference, organisation } = content;
  if (meeting === undefined || mode === 'contribute' || kind === 'reminder') return null;
  const { heldOn, startsAt, minutesLong, calendarUid, sequence, place } = meeting;
  return {
    method: kind === 'cancellation' || kind === 'withdrawal' ? 'CANCEL' : 'REQUEST',
    uid: calendarUid,
    sequence,
    heldOn,
    startsAt,
    minutesLong,
    title: say('Meeting ({reference})', { reference }),
    place: place || say('See your private page'),
    description: say('From {organisation}. Your private page has the rest: use the link we sent you.', {
      organisation,
    }),
  };
};

/**
 * Writes a message out for its one recipient in their language, with the secret parts that are put in only as it leaves. It
 * says what they may know, in words a nine-year-old can read, and nothing by which others could guess what it is about.
 */
export const composeMessage = (
  kind: MessageKind,
  content: MessageContent,
  secrets: { readonly link?: string; readonly code?: string },
  language: PageLanguage = 'en',
): ComposedMessage => {
  const wording = wordingIn(language);
  const { subject, says } = messageWords(kind, content, secrets, wording);
  const { name, organisation, reference } = content;
  return {
    subject: `${subject} (${reference})`,
    text: [
      wording.say(name === '' ? 'Hello,' : 'Hello {name},', { name }),
      ...says,
      `${organisation}\n${wording.say('Reference: {reference}', { reference })}`,
    ].join('\n\n'),
    calendar: entryFor(wording, kind, content),
  };
};
