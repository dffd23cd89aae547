import { capacityInWords } from '../../domain/capacity.ts';
import { type CaseRecord, childrenInWords, type Staff } from '../../domain/case.ts';
import type { Eligibility } from '../../domain/chair.ts';
import { citationInWords, meetingDuty, windowInWords } from '../../domain/duty.ts';
import type { Invitee } from '../../domain/invitation.ts';
import { wordingIn } from '../../domain/language.ts';
import { whyNoMeeting } from '../../domain/meeting.ts';
import type { Plan } from '../../domain/plan.ts';
import { TIMES_AT_MOST, timeFields } from '../../domain/proposed-times.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, checkboxesField, dateField, form, selectField, textField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly plan: Plan;
  /** Whether people are asked about times already, so that others take their place. */
  readonly isAsked: boolean;
  readonly chairs: readonly { readonly candidate: Staff; readonly eligibility: Eligibility }[];
  readonly could: readonly Invitee[];
  readonly lengths: readonly number[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const windowPart = ({ plan: { duties } }: Shown): Html | null => {
  const duty = meetingDuty(duties);
  return duty?.window === undefined
    ? null
    : insetText({
        html: html`Your procedure: hold it <strong>${windowInWords(duty.window)}</strong>.
          <span class="app-because">${citationInWords(duty.because)}.</span>`,
      });
};

const timeRow = (row: number, { typed, problems }: Shown): Html => {
  const fields = timeFields(row);
  return html`<fieldset class="govuk-fieldset">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Time ${row + 1}${row > 0 && ' (optional)'}</legend>
    ${dateField({ name: fields.heldOn, label: 'Date', typed, problems })}
    ${textField({ name: fields.startsAt, label: 'Starts at', hint: 'For example, 10am or 2:30pm', typed, problems, width: 5 })}
  </fieldset>`;
};

const isAbout = ({ typed, problems }: Shown, name: string): boolean =>
  problems.some(({ field }) => field === name) || (typed[name] ?? '') !== '';

const reasonsPart = (shown: Shown): Html => {
  const { typed, problems } = shown;
  return html`
    ${
      isAbout(shown, 'outsideWindowReason') &&
      areaField({
        name: 'outsideWindowReason',
        label: 'Why would it be held outside the window?',
        hint: 'The reason is kept with the case.',
        typed,
        problems,
        rows: 2,
      })
    }
    ${
      isAbout(shown, 'dayConfirmed') &&
      checkboxesField({
        name: 'dayConfirmed',
        label: 'A day is not a working day',
        typed,
        problems,
        choices: [{ value: 'yes', text: 'Propose that day all the same' }],
      })
    }`;
};

const peoplePart = ({ chairs, could, typed, problems }: Shown): Html => html`
  ${selectField({
    name: 'chairId',
    label: 'Who is asked to chair?',
    hint: 'They can then open the case.',
    typed,
    problems,
    unchosen: 'Choose',
    choices: chairs.map(({ candidate: { id, name, organisation }, eligibility }) => ({
      value: id,
      text: `${name} (${organisation})${eligibility.is === 'eligible' ? '' : ', if a manager agrees'}`,
    })),
  })}
  ${checkboxesField({
    name: 'people',
    label: 'Who else is asked?',
    hint: 'The child’s social worker is asked too. Each gets a message of their own, with the times and nothing else.',
    typed,
    problems,
    choices: could.map(({ source, name, capacity }) => ({
      value: source,
      text: name,
      hint: capacityInWords[capacity],
    })),
  })}`;

/** Where a convener proposes times for a meeting, or others in place of those there are. */
export const proposeTimesView = (shell: Shell, shown: Shown): string => {
  const { record, plan, isAsked, lengths, typed, problems } = shown;
  const title = isAsked ? 'Change the times' : 'Ask who can come when';
  const none = record.meeting === null ? whyNoMeeting(plan.duties) : 'A meeting is arranged already';
  return page(shell, {
    title,
    problems,
    back: { href: `/disruptions/${record.id}/times` },
    body: html`
      <span class="govuk-caption-l">${childrenInWords(record.placement.children)}, ${record.reference}</span>
      <h1 class="govuk-heading-l">${title}</h1>
      ${
        none !== null
          ? html`<p class="govuk-body">${none}.</p>`
          : html`
      ${windowPart(shown)}
      <p class="govuk-body">Propose up to ${TIMES_AT_MOST} times to which you can come. ${
        isAsked
          ? 'Everybody who is asked is told when the times change. What they said to a time that stays is kept.'
          : 'Each person says which of them they can. Then you take one and convene the meeting.'
      }</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/times/propose`,
        button: isAsked ? 'Save and tell everyone' : 'Ask everyone',
        body: html`
          ${Array.from({ length: TIMES_AT_MOST }, (_, row) => timeRow(row, shown))}
          ${reasonsPart(shown)}
          ${selectField({ name: 'minutesLong', label: 'How long', typed, problems, choices: lengths.map((length) => ({ value: String(length), text: wordingIn('en').length(length) })) })}
          ${peoplePart(shown)}`,
      })}`
      }`,
  });
};
