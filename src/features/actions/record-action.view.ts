import type { Owner } from '../../domain/action.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';

const ownerChoice = ({ choice, personId, name, capacity }: Owner) => ({
  value: choice,
  text: personId === null ? capitalised(name) : name,
  ...(personId === null ? {} : { hint: capitalised(capacityInWords[capacity]) }),
});

export const recordActionView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly owners: readonly Owner[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, owners, typed, problems } = shown;
  const back = readText(typed, 'back');
  const ownerName = textField({ name: 'ownerName', label: 'Their name or post', typed, problems });
  return page(shell, {
    title: 'Add an action',
    problems,
    back:
      back === 'minutes'
        ? { href: `/disruptions/${record.id}/minutes`, text: 'Minutes' }
        : { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Add an action</h1>
      ${record.actions.length === 0 ? null : html`<p class="govuk-body">There ${record.actions.length === 1 ? 'is one already' : `are ${record.actions.length} already`}. The latest date so far is ${inWords(record.actions.at(-1)?.dueOn ?? '')}.</p>`}
      ${form(shell, {
        action: `/disruptions/${record.id}/actions/new`,
        button: 'Save',
        secondary: html`<button type="submit" class="govuk-button govuk-button--secondary" name="go" value="another">Save and add another</button>`,
        body: html`
          <input type="hidden" name="back" value="${back}">
          ${areaField({ name: 'what', label: 'What is to be done?', typed, problems, rows: 3 })}
          ${radiosField({
            name: 'owner',
            label: 'Who will do it?',
            typed,
            problems,
            choices: [
              ...owners.map(ownerChoice),
              { value: 'other', text: 'Somebody else', reveals: ownerName },
            ],
          })}
          ${dateField({ name: 'dueOn', label: 'By when?', typed, problems })}`,
      })}`,
  });
};
