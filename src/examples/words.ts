// What people of the example cases write. All of it is invented for the demonstration; the service itself never
// writes a word about a child. {child} are the children's names, in the past tense for one or several; carers are told by their part.

import type { ChildView } from '../domain/case.ts';

type Some<T = string> = readonly [T, ...T[]];

/** How an account begins, goes on and ends. */
export const accounts: Readonly<Record<'before' | 'ending' | 'now', Some>> = {
  before: [
    'The first weeks were settled. Bedtimes became hard after the summer, and both sides grew tired.',
    'The adopters had told us twice that they were struggling. A support visit was arranged but came late.',
    'School noticed that {child} had gone very quiet, and asked for a meeting three weeks ago.',
    'Family time had been followed by difficult days for some months, and sleep had become poor.',
    'One of the adopters lost a parent in the spring, and there was little time to grieve.',
    'Contact with the former carers stopped earlier than had been planned, and {child} asked for them often.',
    'There had been good days all along: cooking, swimming, the dog. The hard ones became more frequent.',
  ],
  ending: [
    'On the day, the adopters rang the duty desk and asked for {child} to move that evening.',
    'At the visit we agreed together that it could not go on, and planned the move over two days.',
    'The adopters asked for respite, and two days later said they did not feel able to go on.',
    'After a weekend with several incidents, the team manager decided with the adopters that {child} should move.',
    '{child} asked to leave, first at school and then to me, and the adopters agreed that this was right.',
  ],
  now: [
    '{child} moved to foster carers known from before. School stays the same.',
    '{child} moved to an experienced foster family nearby. The first night was calm.',
    '{child} went back to the former carers, who had room and wanted to help.',
    'A short-term foster home was found the same day; a longer plan is needed.',
    'The new carers have been told what helps at bedtime. Health and school were informed next morning.',
  ],
};

/** An account of introductions that were stopped. */
export const introductionsAccounts: Some = [
  'After the second day of introductions the adopters said that they did not feel ready. We paused, met them with their social worker, and agreed to stop.',
  'The match was stopped after four days. The foster carer and I had both seen that {child} became very distressed after each visit.',
  'New information about health came in the first week. The adopters took advice and decided not to go on.',
  'One of the adopters became ill during introductions. A pause was offered; they asked that {child} should not have to wait.',
];

/** A child's views, by the age from which they suit. */
export const views: readonly {
  readonly from: number;
  readonly whose: 'child' | 'worker' | 'carer' | 'advocate';
  readonly way: NonNullable<ChildView['way']>;
  readonly how: string;
  readonly words: Some;
}[] = [
  {
    from: 0,
    whose: 'carer',
    way: 'told-carer',
    how: 'What the carer saw in the first two weeks',
    words: [
      'Looks for the door when a car stops outside. Sleeps with the blue blanket from the last house and will not have it washed.',
      'Laughs again at bath time. Cries when shoes are put on, as if every outing were a move.',
    ],
  },
  {
    from: 4,
    whose: 'worker',
    way: 'drew',
    how: 'Play and drawing with the social worker, two visits',
    words: [
      'Drew two houses with a long road between them and said “I live on the road”. Would like to see the dog again.',
      'Put all the play people in one bed and said “now nobody has to go”. Asked whether it was because of shouting.',
    ],
  },
  {
    from: 6,
    whose: 'child',
    way: 'told-worker',
    how: 'Talked in the car with the social worker, who wrote it down at once',
    words: [
      'I was trying to be good but it did not work every day. I want to stay at my school. I want my bike.',
      'They were nice at the start. I liked the Sundays. I did not like it when everybody whispered.',
      'Can somebody tell me before next time? I want to know before my bag is packed.',
    ],
  },
  {
    from: 11,
    whose: 'child',
    way: 'wrote',
    how: 'Wrote it down with the advocate',
    words: [
      'Nobody asked me what I thought until it was already going wrong. I would have said it in the summer.',
      'I do not want to talk about them. I want to see my sister more, and I want one social worker.',
      'It was not all bad. I would like to send them a card, but not to visit.',
    ],
  },
];

