import type { ChildSheet } from './sheet.ts';

/** For young children: worries, good things and wishes, to draw or to say. */
export const picturesSheet: ChildSheet = {
  title: 'My worries, good things and wishes',
  opening: [
    'You can draw here. You can write, or tell a grown-up what to write.',
    'You do not have to fill it all in. There is no wrong answer.',
  ],
  onScreen: ['You can write, or tell a grown-up what to write. There is no wrong answer.'],
  spaces: [
    { prompt: 'My worries', hint: 'What makes you sad, cross or scared?', picture: 'cloud', lines: 0 },
    { prompt: 'My good things', hint: 'What do you like? Who is kind to you?', picture: 'sun', lines: 0 },
    { prompt: 'My wishes', hint: 'What do you want to happen?', picture: 'star', lines: 0 },
  ],
  closing: ['Who can see this? You and your grown-up can choose.'],
};
