import { capacityInWords } from '../../domain/capacity.ts';
import { childrenInWords } from '../../domain/case.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { stillInvited } from '../../domain/minutes.ts';
import type { AgendaItem } from '../../domain/procedure.ts';
import { asSpoken, speakerNamed } from '../../domain/speaker.ts';
import { passageInWords } from '../../domain/whose.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { attendanceInWords } from './attendance.view.ts';
import {
  actionsList,
  minutesDisagreements,
  minutesHeading,
  type Shown,
  viewsList,
} from './write-minutes.view.ts';

const itemPart = (item: AgendaItem, { record, passages }: Shown): Html => {
  const written = passages.filter(({ agendaKey, text }) => agendaKey === item.key && text !== '');
  return html`
    <h2 class="govuk-heading-m">${item.title}</h2>
    ${written.length === 0 ? html`<p class="govuk-body">Nothing was written here.</p>` : null}
    ${written.map(
      (passage) => html`
        <p class="app-words">${asSpoken(passage.text, { of: passage.kind, under: item.kind }, speakerNamed(passage.saidBy, record))}</p>
        <p class="app-because">${passageInWords(passage, record.placement.children)}</p>`,
    )}`;
};

/** Words that reached minutes already agreed: shown so that they can be copied, since they are kept nowhere else. */
const notSaved = (texts: readonly string[]): Html | null =>
  texts.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">What you typed, which is not saved</h2>${texts.map((text) => html`<p class="app-words">${text}</p>`)}`;

const lockedPart = ({ record, meeting, may }: Shown): Html => {
  const path = `/disruptions/${record.id}/minutes`;
  const isAgreed = meeting.minutesStatus === 'agreed';
  return html`
    <p class="govuk-body">${
      isAgreed
        ? meeting.agreedAt && `Agreed by the chair on ${inWords(dateInLondon(meeting.agreedAt))}.`
        : `Being checked by those who came, until ${inWords(meeting.check?.by ?? '')}.`
    } Nobody can change them now.</p>
    <ul class="govuk-list">
      ${!isAgreed && may('send-draft') && html`<li><a class="govuk-link" href="${path}/checking">Who has answered, and what they said</a></li>`}
      <li><a class="govuk-link" href="${path}/versions">Versions of the minutes, and what differs</a></li>
    </ul>`;
};

/** Locked minutes, whole, for those who wrote them. Everybody else gets a copy made for them. */
export const readMinutesView = (
  shell: Shell,
  shown: Shown & { readonly notSaved: readonly string[] },
): string => {
  const { record, meeting, agenda, problems, may } = shown;
  return page(shell, {
    title: `Minutes: ${childrenInWords(record.placement.children)}`,
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      ${minutesHeading(shown)}
      ${notSaved(shown.notSaved)}
      ${lockedPart(shown)}
      ${minutesDisagreements(shown)}
      ${may('prepare-copies') ? html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/copies">Copies of the minutes</a></p>` : null}
      <h2 class="govuk-heading-m">Who came</h2>
      <ul class="govuk-list govuk-list--bullet">${stillInvited(meeting.invitations).map((person) => html`<li>${person.name}, ${capacityInWords[person.capacity]}: ${attendanceInWords(person)}</li>`)}</ul>
      <h2 class="govuk-heading-m">What ${childrenInWords(record.placement.children)} said</h2>
      ${viewsList(shown)}
      ${agenda.map((item) => itemPart(item, shown))}
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/findings">What the meeting found, in words that all meetings share</a></p>
      <h2 class="govuk-heading-m">Actions</h2>
      ${actionsList(record)}`,
  });
};