/** What is written under each item of the agenda, by the key of the item. */
export const passages: Readonly<Record<string, Some>> = {
  purpose: [
    'The chair welcomed everybody and said that the meeting was to understand and to learn, not to find fault. Written contributions were read first.',
    'Everybody said who they were. The chair explained how the notes would be shared and asked people to speak from what they had seen.',
  ],
  views: [
    'The views were read out before anybody else spoke, and the meeting came back to them at the end.',
    'The social worker brought what {child} had said and drawn. The chair asked each person what they would answer.',
  ],
  'child-story': [
    'Two earlier moves were remembered, both at short notice. What mattered most to {child} had been the last foster home and its garden.',
    'Early care had been uncertain. Health had improved and speech had come on well. Nursery, and then school, had been the steady place.',
  ],
  preparation: [
    'The profile had been written a year before the match and was not brought up to date. Introductions took nine days, with a distance of 60 miles.',
    'The match was thought a good one by all. The report had said little about sleep. Introductions went quickly because a holiday was near.',
    'Introductions were well planned. The former carers had not been told that they could ask for a pause.',
  ],
  placement: [
    'The adopters said that the first months were happy. Support was asked for in writing twice; the first answer came after five weeks.',
    'There was warmth and a good routine. Evenings became hard. Therapy had been agreed but had not begun.',
    'School and home had each seen part of the picture. The adopters had not wanted to seem to complain.',
  ],
  ending: [
    'It ended within two days, after months in which worry had grown on all sides. Nobody had called the network together.',
    'The decision was made together at a visit. The social worker and the adopters told {child} together, with the plan for the next day.',
    'The move came in an evening, without the things that mattered most. These were brought a week later.',
  ],
  since: [
    '{child} settled at school and slept better. Health, school and the panel were told within three days.',
    'The first two weeks were sad and then calmer. The adopters were visited twice by their own agency.',
  ],
  future: [
    'The plan for permanence should be looked at again at the next review. Nothing should be decided before the summer.',
    'A family is still the plan. Brothers and sisters, school and the present carers should weigh more in it than before.',
  ],
  adopters: [
    'They were thanked for their honesty. They would like a pause, and to talk with somebody outside their agency.',
    'Their agency would offer six meetings of support. Their approval would be looked at when they were ready.',
  ],
  findings: [
    'The need for support was seen but not answered in time. What was known about sleep and loss was spread over several files. The pace of the introductions left no room for doubts.',
    'No single reason was found. Grief in the family, a change of worker and a long wait for therapy came together within ten weeks.',
    'The placement had real strengths. Nobody held the whole picture, and there was no agreed moment at which to call everybody together.',
  ],
  lessons: [
    'Bring the profile up to date within three months of a match. Agree before introductions who may ask for a pause. Answer a request for support within five working days.',
    'Hold a meeting of everybody around the child when worry is first said aloud. Let therapy begin before the move. Keep one worker through the first half year.',
    'Plan how former carers stay in touch, and write it down. Ask children what they think at every visit, and say what was done about it.',
  ],
};

/** Passages for some readers only: where they stand and from whom they are kept. */
export const keptPassages: Some<{ readonly under: string; readonly from: Some; readonly text: string }> = [
  {
    under: 'adopters',
    from: ['birth-family', 'carers', 'professionals'],
    text: 'The adopters spoke about a bereavement and about treatment that one of them is having. They do not want this to go further than their own agency.',
  },
  {
    under: 'since',
    from: ['birth-family', 'adopters'],
    text: 'The present home is close to the school and to the swimming club. Visits from a sister have begun on Wednesdays.',
  },
  {
    under: 'placement',
    from: ['birth-family', 'carers'],
    text: 'The adopters asked that nobody outside the meeting should hear of the argument in September, which they regret.',
  },
];

/** What a meeting asks people to do: how many weeks they have, whose it is, and how it can end. */
export const actions: Some<{
  readonly what: string;
  readonly weeks: number;
  readonly owner:
    | 'child-social-worker'
    | 'adopters-social-worker'
    | 'iro'
    | 'panel-advisor'
    | 'current-carer';
  readonly evidence: string;
}> = [
  {
    what: 'Bring the life story book up to date with the last year',
    weeks: 6,
    owner: 'child-social-worker',
    evidence: 'Done with the child over three visits; a copy is on the file',
  },
  {
    what: 'Bring back the things that stayed behind, the bicycle among them',
    weeks: 1,
    owner: 'adopters-social-worker',
    evidence: 'Fetched and handed over; the list was signed by the carer',
  },
  {
    what: 'Move the next review forward',
    weeks: 3,
    owner: 'iro',
    evidence: 'Held two weeks early; decisions are on the file',
  },
  {
    what: 'Send the lessons to the panel',
    weeks: 4,
    owner: 'panel-advisor',
    evidence: 'Went to the panel chair; discussed at the next meeting',
  },
  {
    what: 'Ask for therapy to begin now, and not after the next move',
    weeks: 3,
    owner: 'child-social-worker',
    evidence: 'First appointment was kept',
  },
  {
    what: 'Offer the adopters six meetings of support',
    weeks: 1,
    owner: 'adopters-social-worker',
    evidence: 'Offered by letter and accepted; the first took place',
  },
  {
    what: 'Plan visits with the former foster carers',
    weeks: 1,
    owner: 'child-social-worker',
    evidence: 'Two visits took place and a third is planned',
  },
  {
    what: 'Keep a short diary of sleep and mornings for the review',
    weeks: 5,
    owner: 'current-carer',
    evidence: 'Diary given to the social worker',
  },
];

export const replyNotes: Some = [
  'I can stay until 3pm.',
  'I would like to speak near the beginning, please.',
  'Please could I sit near the door.',
  '',
  '',
];

