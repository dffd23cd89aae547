import { type Attendee, minutesOf, timesOf } from '../../domain/agenda.ts';
import { ledInWords, thereInWords } from '../../domain/agenda-paper.ts';
import type { Meeting } from '../../domain/case.ts';
import { timeInWords } from '../../domain/dates.ts';
import type { MeetingItem } from '../../domain/procedure.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';

/** The agenda of a meeting as staff on its case read it, with how to change it and print it. */
export const agendaPart = (
  meeting: Meeting,
  shown: {
    readonly disruptionId: string;
    readonly agenda: readonly MeetingItem[];
    readonly people: readonly Attendee[];
    readonly mayBuild: boolean;
  },
): Html => {
  const { disruptionId, agenda, people, mayBuild } = shown;
  const times = timesOf(agenda, meeting.startsAt);
  const long = minutesOf(agenda);
  return html`
  <h2 class="govuk-heading-m">The agenda</h2>
  ${meeting.agenda === null && html`<p class="govuk-body">This is the one in your procedure. Nobody has built one for this meeting yet.</p>`}
  ${long > meeting.minutesLong && insetText({ text: `The items take ${long} minutes, and the meeting is ${meeting.minutesLong} minutes long.` })}
  <ol class="govuk-list govuk-list--number">${agenda.map((item, at) => {
    const time = times[at] ?? null;
    return html`<li>${item.title}<br><span class="govuk-hint">${[
      ...(long > 0 && time !== null ? [timeInWords(time)] : []),
      ...(item.minutes === undefined ? [] : [`${item.minutes} minutes`]),
      `led by ${item.ledBy === undefined ? 'the ' : ''}${ledInWords(item, people)}`,
      ...(item.for === undefined ? [] : [`only for ${thereInWords(item, people)}`]),
    ].join(', ')}</span></li>`;
  })}</ol>
  <p class="govuk-body">
    ${mayBuild && html`<a class="govuk-link" href="/disruptions/${disruptionId}/agenda">${meeting.agenda === null ? 'Build the agenda' : 'Change the agenda'}</a><br>`}
    <a class="govuk-link" href="/disruptions/${disruptionId}/agenda.pdf">Print the agenda (PDF)</a>
  </p>`;
};
