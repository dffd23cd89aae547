import type { CaseRecord } from '../../domain/case.ts';
import { wordsLimit } from '../../domain/contribution.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import type { Disputable, SentDisagreement } from '../../domain/disagreement.ts';
import { readerChoices, withholdableFrom } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, checkboxesField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly records: readonly Disputable[];
  readonly people: readonly { readonly value: string; readonly text: string }[];
  readonly sent: SentDisagreement | null;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const statementPart = ({ sent, typed, problems }: Shown): Html =>
  sent === null
    ? html`
      ${areaField({
        name: 'words',
        label: 'What they say',
        hint: 'In their own words. It will not be edited, and it cannot be changed once it is saved.',
        rows: 8,
        limit: wordsLimit,
        typed,
        problems,
      })}
      ${dateField({ name: 'receivedOn', label: 'When was it received?', typed, problems })}`
    : html`
      <input type="hidden" name="sent" value="${sent.id}">
      <figure class="app-quote"><blockquote class="app-words">${sent.words}</blockquote>
        <figcaption class="app-because">Sent by ${sent.name} from their private page, ${inWords(dateInLondon(sent.sentAt))}. It is attached as they wrote it.</figcaption></figure>`;

export const attachDisagreementView = (shell: Shell, shown: Shown): string => {
  const { record, records, people, typed, problems } = shown;
  const other = textField({
    name: 'otherName',
    label: 'Whose? Leave names of carers out: say their part',
    typed,
    problems,
  });
  return page(shell, {
    title: 'Attach a statement of disagreement',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Attach a statement of disagreement</h1>
      <p class="govuk-body">Anybody a record is about may say that it is wrong. The record stays as it is. Their statement stands beside it, wherever it is shown.</p>
      <p class="govuk-body">Copies of the minutes that are prepared from now on have it too, for those who may read what it is about.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/disagreements`,
        button: 'Attach the statement',
        body: html`
          ${statementPart(shown)}
          ${radiosField({
            name: 'about',
            label: 'What is it about?',
            typed,
            problems,
            choices: records,
          })}
          ${radiosField({
            name: 'whose',
            label: 'Whose statement is it?',
            typed,
            problems,
            choices: [...people, { value: 'other', text: 'Somebody else', reveals: other }],
          })}
          ${checkboxesField({
            name: 'withheldFrom',
            label: 'Keep it from',
            hint: 'Leave all unticked if everybody may read it who reads what it is about.',
            typed,
            problems,
            choices: readerChoices(withholdableFrom),
          })}`,
      })}`,
  });
};
