import { isOpen, type Owner } from '../../domain/action.ts';
import type { StepKind } from '../../domain/action-life.ts';
import type { CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { ActionOnCase } from './action-on-case.ts';
import { ownerFields } from './owner-fields.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly action: ActionOnCase;
  readonly is: StepKind;
  readonly owners: readonly Owner[];
  readonly handsBackTo: { readonly name: string };
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** What each step is called, and the button that takes it. */
const titles: Readonly<Record<StepKind, { readonly title: string; readonly button: string }>> = {
  accept: { title: 'Accept an action', button: 'Accept' },
  'hand-back': { title: 'Hand back an action', button: 'Hand it back' },
  note: { title: 'Write how an action is going', button: 'Save' },
  done: { title: 'Record an action as done', button: 'Save' },
  give: { title: 'Give an action to somebody else', button: 'Give it to them' },
  'not-needed': { title: 'Say that an action is not needed', button: 'It is not needed' },
};

const doneFields = ({ typed, problems }: Shown): Html => html`
  ${areaField({
    name: 'evidence',
    label: 'What was done, and where can it be seen?',
    hint: 'For example: letter sent on 4 May, on the child’s file',
    typed,
    problems,
    rows: 4,
  })}
  ${radiosField({
    name: 'how',
    label: 'How is it known?',
    typed: { how: 'evidence', ...typed },
    problems,
    choices: [
      { value: 'evidence', text: 'It can be seen where you say above' },
      {
        value: 'statement',
        text: 'Somebody told us',
        reveals: textField({ name: 'statedBy', label: 'Who?', typed, problems }),
      },
    ],
  })}`;

const fieldsOf = (shown: Shown): Html | null => {
  const { is, typed, problems, owners, handsBackTo } = shown;
  switch (is) {
    case 'accept':
      return html`<p class="govuk-body">You say by this that you will do it by then.</p>`;
    case 'hand-back':
      return areaField({
        name: 'because',
        label: 'Why do you hand it back?',
        hint: `It goes to ${handsBackTo.name}, who finds somebody else or talks with you.`,
        ...{ typed, problems, rows: 4 },
      });
    case 'note':
      return areaField({ name: 'words', label: 'How is it going?', typed, problems, rows: 6 });
    case 'done':
      return doneFields(shown);
    case 'give':
      return html`${ownerFields(owners, { typed, problems })}
        ${dateField({ name: 'dueOn', label: 'By when?', typed, problems })}`;
    case 'not-needed':
      return areaField({
        name: 'because',
        label: 'Why is it not needed?',
        hint: 'What waits for it no longer does. An action that comes again does not come again.',
        ...{ typed, problems, rows: 4 },
      });
  }
};

/** The form of one step in the life of an action; once it has ended, where to read of it. */
export const stepView = (shell: Shell, shown: Shown): string => {
  const { record, action, is, problems } = shown;
  const address = `/disruptions/${record.id}/actions/${action.id}`;
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  const { title, button } = titles[is];
  return page(shell, {
    title,
    problems,
    back: { href: address, text: 'The action' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${summaryList({
        rows: [row('What', action.what), row('Who', action.ownerName), row('By', inWords(action.dueOn))],
      })}
      ${
        isOpen(action)
          ? form(shell, { action: `${address}/${is}`, button, body: fieldsOf(shown) ?? html`` })
          : html`<p class="govuk-body">This action has ended. <a class="govuk-link" href="${address}">Read what became of it</a></p>`
      }`,
  });
};
