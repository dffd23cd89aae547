import type { CaseRecord } from '../../domain/case.ts';
import { meetingDuty, windowInWords } from '../../domain/duty.ts';
import type { Problem } from '../../domain/result.ts';
import type { PlannedDuty } from '../../domain/standing.ts';
import { areaField, checkboxesField, dateField, textField } from '../../web/forms.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { roomPage } from './room-forms.view.ts';

type Shown = {
  readonly record: Pick<CaseRecord, 'id'>;
  readonly plan: { readonly duties: readonly PlannedDuty[] };
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly refusals: readonly Problem[];
};

/** A field that is asked for only once a rule asks for it. */
const onceAsked = ({ typed, problems }: Shown, name: string, field: Html): Html | null =>
  problems.some((problem) => problem.field === name) || readText(typed, name) !== '' ? field : null;

/** What is confirmed of how people take part apart from others, in the words in which it is asked. */
const plansField = (shown: Shown): Html | null => {
  const { typed, problems } = shown;
  const late = problems.filter(({ field }) => field === 'plans');
  const asked = problems.find(({ field }) => field === 'plansConfirmed')?.message;
  const words = asked ?? readText(typed, 'plansConfirmed');
  if (late.length > 0)
    return html`<p class="govuk-error-message" id="plans">${late.map(({ message }) => `${message}. `)}</p>`;
  return words === ''
    ? null
    : checkboxesField({
        name: 'plansConfirmed',
        label: 'People who take part apart from others',
        ...(asked === undefined && { hint: words }),
        typed,
        problems,
        choices: [{ value: words, text: 'This is right for this meeting' }],
      });
};

export const adjournMeetingView = (shell: Shell, shown: Shown): string => {
  const { plan, typed, problems } = shown;
  const window = meetingDuty(plan.duties)?.window;
  const field = (name: string, label: string) => ({ name, label, typed, problems });
  return roomPage(shell, shown, {
    title: 'Adjourn the meeting',
    action: 'adjourn',
    button: 'Adjourn and tell everyone',
    body: html`
      <p class="govuk-body">It stops for now and goes on another day. Everybody who is invited to come is told, with a new entry for their calendar. They are not told why.</p>
      ${areaField({ ...field('reason', 'Why is it adjourned?'), rows: 2 })}
      ${dateField({
        ...field('heldOn', 'When does it go on?'),
        ...(window && { hint: `Your procedure: ${windowInWords(window)}` }),
      })}
      ${onceAsked(shown, 'outsideWindowReason', areaField({ ...field('outsideWindowReason', 'Why on a day outside the window?'), rows: 2 }))}
      ${onceAsked(
        shown,
        'dayConfirmed',
        checkboxesField({
          ...field('dayConfirmed', 'It is not a working day'),
          choices: [{ value: 'yes', text: 'Go on with the meeting on that day all the same' }],
        }),
      )}
      ${textField({ ...field('startsAt', 'Starts at'), hint: 'For example, 10am or 2:30pm', width: 5 })}
      ${textField({ ...field('place', 'Where'), hint: 'A room and building. Leave empty for a meeting by video only.' })}
      ${textField({ ...field('videoLink', 'Video link (optional)'), type: 'url', spellcheck: false })}
      ${onceAsked(
        shown,
        'togetherReason',
        areaField({
          ...field('togetherReason', 'Why may they be there together?'),
          hint: 'The reason is kept for staff, with your name.',
          rows: 2,
        }),
      )}
      ${plansField(shown)}`,
  });
};
