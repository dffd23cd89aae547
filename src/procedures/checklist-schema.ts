import { z } from 'zod';
import { type ChecklistItem, checklistKindInWords } from '../domain/procedure.ts';
import { capacity, listOf, oneOf, text, when } from './fact-schema.ts';

/** The parts of an item that other things of a procedure are made of too. */
type Parts = { readonly key: z.ZodType; readonly window: z.ZodType; readonly because: z.ZodType };

/** One thing to be seen to once a placement has ended: whom it tells or what it arranges, who sees to it and by when. */
export const checklistItem = ({ key, window, because }: Parts): z.ZodType<ChecklistItem> =>
  z
    .strictObject({
      key,
      says: text('What is so once it is seen to, such as: The child’s school knows.'),
      kind: oneOf(checklistKindInWords, 'Which of the two it is.'),
      each: z
        .enum(['child'])
        .describe('With child, it is seen to for each child of the case on their own.')
        .exactOptional(),
      tell: listOf(capacity)
        .describe('Of a notification: those on the case who are told, each on their own.')
        .exactOptional(),
      when,
      by: capacity.describe('Who sees to it as a rule.'),
      window: window.exactOptional(),
      because,
    })
    .refine(
      ({ kind, each, tell }) => tell === undefined || (kind === 'notification' && each === undefined),
      'Those whom an item tells are told one by one: only a notification has tell, and then without each',
    )
    .meta({
      anyOf: [
        { not: { required: ['tell'] } },
        {
          properties: { kind: { const: 'notification', description: 'Somebody is told.' } },
          not: { required: ['each'] },
        },
      ],
    }) as unknown as z.ZodType<ChecklistItem>;

/** What a case of a cases file expects of the checklist. */
export const expectedItem = z.strictObject({
  item: text('The key of the item.'),
  by: capacity.describe('Who sees to it as a rule.'),
});
