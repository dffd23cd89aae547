import { inWords } from '../../domain/dates.ts';
import { disposalReasonInWords, whatKeeps } from '../../domain/disposal.ts';
import { lifeEventInWords } from '../../domain/life-event.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form, radiosField } from '../../web/forms.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { CaseStanding } from './facts-store.ts';
import { holdsList, keptList, untilInWords } from './kept.view.ts';
import type { StoredDisposal, StoredHold } from './store.ts';

const childInWords = (child: number): string => `child ${child + 1}`;

/** What keeps a case today, or that nothing does. */
export const keepsPart = (standing: CaseStanding): Html => {
  const keeps = whatKeeps(standing);
  return html`
    <h2 class="govuk-heading-m">What keeps it</h2>
    ${
      keeps.length === 0
        ? html`<p class="govuk-body">Nothing keeps it: its day has come.</p>`
        : html`<ul class="govuk-list govuk-list--bullet">${keeps.map((why) => html`<li>${why}</li>`)}</ul>`
    }`;
};

/** A case for those who see none: its records, what happened and what keeps it, and no name. */
export const seeRecordView = (
  shell: Shell,
  shown: {
    readonly standing: CaseStanding;
    readonly holds: readonly StoredHold[];
    readonly standsProposed: StoredDisposal | undefined;
    readonly mayPropose: boolean;
  },
): string => {
  const { standing, holds, standsProposed, mayPropose } = shown;
  const at = `/retention/cases/${standing.placementId}`;
  return page(shell, {
    title: `How long ${standing.reference} is kept`,
    current: '/retention',
    back: { href: '/retention', text: 'Records that are kept' },
    body: html`
      <h1 class="govuk-heading-l">How long ${standing.reference} is kept</h1>
      <p class="govuk-body">${untilInWords(standing.records)}</p>
      ${keptList(standing.records, childInWords)}
      ${
        standing.events.length > 0 &&
        html`<h2 class="govuk-heading-m">What happened since</h2>
          <ul class="govuk-list govuk-list--bullet">${standing.events.map(({ kind, on }) => html`<li>${lifeEventInWords[kind]}: ${inWords(on)}</li>`)}</ul>`
      }
      ${keepsPart(standing)}
      <h2 class="govuk-heading-m">Legal hold</h2>
      ${holdsList(holds, ({ id }) => `${at}/holds/${id}/lift`)}
      <p class="govuk-body"><a class="govuk-link" href="${at}/hold">Place a legal hold</a></p>
      ${
        standsProposed
          ? html`<p class="govuk-body"><a class="govuk-link" href="/retention/disposals/${standsProposed.id}">See the proposal that it goes</a></p>`
          : mayPropose &&
            whatKeeps(standing).length === 0 &&
            (
              standing.wasOnCase
                ? html`<p class="govuk-body">You are or were on this case, so it does not go by your hand. Ask a colleague.</p>`
                : button({ text: 'Propose that it goes', href: `${at}/propose` })
            )
      }`,
  });
};

/** Asks why a case can go. */
export const proposeView = (
  shell: Shell,
  shown: {
    readonly standing: CaseStanding;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { standing, typed, problems } = shown;
  const at = `/retention/cases/${standing.placementId}`;
  return page(shell, {
    title: 'Propose that a case goes',
    problems,
    current: '/retention',
    back: { href: at, text: `How long ${standing.reference} is kept` },
    body: html`
      <span class="govuk-caption-l">${standing.reference}</span>
      <h1 class="govuk-heading-l">Propose that a case goes</h1>
      <p class="govuk-body">Somebody else decides on it. Once they approve, everything of the case is deleted, in the service and in the folders its minutes were filed in. That cannot be undone.</p>
      ${keptList(standing.records, childInWords)}
      ${keepsPart(standing)}
      ${form(shell, {
        action: `${at}/propose`,
        button: 'Propose it',
        body: html`
          ${radiosField({
            ...{ name: 'because', label: 'Why can it go?', typed, problems },
            choices: Object.entries(disposalReasonInWords).map(([value, text]) => ({ value, text })),
          })}
          ${areaField({
            ...{
              name: 'note',
              label: 'What should whoever decides know? (optional)',
              rows: 3,
              typed,
              problems,
            },
            hint: 'This goes with the case.',
          })}`,
      })}`,
  });
};
