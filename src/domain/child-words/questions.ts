import type { ChildSheet } from './sheet.ts';

/** Plain questions for teenagers. */
export const questionsSheet: ChildSheet = {
  title: 'What do you think?',
  opening: [
    'Some people will meet to talk about your move. They want to know what you think.',
    'Write as much or as little as you like. Skip what you do not want to answer.',
    'Nobody will change your words. You say who can read them.',
  ],
  spaces: [
    { prompt: 'What was it like to live there?', lines: 4 },
    { prompt: 'What went well?', lines: 4 },
    { prompt: 'What was hard?', lines: 4 },
    { prompt: 'What could the grown-ups have done better?', lines: 4 },
    { prompt: 'Who do you want to keep seeing?', lines: 3 },
    { prompt: 'What should happen next?', lines: 4 },
    { prompt: 'Is there something you want to ask?', lines: 4 },
    {
      prompt: 'Who can read this?',
      hint: 'Just your social worker? All who come to the meeting? You choose.',
      lines: 2,
    },
  ],
  closing: ['You can come to the meeting. You can also ask someone to speak for you.'],
};
