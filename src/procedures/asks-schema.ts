import { z } from 'zod';
import {
  type AskKind,
  type Asks,
  chairingPostInWords,
  followUpKeyInWords,
  independenceInWords,
  shapeInWords,
} from '../domain/asks.ts';
import { capacity, exactlyOne, listOf, mayHave, oneOf, text } from './fact-schema.ts';

type Carried<Kind extends AskKind> = Extract<Asks, Readonly<Record<Kind, unknown>>>[Kind];

const capacities = (description: string) => listOf(capacity).describe(description);
const minutes = (description: string) => z.int().min(1).max(1_440).describe(description);

const invite = mayHave({
  'must-attend': capacities('Who has to be there.'),
  invited: capacities('Who is invited.'),
  'invited-or-asked-to-contribute': capacities(
    'Who is invited or asked to contribute; the convener chooses.',
  ),
  'may-contribute': capacities('Who is not invited, and may write or tell somebody what they want said.'),
  'as-appropriate': capacities('Those of the above whose part a person decides about, case by case.'),
});

const chair = mayHave({
  'in-post': listOf(oneOf(chairingPostInWords, 'A post of people who chair.')).describe(
    'Somebody in one of these posts.',
  ),
  'on-the-case': capacities('Or whoever is this on the very case.'),
  'independent-of': listOf(oneOf(independenceInWords, 'What the chair has to stand outside of.')).describe(
    'What the chair has to stand outside of.',
  ),
  'lent-by': z
    .strictObject({
      name: text('The consortium.'),
      'request-form': text('The form it is asked on.').exactOptional(),
    })
    .describe('A consortium that lends chairs.'),
});

/** What a rule of each kind carries. */
const kinds: { readonly [Kind in AskKind]: z.ZodType<Carried<Kind>> } = {
  meeting: z
    .strictObject({
      name: text('What the meeting is called here, such as Disruption meeting or Learning from Endings.'),
      purpose: z
        .enum(['learn', 'prevent'])
        .describe('To learn from an ending (what is meant when nothing is said), or to prevent one.')
        .exactOptional(),
      shapes: listOf(oneOf(shapeInWords, 'A way to hold it.'))
        .describe('How it can be held.')
        .exactOptional(),
      'minutes-long': z
        .strictObject({ from: minutes('At least so many minutes.'), to: minutes('At most so many minutes.') })
        .refine(({ from, to }) => from <= to, 'The shortest meeting is longer than the longest')
        .describe('How long it takes.')
        .exactOptional(),
    })
    .describe('Hold a meeting.'),
  decision: z
    .strictObject({
      'on-report-of': capacity.describe('Who reports before it is decided.').exactOptional(),
    })
    .describe('Decide whether to hold a meeting, and record who decided and why.'),
  agenda: z
    .enum(['set', 'suggested'])
    .describe(
      'Follow the agenda as it is set below, or build one for this child from what is suggested below.',
    ),
  chair: chair.describe('Who may chair the meeting.'),
  invite: invite.describe('Convene the meeting: who takes part, and how.'),
  establish: listOf(text('One thing.')).describe('What the meeting has to establish.'),
  record: z.enum(['child-views']).describe('Bring the child’s views and feelings to the meeting.'),
  paper: z
    .strictObject({ name: text('What the paper is called.'), to: capacities('Who gets it.') })
    .describe('Send a paper before or after the meeting.'),
  minutes: z
    .strictObject({
      stage: z
        .enum(['draft', 'corrections', 'final'])
        .describe('The draft, corrections to it, or the minutes.'),
      to: z
        .union([z.literal('everyone-concerned'), listOf(capacity)])
        .describe('Who gets them: everyone-concerned, or a list.'),
    })
    .describe('Send out the minutes.'),
  file: z
    .strictObject({
      what: text('What is filed.'),
      in: listOf(text('A system or a file.')).describe('Where.'),
    })
    .describe('Put something on file.'),
  notify: z
    .strictObject({
      of: text('Of what, such as: that the placement ended.'),
      who: capacities('Who is told.'),
    })
    .describe('Tell somebody.'),
  report: z
    .strictObject({
      name: text('What the report is called.'),
      to: text('Who gets it.'),
      form: text('The key of the form it is written on, as listed under forms.').exactOptional(),
      'shown-by': z
        .enum(['minutes-to-panel'])
        .describe(
          'What shows that it was sent, other than somebody’s word: the minutes released to the panel.',
        )
        .exactOptional(),
    })
    .describe('Send a report.'),
  support: text('The support to give, as an instruction.'),
  'follow-up': z
    .union([
      text('What to consider or do afterwards, as an instruction.'),
      z.strictObject({
        what: text('What to consider or do afterwards, as an instruction.'),
        'kept-as': oneOf(followUpKeyInWords, 'As what it is written down, on a page of its own.'),
      }),
    ])
    .describe('What to consider or do afterwards.'),
  'review-meeting': z
    .strictObject({ name: text('What the later meeting is called.') })
    .describe('Meet again later, to see whether what was agreed is done.'),
};

/** What a rule asks for: one thing of one kind. */
export const asks = exactlyOne(
  kinds,
  { id: 'asks', description: 'What the rule asks for: one thing of one kind.' },
  'A rule asks for exactly one thing: make two rules of it',
) as unknown as z.ZodType<Asks>;
