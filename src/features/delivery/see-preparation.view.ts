import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Child } from '../../domain/case.ts';
import type { ChildTold } from '../../domain/child-told.ts';
import { replyInWords } from '../../domain/contribution.ts';
import {
  dateInLondon,
  inWords,
  inWordsWithWeekday,
  type PlainDate,
  timeInWords,
} from '../../domain/dates.ts';
import { ownWayInWords } from '../../domain/own-way.ts';
import { lateInWords, type seenOf } from '../../domain/pack-release.ts';
import { type heardOf, missingInWords, type Prepared } from '../../domain/preparation.ts';
import type { remindersFor } from '../../domain/reminder.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { form } from '../../web/forms.ts';
import { insetText, tag, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly prepared: readonly Prepared[];
  readonly heard: ReturnType<typeof heardOf>;
  readonly reminders: ReturnType<typeof remindersFor>;
  /** What was last recorded of whether each child was told of the meeting. */
  readonly told: readonly (ChildTold & { readonly childId: string; readonly recordedBy: string })[];
  readonly tellsChildFirst: boolean;
  readonly mayTellChild: boolean;
  /** What is out for everybody to read, and by when it is to be. */
  readonly packs: ReturnType<typeof seenOf>;
  readonly packDueOn: PlainDate | null;
  readonly today: PlainDate;
  /** Who must not meet, and is kept apart by nothing, in words. */
  readonly clashes: readonly string[];
  readonly mayRemind: boolean;
  readonly mayRecordViews: boolean;
};

const answered = ({ person }: Prepared): string =>
  [
    person.reply === null ? 'No answer yet' : capitalised(replyInWords[person.reply]),
    ...(person.contribution === '' ? [] : ['has written to the meeting']),
  ].join(', ');

const personItem = (one: Prepared, shell: Shell, { record, mayRemind }: Shown): Html => {
  const { person, missing, remindedAt } = one;
  return html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${person.name}</h3>
    <p class="app-duties__tag">${missing.length === 0 ? tag({ text: 'Nothing missing', classes: 'govuk-tag--green' }) : tag({ text: capitalised(listInWords(missing.map((each) => missingInWords[each]))), classes: 'govuk-tag--yellow' })}</p>
    <p class="app-duties__detail">${capitalised(capacityInWords[person.capacity])}. ${answered(one)}.</p>
    ${person.ownWay !== null && html`<p class="app-duties__detail"><strong>Apart from others:</strong> ${ownWayInWords(person.ownWay)}.</p>`}
    ${remindedAt !== null && html`<p class="app-duties__detail">Last reminded on ${inWords(dateInLondon(remindedAt))}.</p>`}
    ${missing.includes('reached') && html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${record.id}/invitations">See why<span class="govuk-visually-hidden"> ${person.name} has not been reached</span></a></p>`}
    ${
      mayRemind &&
      one.mayRemind &&
      form(shell, {
        action: `/disruptions/${record.id}/invitations/${person.id}/remind`,
        body: html``,
        button: `Remind ${person.name}`,
      })
    }
  </li>`;
};

const toldPart = (child: Child, { record, told, tellsChildFirst, mayTellChild }: Shown): Html => {
  const { givenName } = child;
  const last = told.find(({ childId }) => childId === child.id);
  return html`
    <p class="app-duties__detail">${
      last === undefined
        ? `Whether ${givenName} was told of the meeting is not recorded.${tellsChildFirst ? ' Families and carers are not written to before.' : ''}`
        : last.told
          ? `${givenName} was told of the meeting on ${inWords(last.toldOn)}: ${last.how}`
          : `${givenName} is not told of the meeting yet: ${last.reason}`
    }</p>
    ${mayTellChild && html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${record.id}/told/${child.id}">Record whether ${givenName} was told</a></p>`}`;
};

const childItem = ({ child, last }: Shown['heard'][number], shown: Shown): Html => {
  const { record, mayRecordViews } = shown;
  return html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${child.givenName}</h3>
    <p class="app-duties__tag">${last === null ? tag({ text: 'Not heard yet', classes: 'govuk-tag--yellow' }) : tag({ text: 'Heard', classes: 'govuk-tag--green' })}</p>
    <p class="app-duties__detail">${
      last === null
        ? `Nothing that ${child.givenName} said or showed is recorded.`
        : `What ${child.givenName} said or showed on ${inWords(last.on)} is recorded by ${last.by}.`
    }</p>
    ${last === null && mayRecordViews && html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${record.id}/views">Record what ${child.givenName} says</a></p>`}
    ${toldPart(child, shown)}
  </li>`;
};

/** What everybody reads before: what is out, and who has not opened what came late. */
const packPart = ({ record, packs, packDueOn, today }: Shown): Html => {
  const late = lateInWords(packs);
  const isOverdue = packs.length === 0 && packDueOn !== null && packDueOn < today;
  return html`
    <h2 class="govuk-heading-m">What everybody reads before</h2>
    <p class="govuk-body">${
      packs.length > 0
        ? 'The agenda has gone out.'
        : `Nothing has gone out yet.${packDueOn === null ? '' : ` Everybody ${isOverdue ? 'was' : 'is'} to have it by ${inWordsWithWeekday(packDueOn)}.`}`
    } <a class="govuk-link" href="/disruptions/${record.id}/pack">See what everybody reads</a></p>
    ${
      late.length > 0 &&
      html`<ul class="govuk-list govuk-list--bullet">${late.map((text) => html`<li>${text}</li>`)}</ul>`
    }`;
};

/** How far a meeting is prepared, for whoever chairs it: who has answered, written and been heard, and what is missing. */
export const seePreparationView = (shell: Shell, shown: Shown): string => {
  const { record, prepared, heard, reminders, clashes } = shown;
  const { meeting } = record;
  const missing = prepared.filter((one) => one.missing.length > 0).length;
  return page(shell, {
    title: 'Prepare the meeting',
    back: { href: `/disruptions/${record.id}` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Prepare the meeting</h1>
      ${
        meeting === null || meeting.status === 'held'
          ? html`<p class="govuk-body">${meeting === null ? 'No meeting is arranged yet.' : 'The meeting has been held.'}</p>`
          : html`
      <p class="govuk-body-l">${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}</p>
      ${insetText({
        text:
          missing === 0
            ? 'Everybody who is invited has answered.'
            : `${missing} of ${prepared.length} people have not been reached, answered or written yet.`,
      })}
      ${packPart(shown)}
      ${clashes.map((text) => warningText({ iconFallbackText: 'Warning', text: `${text}.` }))}
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/apart">Who must not meet, and how each takes part</a></p>
      <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/arrangements">Who was told, and what was arranged</a></p>
      <h2 class="govuk-heading-m">${heard.length === 1 ? 'The child' : 'The children'}</h2>
      <ol class="app-duties">${heard.map((one) => childItem(one, shown))}</ol>
      <h2 class="govuk-heading-m">Those who are invited</h2>
      <ol class="app-duties">${prepared.map((one) => personItem(one, shell, shown))}</ol>
      ${
        reminders.length > 0 &&
        html`<h2 class="govuk-heading-m">Reminders that leave by themselves</h2>
      <p class="govuk-body">Once each, and to nobody who has answered meanwhile.</p>
      <ul class="govuk-list govuk-list--bullet">${reminders.map(({ whom, on }) => html`<li>${inWordsWithWeekday(on)}: to ${whom}</li>`)}</ul>`
      }`
      }`,
  });
};