/** What people write for a meeting, by who they are to the child. */
export const contributions: Readonly<Record<string, Some>> = {
  adopters: [
    'We loved them and we still do. We asked for help in March and again in May. We wish we had shouted louder.',
    'It is hard to write this. The good days were very good. We were frightened of saying that we could not manage.',
  ],
  'current-carer': [
    'Bedtime takes an hour and then all is well. Please do not plan another move before the end of term.',
    'There is a lot of talk about the dog. A photograph would help.',
  ],
  'birth-family': [
    'I would like to know that somebody is kind. I think about it every day. I would like a photograph.',
    'Nobody told me until it was over. I would have wanted to write a letter.',
  ],
};

export const drawing = 'A house that was drawn for everybody at the meeting';

/** Of a parent and the adopters who must not meet. */
export const keptApart = {
  why: 'wish',
  note: 'The parent wishes to be heard without meeting the adopters, who wish not to be known',
  isUnseen: 'yes',
  decidedBy: 'The team manager, with the reviewing officer',
} as const;

/** Who said which times somebody can, and how. */
export const toldByTelephone = {
  toldBy: 'The family support worker',
  toldHow: 'by telephone',
} as const;

export const outsideWindowReasons: Some = [
  'The adopters asked for more time after a bereavement, and their social worker agreed.',
  'The chair was ill on the day first chosen, and no other was free in time.',
];
export const cancelReason = 'The chair is ill. Another day will be found within the window';

/** What people say when they state that a duty is done. */
export const considered: Some = [
  'Considered at the panel’s business meeting: the plan stands, the approval will be looked at by the agency',
  'Considered: no return to panel; the plan goes to the next review',
];

/** What the report to the panel is answered with where the case itself has no answer. */
export const panelAnswers: Readonly<Record<string, string>> = {
  'legal-status': 'placement-order',
  'asked-by': 'together',
  factors: 'pace',
  tried:
    'Two more days were added to the introductions, with a visit by both social workers. A therapist spoke with the adopters.',
  views: 'Nothing is shared here: the child was heard and wishes it to stay with their social worker.',
  participation: 'The child was heard by their social worker.',
  'family-time': 'As before the introductions; a letter twice a year.',
  'support-child': 'Play sessions each week with somebody whom the child knows.',
  'support-adopters': 'Their social worker visits. A counsellor was offered and accepted.',
  'plan-again': 'no',
  'plan-why': 'The plan stays right, with more time before the next introductions.',
  'approval-again': 'yes',
  'approval-why': 'They ask for a pause and wish to talk about the ages of children.',
  siblings: 'None who are placed with the child.',
  'learning-council': 'Look at the pace of introductions after each week, with whoever cares for the child.',
  'learning-agency': 'Speak about doubts early: ask in every visit, and say that a pause is no fault.',
  'meeting-held': 'no',
  'no-meeting-why': 'The plan ended in introductions, of which the panel has a report.',
};
/** How many days before the ending what the report asks for was decided. */
export const panelDates: Readonly<Record<string, number>> = {
  'decided-on': 420,
  'matched-on': 45,
  'match-panel-on': 52,
};

export const rooms: Some = [
  'Room 3, Marketgate House',
  'The Orchard Room, Weir Lane Centre',
  'Meeting room 1, Old Library',
  'Family room, Canal Street offices',
];

/** What children write on a page of their own. */
export const onOwnPage = {
  worries: [
    'I worry that my new school will be big.',
    'Will I have to move again?? I dont want to 😢',
    'when people shout',
  ],
  goodThings: ['my bike and my friend at football', 'Sundays. pancakes', 'The dog!!!! 🐶'],
  wishes: [
    'I wish I can see the dog again',
    'One house for a long time.',
    'That some one tells me things first',
  ],
} as const;

/** A letter to a child after a meeting, under its headings. */
export const letterToChild = {
  toldUs:
    'You told us what you worry about, what you like and what you wish for. We read it out, just as you wrote it.',
  talkedAbout: 'We talked about how to make a move easier for you. We all said sorry that it was so hard.',
  happensNext:
    'You stay at your school. Your social worker comes to see you each week and tells you things first.',
  whyMoved:
    'You did nothing wrong. The grown-ups could not give you all the care you need. That was not your fault.',
  whoToTalkTo: 'You can talk to your social worker, your carer and your teacher.',
} as const;

/** What was written down as it happened, by what it is. */
export const caught = {
  note: [
    'We asked for help in the spring, and nobody rang back until the summer.',
    'The visits went well as long as the same worker came.',
    'We would have wanted more time to get to know each other.',
  ],
  decision: [
    'The plan for the child is looked at again within six weeks.',
    'The life story book is brought up to date before the next move.',
    'Support goes on for three months.',
  ],
  finding: [
    'Support was agreed and began too late.',
    'Worries were raised early and were not put together.',
    'The move was planned at a pace that did not suit the child.',
  ],
  lesson: [
    'Agree before a move who is rung first, and what happens then.',
    'Ask the former carers what comforts the child.',
    'Stop and look again when one of three visits is hard.',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
