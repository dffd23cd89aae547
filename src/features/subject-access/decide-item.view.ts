import { inWords } from '../../domain/dates.ts';
import { readerInWords } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { categoryInWords } from '../../domain/subject-category.ts';
import { givenBecauseInWords, reasonInWords } from '../../domain/subject-decision.ts';
import { fileOfKey } from '../../domain/subject-files.ts';
import { listInWords } from '../../domain/words.ts';
import { areaField, form, radiosField, selectField, textField } from '../../web/forms.ts';
import { fieldset } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readRows, rowField, type Typed } from '../../web/typed.ts';
import type { StoredItem } from './item-store.ts';
import type { StoredRequest } from './store.ts';

type Shown = {
  readonly request: StoredRequest;
  readonly item: StoredItem;
  readonly isOpen: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const reasons = Object.entries(reasonInWords).map(([value, text]) => ({ value, text }));

/** Empty places beyond those that are filled in. */
const MORE = 3;

const redactionFields = ({ typed, problems }: Shown): Html => {
  const filled = readRows(typed, 'left', ['words', 'reason', 'note']).length;
  return html`${Array.from({ length: filled + MORE }, (_, row) => {
    const field = (name: string) => ({ name: rowField('left', row, name), typed, problems });
    return fieldset({
      legend: { text: `Words to leave out: ${row + 1}`, classes: 'govuk-fieldset__legend--s' },
      classes: 'govuk-!-margin-bottom-6',
      html: html`
        ${areaField({ ...field('words'), label: 'The words, as they stand in it', rows: 2 })}
        ${selectField({ ...field('reason'), label: 'Why?', unchosen: 'Choose why', choices: reasons })}
        ${textField({ ...field('note'), label: 'Note for whoever checks' })}`,
    });
  })}`;
};

const choices = (shown: Shown) => {
  const { item, typed, problems } = shown;
  const sealed = item.carerId !== null || fileOfKey(item.key) !== null;
  return [
    { value: 'give', text: 'All of it' },
    ...(sealed
      ? []
      : [
          {
            value: 'part',
            text: 'Some words left out',
            hint: 'Words are left out wherever they stand in it, and may stand nowhere else in what they get. Empty a row to keep its words.',
            reveals: redactionFields(shown),
          },
        ]),
    {
      value: 'withhold',
      text: 'Nothing of it',
      reveals: html`
        ${selectField({ name: 'reason', label: 'Why?', unchosen: 'Choose why', choices: reasons, typed, problems })}
        ${textField({ name: 'note', label: 'Note for whoever checks', typed, problems })}`,
    },
  ];
};

const itself = ({ request, item }: Shown): Html => {
  const { text, whose, on, source, others, keptFrom } = item;
  const where = [...(on === null ? [] : [inWords(on)]), ...(source === '' ? [] : [source])].join(', ');
  return html`
    <figure class="app-quote"><blockquote class="app-words">${text}</blockquote>
      <figcaption class="app-because">${[whose, where].filter((part) => part !== '').join(', ')}</figcaption></figure>
    ${
      fileOfKey(item.key) !== null &&
      html`<p class="govuk-body"><a class="govuk-link" href="/subject-access/${request.id}/items/${item.id}/file" download>Open the file</a> before you decide. It is given as it is: a face, a voice, a name or an address of somebody else in it is not taken out.</p>`
    }
    ${keptFrom.length > 0 && html`<p class="govuk-body"><strong>Kept on the case from ${listInWords(keptFrom.map((reader) => readerInWords[reader]))}.</strong></p>`}
    ${
      others.length > 0 &&
      html`<h2 class="govuk-heading-s">Who else is in it</h2>
      <ul class="govuk-list govuk-list--bullet">${others.map(
        ({ who, how }) => html`<li>${who}${how === 'said' && ': they said or wrote it'}</li>`,
      )}</ul>`
    }`;
};

const decisionInWords = ({ decided }: StoredItem): string => {
  if (decided === null) return '';
  if (decided.decision === 'give') return 'They get all of it.';
  return decided.decision === 'withhold'
    ? `They get nothing of it: ${reasonInWords[decided.reason ?? 'other'].toLowerCase()}.`
    : `Left out of it: ${decided.redactions.map(({ words }) => `“${words}”`).join(', ')}.`;
};

export const decideItemView = (shell: Shell, shown: Shown): string => {
  const { request, item, isOpen, typed, problems } = shown;
  return page(shell, {
    title: `Number ${item.number}: what do they get of it?`,
    problems,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}/items`, text: 'Everything that was gathered' },
    body: html`
      <span class="govuk-caption-l">${request.reference}, number ${item.number}: ${categoryInWords[item.category]}</span>
      <h1 class="govuk-heading-l">What do they get of it?</h1>
      ${itself(shown)}
      ${item.decidedBy !== null && html`<p class="govuk-body app-secondary">${decisionInWords(item)} Decided by ${item.decidedBy.name}.</p>`}
      ${
        request.closedAt === null &&
        isOpen &&
        form(shell, {
          action: `/subject-access/${request.id}/items/${item.id}`,
          button: 'Save and go on',
          body: html`
          <input type="hidden" name="revision" value="${item.revision}">
          ${radiosField({ name: 'decision', label: 'They get', choices: choices(shown), typed, problems })}
          ${
            item.others.length > 0 &&
            radiosField({
              ...{
                name: 'because',
                label: 'If somebody else is still in what they get: why may it be given?',
              },
              hint: 'Data Protection Act 2018, Schedule 2, paragraph 16.',
              choices: Object.entries(givenBecauseInWords).map(([value, text]) => ({ value, text })),
              ...{ typed, problems },
            })
          }`,
        })
      }`,
  });
};
