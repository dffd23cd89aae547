import { messageWords } from './compose-message.ts';
import { dateInLondon } from './dates.ts';
import type { Doc } from './document.ts';
import { type PageLanguage, wordingIn } from './language.ts';
import type { MessageContent, MessageKind } from './message.ts';

/**
 * A message as a letter to its one recipient. It holds no link: nobody types one from paper. Somebody answers on paper, or
 * tells a person whom they know.
 */
export const composeLetter = (
  kind: MessageKind,
  content: MessageContent,
  at: Date,
  language: PageLanguage,
): Doc => {
  const wording = wordingIn(language);
  const { subject, says } = messageWords(kind, content, {}, wording);
  const { organisation, reference, name } = content;
  return {
    title: subject,
    language,
    subtitle: wording.say('{date}. Our reference: {reference}', {
      date: wording.date(dateInLondon(at)),
      reference,
    }),
    sections: [
      {
        heading: wording.say(name === '' ? 'Hello,' : 'Hello {name},', { name }),
        level: 2,
        blocks: [...says, organisation].map((text) => ({ is: 'paragraph', text })),
      },
    ],
  };
};
