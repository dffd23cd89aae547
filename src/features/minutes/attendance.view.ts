import { partInWords, partNotedInWords, partsNoted } from '../../domain/attendance.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation, Meeting } from '../../domain/case.ts';
import { isShared } from '../../domain/contribution-mark.ts';
import { inWords, type PlainDate } from '../../domain/dates.ts';
import { stillInvited } from '../../domain/minutes.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised } from '../../domain/words.ts';
import { addressOfGiven, givenFilesPart, recordedPart } from '../../web/contribution-fields.ts';
import { radiosField, selectField, textField } from '../../web/forms.ts';
import { checkboxes, details } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Typed } from '../../web/typed.ts';

/** What to show beside the field of a problem; nothing when it has none. */
const errorFor = (problems: readonly Problem[], name: string) => {
  const problem = problems.find(({ field }) => field === name);
  return problem && { text: problem.message };
};

const replyInWords = ({ mode, reply, replyNote, contribution }: Invitation): string => {
  const note = replyNote === '' ? '' : `: ${replyNote}`;
  if (contribution !== '') return 'has written to the meeting';
  if (mode === 'contribute') return 'asked to write; nothing has come yet';
  if (reply === null) return 'has not replied';
  return (
    {
      coming: 'coming',
      'by-video': 'joining by video',
      'not-coming': 'not coming',
      'will-write': 'will write instead',
    }[reply] + note
  );
};

/** Where it was read: what is not for everyone is never read out. */
const readInWords = (invitation: Invitation): string =>
  isShared(invitation) ? 'read in the meeting' : 'read by the chair and the social workers';

/** What the record says of somebody's part: those only asked to write were never expected in the room. */
export const attendanceInWords = (invitation: Invitation): string => {
  const { mode, attended, contribution, contributionRead } = invitation;
  const otherwise = mode === 'contribute' ? 'was asked to write' : 'did not come';
  const came = partInWords(invitation) || (attended ? 'came' : otherwise);
  if (contribution === '') return came;
  return `${came}; ${contributionRead ? `what they wrote was ${readInWords(invitation)}` : 'wrote to the meeting'}`;
};

const writing = (
  invitation: Invitation,
  {
    disruptionId,
    isOn,
    problems,
  }: { readonly disruptionId: string; readonly isOn: boolean; readonly problems: readonly Problem[] },
): Html => html`
  ${!isShared(invitation) && html`<p class="govuk-body"><strong>Do not read this out:</strong> it is for the chair and the social workers alone.</p>`}
  ${details({
    summaryText: `What ${invitation.name} wrote`,
    html: html`<p class="app-words">${invitation.contribution}</p>${givenFilesPart(invitation.contributionFiles, addressOfGiven(disruptionId, invitation.id))}${recordedPart(invitation.contributionRecorded)}`,
  })}
  ${
    isOn
      ? checkboxes({
          name: 'read',
          idPrefix: `read-${invitation.id}`,
          classes: 'govuk-checkboxes--small',
          errorMessage: errorFor(problems, `read-${invitation.id}`),
          values: invitation.contributionRead ? [invitation.id] : [],
          items: [
            { value: invitation.id, text: `What ${invitation.name} wrote was ${readInWords(invitation)}` },
          ],
        })
      : null
  }`;

const whoCame = (people: readonly Invitation[], problems: readonly Problem[]): Html => {
  const came = people.filter(({ attended }) => attended).map(({ id }) => id);
  return html`
    <input type="hidden" name="was-came" value="${came.join(' ')}">
    ${checkboxes({
      name: 'came',
      idPrefix: 'attendance',
      classes: 'govuk-checkboxes--small',
      fieldset: { legend: { text: 'Tick everybody who came', classes: 'govuk-fieldset__legend--s' } },
      errorMessage: errorFor(problems, 'attendance'),
      values: came,
      items: people.map((person) => ({
        value: person.id,
        text: `${person.name}, ${capacityInWords[person.capacity]}`,
        hint: { text: capitalised(partInWords(person) || replyInWords(person)) },
      })),
    })}
    ${
      came.length > 0
        ? null
        : html`<button type="submit" class="govuk-button govuk-button--secondary" name="as-replied" value="yes">Tick the chair and everybody who said they would come</button>`
    }`;
};

/** One line in which it is noted how somebody took part; they can be noted again, or it is taken back. */
const partLine = (people: readonly Invitation[], { problems, typed }: Shown): Html => {
  const field = (name: string, label: string) => ({ name, label, typed, problems });
  const isWrong = problems.some((problem) => problem.field.startsWith('part-'));
  return html`
    <details class="govuk-details app-part" id="part"${isWrong && html` open`}>
      <summary class="govuk-details__summary"><span class="govuk-details__summary-text">Somebody came late, left early, sent apologies or sent somebody</span></summary>
      <div class="govuk-details__text">
        ${selectField({
          ...field('part-who', 'Who?'),
          unchosen: 'Choose',
          choices: people.map(({ id, name }) => ({ value: id, text: name })),
        })}
        ${radiosField({
          ...field('part-is', 'What to note'),
          choices: partsNoted.map((value) => ({ value, text: capitalised(partNotedInWords[value]) })),
        })}
        ${textField({ ...field('part-at', 'At what time?'), hint: 'Of somebody who came late or left early. Leave it empty for now', width: 5 })}
        ${textField({ ...field('part-name', 'Name of who was sent'), width: 20 })}
        ${textField({ ...field('part-as', 'What they are'), hint: 'For example: duty social worker', width: 20 })}
        <button type="submit" class="govuk-button govuk-button--secondary" name="part" value="yes">Note it</button>
      </div>
    </details>`;
};

type Shown = {
  readonly today: PlainDate;
  readonly problems: readonly Problem[];
  readonly typed: Typed;
};

/** Everybody invited: before the day with their replies, from the day on with a tick for each who came. */
export const attendancePart = (meeting: Meeting, shown: Shown): Html => {
  const { today, problems } = shown;
  const people = stillInvited(meeting.invitations);
  const isOn = meeting.heldOn <= today;
  return html`
    <h2 class="govuk-heading-m">Who came</h2>
    ${
      isOn
        ? html`${whoCame(people, problems)}${partLine(people, shown)}`
        : html`<p class="govuk-body" id="attendance">You can record who came from ${inWords(meeting.heldOn)}.</p>
          <ul class="govuk-list govuk-list--bullet">${people.map((person) => html`<li>${person.name}, ${capacityInWords[person.capacity]}: ${replyInWords(person)}</li>`)}</ul>`
    }`;
};

/** What people wrote to the meeting, at hand whatever it is at; a tick for when it was read. */
export const contributionsPart = (
  { id: disruptionId }: Pick<CaseRecord, 'id'>,
  meeting: Meeting,
  today: PlainDate,
  problems: readonly Problem[],
): Html => {
  const writers = stillInvited(meeting.invitations).filter(({ contribution }) => contribution !== '');
  const read = writers.filter(({ contributionRead }) => contributionRead).map(({ id }) => id);
  return html`
    <h2 class="govuk-heading-s" id="wrote">What people wrote</h2>
    <input type="hidden" name="was-read" value="${read.join(' ')}">
    ${writers.length === 0 ? html`<p class="govuk-body-s">Nobody has written to the meeting.</p>` : null}
    ${writers.map((person) => writing(person, { disruptionId, isOn: meeting.heldOn <= today, problems }))}`;
};
