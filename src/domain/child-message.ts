import { codeMinutes } from './message.ts';

/** A message to a child about a page of their own, as e-mail and as a text message. */
export type ChildMessage = { readonly subject: string; readonly text: string };

/**
 * What is sent to a child: that there is a page, or the code to it. Whoever else sees the screen learns from it no name, and
 * nothing of what the page is for.
 */
export const childMessage = (
  { organisation, channel }: { readonly organisation: string; readonly channel: 'email' | 'text-message' },
  secret: { readonly link: string } | { readonly code: string },
): ChildMessage => {
  const says =
    'code' in secret
      ? [`Your code is ${secret.code}`, `It works for ${codeMinutes} minutes. Do not tell it to anyone.`]
      : [
          `Here is a page that is just for you: ${secret.link}`,
          'You need a code to open it. The page tells you how to get one. Do not pass the link on.',
        ];
  return {
    subject: 'code' in secret ? 'Your code' : 'A page for you',
    text: channel === 'email' ? ['Hello,', ...says, organisation].join('\n\n') : says.join(' '),
  };
};
