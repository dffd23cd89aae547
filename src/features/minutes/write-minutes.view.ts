import type { CaseAct } from '../../domain/access.ts';
import { type CaseRecord, type ChildView, childrenInWords, type Meeting } from '../../domain/case.ts';
import { type Comment, isChecked, isUnsettled } from '../../domain/checking.ts';
import {
  dateInLondon,
  inWords,
  inWordsWithWeekday,
  type PlainDate,
  timeInLondon,
  timeInWords,
} from '../../domain/dates.ts';
import { type Disagreement, disagreementsWith } from '../../domain/disagreement.ts';
import type { AgendaItem } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import { speakerNamed } from '../../domain/speaker.ts';
import { arrangementsOpen } from '../../web/arrangements-open.view.ts';
import { childWords } from '../../web/child-words.ts';
import { disagreementsPart } from '../../web/disagreements.ts';
import { form, textField } from '../../web/forms.ts';
import { details, errorMessage, insetText, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { attendancePart, contributionsPart } from './attendance.view.ts';
import { catchLineView, type Line } from './catch-line.view.ts';
import { heardField } from './heard.view.ts';
import { passageField, type WritablePassage } from './passage.view.ts';
import type { Room } from './room.ts';
import { itemStanding, overallStanding, roomBar } from './room-bar.view.ts';
import { whyNotHeardField } from './room-forms.view.ts';

export type Shown = {
  readonly record: CaseRecord;
  readonly meeting: Meeting;
  readonly agenda: readonly AgendaItem[];
  readonly disagreements: readonly Disagreement[];
  readonly passages: readonly WritablePassage[];
  /** What those who checked drafts said. */
  readonly comments: readonly Comment[];
  /** What came late for everybody to read, and who has not opened it. */
  readonly latePapers: readonly string[];
  readonly lastSaved: { readonly at: Date; readonly by: string } | null;
  readonly personId: string;
  readonly today: PlainDate;
  /** How much is still open of who is told and what is arranged. */
  readonly arrangementsOpen: number;
  readonly room: Room;
  readonly line: Line;
  readonly typed: Typed;
  readonly may: (act: CaseAct) => boolean;
  readonly mayRead: (view: ChildView) => boolean;
  readonly problems: readonly Problem[];
};

/** A button that saves the page before it goes on, so that nothing typed is left behind. */
const saveAnd = (then: string, label: string): Html =>
  html`<button type="submit" class="govuk-button govuk-button--secondary" name="then" value="${then}">Save and ${label}</button>`;

/** What children said, as they said it, each with where the words come from, for those who may know them. */
export const viewsList = ({
  record: { id: disruptionId, views, placement },
  disagreements,
  mayRead,
}: Pick<Shown, 'record' | 'disagreements' | 'mayRead'>): Html =>
  html`${views.map((view) =>
    childWords(view, {
      children: placement.children,
      disruptionId,
      mayRead: mayRead(view),
      beside: disagreementsPart(disagreementsWith(disagreements, 'view', view.id)),
    }),
  )}`;

/** Who does not agree with the minutes, or with their copy of them. */
export const minutesDisagreements = ({ disagreements }: Pick<Shown, 'disagreements'>): Html | null =>
  disagreementsPart(
    disagreements.filter(({ about }) => about === 'minutes' || about === 'copy'),
    ({ about }) => (about === 'copy' ? 'their copy of these minutes' : 'these minutes'),
  );

const viewsPart = (shown: Shown): Html => {
  const { record, may, problems } = shown;
  return html`
  <section class="app-room__views" aria-labelledby="views">
  <h2 class="govuk-heading-m" id="views">What ${childrenInWords(record.placement.children)} said</h2>
  ${problems.filter(({ field }) => field === 'views').map(({ message }) => errorMessage({ text: message }))}
  ${record.views.length === 0 ? html`<p class="govuk-body">No views or feelings are recorded yet.</p>` : viewsList(shown)}
  ${may('record-views') ? saveAnd('views', 'record views and feelings') : null}
  </section>`;
};

export const actionsList = ({ actions }: CaseRecord): Html =>
  actions.length === 0
    ? html`<p class="govuk-body">No actions yet.</p>`
    : html`<ul class="govuk-list govuk-list--bullet">${actions.map(({ what, ownerName, dueOn }) => html`<li>${what}: ${ownerName}, by ${inWords(dueOn)}</li>`)}</ul>`;

const actionsPart = ({ record, may }: Shown): Html => html`
  <h2 class="govuk-heading-m" id="actions">Actions</h2>
  <div data-part="actions">${actionsList(record)}</div>
  ${may('record-action') ? saveAnd('actions/new', 'add an action') : null}`;

/** Where a passage stands, for its field. */
export const placeOf = (
  item: AgendaItem,
  record: CaseRecord,
  problems: readonly Problem[] = [],
): Parameters<typeof passageField>[1] => ({
  disruptionId: record.id,
  item,
  children: record.placement.children,
  problems,
  speaker: (saidBy) => speakerNamed(saidBy, record),
});
/** What people said is not right in a passage, of which nobody has decided what becomes of it. */
const saidOf = ({ id }: WritablePassage, { record, meeting, comments }: Shown): Html | null => {
  const open = comments.filter((comment) => comment.passageId === id && isUnsettled(comment));
  return open.length === 0
    ? null
    : html`<div class="app-beside">${open.map(
        ({ id: commentId, words, invitationId }) => html`
        <p class="govuk-body"><strong>${meeting.invitations.find((one) => one.id === invitationId)?.name ?? 'Somebody'}</strong> says that this is not right:</p>
        <blockquote class="app-words">${words}</blockquote>
        <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/minutes/checking#comment-${commentId}">Decide what becomes of it</a></p>`,
      )}</div>`;
};

const itemPart = (item: AgendaItem, shown: Shown): Html => {
  const { record, passages, problems, room } = shown;
  const place = placeOf(item, record, problems);
  const isNow = room.now.item?.key === item.key && room.now.is === 'on';
  return html`
    <div class="app-agenda-item${isNow && ' app-agenda-item--now'}" id="item-${item.key}" data-item="${item.key}">
      <div data-passages="${item.key}">${passages.filter(({ agendaKey, isCaught, text }) => agendaKey === item.key && !(isCaught && text === '')).map((passage) => html`${passageField(passage, place)}${saidOf(passage, shown)}`)}</div>
      <div class="app-item-standing" data-part="item-${item.key}">${itemStanding(item, shown)}</div>
      <div data-part="heard-${item.key}">${heardField(item, room)}</div>
      <button type="submit" class="app-link-button" formaction="/disruptions/${record.id}/minutes/passages" name="add" value="${item.key}">Add a passage that some people must not read<span class="govuk-visually-hidden"> under ${item.title}</span></button>
    </div>`;
};

const checkPart = ({ meeting }: Shown): Html => html`
  <h2 class="govuk-heading-m" id="checking">Check the draft</h2>
  <p class="govuk-body">${
    meeting.check === null
      ? 'Everybody who came checks the draft before the chair agrees it.'
      : `The draft was last sent to be checked on ${inWords(dateInLondon(meeting.check.sentAt))}.${meeting.check.unsettled > 0 ? ` ${meeting.check.unsettled} of the things people said wait for you.` : ''}`
  }</p>
  ${saveAnd('minutes/checking', meeting.check === null ? 'send it to be checked' : 'see what people said')}`;

const agreePart = ({
  record,
  meeting,
  room,
  today,
  arrangementsOpen: open,
  problems,
  typed,
}: Shown): Html => html`
  <h2 class="govuk-heading-m">Agree the minutes</h2>
  ${arrangementsOpen(record.id, open)}
  <div data-part="why">${whyNotHeardField(room.toExplain, { typed, problems })}</div>
  <p class="govuk-body">Once you agree them nobody can change them. Each person’s own copy is prepared next.</p>
  ${
    !isChecked(meeting, today) &&
    textField({
      name: 'unchecked-because',
      label: 'Why do you not wait until everybody has checked the draft?',
      hint: 'Only if you agree the minutes now. Kept in the history of the case.',
      typed,
      problems,
    })
  }`;

const savedInWords = ({ at, by }: { readonly at: Date; readonly by: string }): string =>
  `Last saved on ${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))} by ${by}.`;

/** The heading of minutes, being written or agreed. */
export const minutesHeading = ({ record, meeting }: Pick<Shown, 'record' | 'meeting'>): Html => {
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });
  return html`
    <span class="govuk-caption-l">${record.reference}</span>
    <h1 class="govuk-heading-l">Minutes of the meeting about ${childrenInWords(record.placement.children)}</h1>
    ${summaryList({
      rows: [
        row('When', `${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}`),
        row('Chair', meeting.chair.name),
        ...(meeting.minuteTaker === null ? [] : [row('Minute taker', meeting.minuteTaker.name)]),
      ],
    })}`;
};

/** The parts of the page. */
const placesNav = ({ agenda, record }: Shown): Html => {
  const places = [
    ['views', `What ${childrenInWords(record.placement.children)} said`],
    ['attendance', 'Who came'],
    ['wrote', 'What people wrote'],
    ...agenda.map(({ key, title }) => [`item-${key}`, title]),
    ['findings', 'What the meeting found'],
    ['actions', 'Actions'],
  ];
  return html`<nav aria-label="On this page">${details({
    summaryText: 'On this page',
    html: html`<ul class="govuk-list">
    ${places.map(([id, title]) => html`<li><a class="govuk-link govuk-link--no-visited-state" href="#${id}">${title}</a></li>`)}
    </ul>`,
  })}</nav>`;
};

/** What is at hand at every item: the line, who has not been heard, what people wrote. Where there is room it stays beside it. */
const besidePart = (shown: Shown): Html => {
  const { record, meeting, today, problems, line } = shown;
  return html`
    <div class="app-minutes__beside">
      ${catchLineView(line)}
      <h2 class="govuk-heading-s">Who has not been heard</h2>
      <div data-part="overall">${overallStanding(shown)}</div>
      ${contributionsPart(record, meeting, today, problems)}
      ${placesNav(shown)}
    </div>`;
};

/** The one page on which a meeting is held and its minutes are written: everything on it is sent by one form. */
export const writeMinutesView = (shell: Shell, shown: Shown): string => {
  const { record, meeting, agenda, lastSaved, today, problems, typed, may } = shown;
  const agrees = may('agree-minutes') && meeting.heldOn <= today;
  return page(shell, {
    title: `Minutes: ${childrenInWords(record.placement.children)}`,
    problems,
    wide: true,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    scripts: ['autosave.mjs'],
    body: html`
      ${minutesHeading(shown)}
      ${minutesDisagreements(shown)}
      ${lastSaved && html`<p class="govuk-body">${savedInWords(lastSaved)}</p>`}
      ${form(shell, {
        action: `/disruptions/${record.id}/minutes`,
        button: 'Save',
        secondary: html`${agrees && html`<button type="submit" class="govuk-button govuk-button--secondary" formaction="/disruptions/${record.id}/minutes/agree">Agree the minutes</button>`}`,
        body: html`
          <section class="app-room" id="room" aria-label="The meeting now" data-part="bar">${roomBar(shown)}</section>
          <p class="govuk-visually-hidden" role="status" data-announce></p>
          <div data-autosave="${shown.personId}">
            <input type="hidden" name="page" value=""><input type="hidden" name="edit" value="0">
            <div class="app-autosave" hidden><p class="app-autosave__state" aria-hidden="true"></p><p class="app-autosave__trouble" role="status"></p></div>
          </div>
          ${viewsPart(shown)}
          <div class="app-minutes">
          ${besidePart(shown)}
          <div class="app-minutes__written">
          ${attendancePart(meeting, { today, problems, typed })}
          ${shown.latePapers.map((text) => insetText({ text }))}
          <h2 class="govuk-heading-m">The agenda</h2>
          ${may('protect-details') && html`<p class="govuk-body">Names, numbers and addresses on the case are told to each reader by their part. <a class="govuk-link" href="/disruptions/${record.id}/protected-details">Add what else some readers must not learn</a></p>`}
          ${agenda.map((item) => itemPart(item, shown))}
          <h2 class="govuk-heading-m" id="findings">What the meeting found</h2>
          <p class="govuk-body">In words that all meetings share, and what the meeting is there to answer.</p>
          ${saveAnd('findings', 'record what it found')}
          ${actionsPart(shown)}
          ${may('send-draft') && meeting.status === 'held' && checkPart(shown)}
          ${agrees && agreePart(shown)}
          </div>
          </div>`,
      })}`,
  });
};
