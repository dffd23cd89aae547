import { type Answer, answerSections } from './child-answer.ts';
import type { ChildPage } from './child-page.ts';
import { letterWords } from './child-words/letter.ts';
import { dateInLondon, inWords } from './dates.ts';
import type { KeptLink } from './kept-link.ts';
import { type Participation, participationInWords } from './participation.ts';
import type { VoiceRow } from './subject-case-file.ts';
import type { Step } from './transition.ts';
import { type VoiceChoice, wayInWords } from './voice.ts';
import { listInWords } from './words.ts';

type Recorded = { readonly id: string; readonly childId: string; readonly recordedBy: string };

/** How the children of a case are heard, every record of each kind, the latest first. */
export type Voice = {
  readonly choices: readonly (Recorded & VoiceChoice)[];
  readonly participations: readonly (Recorded & Participation & { readonly meetingId: string })[];
  readonly answers: readonly Answer[];
  readonly steps: readonly Step[];
  readonly links: readonly KeptLink[];
};

/** A page of a child's own, with what stands there for the child alone: that there is something, and not what it says. */
export type OwnPage = Pick<ChildPage, 'id' | 'childId' | 'channel' | 'address' | 'openedBy' | 'openedAt'> & {
  readonly drafts: readonly { readonly sheet: string; readonly savedAt: Date }[];
};

const wayRows = ({ choices }: Voice): readonly VoiceRow[] =>
  choices.map(({ id, childId, ways, interpreter, signs, chosenWith, chosenOn, recordedBy }) => ({
    ...{ key: `ways-${id}`, childId, on: chosenOn, isTheirs: false, recordedBy },
    text: [
      `How they wanted to be heard: ${listInWords(ways.map((way) => wayInWords[way]))}. Chosen by ${chosenWith}.`,
      ...(interpreter === '' ? [] : [`Interpreter: ${interpreter}.`]),
      ...(signs === '' ? [] : [`Signs, symbols or pictures: ${signs}.`]),
    ].join(' '),
  }));

const partRows = ({ participations }: Voice): readonly VoiceRow[] =>
  participations.map(({ id, childId, code, reason, recordedBy }) => ({
    ...{ key: `part-${id}`, childId, on: null, isTheirs: false, recordedBy },
    text: `How they took part in the meeting: ${code}, ${participationInWords[code]}. ${reason}`.trim(),
  }));

const answerRows = ({ answers }: Voice): readonly VoiceRow[] =>
  answers.flatMap(
    ({ id, childId, texts, writtenAt, writtenBy, givings, toldBecause }): readonly VoiceRow[] => [
      {
        ...{
          key: `answer-${id}`,
          childId,
          on: dateInLondon(writtenAt),
          isTheirs: false,
          recordedBy: writtenBy,
        },
        text: [
          ...answerSections
            .filter((section) => texts[section] !== '')
            .map((section) => `${letterWords.sections[section]}\n${texts[section]}`),
          ...(toldBecause === '' ? [] : [`It told more than is usual, because: ${toldBecause}`]),
        ].join('\n\n'),
      },
      ...givings.flatMap(
        ({ givenOn, how, whoWasThere, response, recordedBy }, index): readonly VoiceRow[] => [
          {
            ...{
              key: `giving-${id}-${givings.length - index}`,
              childId,
              on: givenOn,
              isTheirs: false,
              recordedBy,
            },
            text: `The letter was given, or talked about: ${how}. There: ${whoWasThere}.`,
          },
          ...(response === ''
            ? []
            : [
                {
                  ...{
                    key: `response-${id}-${givings.length - index}`,
                    childId,
                    on: givenOn,
                    text: response,
                  },
                  ...{ isTheirs: true, recordedBy },
                },
              ]),
        ],
      ),
    ],
  );

const supportRows = ({ steps, links }: Voice): readonly VoiceRow[] => [
  ...steps.map(({ id, childId, what, who, dueOn, doneOn, howItWent }) => ({
    ...{ key: `step-${id}`, childId, on: dueOn, isTheirs: false, recordedBy: who },
    text: `A step of the move: ${what}. ${who}, by ${inWords(dueOn)}.${doneOn === null ? '' : ` Done on ${inWords(doneOn)}: ${howItWent}`}`,
  })),
  ...links.flatMap(({ id, childId, who, whatTheyAre, reviews }) =>
    reviews.map((review, index) => ({
      ...{ key: `link-${id}-${reviews.length - index}`, childId, on: review.reviewedOn, isTheirs: false },
      recordedBy: review.recordedBy,
      text: [
        `Who matters from the last home: ${who}, ${whatTheyAre}. The child wanted: ${review.childWants}.`,
        ...(review.theyWant === '' ? [] : [`They wanted: ${review.theyWant}.`]),
        ...(review.arranged === '' ? [] : [`Arranged by ${review.arrangedBy}: ${review.arranged}.`]),
        ...(review.endedBecause === '' ? [] : [`Nobody needs to look again: ${review.endedBecause}.`]),
      ].join(' '),
    })),
  ),
];

type WithPages = Voice & { readonly pages: readonly OwnPage[] };

const pageRows = ({ pages }: WithPages): readonly VoiceRow[] =>
  pages.flatMap(({ id, childId, channel, address, openedBy, openedAt, drafts }): readonly VoiceRow[] => [
    {
      ...{ key: `page-${id}`, childId, on: dateInLondon(openedAt), isTheirs: false, recordedBy: openedBy },
      text: `A page of the child’s own was opened. ${channel === 'by-hand' ? 'The link was handed over.' : `The link went to ${address}.`}`,
    },
    ...drafts.map(({ sheet, savedAt }) => ({
      ...{
        key: `page-${id}-${sheet}`,
        childId,
        on: dateInLondon(savedAt),
        isTheirs: false,
        recordedBy: openedBy,
      },
      text: 'The child saved words on their own page that they have not given. Nobody but them has read these: they see them there.',
    })),
  ]);

/** Everything that is held of how the children of a case were heard and answered, but for their words, each with whose it is. */
export const voiceRows = (voice: WithPages): readonly VoiceRow[] =>
  [wayRows, partRows, answerRows, supportRows, pageRows].flatMap((rows) => rows(voice));
