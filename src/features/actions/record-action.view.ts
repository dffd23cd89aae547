import { forWhomInWords, isOpen, type Owner } from '../../domain/action.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, dateField, form, radiosField, selectField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { ownerFields } from './owner-fields.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly owners: readonly Owner[];
  readonly findings: readonly Pick<Finding, 'id' | 'title'>[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const againFields = ({ typed, problems }: Shown): Html =>
  radiosField({
    name: 'again',
    label: 'Does it come again?',
    hint: 'When it is done, the next one is made.',
    typed: { again: 'no', ...typed },
    problems,
    choices: [
      { value: 'no', text: 'No, it is done once' },
      {
        value: 'yes',
        text: 'Yes',
        reveals: html`
          ${textField({ name: 'everyNumber', label: 'Every', hint: 'A number of weeks or months', width: 2, inputmode: 'numeric', typed, problems })}
          ${selectField({
            name: 'everyUnit',
            label: 'Weeks or months',
            typed,
            problems,
            choices: [
              { value: 'weeks', text: 'weeks' },
              { value: 'months', text: 'months' },
            ],
          })}
          ${dateField({ name: 'everyUntil', label: 'Until when? (optional)', hint: 'Left empty, it comes again until it is not needed.', typed, problems })}`,
      },
    ],
  });

const waitsField = ({ record, typed, problems }: Shown): Html | null => {
  const open = record.actions.filter(isOpen);
  return open.length === 0
    ? null
    : selectField({
        name: 'dependsOn',
        label: 'Does it have to wait for another action? (optional)',
        hint: 'It is not due before that one has ended.',
        typed,
        problems,
        unchosen: 'No',
        choices: open.map(({ id, what, dueOn }) => ({ value: id, text: `${what} (by ${inWords(dueOn)})` })),
      });
};

const whyField = ({ findings, typed, problems }: Shown): Html | null =>
  findings.length === 0
    ? null
    : selectField({
        name: 'why',
        label: 'Which finding does it answer? (optional)',
        typed,
        problems,
        unchosen: 'None of them',
        choices: findings.map(({ id, title }) => ({ value: id, text: title })),
      });

const alreadyThere = ({ actions }: CaseRecord): Html | null =>
  actions.length === 0
    ? null
    : html`<p class="govuk-body">There ${actions.length === 1 ? 'is one already' : `are ${actions.length} already`}. The latest date so far is ${inWords(actions.at(-1)?.dueOn ?? '')}.</p>`;

export const recordActionView = (shell: Shell, shown: Shown): string => {
  const { record, owners, typed, problems } = shown;
  const back = readText(typed, 'back');
  return page(shell, {
    title: 'Add an action',
    problems,
    back:
      back === 'minutes'
        ? { href: `/disruptions/${record.id}/minutes`, text: 'Minutes' }
        : { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Add an action</h1>
      ${alreadyThere(record)}
      ${form(shell, {
        action: `/disruptions/${record.id}/actions/new`,
        button: 'Save',
        secondary: html`<button type="submit" class="govuk-button govuk-button--secondary" name="go" value="another">Save and add another</button>`,
        body: html`
          <input type="hidden" name="back" value="${back}">
          ${areaField({ name: 'what', label: 'What is to be done?', typed, problems, rows: 3 })}
          ${ownerFields(owners, { typed, problems })}
          ${dateField({ name: 'dueOn', label: 'By when?', typed, problems })}
          ${selectField({
            name: 'forWhom',
            label: 'For whom is it? (optional)',
            typed,
            problems,
            unchosen: 'Not said',
            choices: Object.entries(forWhomInWords).map(([value, text]) => ({ value, text })),
          })}
          ${whyField(shown)}
          ${waitsField(shown)}
          ${againFields(shown)}`,
      })}`,
  });
};
