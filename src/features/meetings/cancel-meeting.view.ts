import type { CaseRecord, Meeting } from '../../domain/case.ts';
import { inWordsWithWeekday, timeInWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

export const cancelMeetingView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly meeting: Meeting;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, meeting, typed, problems } = shown;
  const told = meeting.invitations.filter(({ status }) => status === 'invited').length;
  return page(shell, {
    title: 'Cancel the meeting',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Cancel the meeting</h1>
      <p class="govuk-body">It is on ${inWordsWithWeekday(meeting.heldOn)} at ${timeInWords(meeting.startsAt)}. All ${told} people who were invited are told. The procedure still asks for a meeting, so convene another.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/meeting/cancel`,
        button: 'Cancel the meeting and tell everyone',
        body: textField({
          name: 'reason',
          label: 'Why is it cancelled?',
          hint: 'Kept with the case. It is not sent to anyone.',
          typed,
          problems,
        }),
      })}`,
  });
};
