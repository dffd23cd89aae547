import type { ChildSheet } from './sheet.ts';

/** All about me: what somebody new should know of a child, in the child’s words. */
export const aboutMeSheet: ChildSheet = {
  title: 'All about me',
  opening: [
    'This is a page about you. Write or draw what you want people to know.',
    'You can leave bits out. You can ask for help.',
  ],
  onScreen: ['This is a page about you. Write what you want people to know.', 'You can ask for help.'],
  spaces: [
    { prompt: 'I like', lines: 3 },
    { prompt: 'I do not like', lines: 3 },
    { prompt: 'People and pets I love', lines: 3 },
    { prompt: 'When I am sad, this helps', lines: 3 },
    { prompt: 'At bedtime I need', lines: 2 },
    { prompt: 'I am good at', lines: 2 },
    { prompt: 'Please ask me about', lines: 2 },
    { prompt: 'Here is a picture of me', picture: 'star', lines: 0 },
  ],
  closing: ['Who can see this? You choose, with a grown-up you trust.'],
};
