import type { CaseRecord, Reader } from '../../domain/case.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { readerChoices, readerInWords, withholdableFrom } from '../../domain/minutes.ts';
import { detailKinds, type ProtectedDetail } from '../../domain/protected-detail.ts';
import type { Problem } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { checkboxesField, form, radiosField, textField } from '../../web/forms.ts';
import { details as disclosure } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly details: readonly (Omit<ProtectedDetail, 'value'> & {
    readonly addedBy: string;
    readonly addedAt: Date;
  })[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const readersIn = (readers: readonly Reader[]): string =>
  listInWords(readers.map((reader) => readerInWords[reader]));

const detailItem = (shell: Shell, { record }: Shown, detail: Shown['details'][number]): Html => {
  const { id, kind, toldAs, withheldFrom, addedBy, addedAt } = detail;
  return html`
    <li class="app-duties__duty">
      <h2 class="app-duties__title">${detailKinds[kind].inWords}, told as “${toldAs}”</h2>
      <p class="app-duties__detail">Kept from ${readersIn(withheldFrom)}. Added by ${addedBy} on ${inWords(dateInLondon(addedAt))}.</p>
      ${disclosure({
        summaryText: `Take back: ${detailKinds[kind].inWords.toLowerCase()}, told as “${toldAs}”`,
        html: form(shell, {
          action: `/disruptions/${record.id}/protected-details/${id}/take-back`,
          button: 'Take it back',
          body: html`<p class="govuk-body">For when it was added by mistake. Copies that are prepared from then on have it as it was typed.</p>`,
        }),
      })}
    </li>`;
};

/** What some readers must not learn: what the case has anyway, what was added by hand, and the form that adds more. */
export const protectedDetailsView = (shell: Shell, shown: Shown): string => {
  const { record, details, typed, problems } = shown;
  return page(shell, {
    title: 'What some readers must not learn',
    problems,
    back: { href: `/disruptions/${record.id}/minutes`, text: 'Minutes' },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">What some readers must not learn</h1>
      <p class="govuk-body">The names, phone numbers, addresses and e-mail addresses on the case are protected already: each reader is told other people by their part. Add here whatever else could say who somebody is, or where they are.</p>
      ${
        details.length === 0
          ? html`<p class="govuk-body">Nothing has been added by hand yet.</p>`
          : html`<ol class="app-duties">${details.map((detail) => detailItem(shell, shown, detail))}</ol>
            ${disclosure({
              summaryText: 'Why is it not shown here?',
              html: html`<p class="govuk-body">It is sealed, and opened only to look for it in what is written. To correct one, take it back and add it again.</p>`,
            })}`
      }
      <h2 class="govuk-heading-m">Add something</h2>
      ${form(shell, {
        action: `/disruptions/${record.id}/protected-details`,
        button: 'Add it',
        body: html`
          ${radiosField({
            name: 'kind',
            label: 'What is it?',
            typed,
            problems,
            choices: Object.entries(detailKinds).map(([value, { inWords: text }]) => ({ value, text })),
          })}
          ${textField({ name: 'value', label: 'As it is written', hint: 'One name, place or number. Spaces, accents and capitals make no difference.', typed, problems, spellcheck: false, autocomplete: 'off' })}
          ${textField({ name: 'toldAs', label: 'What readers are told instead', hint: 'For a name, their part, such as “the maternal aunt”. For the rest, leave it empty to say that it is withheld.', typed, problems })}
          ${checkboxesField({
            name: 'withheldFrom',
            label: 'Who must not learn it?',
            typed,
            problems,
            choices: readerChoices(withholdableFrom),
          })}`,
      })}`,
  });
};
