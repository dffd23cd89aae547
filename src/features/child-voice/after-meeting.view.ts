import type { Child } from '../../domain/case.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { isOverdue, type KeptLink } from '../../domain/kept-link.ts';
import type { Step } from '../../domain/transition.ts';
import { summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { childLink, type Shown } from './voice-links.view.ts';

const none = (text: string): Html => html`<p class="govuk-body">${text}</p>`;

const givingsPart = (
  { isTrusted }: Shown,
  child: Child,
  { givings }: Shown['voice']['answers'][number],
): Html =>
  html`${givings.map(
    ({ givenOn, how, whoWasThere, response, recordedBy }) => html`
      <p class="govuk-body">${inWords(givenOn)}: ${how}. There: ${whoWasThere}. Recorded by ${recordedBy}.</p>
      ${
        response === ''
          ? null
          : isTrusted
            ? html`<figure class="app-quote"><blockquote class="app-words">${response}</blockquote>
              <figcaption class="app-because">What ${child.givenName} said to it</figcaption></figure>`
            : none(
                `What ${child.givenName} said to it is with the chair and ${child.givenName}’s social worker.`,
              )
      }`,
  )}`;

/** The letter to a child: how far it has come, when it was given and what the child said. */
export const answerPart = (shown: Shown, child: Child): Html | null => {
  const { record, voice, may } = shown;
  const { meeting } = record;
  if (meeting === null) return null;
  const answer = voice.answers.find((one) => one.childId === child.id && one.meetingId === meeting.id);
  const at = `/disruptions/${record.id}/child-voice/answers/${answer?.id}`;
  const to = (path: string, text: string): Html =>
    html`<p class="govuk-body"><a class="govuk-link" href="${at}${path}">${text}<span class="govuk-visually-hidden">: ${child.givenName}</span></a></p>`;
  return html`
    <h3 class="govuk-heading-s">Letter to ${child.givenName}</h3>
    ${
      answer === undefined
        ? none('Not written yet.')
        : html`
          <p class="govuk-body">Written by ${answer.writtenBy}, ${inWords(dateInLondon(answer.writtenAt))}. ${
            answer.agreedBy === null ? 'The chair has not agreed it yet.' : `Agreed by ${answer.agreedBy}.`
          }${answer.toldBecause === '' ? '' : ` It tells more than is usual, because: ${answer.toldBecause}`}</p>
          ${givingsPart(shown, child, answer)}`
    }
    ${may('answer-child') ? childLink(shown, child, 'answer', answer === undefined ? 'Write the letter' : 'See the letter') : null}
    ${answer?.agreedBy === null && may('agree-answer') ? to('/agree', 'Read and agree the letter') : null}
    ${answer !== undefined && answer.agreedBy !== null && may('give-answer') ? to('/given', answer.givings.length === 0 ? 'Record giving it' : 'Record another talk about it') : null}`;
};

const stepPart = (shown: Shown, child: Child, step: Step): Html => html`
  <li class="app-duties__duty">
    <h4 class="app-duties__title">${step.what}</h4>
    <p class="app-duties__tag">${
      step.doneOn !== null
        ? tag({ text: 'Done', classes: 'govuk-tag--green' })
        : step.dueOn < shown.today
          ? tag({ text: 'Overdue', classes: 'govuk-tag--red' })
          : tag({ text: 'To do', classes: 'govuk-tag--grey' })
    }</p>
    <p class="app-duties__detail">${step.who}, by ${inWords(step.dueOn)}</p>
    ${step.doneOn === null ? null : html`<p class="app-duties__detail">Done on ${inWords(step.doneOn)}: ${step.howItWent}</p>`}
    ${step.doneOn === null && shown.may('support-child') ? html`<p class="app-duties__detail"><a class="govuk-link" href="/disruptions/${shown.record.id}/child-voice/${child.id}/steps/${step.id}">Record as done<span class="govuk-visually-hidden">: ${step.what}</span></a></p>` : null}
  </li>`;

/** What is done so that a child’s move goes well (PG-6). */
export const stepsPart = (shown: Shown, child: Child): Html => {
  const own = shown.voice.steps.filter(({ childId }) => childId === child.id);
  return html`
    <h3 class="govuk-heading-s">Help with ${child.givenName}’s move</h3>
    ${own.length === 0 ? none('No steps are planned yet.') : html`<ol class="app-duties">${own.map((step) => stepPart(shown, child, step))}</ol>`}
    ${shown.may('support-child') ? childLink(shown, child, 'steps/new', 'Add a step') : null}`;
};

const linkPart = (shown: Shown, child: Child, link: KeptLink): Html => {
  const [review] = link.reviews;
  if (review === undefined) return html``;
  const row = (key: string, text: string) => (text === '' ? [] : [{ key: { text: key }, value: { text } }]);
  return html`
    <h4 class="govuk-heading-s">${link.who}, ${link.whatTheyAre} ${isOverdue(link, shown.today) ? tag({ text: 'Overdue', classes: 'govuk-tag--red' }) : null}</h4>
    ${summaryList({
      rows: [
        ...row(`What ${child.givenName} wants`, review.childWants),
        ...row('What they want', review.theyWant),
        ...row('What is arranged', review.arranged),
        ...row('By whom', review.arrangedBy),
        ...row('Looked at', `${inWords(review.reviewedOn)}, recorded by ${review.recordedBy}`),
        ...row(
          'Next',
          review.nextOn === null ? `Nobody needs to: ${review.endedBecause}` : `By ${inWords(review.nextOn)}`,
        ),
      ],
    })}
    ${shown.may('support-child') ? html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${shown.record.id}/child-voice/${child.id}/links/${link.id}">Look at this again<span class="govuk-visually-hidden">: ${link.who}, for ${child.givenName}</span></a></p>` : null}`;
};

/** Who matters to a child from the last home, and what became of it (PG-7). */
export const linksPart = (shown: Shown, child: Child): Html => {
  const own = shown.voice.links.filter(({ childId }) => childId === child.id);
  return html`
    <h3 class="govuk-heading-s">Who matters to ${child.givenName} from the last home</h3>
    ${own.length === 0 ? none('Nobody is recorded yet.') : null}
    ${own.map((link) => linkPart(shown, child, link))}
    ${shown.may('support-child') ? childLink(shown, child, 'links/new', 'Add somebody') : null}`;
};
