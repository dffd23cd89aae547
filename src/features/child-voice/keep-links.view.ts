import type { CaseRecord, Child } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { KeptLink } from '../../domain/kept-link.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { backToVoice } from './voice-links.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly child: Child;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const reviewFields = ({ child, typed, problems }: Shown): Html => html`
  ${areaField({ name: 'childWants', label: `What does ${child.givenName} want?`, hint: 'To see them, call, write, send a picture, nothing for now, or not sure', typed, problems, rows: 3 })}
  ${areaField({ name: 'theyWant', label: 'What do they want? (optional)', typed, problems, rows: 3 })}
  ${areaField({ name: 'arranged', label: 'What is arranged? (optional)', typed, problems, rows: 3 })}
  ${textField({ name: 'arrangedBy', label: 'Who arranges it?', typed, problems })}
  ${dateField({ name: 'reviewedOn', label: 'When was this talked about?', typed, problems })}
  ${dateField({ name: 'nextOn', label: 'When does somebody look at it again?', typed, problems })}
  ${textField({ name: 'endedBecause', label: 'Or why does nobody need to?', typed, problems })}`;

export const newLinkView = (shell: Shell, shown: Shown & { readonly carers: readonly string[] }): string => {
  const { record, child, carers, typed, problems } = shown;
  const title = `Who matters to ${child.givenName} from the last home`;
  const other = textField({
    name: 'otherName',
    label: 'Who?',
    hint: 'A friend, a neighbour, a grandparent, a pet. Leave names of carers out',
    typed,
    problems,
  });
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${form(shell, {
        action: `/disruptions/${record.id}/child-voice/${child.id}/links/new`,
        button: 'Save',
        body: html`
          ${radiosField({
            name: 'who',
            label: 'Who is it?',
            typed,
            problems,
            choices: [
              ...carers.map((part) => ({ value: part, text: part })),
              { value: 'other', text: 'Somebody else', reveals: other },
            ],
          })}
          ${textField({ name: 'whatTheyAre', label: `What are they to ${child.givenName}?`, hint: 'For example: looked after her, best friend, the dog', typed, problems })}
          ${reviewFields(shown)}`,
      })}`,
  });
};

export const reviewLinkView = (shell: Shell, shown: Shown & { readonly link: KeptLink }): string => {
  const { record, child, link, problems } = shown;
  const title = `${child.givenName} and ${link.who}`;
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <h2 class="govuk-heading-m">Until now</h2>
      <ul class="govuk-list govuk-list--bullet">${link.reviews.map(
        ({ reviewedOn, childWants, arranged }) =>
          html`<li>${inWords(reviewedOn)}: ${child.givenName} wanted: ${childWants}. ${arranged === '' ? 'Nothing was arranged.' : `Arranged: ${arranged}.`}</li>`,
      )}</ul>
      ${form(shell, {
        action: `/disruptions/${record.id}/child-voice/${child.id}/links/${link.id}`,
        button: 'Save',
        body: reviewFields(shown),
      })}`,
  });
};
