import type { Problem } from '../../domain/result.ts';
import { checkInWords, isMaker } from '../../domain/subject-bag.ts';
import { reasonInLaw, reasonInWords } from '../../domain/subject-decision.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { Actor } from '../service.ts';
import type { StoredBag } from './bag-store.ts';
import type { OpenedBag } from './compose-bag.ts';
import type { StoredRequest } from './store.ts';

const leftOutPart = (items: OpenedBag['items']): Html => {
  const rows = items.flatMap(({ number, text, decided }) => [
    ...(decided?.decision === 'withhold' && decided.reason
      ? [{ number, words: text, reason: decided.reason, note: decided.note }]
      : []),
    ...(decided?.redactions ?? []).map((redaction) => ({ number, ...redaction })),
  ]);
  return rows.length === 0
    ? html`<p class="govuk-body">Nothing is left out.</p>`
    : html`<table class="govuk-table app-table--stacks">
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Number</th><th scope="col" class="govuk-table__header">Words</th><th scope="col" class="govuk-table__header">Why</th></tr></thead>
      <tbody class="govuk-table__body">${rows.map(
        ({ number, words, reason, note }) => html`<tr class="govuk-table__row">
          <td class="govuk-table__cell" data-heading="Number">${number}</td>
          <td class="govuk-table__cell" data-heading="Words"><span class="app-words">${words}</span></td>
          <td class="govuk-table__cell" data-heading="Why"><span class="app-words">${reasonInWords[reason]}${reasonInLaw[reason] !== '' && ` (Data Protection Act 2018, ${reasonInLaw[reason]})`}${note !== '' && `. ${note}`}</span></td>
        </tr>`,
      )}</tbody>
    </table>`;
};

/** What is left out and why, for somebody who decided none of it to say whether it is right. */
export const checkBagView = (
  shell: Shell,
  shown: {
    readonly loaded: {
      readonly request: StoredRequest;
      readonly stored: StoredBag;
      readonly opened: OpenedBag;
    };
    readonly actor: Actor;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { loaded, actor, typed, problems } = shown;
  const { request, stored, opened } = loaded;
  return page(shell, {
    title: 'Check what they get',
    problems,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      <h1 class="govuk-heading-l">Check what they get</h1>
      <p class="govuk-body">Read <a class="govuk-link" href="/subject-access/${request.id}/bag">all that they get</a>, as they will read it. A nickname, or “his aunt”, is found by nobody but you.</p>
      <h2 class="govuk-heading-m">What is left out, and why</h2>
      ${leftOutPart(opened.items)}
      ${
        stored.outcome !== null
          ? insetText({ text: `${stored.checker} has checked it.` })
          : isMaker(stored, actor.id)
            ? insetText({ text: 'You decided something in it, so somebody else checks it.' })
            : form(shell, {
                action: `/subject-access/${request.id}/bag/check`,
                button: 'Save the check',
                body: html`
                ${radiosField({
                  ...{ name: 'outcome', label: 'Is it right?', typed, problems },
                  choices: Object.entries(checkInWords).map(([value, text]) => ({ value, text })),
                })}
                ${areaField({ name: 'note', label: 'What did you see?', hint: 'Needed when it is not right. Those who prepare it read this.', rows: 3, typed, problems })}`,
              })
      }`,
  });
};
