import type { CaseRecord } from '../../domain/case.ts';
import { viewWayInWords, whoseWordsInWords } from '../../domain/child-view.ts';
import { acceptedOfChild } from '../../domain/files/format.ts';
import { readerChoices, withholdableFrom } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import {
  areaField,
  checkboxesField,
  dateField,
  fileField,
  form,
  radiosField,
  textField,
} from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { sharingFields } from './sharing-fields.view.ts';

export const recordViewView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
    readonly asksSharing: boolean;
  },
): string => {
  const { record, typed, problems, asksSharing } = shown;
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
        multipart: true,
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
          ${fileField({ name: 'file', label: 'Add a photo of what they drew or wrote, or a recording (optional)', hint: 'A photo (JPEG, PNG, WebP) or a sound recording, of 15 MB or less. What it says of where, when and by whom it was made is taken out. Say above what it shows: it is read out to those who cannot see it.', accept: acceptedOfChild, typed, problems })}
          ${radiosField({
            name: 'whoseWords',
            label: 'Whose words are these?',
            typed,
            problems,
            choices: Object.entries(whoseWordsInWords).map(([value, text]) => ({ value, text })),
          })}
          ${radiosField({
            name: 'way',
            label: 'How did they reach you?',
            typed,
            problems,
            choices: Object.entries(viewWayInWords).map(([value, text]) => ({ value, text })),
          })}
          ${textField({ name: 'how', label: 'Say more about how they were given', hint: 'For example: in a talk at home with their carer there, in a letter, with an interpreter', typed, problems })}
          ${dateField({ name: 'saidOn', label: 'When were they given?', typed, problems })}
          ${
            asksSharing
              ? sharingFields({ typed, problems, isOptional: true })
              : html`<p class="govuk-body">The child’s social worker or the chair asks the child who may know this. Until then it is shown to them and to you.</p>`
          }
          ${checkboxesField({
            name: 'withheldFrom',
            label: 'Keep this from, whatever the child agrees to',
            hint: 'For example to keep somebody safe. Leave all unticked if the child alone decides.',
            typed,
            problems,
            choices: readerChoices(withholdableFrom),
          })}`,
      })}`,
  });
};
