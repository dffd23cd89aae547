import { inWords, timeInWords } from './dates.ts';
import { codeMinutes, type MessageContent, type MessageKind } from './message.ts';

/**
 * A message as a text message to its one recipient: short, because phones show the beginning of it to whoever is near,
 * and so without a name, a place or what it is about.
 */
export const composeTextMessage = (
  kind: MessageKind,
  { organisation, reference, meeting, mode }: MessageContent,
  { link = '', code = '' }: { readonly link?: string; readonly code?: string },
): string => {
  if (kind === 'code')
    return `Your code is ${code}. It works for ${codeMinutes} minutes. Please do not tell anybody.`;
  const from = `From ${organisation} (${reference}).`;
  const page = `Your private page: ${link}`;
  if (kind === 'copy') return `${from} There is something for you to read. ${page}`;
  if (meeting === undefined) throw new Error(`A message (${kind}) about no meeting`);
  const on = inWords(meeting.heldOn);
  switch (kind) {
    case 'cancellation':
      return `${from} The meeting on ${on} is not going ahead. You do not need to do anything.`;
    case 'withdrawal':
      return `${from} You do not need to do anything for the meeting on ${on} any more.`;
    case 'change':
      return mode === 'attend'
        ? `${from} Your meeting has changed. It is now on ${on} at ${timeInWords(meeting.startsAt)}. ${page}`
        : `${from} We would like to hear from you before ${on}. ${page}`;
    case 'reminder':
      return mode === 'attend'
        ? `${from} Please tell us if you can come to the meeting on ${on}. ${page}`
        : `${from} We would still like to hear from you before ${on}. ${page}`;
    case 'invitation':
      return mode === 'attend'
        ? `${from} Please come to a meeting on ${on} at ${timeInWords(meeting.startsAt)}. ${page}`
        : `${from} We would like to hear from you before ${on}. ${page}`;
  }
};
