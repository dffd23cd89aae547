import { z } from 'zod';
import { rungInWords } from '../domain/action-chase.ts';
import { anythingElse } from '../domain/contribution.ts';
import { factorGroupInWords } from '../domain/factor.ts';
import {
  type ActionChase,
  type AgendaItem,
  LONGEST_ITEM,
  type OwnFactor,
  type Purpose,
  type Question,
  type Reminder,
  type Rule,
  reminderInWords,
  type Sending,
  type Strength,
  type WindowRule,
  weekdays,
} from '../domain/procedure.ts';
import { asks } from './asks-schema.ts';
import { checklistItem, expectedItem } from './checklist-schema.ts';
import {
  capacity,
  date,
  dateFact,
  facts,
  listOf,
  mayHave,
  oneOf,
  pauseReason,
  period,
  text,
  time,
  when,
} from './fact-schema.ts';

const strength: z.ZodType<Strength> = oneOf(
  { must: 'it has to be done', should: 'it is expected', consider: 'somebody thinks about it' },
  'How strongly the procedure asks.',
).meta({ id: 'duty' });

const because = z
  .strictObject({
    paragraph: text('The paragraph of the document, as it is numbered there.'),
    says: text('What that paragraph says, in our own words.'),
  })
  .meta({
    id: 'because',
    description: 'Where it comes from: the paragraph, and what it says in our own words.',
  });

const window = mayHave({
  from: period.describe(
    'The first day allowed, this long after (or before) the day. Left out: no earliest day.',
  ),
  after: dateFact.describe('The day it is counted from, forwards.'),
  before: dateFact.describe('The day it is counted from, backwards.'),
  'paused-by': listOf(pauseReason).describe('Time paused for one of these reasons does not count.'),
})
  .extend({ to: period.describe('The last day allowed, this long after (or before) the day.') })
  .refine(
    ({ after, before }) => (after === undefined) !== (before === undefined),
    'A window is counted from one day: say either after or before',
  )
  .refine(
    ({ after, before, 'paused-by': pausedBy }) =>
      pausedBy === undefined || before === undefined || after !== undefined,
    'A pause moves only days that are counted after another: leave paused-by out',
  )
  .meta({
    id: 'window',
    description:
      'The days allowed, both ends included, such as { from: { days: 28 }, to: { days: 42 }, after: broke-down-on }.',
    oneOf: [{ required: ['after'] }, { required: ['before'], not: { required: ['paused-by'] } }],
  }) as unknown as z.ZodType<WindowRule>;

const rule = z.strictObject({
  id: text('The rule’s own name, which is shown beside each duty it makes. Never reused.'),
  duty: strength,
  when,
  by: capacity.describe('Who has it to do.'),
  with: listOf(capacity).describe('Who does it together with them.').exactOptional(),
  asks,
  window: window.exactOptional(),
  because,
}) satisfies z.ZodType<Rule>;

const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('A short name in small letters, digits and hyphens, which stays when the title changes.');

const agendaItem = z.strictObject({
  key,
  title: text('The item as the agenda shows it.'),
  prompt: text('What belongs under it.'),
  kind: z
    .enum(['note', 'finding', 'lesson'])
    .describe('What is written under it: notes, the findings of the meeting, or lessons without names.')
    .default('note'),
  owner: capacity.describe('Who leads it; the chair when nobody is named.').exactOptional(),
  minutes: z
    .int()
    .min(1)
    .max(LONGEST_ITEM)
    .describe('How long it takes, in minutes; whoever builds the agenda of a meeting can say otherwise.')
    .exactOptional(),
  'for-families': text(
    'The item as families read it before the meeting, in words that a nine-year-old reads. Left out: they do not read it.',
  ).exactOptional(),
}) satisfies z.ZodType<AgendaItem>;

const purpose = z.strictObject({
  key,
  title: text('What the meeting is there to answer, such as: How and why it happened.'),
  under: listOf(key).describe('The keys of the items of the agenda under which the minutes answer it.'),
  because,
}) satisfies z.ZodType<Purpose>;

const ownFactor = z.strictObject({
  key,
  group: oneOf(factorGroupInWords, 'Where it belongs.'),
  title: text('What plays a part, or went well, in words that blame nobody.'),
  because,
}) satisfies z.ZodType<OwnFactor>;

const question = z.strictObject({
  key: key.refine(
    (name) => name !== anythingElse,
    'Everybody is asked at the end whether there is anything else: give this question another key',
  ),
  of: listOf(capacity).describe('Who is asked it, when they write to the meeting.'),
  ask: text('The question, in words that those who are asked use themselves.'),
  because,
}) satisfies z.ZodType<Question>;

const reminder = z
  .strictObject({
    key,
    to: oneOf(reminderInWords, 'Whom it reminds. A child is never reminded.'),
    before: period
      .describe(
        'How long before the meeting; of draft minutes, before the day by which they go out or are checked.',
      )
      .exactOptional(),
    after: period.describe('With not-opened: how long after the copy was released.').exactOptional(),
    at: time.describe('At what time of day in London.').default('09:00'),
    because,
  })
  .refine(
    ({ to, before, after }) =>
      to === 'not-opened'
        ? after !== undefined && before === undefined
        : before !== undefined && after === undefined,
    'A reminder of a copy says how long after its release, and every other how long before the meeting: say after with not-opened, and before with all others',
  )
  .meta({ oneOf: [{ required: ['before'] }, { required: ['after'] }] }) as unknown as z.ZodType<Reminder>;

