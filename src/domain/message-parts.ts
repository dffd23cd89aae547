import type { Wording } from './language.ts';

/** What a message says: its subject, and a paragraph each. */
export type Words = { readonly subject: string; readonly says: readonly string[] };

export const howToReach = 'If you want to ask something, please ask the person you know at the council.';

export const privatePage = (say: Wording['say'], link: string): readonly string[] => [
  `${say('Your private page:')}\n${link}`,
  say(
    'When you open it, we send you a code. This shows us that it is you. The link is only for you. Please do not pass it on.',
  ),
];
