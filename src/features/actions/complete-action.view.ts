import type { Action, CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form } from '../../web/forms.ts';
import { summaryList } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

export const completeActionView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly action: Action;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, action, typed, problems } = shown;
  const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  return page(shell, {
    title: action.doneOn === null ? 'Record an action as done' : 'Action',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">${action.doneOn === null ? 'Record an action as done' : 'Action'}</h1>
      ${summaryList({
        rows: [
          row('What', action.what),
          row('Who', action.ownerName),
          row('By', inWords(action.dueOn)),
          ...(action.doneOn === null
            ? []
            : [row('Done on', inWords(action.doneOn)), row('Evidence', action.evidence)]),
        ],
      })}
      ${
        action.doneOn === null
          ? form(shell, {
              action: `/disruptions/${record.id}/actions/${action.id}`,
              button: 'Save',
              body: areaField({
                name: 'evidence',
                label: 'What was done, and where can it be seen?',
                hint: 'For example: letter sent on 4 May, on the child’s file',
                typed,
                problems,
                rows: 4,
              }),
            })
          : null
      }`,
  });
};
