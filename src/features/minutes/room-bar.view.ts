import type { CaseRecord, Meeting } from '../../domain/case.ts';
import { inWordsWithWeekday, type PlainDate, timeInWords } from '../../domain/dates.ts';
import { type Concerned, whoIsNotHeard } from '../../domain/heard.ts';
import { isPossible, type RoomItem, standsInWords, timeOnItemInWords } from '../../domain/meeting-room.ts';
import { listInWords } from '../../domain/words.ts';
import { type Html, html } from '../../web/html.ts';
import type { Room } from './room.ts';

type Shown = {
  readonly record: Pick<CaseRecord, 'id'>;
  readonly meeting: Pick<Meeting, 'heldOn' | 'startsAt'>;
  readonly today: PlainDate;
  readonly room: Room;
};

const act = ({ record }: Pick<Shown, 'record'>, value: string, label: Html | string): Html =>
  html`<button type="submit" class="govuk-button govuk-button--secondary" formaction="/disruptions/${record.id}/minutes/room" name="room" value="${value}">${label}</button>`;

/** A screen of its own, which asks why or when: the page is saved first. */
const goTo = (screen: string, label: string): Html =>
  html`<button type="submit" class="govuk-button govuk-button--secondary" name="then" value="minutes/${screen}">${label}</button>`;

const acts = (shown: Shown): Html | null => {
  const { meeting, today, room } = shown;
  const { now } = room;
  const may = (one: Parameters<typeof isPossible>[0]) => isPossible(one, now);
  if (may('start'))
    return meeting.heldOn > today
      ? null
      : act(shown, 'start', now.is === 'adjourned' ? 'Start the next part' : 'Start the meeting');
  return html`
    ${may('take-item') && now.next && act(shown, `take-item ${now.next.key}`, html`Next item<span class="govuk-visually-hidden">: ${now.next.title}</span>`)}
    ${may('resume') && act(shown, 'resume', 'Go on')}
    ${may('pause') && goTo('pause', 'Pause')}
    ${may('adjourn') && goTo('adjourn', 'Adjourn')}
    ${may('end') && goTo('end', 'End')}`;
};

/** "3 not heard yet", with the way to whom; nothing before the meeting is at an item, or when nobody is there to be heard. */
const notHeardLink = ({ room }: Shown): Html | null => {
  const { now, concerned, heard } = room;
  if (now.item === null || now.is === 'not-started' || concerned.length === 0) return null;
  const { length } = whoIsNotHeard(concerned, heard, now.item);
  return length === 0
    ? html`Everybody was heard on this item.`
    : html`<a class="govuk-link govuk-link--no-visited-state" href="#heard-${now.item.key}">${length} not heard yet on this item</a>`;
};

/** How the meeting stands and what can be done with it: stays in sight, and follows what others do. */
export const roomBar = (shown: Shown): Html => {
  const { meeting, room } = shown;
  const { now } = room;
  const isAt = now.item !== null && now.is !== 'not-started' && now.is !== 'ended';
  return html`
    <p class="app-room__item">${
      isAt && now.item !== null
        ? html`<strong>${now.is === 'on' ? 'Now: ' : 'At: '}${now.item.title}</strong> <span class="app-room__time">${timeOnItemInWords(now)}</span>`
        : html`<strong>${standsInWords(now)}</strong>`
    }</p>
    <p class="app-room__state">${isAt && html`${standsInWords(now)} `}${
      now.is === 'adjourned' || now.is === 'not-started'
        ? html`It ${now.is === 'adjourned' ? 'goes on' : 'is'} on ${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}. `
        : null
    }${now.is === 'on' && now.next !== null && html`Next: ${now.next.title}. `}${notHeardLink(shown)}</p>
    <div class="govuk-button-group app-room__acts">${acts(shown)}</div>`;
};

const names = (people: readonly Concerned[]): string => listInWords(people.map(({ name }) => name));

/** Who has not been heard on an item, and the way to come to it; shown once the meeting has started. */
export const itemStanding = (item: RoomItem, shown: Pick<Shown, 'record' | 'room'>): Html | null => {
  const { now, concerned, heard } = shown.room;
  if (now.is === 'not-started') return null;
  const missing = whoIsNotHeard(concerned, heard, item);
  const isHere = now.item?.key === item.key && now.is !== 'ended';
  return html`
    ${concerned.length > 0 && html`<p class="govuk-body-s">${missing.length === 0 ? 'Everybody was heard on this item.' : `Not heard yet on this item: ${names(missing)}.`}</p>`}
    ${isHere || !isPossible('take-item', now) ? null : html`<button type="submit" class="app-link-button" formaction="/disruptions/${shown.record.id}/minutes/room" name="room" value="take-item ${item.key}">Take this item now<span class="govuk-visually-hidden">: ${item.title}</span></button>`}`;
};

/** Who has not been heard in the whole meeting. */
export const overallStanding = ({ room }: Pick<Shown, 'room'>): Html => {
  const { concerned, notHeard } = room;
  if (concerned.length === 0)
    return html`<p class="govuk-body-s">Once it is ticked who came, this says who has not been heard yet.</p>`;
  return notHeard.length === 0
    ? html`<p class="govuk-body-s">Everybody who came or wrote has been heard.</p>`
    : html`<p class="govuk-body-s">Not heard yet in this meeting:</p>
      <ul class="govuk-list govuk-list--bullet app-room__missing">${notHeard.map(({ name }) => html`<li>${name}</li>`)}</ul>`;
};
