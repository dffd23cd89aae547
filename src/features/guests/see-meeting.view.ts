import { noteLimit, type OwnInvitation, type Reply, repliesFor } from '../../domain/contribution.ts';
import type { OwnContribution } from '../../domain/contribution-answers.ts';
import { lastDayToRead } from '../../domain/copy-time.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { feedbackWords } from '../../domain/feedback.ts';
import { calledIn } from '../../domain/message.ts';
import { packWords } from '../../domain/pack.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, checkboxesField, form, radiosField, type Typed } from '../../web/forms.ts';
import { insetText, notificationBanner, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { asText, problemsIn, type Said, type Saying, sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';
import { wordsStanding } from './write-words.view.ts';

type Shown = {
  readonly own: OwnInvitation;
  readonly writing: OwnContribution;
  readonly convener: string;
  readonly hasActions: boolean;
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

const savedBanner = ({ shown }: Saying, justSaved: string): Html | null =>
  Object.hasOwn(savedWords, justSaved)
    ? notificationBanner({
        type: 'success',
        html: html`<p class="govuk-notification-banner__heading">${shown(savedWords[justSaved] ?? '')}</p>`,
      })
    : null;

const copiesPart = ({ shown, date, day }: Saying, { copies }: OwnInvitation): Html | null =>
  copies.length === 0
    ? null
    : html`
    <h2 class="govuk-heading-m">${shown('Your copy of the minutes')}</h2>
    <p class="govuk-body">${shown('These are the notes of the meeting. Your copy was made for you alone.')}</p>
    <ul class="govuk-list">${copies.map(
      ({ id, releasedAt, readableUntil }) => html`<li>
        <a class="govuk-link" href="/private/copies/${id}">${shown('Read your copy of {date}', { date: date(dateInLondon(releasedAt)) })}</a><br>
        ${shown('You can read it until the end of {day}.', { day: day(lastDayToRead(readableUntil)) })}</li>`,
    )}</ul>`;

const videoLink = ({ shown }: Saying, address: string): Html =>
  /^https:\/\/\S+$/.test(address)
    ? html`<a class="govuk-link" href="${address}" rel="noreferrer">${shown('Join by video')}</a> ${shown('(works on the day)')}`
    : html`${address}`;

const detailsPart = (saying: Saying, { own, convener }: Shown): Html => {
  const { shown, day, time, length } = saying;
  const { meeting, mode } = own;
  const comes = mode === 'attend';
  const row = (key: string, value: Said) => ({
    key: asText(shown(key)),
    value: { html: html`${value}` },
  });
  return html`
    ${summaryList({
      rows: [
        row('Day', day(meeting.heldOn)),
        ...(comes
          ? [
              row(
                'Time',
                shown('{time}, for about {length}', {
                  time: time(meeting.startsAt),
                  length: length(meeting.minutesLong),
                }),
              ),
            ]
          : []),
        ...(comes && meeting.place !== '' ? [row('Place', meeting.place)] : []),
        ...(comes && meeting.videoLink !== '' ? [row('By video', videoLink(saying, meeting.videoLink))] : []),
        row('Who asked you', convener),
      ],
    })}
    ${
      comes && meeting.place === '' && meeting.videoLink === ''
        ? html`<p class="govuk-body">${shown('{convener} will tell you how to join the meeting.', { convener })}</p>`
        : null
    }
    ${
      comes && meeting.status === 'convened'
        ? html`<p class="govuk-body"><a class="govuk-link" href="/private/meeting/calendar.ics">${shown('Add it to your calendar')}</a></p>`
        : null
    }`;
};

const purposePart = ({ shown }: Saying): Html => html`
  <h2 class="govuk-heading-m">${shown('What the meeting is for')}</h2>
  <p class="govuk-body">${shown('We meet like this when a child has had to move home sooner than anybody hoped.')}</p>
  <p class="govuk-body">${shown('We want to understand what happened. We talk about what went well and what was hard. Then we can plan better for the child.')}</p>
  <p class="govuk-body">${shown('Nobody is there to be blamed. What you think matters to us.')}</p>`;

const comingWords: Readonly<Record<Reply, string>> = {
  coming: 'Yes, I will come',
  'by-video': 'Yes, by video',
  'will-write': 'No, but I will write something',
  'not-coming': 'No',
};
const writingWords = { ...comingWords, 'will-write': 'Yes, I will write something' };

const replyPart = (shell: Shell, { shown }: Saying, { own: { mode, way }, typed, ...rest }: Shown): Html => {
  const problems = problemsIn(shell.language, rest.problems);
  const comes = mode === 'attend';
  const replies = comes ? comingWords : writingWords;
  return html`
    <h2 class="govuk-heading-m">${shown('Your answer')}</h2>
    ${form(shell, {
      action: '/private/meeting/reply',
      button: shown('Save my answer'),
      body: html`
        ${radiosField({
          name: 'reply',
          label: shown(comes ? 'Will you come?' : 'Will you write to us?'),
          typed,
          problems,
          choices: repliesFor({ mode, way }).map((value) => ({ value, text: shown(replies[value]) })),
        })}
        ${checkboxesField({
          name: 'needs',
          label: shown('Do you need any of these? (optional)'),
          typed,
          problems,
          choices: [
            { value: 'interpreter', text: shown('An interpreter') },
            ...(comes
              ? [
                  { value: 'access', text: shown('Help to get there or to get around') },
                  { value: 'someone-with-me', text: shown('Somebody with me') },
                  { value: 'apart', text: shown('To come and go at another time than others') },
                ]
              : []),
          ],
        })}
        ${areaField({
          name: 'note',
          label: shown('Is there anything we should know? (optional)'),
          hint: shown(
            comes
              ? 'For example, you need a break, or the time is hard for you.'
              : 'For example, you would rather tell somebody who writes it down for you.',
          ),
          rows: 3,
          limit: noteLimit,
          language: shell.language,
          typed,
          problems,
        })}`,
    })}`;
};

const overPart = (saying: Saying, { writing }: Shown): Html => html`
  ${insetText(asText(saying.shown('The meeting has been held. Thank you for your part in it.')))}
  <p class="govuk-body"><a class="govuk-link" href="/private/feedback">${saying.shown(feedbackWords.link)}</a></p>
  ${(writing.given.length > 0 || writing.draft !== null) && wordsStanding(saying, writing, { isOver: true })}`;

export const seeMeetingView = (shell: Shell, shown: Shown): string => {
  const { own, problems, justSaved } = shown;
  const saying = sayingIn(shell.language);
  const name = calledIn(own);
  const council = shell.organisation?.name ?? saying.say('The council');
  const isOver = own.meeting.status === 'held';
  const title = own.mode === 'attend' ? 'Your meeting' : 'We would like to hear from you';
  return guestPage(shell, {
    title: saying.say(title),
    problems,
    body: html`
      ${problems.length === 0 && savedBanner(saying, justSaved)}
      <h1 class="govuk-heading-l">${saying.shown(title)}</h1>
      <p class="govuk-body-l">${saying.shown(name === '' ? 'Hello.' : 'Hello {name}.', { name })} ${saying.shown(
        own.mode === 'attend'
          ? '{council} would like you to come to a meeting.'
          : '{council} would like to know what you think.',
        { council },
      )}</p>
      ${copiesPart(saying, own)}
      ${shown.hasActions && html`<p class="govuk-body"><a class="govuk-link" href="/private/actions">${saying.shown('Things for you to do')}</a></p>`}
      ${isOver && overPart(saying, shown)}
      ${detailsPart(saying, shown)}
      ${own.hasPack && html`<p class="govuk-body"><a class="govuk-link" href="/private/pack">${saying.shown(packWords.title)}</a></p>`}
      ${purposePart(saying)}
      ${!isOver && html`${replyPart(shell, saying, shown)}${wordsStanding(saying, shown.writing, { isOver })}`}
      <h2 class="govuk-heading-m">${saying.shown('When you have finished')}</h2>
      ${form(shell, {
        action: '/private/finish',
        body: html`<p class="govuk-body">${saying.shown('This closes your page, so that nobody else can see it here.')}</p>`,
        button: saying.shown('Finish'),
      })}`,
  });
};
