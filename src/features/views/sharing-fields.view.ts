import { readerChoices } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { agreedInWords, sharableWith } from '../../domain/view-sharing.ts';
import { checkboxesField, radiosField } from '../../web/forms.ts';
import type { Html } from '../../web/html.ts';
import type { Typed } from '../../web/typed.ts';

/** Chosen while the child has not been asked. */
export const notAsked = 'not-asked';

/** Asks what a child agreed may be known of what they said; `isOptional` while the child may not have been asked. */
export const sharingFields = ({
  typed,
  problems,
  isOptional,
}: {
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly isOptional: boolean;
}): Html =>
  radiosField({
    name: 'agreed',
    label: 'Who did the child agree may know this?',
    hint: 'Ask the child. Until somebody has, it is shown to the chair and the child’s social worker alone.',
    typed,
    problems,
    choices: [
      ...(isOptional ? [{ value: notAsked, text: 'Nobody has asked the child yet' }] : []),
      ...Object.entries(agreedInWords).map(([value, text]) => ({
        value,
        text,
        ...(value === 'named' && {
          reveals: checkboxesField({
            name: 'readers',
            label: 'Who may know it?',
            typed,
            problems,
            choices: readerChoices(sharableWith),
          }),
        }),
      })),
    ],
  });
