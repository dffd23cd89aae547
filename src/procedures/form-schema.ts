import { z } from 'zod';
import { fieldTypeInWords, formSourceInWords } from '../domain/panel-form.ts';
import { date, facts, listOf, oneOf, period, text, when } from './fact-schema.ts';

const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .describe('A short name in small letters, digits and hyphens, which stays when the title changes.');

const version = text("The version, in quotes, such as '1'.");

const source = oneOf(formSourceInWords, 'What of the case fills it.').meta({ id: 'source' });

const field = z.strictObject({
  key,
  title: text('What is asked, in a few words.'),
  type: oneOf(fieldTypeInWords, 'What it takes.'),
  hint: text('What helps to answer it.').exactOptional(),
  choices: z
    .record(key, text('What it means.'))
    .describe('Of a choice: each value with what it means.')
    .exactOptional(),
  from: source.exactOptional(),
  'required-when': when.exactOptional(),
  'names-nobody': z
    .literal('yes')
    .describe('Its words go to other authorities, and name nobody.')
    .exactOptional(),
});

/** What stands in the file of one version of a form. */
export const formFile = z.strictObject({
  form: key,
  title: text('What the form is called.'),
  version,
  from: date.describe('The first day it is in force, until another version is.'),
  because: z.strictObject({
    paragraph: text('The paragraph it comes from.'),
    says: text('What that says, in our own words.'),
  }),
  'papers-before': period.describe('How long before its day the panel has the papers.'),
  sections: listOf(
    z.strictObject({
      key,
      title: text('What the section is about.'),
      fields: listOf(field).describe('Its fields.'),
    }),
  ).describe('Every section, in the order in which they are asked.'),
});

const formCase = z.strictObject({
  case: text('What the case is, in a sentence.'),
  facts,
  holds: z.array(source).describe('What the case holds.'),
  expect: z.strictObject({
    required: z.array(key).describe('Every field that has to be answered.'),
    filled: z.record(key, source).describe('Every field that is filled, and from what.'),
    gaps: z.array(key).describe('Every field that has to be answered, and is not.'),
  }),
});

/** What stands in the cases beside it. */
export const formCasesFile = listOf(formCase);

export type FormFile = z.infer<typeof formFile>;
export type FormCase = z.infer<typeof formCase>;
