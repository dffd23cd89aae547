import type { Problem } from '../../domain/result.ts';
import { givenBecauseInWords, givenOf, reasonInLaw, reasonInWords } from '../../domain/subject-decision.ts';
import { checkInWords, isMaker } from '../../domain/subject-handover.ts';
import { blockPart } from '../../web/document-view.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { details, insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { Actor } from '../service.ts';
import type { StoredBag } from './bag-store.ts';
import type { StoredItem } from './item-store.ts';
import type { StoredRequest } from './store.ts';

const tableOf = (headings: readonly string[], rows: readonly (readonly string[])[]): Html =>
  blockPart({ is: 'table', headings, rows });

const leftOutPart = (items: readonly StoredItem[]): Html => {
  const rows = items.flatMap(({ number, text, decided }) => [
    ...(decided?.decision === 'withhold' && decided.reason
      ? [{ number, words: text, reason: decided.reason, note: decided.note }]
      : []),
    ...(decided?.redactions ?? []).map((redaction) => ({ number, ...redaction })),
  ]);
  return rows.length === 0
    ? html`<p class="govuk-body">Nothing is left out.</p>`
    : tableOf(
        ['Number', 'Words', 'Why'],
        rows.map(({ number, words, reason, note }) => [
          `${number}`,
          words,
          [
            reasonInWords[reason],
            reasonInLaw[reason] === '' ? '' : ` (Data Protection Act 2018, ${reasonInLaw[reason]})`,
            note === '' ? '' : `. ${note}`,
          ].join(''),
        ]),
      );
};

/** What is given although somebody else is still in it: what whoever checks has to think about. */
const stillInPart = (items: readonly StoredItem[]): Html | false => {
  const rows = items.flatMap(({ number, others, decided }) =>
    decided?.because
      ? [[`${number}`, others.map(({ who }) => who).join('; '), givenBecauseInWords[decided.because]]]
      : [],
  );
  return (
    rows.length > 0 &&
    html`<h2 class="govuk-heading-m">What is given although somebody else is in it</h2>
    ${tableOf(['Number', 'Who is named in it', 'Why'], rows)}`
  );
};

/** Everything that is given, by the numbers of the officers. */
const allPart = (items: readonly StoredItem[]): Html =>
  details({
    summaryText: 'Everything that is given, by number',
    html: tableOf(
      ['Number', 'What they read'],
      items.flatMap((item) => {
        const given = item.decided && givenOf(item, item.decided);
        return given ? [[`${item.number}`, given.text]] : [];
      }),
    ),
  });

/** What is left out and why, for somebody who decided none of it to say whether it is right. */
export const checkBagView = (
  shell: Shell,
  shown: {
    readonly loaded: {
      readonly request: StoredRequest;
      readonly stored: StoredBag;
      readonly items: readonly StoredItem[];
    };
    readonly actor: Actor;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { loaded, actor, typed, problems } = shown;
  const { request, stored, items } = loaded;
  return page(shell, {
    title: 'Check what they get',
    problems,
    current: '/subject-access',
    back: { href: `/subject-access/${request.id}`, text: request.reference },
    body: html`
      <h1 class="govuk-heading-l">Check what they get</h1>
      <p class="govuk-body">Read <a class="govuk-link" href="/subject-access/${request.id}/bag">all that they get</a>, as they will read it. A nickname, or “his aunt”, is found by nobody but you.</p>
      <h2 class="govuk-heading-m">What is left out, and why</h2>
      ${leftOutPart(items)}
      ${stillInPart(items)}
      ${allPart(items)}
      ${
        stored.releasedAt !== null
          ? insetText({ text: `${stored.checker} found it right, and it is released.` })
          : html`${isMaker(stored, actor.id) && insetText({ text: 'You decided something in it, so somebody else says that it is right. You can say that it is not.' })}${form(
              shell,
              {
                action: `/subject-access/${request.id}/bag/check`,
                button: 'Save the check',
                body: html`
                ${radiosField({
                  ...{ name: 'outcome', label: 'Is it right?', typed, problems },
                  choices: Object.entries(checkInWords).map(([value, text]) => ({ value, text })),
                })}
                ${areaField({ name: 'note', label: 'What did you see?', hint: 'Needed when it is not right. Those who prepare it read this.', rows: 3, typed, problems })}`,
              },
            )}`
      }`,
  });
};
