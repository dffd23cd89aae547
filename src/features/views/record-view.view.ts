import type { CaseRecord } from '../../domain/case.ts';
import { whoseWordsInWords } from '../../domain/child-view.ts';
import { readerInWords, withholdableFrom } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, checkboxesField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';

export const recordViewView = (
  shell: Shell,
  shown: { readonly record: CaseRecord; readonly typed: Typed; readonly problems: readonly Problem[] },
): string => {
  const { record, typed, problems } = shown;
  const { children } = record.placement;
  const back = readText(typed, 'back');
  return page(shell, {
    title: 'Record views and feelings',
    problems,
    back:
      back === 'minutes'
        ? { href: `/disruptions/${record.id}/minutes`, text: 'Minutes' }
        : { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Record ${children.length === 1 ? `${children[0]?.givenName}’s` : 'a child’s'} views and feelings</h1>
      <p class="govuk-body">Write exactly what was said. It will not be edited, and it cannot be changed once it is saved.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/views`,
        button: 'Save',
        body: html`
          <input type="hidden" name="back" value="${back}">
          ${
            children.length < 2
              ? null
              : radiosField({
                  name: 'childId',
                  label: 'Whose views are these?',
                  typed,
                  problems,
                  choices: children.map(({ id, givenName }) => ({ value: id, text: givenName })),
                })
          }
          ${areaField({ name: 'words', label: 'What was said', hint: 'In the child’s own words where you have them. For a drawing, describe it, and what the child said about it.', typed, problems, rows: 8 })}
          ${radiosField({
            name: 'whoseWords',
            label: 'Whose words are these?',
            typed,
            problems,
            choices: Object.entries(whoseWordsInWords).map(([value, text]) => ({ value, text })),
          })}
          ${textField({ name: 'how', label: 'How were they given?', hint: 'For example: in a talk at home, in a letter, in a drawing, at the meeting', typed, problems })}
          ${dateField({ name: 'saidOn', label: 'When were they given?', typed, problems })}
          ${checkboxesField({
            name: 'withheldFrom',
            label: 'Keep this from',
            hint: 'Leave all unticked if everybody at the meeting may read it.',
            typed,
            problems,
            choices: withholdableFrom.map((reader) => ({
              value: reader,
              text: capitalised(readerInWords[reader]),
            })),
          })}`,
      })}`,
  });
};