const chase = z.strictObject({
  remind: z
    .array(
      z.union([
        z.strictObject({ before: period.describe('How long before the day it is due by.') }),
        z.strictObject({ after: period.describe('How long after that day.') }),
      ]),
    )
    .describe('When whoever has an action is reminded of it.')
    .default([]),
  escalate: z
    .array(
      z.strictObject({
        after: period.describe('How long after the day it was due by.'),
        to: oneOf(rungInWords, 'Who hears of it.'),
      }),
    )
    .describe('To whom an action is passed on that is late, one after the other.')
    .default([]),
  'before-review': period
    .describe('How long before a child’s review their reviewing officer hears of what is still open.')
    .exactOptional(),
  because,
}) satisfies z.ZodType<ActionChase>;

const sending = z
  .strictObject({
    hours: listOf(
      z
        .strictObject({
          on: listOf(z.enum(weekdays)).describe('On which weekdays.'),
          from: time.describe('From when on messages leave, in London.'),
          to: time.describe('Until when, in London.'),
        })
        .refine(({ from, to }) => from < to, 'These hours end before they start'),
    )
      .refine(
        (hours) => new Set(hours.flatMap(({ on }) => on)).size === hours.flatMap(({ on }) => on).length,
        'A weekday is there twice: give each its hours once',
      )
      .describe('On a weekday that is not named nothing leaves.'),
    'bank-holidays': z
      .enum(['yes', 'no'])
      .describe('Whether messages leave on a bank holiday.')
      .default('no'),
    'days-around-birthdays': z
      .int()
      .min(0)
      .max(14)
      .describe(
        'So many days before and after a birthday of a child of the case nothing leaves to those who are not its staff; 0 is the birthday alone. Left out: birthdays are days like others.',
      )
      .exactOptional(),
    'child-told-first': z
      .enum(['yes', 'no'])
      .describe(
        'Whether others hear of a meeting only once the child was told, or it was decided to tell them later.',
      )
      .default('no'),
    'hours-before-meeting': z
      .int()
      .min(0)
      .max(336)
      .describe('What would otherwise come later than so many hours before the meeting is not put off.')
      .default(48),
    because,
  })
  .describe(
    'In which hours messages leave. A one-time code leaves at any hour.',
  ) satisfies z.ZodType<Sending>;

const form = z.strictObject({
  key,
  title: text('What the form is called.'),
  version: text('Its version, in quotes.'),
});

/** One version of a council's procedure, as its file has it. */
export const procedureFile = z.strictObject({
  procedure: z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
    .describe(
      'The procedure’s own name, the same for every version of it: council/kind, as the file is called, in small letters, digits and hyphens.',
    ),
  council: text('The council whose procedure it is.'),
  'regional-agency': text('The regional adoption agency it works with.').exactOptional(),
  title: text('The title of the procedure.'),
  version: text("The version, in quotes: the month it was issued does well, such as '2020-11'."),
  'in-force': z
    .strictObject({
      from: date.describe('The first day it is in force.'),
      until: date.describe('The last day it is in force; left out while it is.').exactOptional(),
    })
    .describe('Since when, and until when.'),
  document: text('The document it comes from, by its title.'),
  applies: z
    .strictObject({ id: text('The name of the paragraph on scope.'), when, because })
    .describe('Which placements the whole procedure is about.'),
  forms: z.array(form).describe('The forms its reports are written on.').default([]),
  agenda: z.array(agendaItem).describe('The agenda of the meeting, in order.').default([]),
  purposes: z
    .array(purpose)
    .describe(
      'What the meeting is there to answer. Each is answered in the minutes, or it is said why not, before the chair agrees them.',
    )
    .default([]),
  factors: z
    .array(ownFactor)
    .describe('What the council records of what played a part, beside the factors that all councils share.')
    .default([]),
  checklist: z
    .array(checklistItem({ key, window, because }))
    .describe(
      'Who is told, and what is arranged, once a placement has ended: each done, not needed, or an action.',
    )
    .default([]),
  questions: z
    .array(question)
    .describe('What people are asked who write to the meeting, in order. Nobody has to answer.')
    .default([]),
  reminders: z
    .array(reminder)
    .describe(
      'When people are reminded of the meeting, or of their copy of its minutes. Each reminder reminds somebody once of a meeting on a day, and once of a copy.',
    )
    .default([]),
  pack: z
    .strictObject({
      before: period.describe('How long before the meeting, the same for everybody.'),
      because,
    })
    .describe('By when everybody has the agenda and the papers of the meeting.')
    .exactOptional(),
  actions: chase.describe('How actions are seen to completion.').exactOptional(),
  sending: sending.exactOptional(),
  rules: listOf(rule).describe('Every rule, in the order they are done.'),
});

/** The answers a procedure has to give: facts in; duties, days and paragraphs out. */
export const casesFile = listOf(
  z.strictObject({
    case: text('What the case is about, as a sentence.'),
    today: date.describe('What day it is, for a pause that goes on.').exactOptional(),
    facts,
    expect: z
      .array(
        z.strictObject({
          rule: text('The rule.'),
          duty: strength,
          by: capacity.describe('Who has it to do.'),
          with: z.array(capacity).describe('Who does it together with them.').exactOptional(),
          does: text('What it asks, in the words the service has for it.').exactOptional(),
          from: date.describe('The first day allowed.').exactOptional(),
          to: date.describe('The last day allowed.').exactOptional(),
          awaits: dateFact.describe('The day it waits for, while that is not known.').exactOptional(),
          paragraph: text('The paragraph it comes from.'),
        }),
      )
      .describe('Every duty there is with these facts; [] when there is none.'),
    checklist: z
      .array(expectedItem)
      .describe('Every item of the checklist there is with these facts. Left out: nothing is said of it.')
      .exactOptional(),
  }),
);

export type ProcedureFile = z.infer<typeof procedureFile>;
export type CasesFile = z.infer<typeof casesFile>;
