import type { CaseAct } from '../../domain/access.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import { type CaseRecord, hasLeft } from '../../domain/case.ts';
import type { Channel } from '../../domain/contact-channel.ts';
import { needInWords, replyInWords } from '../../domain/contribution.ts';
import { instantInWords, inWordsWithWeekday, type PlainDate } from '../../domain/dates.ts';
import { type Invited, type MeetingStatus, messageInWords, type SentMessage } from '../../domain/delivery.ts';
import { ownWayInWords } from '../../domain/own-way.ts';
import { recordingFor } from '../../domain/recorded-contribution.ts';
import { waitInWords } from '../../domain/sending-hours.ts';
import { listInWords } from '../../domain/words.ts';
import { addressOfGiven, givenFilesPart, recordedPart } from '../../web/contribution-fields.ts';
import { form } from '../../web/forms.ts';
import { details, tag, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly people: readonly Invited[];
  readonly today: PlainDate;
  /** Who must not meet, and is kept apart by nothing, in words. */
  readonly clashes: readonly string[];
  readonly may: (act: CaseAct) => boolean;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const replyTag = ({ status, reply, meeting }: Invited): Html => {
  if (status === 'withdrawn') return tag({ text: 'No longer invited', classes: 'govuk-tag--grey' });
  if (meeting.status === 'proposed' || meeting.status === 'taken-back')
    return tag({ text: 'Asked about times', classes: 'govuk-tag--blue' });
  if (reply === null) return tag({ text: 'No answer yet', classes: 'govuk-tag--yellow' });
  const colour = { coming: 'green', 'by-video': 'green', 'will-write': 'blue', 'not-coming': 'grey' }[reply];
  return tag({ text: capital(replyInWords[reply]), classes: `govuk-tag--${colour}` });
};

const sentHow: Record<Channel, string> = {
  email: 'sent by e-mail',
  'text-message': 'sent by text message',
  letter: 'posted',
  'by-hand': 'given to them',
};

const stateInWords = ({ status, sentAt, attempts, lastError, channel, held }: SentMessage): string => {
  switch (status) {
    case 'sent':
      return `${channel === null ? 'sent' : sentHow[channel]}${sentAt === null ? '' : ` on ${instantInWords(sentAt)}`}`;
    case 'not-needed':
      return attempts === 0 ? 'not sent, because it was no longer needed' : 'replaced by a later message';
    case 'failed':
      return `not sent. ${lastError}.`;
    case 'waiting':
      return 'not sent. Nobody has confirmed how to reach them since the placement ended.';
    case 'to-do':
      return channel === 'letter' ? 'to be printed and posted.' : 'to be given to them by a worker.';
    case 'queued':
      if (held !== null) return `${waitInWords(held)}.`;
      return lastError === ''
        ? 'on its way'
        : `not sent yet, tried ${attempts === 1 ? 'once' : `${attempts} times`}. ${lastError}. It is tried again without you.`;
  }
};

/** One-time codes come and go; only one that never arrived is news. */
/** What a message is called; one about a copy that comes of a procedure's rule reminds of it. */
const calledInWords = ({ kind, reminderRule }: SentMessage): string =>
  kind === 'copy' && reminderRule !== null ? 'Reminder of their copy of the minutes' : messageInWords[kind];

const isNews = ({ kind, status }: SentMessage): boolean =>
  kind !== 'code' || status === 'failed' || status === 'waiting';

const messageItem = (
  message: SentMessage,
  { name, source }: Invited,
  shell: Shell,
  { record, may }: Shown,
): Html => html`
  <li>${calledInWords(message)}: ${stateInWords(message)}${
    // An address that was corrected since: what went there is still so.
    message.status === 'sent' && message.toEarlierAddress && ' to an earlier address'
  }
    ${
      message.status === 'failed' && may('retry-message')
        ? form(shell, {
            action: `/disruptions/${record.id}/messages/${message.id}/retry`,
            body: html``,
            button: `Try again to reach ${name}`,
          })
        : null
    }
    ${
      message.status === 'to-do' &&
      may('open-vault') &&
      form(shell, {
        action: `/disruptions/${record.id}/messages/${message.id}/letter`,
        body: html``,
        button: `Print the letter to ${name}`,
      })
    }
    ${
      message.status === 'to-do' &&
      may('retry-message') &&
      form(shell, {
        action: `/disruptions/${record.id}/messages/${message.id}/done`,
        body: html``,
        button:
          message.channel === 'letter' ? `I have posted the letter to ${name}` : `I have given it to ${name}`,
      })
    }
    ${
      message.held !== null &&
      may('send-now') &&
      html`<a class="govuk-link" href="/disruptions/${record.id}/messages/${message.id}/now">Send it now<span class="govuk-visually-hidden"> to ${name}: ${messageInWords[message.kind].toLowerCase()}</span></a>`
    }
    ${
      message.status === 'waiting' &&
      may('confirm-channel') &&
      html`<a class="govuk-link" href="/disruptions/${record.id}/reach/${source}">Confirm how to reach ${name}</a>`
    }
  </li>`;

const personItem = (person: Invited, shell: Shell, shown: Shown): Html => {
  const { record, may, today } = shown;
  const { meeting, mode, mayKnowPlace } = person;
  const mayCorrect =
    may('convene-meeting') &&
    person.status === 'invited' &&
    ['proposed', 'convened', 'held'].includes(meeting.status);
  return html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${person.name}</h3>
    <p class="app-duties__tag">${replyTag(person)}</p>
    <p class="app-duties__detail">${capital(capacityInWords[person.capacity])}, ${
      meeting.status === 'proposed'
        ? 'asked about times'
        : mode === 'attend'
          ? 'invited to come'
          : 'asked to write'
    }${mode === 'attend' && !mayKnowPlace ? ', not told the place' : ''}</p>
    ${person.ownWay !== null && html`<p class="app-duties__detail"><strong>Apart from others:</strong> ${ownWayInWords(person.ownWay)}.</p>`}
    ${person.status === 'withdrawn' && html`<p class="app-duties__detail">Not invited any more: ${person.withdrawnReason}</p>`}
    ${hasLeft(person, today) && person.status === 'invited' && html`<p class="app-duties__detail"><strong>Has left, and hears nothing more of the meeting.</strong> Choose somebody else when you change the meeting.</p>`}
    ${person.needs.length > 0 && html`<p class="app-duties__detail">Needs ${listInWords(person.needs.map((need) => needInWords[need]))}</p>`}
    ${person.replyNote !== '' && html`<p class="app-words">${person.replyNote}</p>`}
    ${
      person.contribution !== '' &&
      details({
        summaryText: `What ${person.name} wrote for the meeting`,
        html: html`<p class="app-words">${person.contribution}</p>${givenFilesPart(person.contributionFiles, addressOfGiven(record.id, person.id))}${recordedPart(person.contributionRecorded)}`,
      })
    }
    ${
      may('record-contribution') &&
      meeting.status === 'convened' &&
      person.status === 'invited' &&
      recordingFor(person) === 'open' &&
      html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${record.id}/contributions/${person.id}/record">${person.contribution === '' ? 'Record what they gave you by hand' : 'Change what was recorded'}<span class="govuk-visually-hidden"> for ${person.name}</span></a></p>`
    }
    <ul class="govuk-list app-duties__detail">${person.messages
      .filter(isNews)
      .map((message) => messageItem(message, person, shell, shown))}</ul>
    ${
      mayCorrect &&
      html`<p class="app-duties__detail">${person.email === '' ? 'Their e-mail address is kept apart from the case.' : person.email}<br>
        <a class="govuk-link" href="/disruptions/${record.id}/invitations/${person.id}/address">Correct the address or send a new link<span class="govuk-visually-hidden"> for ${person.name}</span></a></p>`
    }
  </li>`;
};

/** What stands above those who were asked about times, and not invited to a day. */
const headings: Partial<Record<MeetingStatus, string>> = {
  proposed: 'Asked which times they can come',
  'taken-back': 'Asked about times that were taken back',
};

const meetingsPart = (shell: Shell, shown: Shown): readonly Html[] => {
  const meetings = new Map(shown.people.map(({ meeting }) => [meeting.id, meeting]));
  return [...meetings.values()].map(
    ({ id, heldOn, status }) => html`
    <h2 class="govuk-heading-m">${headings[status] ?? `${status === 'cancelled' ? 'Cancelled meeting' : 'Meeting'} of ${inWordsWithWeekday(heldOn)}`}</h2>
    <ol class="app-duties">${shown.people
      .filter(({ meeting }) => meeting.id === id)
      .map((person) => personItem(person, shell, shown))}</ol>`,
  );
};

const tellOf = (count: number, one: string, several: string): string =>
  count === 1 ? `One person ${one}` : `${count} people ${several}`;

const notReachedPart = ({ people }: Shown): readonly Html[] => {
  const having = (wanted: SentMessage['status']): number =>
    people.filter(({ messages }) => messages.some(({ status }) => status === wanted)).length;
  const [failed, waiting, toDo] = [having('failed'), having('waiting'), having('to-do')];
  const childFirst = people.filter(({ messages }) => messages.some(({ held }) => held?.at === null)).length;
  const texts = [
    failed > 0 && `${tellOf(failed, 'has', 'have')} not been reached. Check their address, then try again.`,
    waiting > 0 &&
      `${tellOf(waiting, 'has', 'have')} been sent nothing yet. Confirm how to reach them, and it leaves.`,
    childFirst > 0 &&
      `${tellOf(childFirst, 'is', 'are')} not written to before it is recorded whether the child was told: see “Prepare the meeting”.`,
    toDo > 0 && `${tellOf(toDo, 'waits', 'wait')} for a letter, or for what you give them by hand.`,
  ];
  return texts.flatMap((text) =>
    text === false ? [] : [warningText({ iconFallbackText: 'Warning', text })],
  );
};

export const seeInvitationsView = (shell: Shell, shown: Shown): string => {
  const { record, people, may } = shown;
  return page(shell, {
    title: 'Who is invited, and their replies',
    back: { href: `/disruptions/${record.id}` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Who is invited, and their replies</h1>
      ${notReachedPart(shown)}
      ${shown.clashes.map((text) => warningText({ iconFallbackText: 'Warning', html: html`${text}. <a class="govuk-link" href="/disruptions/${record.id}/apart">Plan how each takes part</a>` }))}
      ${
        people.length === 0
          ? html`<p class="govuk-body">Nobody has been invited yet.
              ${may('convene-meeting') && html`<a class="govuk-link" href="/disruptions/${record.id}/meeting">Convene the meeting</a>`}</p>`
          : meetingsPart(shell, shown)
      }`,
  });
};
