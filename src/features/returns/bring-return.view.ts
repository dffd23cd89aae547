import { instantInWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { isBeingRead } from '../../domain/ssda903/reading.ts';
import { inFigures } from '../../domain/words.ts';
import { fileField, form, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { StoredReturn } from './store.ts';

const states = {
  reading: 'being read',
  finished: 'read',
  refused: 'could not be read',
  cancelled: 'cancelled, and nothing of it kept',
  stopped: 'stopped before its end, and nothing of it kept',
} as const satisfies Readonly<Record<StoredReturn['state'], string>>;

/** Where a return is, in words: one whose process was killed stopped, though nobody wrote that down. */
export const stateInWords = (one: StoredReturn, now: Date): string =>
  one.state === 'reading' && !isBeingRead(one, now) ? states.stopped : states[one.state];

const listed = (brought: readonly StoredReturn[], now: Date): Html => html`
  <h2 class="govuk-heading-m">Returns brought last</h2>
  <ul class="govuk-list govuk-list--spaced">${brought.map(
    (
      one,
    ) => html`<li><a class="govuk-link" href="/returns/${one.id}">Year to 31 March ${one.year}, brought on ${instantInWords(one.broughtAt)}</a>: ${stateInWords(one, now)}
      <span class="app-secondary">Rows: ${inFigures(one.rows)}. By ${one.broughtBy}</span></li>`,
  )}</ul>`;

const files = [
  ['episodes', 'Episodes', 'The one that is needed, unless you bring the XML return.'],
  ['header', 'Header', 'For dates of birth, so that a case that is known can be found.'],
  ['placed_for_adoption', 'Placed for adoption', ''],
  ['ad1', 'Adopted children (AD1)', ''],
  ['previous_permanence', 'Previous permanence', 'For children who are looked after again after an order.'],
] as const;

/** Where a return comes in: its files, or the XML return. */
export const bringReturnView = (
  shell: Shell,
  shown: {
    readonly loaded: readonly StoredReturn[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
    readonly now: Date;
  },
): string => {
  const { loaded, typed, problems, now } = shown;
  const asked = { typed, problems };
  return page(shell, {
    title: 'Yearly return',
    problems,
    current: '/returns',
    body: html`
      <h1 class="govuk-heading-l">Yearly return (SSDA903)</h1>
      <p class="govuk-body">Bring the files that your council sends to the Department for Education. Managers are then shown placements that ended without a plan, so that none is missed. The rows are read and not kept, apart from what they propose and what is wrong in them; the last two years of that are kept.</p>
      <p class="govuk-body">While a large file is on its way, this page waits. <a class="govuk-link" href="/returns" target="_blank" rel="noopener">Open it once more in another tab</a> to see how far it is, or to cancel it. Bring a corrected file in the same way: only what it changes is changed.</p>
      ${form(shell, {
        action: '/returns',
        button: 'Read this return',
        multipart: true,
        body: html`
          ${textField({ ...asked, name: 'year', label: 'Collection year', hint: '2026 for the year to 31 March 2026', width: 4, inputmode: 'numeric' })}
          ${files.map(([name, label, hint]) =>
            fileField({
              ...asked,
              name,
              label,
              ...(hint !== '' && { hint }),
              accept: '.csv,.txt,text/csv,text/plain',
            }),
          )}
          ${fileField({ ...asked, name: 'xml', label: 'Or the XML return', hint: 'In place of all the files above.', accept: '.xml,text/xml,application/xml' })}`,
      })}
      ${loaded.length > 0 && listed(loaded, now)}`,
  });
};
