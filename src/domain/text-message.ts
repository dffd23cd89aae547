import { type PageLanguage, wordingIn } from './language.ts';
import { codeMinutes, type MessageContent, type MessageKind } from './message.ts';
import { isAboutTimes } from './times-message.ts';

/**
 * A message as a text message to its one recipient: short, because phones show the beginning of it to whoever is near,
 * and so without a name, a place or what it is about.
 */
export const composeTextMessage = (
  kind: MessageKind,
  { organisation, reference, meeting, mode, remindsOf }: MessageContent,
  { link = '', code = '' }: { readonly link?: string; readonly code?: string },
  language: PageLanguage = 'en',
): string => {
  const { say, date, time } = wordingIn(language);
  if (kind === 'code')
    return say('Your code is {code}. It works for {minutes} minutes. Please do not tell anybody.', {
      code,
      minutes: String(codeMinutes),
    });
  const from = say('From {organisation} ({reference}).', { organisation, reference });
  const page = say('Your private page: {link}', { link });
  if (kind === 'copy') return `${from} ${say('There is something for you to read.')} ${page}`;
  if (kind === 'pack') return `${from} ${say('There is something to read before the meeting.')} ${page}`;
  if (kind === 'feedback') return `${from} ${say('We would like to know how it was for you.')} ${page}`;
  if (isAboutTimes(kind)) {
    if (kind === 'times-over') return `${from} ${say('You do not need to choose a time any more.')}`;
    const asks = say(
      kind === 'times' ? 'Which times can you come?' : 'The times have changed. Which can you come?',
    );
    return `${from} ${asks} ${page}`;
  }
  if (meeting === undefined) throw new Error(`A message (${kind}) about no meeting`);
  const on = { date: date(meeting.heldOn), time: time(meeting.startsAt) };
  const comes = mode === 'attend';
  switch (kind) {
    case 'cancellation':
      return `${from} ${say('The meeting on {date} is not going ahead. You do not need to do anything.', on)}`;
    case 'withdrawal':
      return `${from} ${say('You do not need to do anything for the meeting on {date} any more.', on)}`;
    case 'change':
      return `${from} ${
        comes
          ? say('Your meeting has changed. It is now on {date} at {time}.', on)
          : say('We would like to hear from you before {date}.', on)
      } ${page}`;
    case 'reminder':
      if (remindsOf === 'coming') return `${from} ${say('Your meeting is on {date} at {time}.', on)} ${page}`;
      return `${from} ${
        comes
          ? say('Please tell us if you can come to the meeting on {date}.', on)
          : say('We would still like to hear from you before {date}.', on)
      } ${page}`;
    case 'invitation':
      return `${from} ${
        comes
          ? say('Please come to a meeting on {date} at {time}.', on)
          : say('We would like to hear from you before {date}.', on)
      } ${page}`;
  }
};
