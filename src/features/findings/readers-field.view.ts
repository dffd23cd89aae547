import { readerInWords, withholdableFrom } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { checkboxesField } from '../../web/forms.ts';
import type { Html } from '../../web/html.ts';
import type { Typed } from '../../web/typed.ts';

/** From whom something is kept, as passages of the minutes are. */
export const readersField = (typed: Typed, problems: readonly Problem[]): Html =>
  checkboxesField({
    name: 'withheldFrom',
    label: 'Keep it from',
    hint: 'It is in the copies of the minutes of everybody who is not ticked here.',
    typed,
    problems,
    choices: withholdableFrom.map((reader) => ({ value: reader, text: capitalised(readerInWords[reader]) })),
  });
