import type { CaseRecord } from '../../domain/case.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { lifeEventInWords } from '../../domain/life-event.ts';
import { form } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { KeptCase, StoredEvent } from './facts-store.ts';
import { holdsList, keptList, untilInWords } from './kept.view.ts';
import type { StoredHold } from './store.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly kept: KeptCase;
  readonly holds: readonly StoredHold[];
  readonly mayRecord: boolean;
  readonly mayHold: boolean;
};

const eventItem = (shell: Shell, event: StoredEvent, { record, mayRecord }: Shown): Html => {
  const child = record.placement.children.find(({ id }) => id === event.childId);
  const what = event.kind === 'birth-date-corrected' ? 'The right date is' : 'On';
  return html`<li>${lifeEventInWords[event.kind]}${child && ` (${child.givenName})`}. ${what} ${inWords(event.on)}.
    <span class="app-words">${event.evidence}</span><br>Recorded by ${event.recordedBy} on ${inWords(dateInLondon(new Date(event.recordedAt)))}.
    ${
      mayRecord &&
      form(shell, {
        action: `/disruptions/${record.id}/kept/events/${event.id}/take-back`,
        body: html``,
        button: 'That was a mistake: take it back',
      })
    }</li>`;
};

export const seeKeptView = (shell: Shell, shown: Shown): string => {
  const { record, kept, holds, mayRecord, mayHold } = shown;
  const at = `/disruptions/${record.id}/kept`;
  return page(shell, {
    title: 'How long this is kept',
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">How long this is kept</h1>
      <p class="govuk-body">${untilInWords(kept.records)}</p>
      <p class="govuk-body">Nothing is deleted by itself. When the day has come, two people who had no part in the case decide.</p>
      ${keptList(kept.records, (child) => {
        // The same order: by the day of birth, as it was recorded.
        const sorted = record.placement.children.toSorted(
          (a, b) => a.bornOn.localeCompare(b.bornOn) || a.id.localeCompare(b.id),
        );
        return sorted[child]?.givenName ?? '';
      })}
      <h2 class="govuk-heading-m">What happened since</h2>
      ${
        kept.events.length === 0
          ? html`<p class="govuk-body">Nothing is recorded that changes these days.</p>`
          : html`<ul class="govuk-list govuk-list--bullet">${kept.events.map((event) => eventItem(shell, event, shown))}</ul>`
      }
      ${mayRecord && html`<p class="govuk-body"><a class="govuk-link" href="${at}/events/new">Record something that happened</a></p>`}
      <h2 class="govuk-heading-m">Legal hold</h2>
      ${holdsList(holds, mayHold ? ({ id }) => `${at}/holds/${id}/lift` : null)}
      ${mayHold && html`<p class="govuk-body"><a class="govuk-link" href="${at}/hold">Place a legal hold</a></p>`}`,
  });
};
