import type { Owner } from '../../domain/action.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import type { ChecklistRow } from '../../domain/checklist.ts';
import { inWords } from '../../domain/dates.ts';
import { citationInWords } from '../../domain/duty.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, dateField, form, radiosField, selectField, textField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { addressOfMatter, matterInWords } from './see-arrangements.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly row: ChecklistRow;
  readonly owners: readonly Owner[];
  readonly mayMakeAction: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const doneFields = ({ row, typed, problems }: Shown): Html => {
  const isTold = row.kind === 'notification';
  return html`
    ${isTold && textField({ name: 'told', label: 'Who was told?', hint: 'For example: Ms Bell, the head teacher', typed, problems })}
    ${textField({ name: 'doneBy', label: isTold ? 'Who told them?' : 'Who saw to it?', typed, problems })}
    ${dateField({ name: 'doneOn', label: 'When?', typed, problems })}
    ${areaField({ name: 'evidence', label: 'What shows it?', hint: 'For example: letter of 4 May, on the child’s file', typed, problems, rows: 2 })}`;
};

const actionFields = ({ owners, typed, problems }: Shown): Html => html`
  ${areaField({ name: 'what', label: 'What is to be done?', typed, problems, rows: 2 })}
  ${selectField({
    name: 'owner',
    label: 'Who will do it?',
    typed,
    problems,
    unchosen: 'Choose somebody',
    choices: [
      ...owners.map(({ choice, personId, name, capacity }) => ({
        value: choice,
        text: personId === null ? capitalised(name) : `${name}, ${capacityInWords[capacity]}`,
      })),
      { value: 'other', text: 'Somebody else' },
    ],
  })}
  ${textField({ name: 'ownerName', label: 'Of somebody else, their name or post', typed, problems })}
  ${dateField({ name: 'dueOn', label: 'By when?', typed, problems })}`;

const choicesOf = (shown: Shown) => {
  const { row, typed, problems, mayMakeAction } = shown;
  const because = (name: string, label: string) => areaField({ name, label, typed, problems, rows: 2 });
  return [
    { value: 'done', text: 'It is done', reveals: doneFields(shown) },
    {
      value: 'not-needed',
      text: 'It is not needed here',
      reveals: because('reason', 'Why is it not needed?'),
    },
    ...(mayMakeAction
      ? [{ value: 'action', text: 'It becomes an action', reveals: actionFields(shown) }]
      : []),
    ...(row.standing.is === 'open'
      ? []
      : [
          {
            value: 'open',
            text: 'What was said is wrong: it is open again',
            reveals: because('takenBack', 'Why is it taken back?'),
          },
        ]),
  ];
};

/** One matter of the checklist: what is asked and where that comes from, how it stands, and what became of it. */
export const answerMatterView = (shell: Shell, shown: Shown): string => {
  const { record, row, typed, problems } = shown;
  const { standing, because, dueOn } = row;
  return page(shell, {
    title: matterInWords(row),
    problems,
    back: { href: `/disruptions/${record.id}/arrangements`, text: 'Who was told, and what was arranged' },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">${matterInWords(row)}</h1>
      ${insetText({
        html: html`<p class="govuk-body">${because.says} <span class="app-because">${citationInWords(because)}.</span></p>
          ${dueOn !== null && html`<p class="govuk-body">By ${inWords(dueOn)}.</p>`}`,
      })}
      ${(standing.is === 'done' || standing.is === 'not-needed') && html`<p class="govuk-body app-words">${standing.words}</p>`}
      ${standing.is === 'action' && html`<p class="govuk-body">It is an action: <a class="govuk-link" href="/disruptions/${record.id}/actions/${standing.action.id}">${standing.action.what}</a></p>`}
      ${form(shell, {
        action: addressOfMatter(record, row),
        button: 'Save',
        body: radiosField({
          name: 'is',
          label: 'What became of it?',
          typed,
          problems,
          choices: choicesOf(shown),
        }),
      })}`,
  });
};
