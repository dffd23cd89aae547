import { z } from 'zod';
import { type Capacity, capacityInWords } from '../domain/capacity.ts';
import { isPlainDate, type Period } from '../domain/dates.ts';
import {
  type DateFact,
  type FactDefinition,
  type FactName,
  type Facts,
  factDefinitions,
  factNames,
  type PauseReason,
  pauseReasonInWords,
} from '../domain/facts.ts';
import type { When } from '../domain/procedure.ts';

/** Text that says something. */
export const text = (description: string) => z.string().trim().min(1).describe(description);

/** A list with something in it. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);

/** One of the keys of a table of the domain; an editor shows what each of them means. */
export const oneOf = <Key extends string>(inWords: Readonly<Record<Key, string>>, question: string) =>
  z
    .enum(Object.keys(inWords) as [Key, ...Key[]])
    .describe(
      [
        question,
        ...Object.entries(inWords).map(([key, words]) => (key === words ? `- ${key}` : `- ${key}: ${words}`)),
      ].join('\n'),
    );

/** A map in which each of the keys may be left out. */
export const mayHave = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(
    Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, z.exactOptional(schema)])) as {
      [Key in keyof Shape]: z.ZodExactOptional<Shape[Key]>;
    },
  );

/** A map that holds exactly one of its keys. */
export const exactlyOne = <Shape extends z.ZodRawShape>(shape: Shape, meta: z.GlobalMeta, message: string) =>
  mayHave(shape)
    .refine((value) => Object.keys(value).length === 1, message)
    .meta({ ...meta, minProperties: 1, maxProperties: 1 });

/** Farther away is a slip of the hand, and no calendar. */
const isNear = (date: string): boolean => date >= '1900' && date < '2200';

export const date = z
  .string()
  .refine((input) => isPlainDate(input) && isNear(input), {
    error: ({ input }) =>
      isPlainDate(String(input))
        ? `“${input}” is not between 1900 and 2199`
        : `“${input}” is not a date: write year, month and day, such as 2026-03-01`,
  })
  .meta({
    id: 'date',
    description: 'A date: year, month and day, such as 2026-03-01.',
    pattern: '^(19|20|21)\\d{2}-\\d{2}-\\d{2}$',
  });

export const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ id: 'time', description: "A time of day in London, in quotes, such as '09:00'." });

const count = (most: number, unit: string) => z.int().min(0).max(most).describe(`How many ${unit}.`);

export const period = exactlyOne(
  {
    days: count(3_650, 'calendar days'),
    'working-days': count(2_600, 'days that are no weekend and no bank holiday of England and Wales'),
    weeks: count(520, 'weeks'),
    months: count(600, 'months; a month after 31 January is the last day of February'),
    years: count(50, 'years'),
  },
  { id: 'period', description: 'A length of time in one unit, such as { days: 28 } or { working-days: 5 }.' },
  'A length of time has exactly one unit, such as { days: 28 } or { months: 1 }',
) as unknown as z.ZodType<Period>;

export const capacity: z.ZodType<Capacity> = oneOf(capacityInWords, 'Somebody who has a part in it.').meta({
  id: 'capacity',
});

export const pauseReason: z.ZodType<PauseReason> = oneOf(
  pauseReasonInWords,
  'Why time can stand still.',
).meta({ id: 'pause-reason' });

const isDateFact = (name: FactName): name is DateFact => factDefinitions[name].type === 'date';
const dateFacts = Object.fromEntries(
  factNames.filter(isDateFact).map((name) => [name, factDefinitions[name].name]),
) as Record<DateFact, string>;

export const dateFact: z.ZodType<DateFact> = oneOf(dateFacts, 'A day the case knows.').meta({ id: 'day' });

const pause = z
  .strictObject({
    from: date.describe('The first day that does not count.'),
    until: date.describe('The first day that counts again; left out while it goes on.').exactOptional(),
    reason: pauseReason,
  })
  .refine(({ from, until = from }) => from <= until, 'The pause ends before it starts');

const plainFacts = { date, dates: z.array(date), number: z.int().min(0).max(120), pauses: z.array(pause) };

const factSchema = (definition: FactDefinition): z.ZodType =>
  definition.type === 'choice'
    ? oneOf(definition.values, definition.question)
    : plainFacts[definition.type].describe(definition.question);

/** What is known about a placement: every fact of the domain's table, each left out while it is not known. */
export const facts = mayHave(
  Object.fromEntries(factNames.map((name) => [name, factSchema(factDefinitions[name])])),
).meta({ id: 'facts', description: 'What is known about the placement.' }) as unknown as z.ZodType<Facts>;

const choiceConditions = Object.fromEntries(
  factNames.flatMap((name) => {
    const definition: FactDefinition = factDefinitions[name];
    if (definition.type !== 'choice') return [];
    const value = oneOf(definition.values, `${definition.question} One value, or a list of any that match.`);
    return [[name, z.union([value, listOf(value)]).describe(value.description ?? '')]];
  }),
);

const age = z.int().min(0).max(120).describe('Years, this age included.');

const endings = z.int().min(0).max(100).describe('So many endings, this one included.');

/** The facts a rule wants, all of them. */
export const when = mayHave({
  ...choiceConditions,
  'child-age': mayHave({ 'at-least': age, 'at-most': age })
    .refine(
      ({ 'at-least': least = 0, 'at-most': most = least }) => least <= most,
      'No age lies between the two',
    )
    .describe(factDefinitions['child-age'].question),
  'unplanned-endings': mayHave({ 'at-least': endings, 'at-most': endings })
    .extend({
      of: listOf(z.enum(['child', 'carer'])).describe('Whose placements count: the child’s, or the carers’.'),
      within: period.describe('In how long a time, up to the day this one ended.'),
    })
    .refine(
      (wanted) => wanted['at-least'] !== undefined || wanted['at-most'] !== undefined,
      'How many endings is not said: write at-least, at-most or both',
    )
    .refine(
      ({ 'at-least': least = 0, 'at-most': most = least }) => least <= most,
      'No number of endings lies between the two',
    )
    .meta({
      description: 'How many unplanned endings in a time, such as at least two in 12 months.',
      anyOf: [{ required: ['at-least'] }, { required: ['at-most'] }],
    }),
  'since-order': z
    .strictObject({ 'at-most': period.describe('The longest time from the order to the ending.') })
    .describe('How long ago the order was made when the placement ended.'),
}).meta({
  id: 'when',
  description: 'When it applies: the facts that have to match, all of them. {} is always.',
}) as unknown as z.ZodType<When>;
