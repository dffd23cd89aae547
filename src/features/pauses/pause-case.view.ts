import type { CasePause, CaseRecord } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import { meetingDuty, windowInWords } from '../../domain/duty.ts';
import { type PauseReason, pauseReasonInWords } from '../../domain/facts.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { areaField, dateField, form, radiosField } from '../../web/forms.ts';
import { tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly plan: Plan;
  /** For which reasons the procedure stops its days. */
  readonly stops: readonly PauseReason[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const allReasons = Object.entries(pauseReasonInWords);

/** Whether the procedure's dates move for a pause, said as it is. */
const whatPausesDo = (stops: readonly PauseReason[]): Html => {
  if (stops.length === 0)
    return html`<p class="govuk-body">Your procedure names nothing that stops its days: the dates stay, but the pause and its reason are on record.</p>`;
  const reasons = stops.map((reason) => pauseReasonInWords[reason]);
  return html`
    ${
      reasons.length === 1
        ? html`<p class="govuk-body">Your procedure stops its days for: ${reasons}.</p>`
        : html`<p class="govuk-body">Your procedure stops its days for:</p>
          <ul class="govuk-list govuk-list--bullet">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`
    }
    ${stops.length < allReasons.length && html`<p class="govuk-body">For any reason not named here the dates stay, but the pause and its reason are on record.</p>`}`;
};

const pauseItem = ({ id, reason, from, until, note }: CasePause, { record, stops }: Shown): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${capitalised(pauseReasonInWords[reason])}</h3>
    <p class="app-duties__tag">${until === undefined ? tag({ text: 'Paused', classes: 'govuk-tag--yellow' }) : tag({ text: 'Ended', classes: 'govuk-tag--grey' })}</p>
    <p class="app-duties__detail">${until === undefined ? `Since ${inWords(from)}` : `From ${inWords(from)} until ${inWords(until)}`}. ${stops.includes(reason) ? 'Where your procedure says so, these days do not count.' : 'The dates of your procedure stay.'}</p>
    <p class="app-duties__detail app-words">${note}</p>
    ${until === undefined && html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${record.id}/pauses/${id}/end">End this pause<span class="govuk-visually-hidden">: ${pauseReasonInWords[reason]}</span></a></p>`}
  </li>`;

const pauseForm = (shell: Shell, { record, typed, problems }: Shown): Html =>
  form(shell, {
    action: `/disruptions/${record.id}/pauses`,
    button: 'Pause the case',
    body: html`
      ${radiosField({
        name: 'reason',
        label: 'Why is it paused?',
        typed,
        problems,
        choices: allReasons.map(([value, text]) => ({
          value,
          text: capitalised(text),
        })),
      })}
      ${areaField({
        name: 'note',
        label: 'What does the case wait for?',
        hint: 'Without details of it. Everybody on the case can read this.',
        typed,
        problems,
        rows: 3,
      })}
      ${dateField({ name: 'from', label: 'From which day?', typed, problems })}`,
  });

export const pauseCaseView = (shell: Shell, shown: Shown): string => {
  const { record, plan, stops, problems } = shown;
  const meeting = meetingDuty(plan.duties);
  return page(shell, {
    title: 'Pause the case',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Pause the case</h1>
      ${whatPausesDo(stops)}
      ${meeting?.window && html`<p class="govuk-body">As things stand, your procedure wants the meeting held ${windowInWords(meeting.window)}.</p>`}
      ${
        record.pauses.length > 0 &&
        html`<h2 class="govuk-heading-m">Pauses so far</h2>
          <ol class="app-duties">${record.pauses.map((pause) => pauseItem(pause, shown))}</ol>`
      }
      ${
        record.status === 'closed'
          ? html`<p class="govuk-body">This case is closed. It can still be read.</p>`
          : html`<h2 class="govuk-heading-m">${record.pauses.length === 0 ? 'Pause it' : 'Pause it again'}</h2>${pauseForm(shell, shown)}`
      }`,
  });
};
