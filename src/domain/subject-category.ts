/** What kinds of things are held about somebody, in the order of a bag. */
export const categoryInWords = {
  'about-you': 'Who you are',
  placement: 'Where the child lived, and how it ended',
  people: 'People on the case',
  meeting: 'The meeting and who was invited',
  written: 'What people wrote to the meeting',
  view: 'Views and feelings',
  minutes: 'Minutes of the meeting',
  action: 'Actions',
  decision: 'Decisions, pauses and what was stated',
  copy: 'Copies of the minutes',
  message: 'Messages',
  disagreement: 'Statements of disagreement',
  history: 'What was done on the case',
  access: 'Who opened the record',
  account: 'Your account here',
} as const;
export type Category = keyof typeof categoryInWords;

/** The same for the child whom it is about: children move, and are not placed. */
export const categoryForChild: Readonly<Record<Category, string>> = {
  'about-you': 'Who you are',
  placement: 'Where you lived, and when you moved',
  people: 'People who know you or work with you',
  meeting: 'The meeting about your move',
  written: 'What people wrote to the meeting',
  view: 'What you said',
  minutes: 'What was written down at the meeting',
  action: 'What people said they would do',
  decision: 'What was decided',
  copy: 'Who got the notes of the meeting',
  message: 'Messages',
  disagreement: 'What people did not agree with',
  history: 'What the grown-ups did',
  access: 'Who looked at this',
  account: 'Your account here',
};

/** Things of each kind, the kinds in the order of a bag. */
export const byKind = <One extends { readonly category: Category }>(
  things: readonly One[],
): readonly { readonly category: Category; readonly of: readonly One[] }[] =>
  (Object.keys(categoryInWords) as readonly Category[])
    .map((category) => ({ category, of: things.filter((one) => one.category === category) }))
    .filter(({ of }) => of.length > 0);
