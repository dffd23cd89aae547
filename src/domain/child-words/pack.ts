/** What a child reads on the page with what the meeting talks about, besides the pack itself. Its reading grade is tested. */
export const childPackWords = {
  link: 'What the meeting is about',
  title: 'What the meeting is about',
  opening: [
    'Soon there is a meeting. The people who look after you and work with you come and talk.',
    'Here you can read what they will talk about. You do not have to.',
    'You can stop and come back. You can read it with someone you trust.',
  ],
  nothingYet: 'There is nothing here yet. We will put it here before the meeting.',
  ask: 'Do you want to say what you think, or ask something? Write it on your own page, or tell your worker.',
  back: 'Go to my own page',
} as const;
