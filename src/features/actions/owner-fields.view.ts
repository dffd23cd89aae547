import type { Owner } from '../../domain/action.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { radiosField, textField } from '../../web/forms.ts';
import type { Html } from '../../web/html.ts';
import type { Typed } from '../../web/typed.ts';

const ownerChoice = ({ choice, personId, name, capacity }: Owner) => ({
  value: choice,
  text: personId === null ? capitalised(name) : name,
  ...(personId === null ? {} : { hint: capitalised(capacityInWords[capacity]) }),
});

/** Who is asked to do an action: staff by name, everybody else on the case by what they are, or somebody else. */
export const ownerFields = (
  owners: readonly Owner[],
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Html =>
  radiosField({
    name: 'owner',
    label: 'Who will do it?',
    typed,
    problems,
    choices: [
      ...owners.map(ownerChoice),
      {
        value: 'other',
        text: 'Somebody else',
        reveals: textField({ name: 'ownerName', label: 'Their name or post', typed, problems }),
      },
    ],
  });
