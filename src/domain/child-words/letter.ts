/** The service’s own words in a letter to a child. All else in it a person wrote. Its reading grade is tested. */
export const letterWords = {
  title: 'A letter for you',
  sections: {
    toldUs: 'What you told us',
    talkedAbout: 'What we talked about',
    happensNext: 'What happens next, and who will do it',
    whyMoved: 'Why you moved',
    whoToTalkTo: 'Who you can talk to',
  },
  wrong: 'If we got something wrong, please tell us. We will put it right with you.',
  keep: 'This letter is yours. You can keep it. You can ask us about it at any time.',
} as const;
