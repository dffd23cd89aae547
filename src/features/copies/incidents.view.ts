import type { CaseRecord, Invitation } from '../../domain/case.ts';
import {
  type Incident,
  type IncidentStep,
  incidentSteps,
  isIncidentOpen,
  tellAuthorityBy,
} from '../../domain/copy-incident.ts';
import { instantInWords } from '../../domain/dates.ts';
import { isOut, type StoredCopy } from '../../domain/release.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form } from '../../web/forms.ts';
import { details, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

/** The one form for a copy that reached the wrong person. */
export const wrongPersonPart = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly copy: StoredCopy;
    readonly invitation: Invitation;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): Html | null => {
  const { record, copy, invitation, typed, problems } = shown;
  const field = `happened-${copy.id}`;
  if (!isOut(copy)) return null;
  return details({
    open: problems.some((problem) => problem.field === field),
    summaryText: `${invitation.name}’s copy reached the wrong person`,
    html: form(shell, {
      action: `/disruptions/${record.id}/copies/${copy.id}/wrong-person`,
      button: 'Withdraw it and write this down',
      body: html`
        <p class="govuk-body">The copy is withdrawn at once. Then this page lists what to do.</p>
        ${areaField({ ...{ name: field, label: 'What happened?', typed, problems }, rows: 3 })}`,
    }),
  });
};

const stepRow = (shell: Shell, record: CaseRecord, incident: Incident, step: IncidentStep): Html => {
  const done = incident.done.find((one) => one.step === step);
  return html`<div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">${incidentSteps[step]}${step === 'authority' && html`<span class="app-because">By ${instantInWords(tellAuthorityBy(incident))}</span>`}</dt>
    <dd class="govuk-summary-list__value">${
      done
        ? html`Done by ${done.by} on ${instantInWords(done.at)}`
        : form(shell, {
            action: `/disruptions/${record.id}/copies/incidents`,
            button: html`Done<span class="govuk-visually-hidden">: ${incidentSteps[step]}</span>`,
            body: html`<input type="hidden" name="incident" value="${incident.id}"><input type="hidden" name="step" value="${step}">`,
          })
    }</dd>
  </div>`;
};

/** What happened with copies that reached the wrong person, open until everything was done. */
export const incidentsPart = (
  shell: Shell,
  record: CaseRecord,
  incidents: readonly (Incident & { readonly whose: string })[],
): readonly Html[] =>
  incidents.map((incident) => {
    const isOpen = isIncidentOpen(incident);
    return html`
      <h2 class="govuk-heading-m">${incident.whose}’s copy reached the wrong person</h2>
      <p class="govuk-body">${
        isOpen
          ? tag({ text: 'Open', classes: 'govuk-tag--red' })
          : tag({ text: 'Everything done', classes: 'govuk-tag--green' })
      }</p>
      <p class="govuk-body">Written down by ${incident.reportedBy} on ${instantInWords(incident.reportedAt)}: ${incident.whatHappened}</p>
      <dl class="govuk-summary-list">${(Object.keys(incidentSteps) as IncidentStep[]).map((step) => stepRow(shell, record, incident, step))}</dl>`;
  });
