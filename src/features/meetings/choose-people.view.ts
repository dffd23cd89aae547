import { type Capacity, capacityInWords } from '../../domain/capacity.ts';
import type { Invitee, Proposed } from '../../domain/invitation.ts';
import { preselected } from '../../domain/meeting-people.ts';
import type { Problem } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { checkboxesField, selectField, textField } from '../../web/forms.ts';
import { details, insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { rowField, type Typed } from '../../web/typed.ts';

type Shown = {
  readonly proposed: readonly Proposed[];
  readonly family: readonly Invitee[];
  /** Whom the procedure lists and nobody on the case is. */
  readonly absent: readonly Capacity[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const waysToTakePart = [
  { value: 'attend', text: 'Invite to the meeting' },
  { value: 'contribute', text: 'Ask to contribute in writing' },
];

type Part = {
  /** What stands until somebody chooses. */
  readonly usual: 'attend' | 'contribute' | 'leave-out';
  readonly detail: string | null;
  /** When a reason is owed; null when it never is. */
  readonly reasonOwed: string | null;
};

/** Somebody's name and, behind a fold until it is other than usual, how they take part. */
const person = (invitee: Invitee, { usual, detail, reasonOwed }: Part, { typed, problems }: Shown): Html => {
  const { source, name } = invitee;
  const choice = `choice-${source}`;
  const reason = `reason-${source}`;
  const filledIn = { [choice]: usual, ...typed };
  const isInvited = usual !== 'leave-out';
  return html`<li class="app-people__person">
    <h3 class="app-people__name">${name}</h3>
    <p class="app-people__detail">${capacityInWords[invitee.capacity]}</p>
    ${isInvited && invitee.email !== '' && html`<p class="app-people__detail">${invitee.email}</p>`}
    ${detail && html`<p class="app-people__detail">${detail}</p>`}
    ${details({
      summaryHtml: isInvited
        ? html`Change<span class="govuk-visually-hidden"> how ${name} takes part</span>`
        : html`Invite<span class="govuk-visually-hidden"> ${name}</span>`,
      open: filledIn[choice] !== usual || problems.some(({ field }) => field === reason),
      html: html`
        ${selectField({
          name: choice,
          label: 'Taking part',
          typed: filledIn,
          problems,
          choices: [
            ...waysToTakePart,
            { value: 'leave-out', text: isInvited ? 'Leave out' : 'Do not invite' },
          ],
        })}
        ${reasonOwed && textField({ name: reason, label: `Reason, if ${reasonOwed}`, typed, problems })}
        ${
          invitee.mayKnowPlace
            ? null
            : checkboxesField({
                name: `place-${source}`,
                label: 'The place',
                typed,
                problems,
                choices: [{ value: 'yes', text: 'May know where the meeting is held' }],
              })
        }`,
    })}
  </li>`;
};

const proposedPerson = (proposed: Proposed, shown: Shown): Html => {
  const { asked, mustAttend, isOptional } = proposed;
  const expected = mustAttend
    ? 'Must attend'
    : asked === 'either'
      ? 'Comes, or contributes in writing'
      : null;
  const detail = isOptional ? 'You decide whether they take part' : expected;
  const reasonOwed = isOptional ? null : 'left out';
  return person(proposed, { usual: preselected(proposed), detail, reasonOwed }, shown);
};

const relative = (invitee: Invitee, shown: Shown): Html =>
  person(
    invitee,
    { usual: 'leave-out', detail: 'Not invited unless you choose it', reasonOwed: 'invited' },
    shown,
  );

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
        { value: 'supervising-social-worker', text: 'The supervising social worker of an agency' },
        { value: 'personal-adviser', text: 'The young person’s personal adviser' },
        { value: 'home-manager', text: 'The home manager' },
        { value: 'keyworker', text: 'A link worker or keyworker' },
      ],
    })}
    ${selectField({ name: named('mode'), label: 'Taking part', typed, problems, choices: waysToTakePart })}
    ${textField({ name: named('reason'), label: 'Why are they invited?', typed, problems })}
  </fieldset>`;
};

/** The child takes part by their views; anybody else has to be found. */
const absentPart = (absent: readonly Capacity[]): Html | null => {
  const others = absent.filter((capacity) => capacity !== 'child');
  if (absent.length === 0) return null;
  return insetText({
    html: html`
      ${absent.includes('child') && html`<p class="govuk-body">Your procedure lists the child too. What they want to say comes first: record their <strong>views and feelings</strong>, and agree with them how they take part.</p>`}
      ${others.length > 0 && html`<p class="govuk-body">It also lists the ${listInWords(others.map((capacity) => capacityInWords[capacity]))}. Nobody on this case is that: add them below if there is somebody.</p>`}`,
  });
};

/** Who is asked to take part, and how; people who are not on the case yet are added below. */
export const peoplePart = (shown: Shown): Html => {
  const typedRows = Object.keys(shown.typed).filter((name) => /^added-\d+-name$/.test(name)).length;
  const rows = shown.typed.go === 'add-person' ? typedRows + 1 : typedRows;
  return html`
    <h2 class="govuk-heading-m">Who is invited</h2>
    <p class="govuk-body">Your procedure lists these people. The child’s social worker, the chair and the minute taker are invited as well. Each gets a message of their own and sees nobody else’s name.</p>
    <ul class="app-people">
      ${shown.proposed.map((proposed) => proposedPerson(proposed, shown))}
      ${shown.family.map((invitee) => relative(invitee, shown))}
    </ul>
    ${absentPart(shown.absent)}
    ${Array.from({ length: rows }, (_, row) => addedRow(row, shown))}
    <button type="submit" name="go" value="add-person" class="govuk-button govuk-button--secondary" data-module="govuk-button">Add another person</button>`;
};
