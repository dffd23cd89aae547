import { dateInLondon, inWords } from './dates.ts';
import type { Doc } from './document.ts';
import { type MessageContent, type MessageKind, messageWords } from './message.ts';

/**
 * A message as a letter to its one recipient. It holds no link: nobody types one from paper. Somebody answers on paper, or
 * tells a person whom they know.
 */
export const composeLetter = (kind: MessageKind, content: MessageContent, at: Date): Doc => {
  const { subject, says } = messageWords(kind, content, {});
  const { organisation, reference, name } = content;
  return {
    title: subject,
    language: 'en',
    subtitle: `${inWords(dateInLondon(at))}. Our reference: ${reference}`,
    sections: [
      {
        heading: name === '' ? 'Hello,' : `Hello ${name},`,
        level: 2,
        blocks: [...says, organisation].map((text) => ({ is: 'paragraph', text })),
      },
    ],
  };
};
