import type { CaseRecord, Staff } from '../../domain/case.ts';
import { childrenInWords } from '../../domain/case.ts';
import type { Eligibility } from '../../domain/chair.ts';
import { windowInWords } from '../../domain/duty.ts';
import type { Invitee } from '../../domain/invitation.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Problem } from '../../domain/result.ts';
import { capacityInWords, listInWords } from '../../domain/words.ts';
import {
  areaField,
  checkboxesField,
  dateField,
  form,
  radiosField,
  selectField,
  textField,
} from '../../web/forms.ts';
import { details, insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { rowField, type Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly plan: Plan;
  readonly chairs: readonly { readonly candidate: Staff; readonly eligibility: Eligibility }[];
  readonly minuteTakers: readonly Staff[];
  readonly proposed: readonly Invitee[];
  readonly family: readonly Invitee[];
  readonly lengths: readonly number[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const windowPart = ({ plan }: Shown): Html => {
  const duty = plan.duties.find(({ asks }) => 'meeting' in asks);
  if (duty?.window === undefined)
    return insetText({ text: 'Your procedure asks for a report instead of a meeting in this case.' });
  return insetText({
    html: html`Your procedure: hold it <strong>${windowInWords(duty.window)}</strong>.
      <span class="app-because">${duty.because.document}, paragraph ${duty.because.paragraph}.</span>`,
  });
};

const chairPart = ({ chairs, typed, problems }: Shown): Html => {
  const eligible = chairs.filter(({ eligibility }) => eligibility.eligible);
  const others = chairs.flatMap(({ candidate, eligibility }) =>
    eligibility.eligible ? [] : [{ candidate, reasons: eligibility.reasons }],
  );
  return html`
    ${radiosField({
      name: 'chairId',
      label: 'Who will chair?',
      hint: 'Only people whose independence these records show.',
      typed,
      problems,
      choices: eligible.map(({ candidate }) => ({
        value: candidate.id,
        text: candidate.name,
        hint: candidate.organisation,
      })),
    })}
    ${
      others.length === 0
        ? null
        : details({
            summaryText: 'Who cannot chair, and why',
            html: html`<ul class="govuk-list govuk-list--bullet">
              ${others.map(({ candidate, reasons }) => html`<li>${candidate.name} (${candidate.organisation}): ${listInWords(reasons)}</li>`)}
            </ul>`,
          })
    }`;
};

const problemAbout = (problems: readonly Problem[], name: string): boolean =>
  problems.some(({ field }) => field === name);

const timeAndPlacePart = ({ lengths, minuteTakers, typed, problems }: Shown): Html => {
  const dayAsked = problemAbout(problems, 'dayConfirmed') || typed.dayConfirmed === 'yes';
  const reasonAsked =
    problemAbout(problems, 'outsideWindowReason') || (typed.outsideWindowReason ?? '') !== '';
  return html`
    ${dateField({ name: 'heldOn', label: 'Date of the meeting', typed, problems })}
    ${
      reasonAsked
        ? areaField({
            name: 'outsideWindowReason',
            label: 'Why is it held outside the window?',
            hint: 'The reason is kept with the case.',
            typed,
            problems,
            rows: 2,
          })
        : null
    }
    ${
      dayAsked
        ? checkboxesField({
            name: 'dayConfirmed',
            label: 'It is not a working day',
            typed,
            problems,
            choices: [{ value: 'yes', text: 'Hold the meeting on that day all the same' }],
          })
        : null
    }
    ${textField({ name: 'startsAt', label: 'Starts at', hint: 'For example, 10am or 2:30pm', typed, problems, width: 5 })}
    ${selectField({ name: 'minutesLong', label: 'How long', typed, problems, choices: lengths.map((length) => ({ value: String(length), text: lengthInWords(length) })) })}
    ${textField({ name: 'place', label: 'Where', hint: 'A room and building. Leave empty for a meeting by video only.', typed, problems })}
    ${textField({ name: 'videoLink', label: 'Video link (optional)', typed, problems, type: 'url', spellcheck: false })}
    ${selectField({ name: 'minuteTakerId', label: 'Who takes the minutes', typed, problems, unchosen: 'The chair', choices: minuteTakers.map(({ id, name }) => ({ value: id, text: name })) })}`;
};

const lengthInWords = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const half = minutes % 60 === 0 ? '' : ' and a half';
  return hours === 1 && half === '' ? '1 hour' : `${hours}${half} hours`;
};

const inviteChoices = [
  { value: 'attend', text: 'Invite to the meeting' },
  { value: 'contribute', text: 'Ask to contribute in writing' },
];

const proposedPerson = (invitee: Invitee, { typed, problems }: Shown): Html => {
  const choice = `choice-${invitee.source}`;
  const reason = `reason-${invitee.source}`;
  const changed = (typed[choice] ?? 'attend') !== 'attend' || problemAbout(problems, reason);
  return html`<li class="app-people__person">
    <h3 class="app-people__name">${invitee.name}</h3>
    <p class="app-people__detail">${capacityInWords[invitee.capacity]}</p>
    <p class="app-people__detail">${invitee.email}</p>
    ${details({
      summaryHtml: html`Change<span class="govuk-visually-hidden"> how ${invitee.name} takes part</span>`,
      open: changed,
      html: html`
        ${selectField({ name: choice, label: 'Taking part', typed, problems, choices: [...inviteChoices, { value: 'leave-out', text: 'Leave out' }] })}
        ${textField({ name: reason, label: 'Reason, if left out', typed, problems })}`,
    })}
  </li>`;
};

const relative = (invitee: Invitee, { typed, problems }: Shown): Html => {
  const choice = `choice-${invitee.source}`;
  const reason = `reason-${invitee.source}`;
  const place = `place-${invitee.source}`;
  const chosen = (typed[choice] ?? 'leave-out') !== 'leave-out' || problemAbout(problems, reason);
  return html`<li class="app-people__person">
    <h3 class="app-people__name">${invitee.name}</h3>
    <p class="app-people__detail">${capacityInWords[invitee.capacity]}</p>
    <p class="app-people__detail">Not invited unless you choose it</p>
    ${details({
      summaryHtml: html`Invite<span class="govuk-visually-hidden"> ${invitee.name}</span>`,
      open: chosen,
      html: html`
        ${selectField({ name: choice, label: 'Taking part', typed, problems, choices: [{ value: 'leave-out', text: 'Do not invite' }, ...inviteChoices] })}
        ${textField({ name: reason, label: 'Reason, if invited', typed, problems })}
        ${checkboxesField({ name: place, label: 'The place', typed, problems, choices: [{ value: 'yes', text: 'May know where the meeting is held' }] })}`,
    })}
  </li>`;
};

const addedRow = (row: number, { typed, problems }: Shown): Html => {
  const named = (field: string) => rowField('added', row, field);
  return html`<fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Another person</legend>
    ${textField({ name: named('name'), label: 'Name', typed, problems })}
    ${textField({ name: named('email'), label: 'E-mail', typed, problems, type: 'email', spellcheck: false })}
    ${selectField({
      name: named('kind'),
      label: 'Who are they?',
      typed,
      problems,
      unchosen: 'Choose',
      choices: [
        { value: 'other-professional', text: 'A professional' },
        { value: 'current-carer', text: 'A current carer' },
        { value: 'birth-family', text: 'A parent or family member' },
      ],
    })}
    ${selectField({ name: named('mode'), label: 'Taking part', typed, problems, choices: inviteChoices })}
    ${textField({ name: named('reason'), label: 'Why are they invited?', typed, problems })}
  </fieldset>`;
};

const peoplePart = (shown: Shown): Html => {
  const rows = Object.keys(shown.typed).filter((name) => /^added-\d+-name$/.test(name)).length;
  return html`
    <h2 class="govuk-heading-m">Who is invited</h2>
    <p class="govuk-body">Your procedure lists these people. You, the chair and the minute taker are invited as well. Each gets a message of their own and sees nobody else’s name.</p>
    <ul class="app-people">
      ${shown.proposed.map((invitee) => proposedPerson(invitee, shown))}
      ${shown.family.map((invitee) => relative(invitee, shown))}
    </ul>
    ${Array.from({ length: rows }, (_, row) => addedRow(row, shown))}
    <button type="submit" name="go" value="add-person" class="govuk-button govuk-button--secondary" data-module="govuk-button">Add another person</button>`;
};

export const arrangeMeetingView = (shell: Shell, shown: Shown): string => {
  const { record, problems } = shown;
  const title = record.meeting === null ? 'Convene the meeting' : 'Change the meeting';
  return page(shell, {
    title,
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <span class="govuk-caption-l">${childrenInWords(record.placement.children)}, ${record.reference}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      ${windowPart(shown)}
      ${form(shell, {
        action: `/disruptions/${record.id}/meeting`,
        button: record.meeting === null ? 'Convene and invite everyone' : 'Save and tell everyone',
        body: html`${timeAndPlacePart(shown)}${chairPart(shown)}${peoplePart(shown)}`,
      })}`,
  });
};
