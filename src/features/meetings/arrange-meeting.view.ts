import { asksInWords } from '../../domain/asks.ts';
import { childrenInWords, type Staff } from '../../domain/case.ts';
import { citationInWords, meetingDuty, windowInWords } from '../../domain/duty.ts';
import { factDefinitions } from '../../domain/facts.ts';
import { whyNoMeeting } from '../../domain/meeting.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, checkboxesField, dateField, form, selectField, textField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import { readText } from '../../web/typed.ts';
import { chairPart } from './choose-chair.view.ts';
import { peoplePart } from './choose-people.view.ts';

type Shown = Parameters<typeof chairPart>[0] &
  Parameters<typeof peoplePart>[0] & {
    readonly minuteTakers: readonly Staff[];
    readonly lengths: readonly number[];
  };

const windowPart = ({ plan }: Shown): Html => {
  const duty = meetingDuty(plan.duties);
  if (duty === undefined) return insetText({ text: `${whyNoMeeting(plan.duties)}.` });
  const { window, awaits } = duty;
  const days =
    awaits === undefined
      ? 'It names no days.'
      : `Its days are counted from the ${factDefinitions[awaits].name}, which is not known yet.`;
  return insetText({
    html: html`Your procedure: ${window ? html`hold it <strong>${windowInWords(window)}</strong>.` : `${asksInWords(duty.asks)}. ${days}`}
      <span class="app-because">${citationInWords(duty.because)}.</span>`,
  });
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

/** Why people who must not meet are there together, asked for once they would be. */
const togetherPart = ({ record, typed, problems }: Shown): Html | null =>
  problemAbout(problems, 'togetherReason') || (typed.togetherReason ?? '') !== ''
    ? html`
      ${areaField({
        name: 'togetherReason',
        label: 'Why may they be there together?',
        hint: 'The reason is kept for staff, with your name.',
        typed,
        problems,
        rows: 2,
      })}
      <p class="govuk-body">Or <a class="govuk-link" href="/disruptions/${record.id}/apart">plan how each of them takes part</a>.</p>`
    : null;

/** How people take part apart from others: confirmed once the meeting is new or moved, or to be planned first. */
const plansPart = ({ record, typed, problems }: Shown): Html | null => {
  const planned = html`<a class="govuk-link" href="/disruptions/${record.id}/apart">plan how each of them takes part</a>`;
  const late = problems.filter(({ field }) => field === 'plans');
  if (late.length > 0)
    return html`<p class="govuk-error-message" id="plans">${late.map(({ message }) => `${message}. `)}</p>
      <p class="govuk-body">First ${planned}.</p>`;
  const asked = problems.find(({ field }) => field === 'plansConfirmed')?.message;
  const words = asked ?? readText(typed, 'plansConfirmed');
  return words === ''
    ? null
    : html`
      ${checkboxesField({
        name: 'plansConfirmed',
        label: 'People who take part apart from others',
        ...(asked === undefined && { hint: words }),
        typed,
        problems,
        choices: [{ value: words, text: 'This is right for this meeting' }],
      })}
      <p class="govuk-body">Or ${planned}.</p>`;
};

const lengthInWords = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const half = minutes % 60 === 0 ? '' : ' and a half';
  return hours === 1 && half === '' ? '1 hour' : `${hours}${half} hours`;
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
      ${record.meeting === null && html`<p class="govuk-body">You can first <a class="govuk-link" href="/disruptions/${record.id}/times">ask people which times they can come</a>.</p>`}
      <p class="govuk-body">If people must not meet, <a class="govuk-link" href="/disruptions/${record.id}/apart">say who, and plan how each of them takes part</a>.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/meeting`,
        button: record.meeting === null ? 'Convene and invite everyone' : 'Save and tell everyone',
        body: html`${timeAndPlacePart(shown)}${chairPart(shown)}${peoplePart(shown)}${togetherPart(shown)}${plansPart(shown)}`,
      })}`,
  });
};
