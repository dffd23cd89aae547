import { z } from 'zod';
import { type FactDefinition, factDefinitions } from '../domain/facts.ts';
import { bindingInWords, type RecordClass, recordClasses, startInWords } from '../domain/retention.ts';
import { date, listOf, oneOf, text } from './fact-schema.ts';

const classNames = Object.fromEntries(Object.keys(recordClasses).map((name) => [name, name])) as {
  readonly [Name in RecordClass]: string;
};
const recordClass = oneOf(classNames, 'Which kind of record.');
const from = oneOf(startInWords, 'From which day it is kept.');
const years = z.int().min(0).max(200).describe('For how many years.');
const source = z
  .strictObject({
    text: text('The law and its paragraph, or the council’s own schedule.'),
    says: text('What it says, in a sentence.'),
  })
  .describe('What says so.');

const expected = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}|unknown|undecided|none)$/)
  .describe(
    'The last of its days; “unknown” or “undecided” while it is open; “none” where it is no such record.',
  );

const kinds: FactDefinition & { readonly values: Readonly<Record<string, string>> } = factDefinitions.kind;

const facts = z
  .strictObject({
    kind: oneOf(kinds.values, 'What kind of placement.'),
    born: listOf(date).describe('When each child was born.'),
    died: z.exactOptional(date).describe('When the first of them died.'),
    order: z.exactOptional(date).describe('When an adoption order was made.'),
    revoked: z.exactOptional(date).describe('When that order was revoked.'),
    'approval-ended': z.exactOptional(date).describe('When the approval of the carers ended.'),
    'last-entry': date.describe('When something was last written in the case.'),
    'last-message': z.exactOptional(date).describe('When the last message was sent.'),
  })
  .describe('What is known of a case.');

/** How long records are kept, as reference/retention.yaml has it. */
export const retentionFile = z.strictObject({
  version: text("The version, in quotes: the month it was looked at does well, such as '2026-11'."),
  classes: listOf(
    z.strictObject({
      class: recordClass,
      title: text('What it is called on the pages.'),
      rules: listOf(
        z.strictObject({
          from,
          years: z.exactOptional(years),
          binding: oneOf(bindingInWords, 'Whether a law asks for it.'),
          source,
        }),
      ).describe('From which day it is kept: the first counts whose day has come about.'),
    }),
  ).describe('Every kind of record.'),
  councils: z
    .array(
      z.strictObject({
        council: text('The folder of its procedures.'),
        keeps: listOf(z.strictObject({ class: recordClass, from, years, source })).describe(
          'What it keeps longer than the law asks, or decided where no law says anything.',
        ),
      }),
    )
    .describe('What councils decided.'),
  cases: listOf(
    z.strictObject({
      case: text('What it is about.'),
      council: z.exactOptional(text('The folder of the procedures of the council it is in.')),
      facts,
      keeps: z.partialRecord(recordClass, expected).describe('Until which day each kind of record stays.'),
    }),
  ).describe('Cases that have to be answered.'),
});
export type RetentionFile = z.infer<typeof retentionFile>;
