import { noteLimit, type OwnInvitation } from '../../domain/contribution.ts';
import type { OwnContribution } from '../../domain/contribution-answers.ts';
import { dateInLondon, inWords, inWordsWithWeekday, timeInWords } from '../../domain/dates.ts';
import { wordingIn } from '../../domain/language.ts';
import { calledIn } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, checkboxesField, form, radiosField, type Typed } from '../../web/forms.ts';
import { insetText, notificationBanner, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { guestPage } from './start.view.ts';
import { wordsPart, wordsWhenOver } from './write-words.view.ts';

type Shown = {
  readonly own: OwnInvitation;
  readonly writing: OwnContribution;
  readonly convener: string;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly justSaved: string;
};

const savedWords: Readonly<Record<string, string>> = {
  reply: 'Thank you. We have saved your answer.',
  words: 'Thank you. The meeting has what you wrote.',
  draft:
    'We have kept what you wrote. You can come back to it with the same link. Nobody else can see it yet.',
  'taken-back': 'You have taken back what you wrote. Nobody else can read it now.',
  disagreement: 'Thank you. We keep what you wrote with the notes of the meeting, as you wrote it.',
};

const savedBanner = (justSaved: string): Html | null =>
  Object.hasOwn(savedWords, justSaved)
    ? notificationBanner({ type: 'success', text: savedWords[justSaved] ?? '' })
    : null;

const copiesPart = ({ copies }: OwnInvitation): Html | null =>
  copies.length === 0
    ? null
    : html`
    <h2 class="govuk-heading-m">Your copy of the minutes</h2>
    <p class="govuk-body">These are the notes of the meeting. Your copy was made for you alone.</p>
    <ul class="govuk-list">${copies.map(
      ({ id, releasedAt }) => html`<li>
        <a class="govuk-link" href="/private/copies/${id}">Read your copy of ${inWords(dateInLondon(releasedAt))}</a></li>`,
    )}</ul>`;

const videoLink = (address: string): Html =>
  /^https:\/\/\S+$/.test(address)
    ? html`<a class="govuk-link" href="${address}" rel="noreferrer">Join by video</a> (works on the day)`
    : html`${address}`;

const detailsPart = ({ own, convener }: Shown): Html => {
  const { meeting, mode } = own;
  const comes = mode === 'attend';
  const row = (key: string, value: Html | string) => ({
    key: { text: key },
    value: { html: html`${value}` },
  });
  return html`
    ${summaryList({
      rows: [
        row('Day', inWordsWithWeekday(meeting.heldOn)),
        ...(comes
          ? [
              row(
                'Time',
                `${timeInWords(meeting.startsAt)}, for about ${wordingIn('en').length(meeting.minutesLong)}`,
              ),
            ]
          : []),
        ...(comes && meeting.place !== '' ? [row('Place', meeting.place)] : []),
        ...(comes && meeting.videoLink !== '' ? [row('By video', videoLink(meeting.videoLink))] : []),
        row('Who asked you', convener),
      ],
    })}
    ${
      comes && meeting.place === '' && meeting.videoLink === ''
        ? html`<p class="govuk-body">${convener} will tell you how to join the meeting.</p>`
        : null
    }
    ${
      comes && meeting.status === 'convened'
        ? html`<p class="govuk-body"><a class="govuk-link" href="/private/meeting/calendar.ics">Add it to your calendar</a></p>`
        : null
    }`;
};

const purposePart = html`
  <h2 class="govuk-heading-m">What the meeting is for</h2>
  <p class="govuk-body">We meet like this when a child has had to move home sooner than anybody hoped.</p>
  <p class="govuk-body">We want to understand what happened. We talk about what went well and what was hard. Then we can
    plan better for the child.</p>
  <p class="govuk-body">Nobody is there to be blamed. What you think matters to us.</p>`;

const replyPart = (shell: Shell, { own: { mode }, typed, problems }: Shown): Html => {
  const comes = mode === 'attend';
  return html`
    <h2 class="govuk-heading-m">Your answer</h2>
    ${form(shell, {
      action: '/private/meeting/reply',
      button: 'Save my answer',
      body: html`
        ${radiosField({
          name: 'reply',
          label: comes ? 'Will you come?' : 'Will you write to us?',
          typed,
          problems,
          choices: comes
            ? [
                { value: 'coming', text: 'Yes, I will come' },
                { value: 'by-video', text: 'Yes, by video' },
                { value: 'will-write', text: 'No, but I will write something' },
                { value: 'not-coming', text: 'No' },
              ]
            : [
                { value: 'will-write', text: 'Yes, I will write something' },
                { value: 'not-coming', text: 'No' },
              ],
        })}
        ${checkboxesField({
          name: 'needs',
          label: 'Do you need any of these? (optional)',
          typed,
          problems,
          choices: [
            { value: 'interpreter', text: 'An interpreter' },
            ...(comes
              ? [
                  { value: 'access', text: 'Help to get there or to get around' },
                  { value: 'someone-with-me', text: 'Somebody with me' },
                  { value: 'apart', text: 'To come and go at another time than others' },
                ]
              : []),
          ],
        })}
        ${areaField({
          name: 'note',
          label: 'Is there anything we should know? (optional)',
          hint: comes
            ? 'For example, you need a break, or the time is hard for you.'
            : 'For example, you would rather tell somebody who writes it down for you.',
          rows: 3,
          limit: noteLimit,
          typed,
          problems,
        })}`,
    })}`;
};

const overPart = ({ writing }: Shown): Html => html`
  ${insetText({ text: 'The meeting has been held. Thank you for your part in it.' })}
  ${wordsWhenOver(writing)}`;

export const seeMeetingView = (shell: Shell, shown: Shown): string => {
  const { own, problems, justSaved } = shown;
  const isOver = own.meeting.status === 'held';
  const title = own.mode === 'attend' ? 'Your meeting' : 'We would like to hear from you';
  return guestPage(shell, {
    title,
    writtenIn: 'en',
    problems,
    body: html`
      ${problems.length === 0 && savedBanner(justSaved)}
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body-l">Hello${calledIn(own) === '' ? '' : ` ${calledIn(own)}`}. ${shell.organisation?.name ?? 'The council'} ${
        own.mode === 'attend' ? 'would like you to come to a meeting.' : 'would like to know what you think.'
      }</p>
      ${copiesPart(own)}
      ${isOver && overPart(shown)}
      ${detailsPart(shown)}
      ${purposePart}
      ${!isOver && html`${replyPart(shell, shown)}${wordsPart(shell, shown)}`}
      <h2 class="govuk-heading-m">When you have finished</h2>
      ${form(shell, {
        action: '/private/finish',
        body: html`<p class="govuk-body">This closes your page, so that nobody else can see it here.</p>`,
        button: 'Finish',
      })}`,
  });
};
