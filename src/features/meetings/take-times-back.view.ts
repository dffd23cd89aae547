import type { CaseRecord } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

export const takeTimesBackView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    /** How many people are asked. */
    readonly asked: number;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, asked, typed, problems } = shown;
  return page(shell, {
    title: 'Take the times back',
    problems,
    back: { href: `/disruptions/${record.id}/times` },
    body: html`
      <h1 class="govuk-heading-l">Take the times back</h1>
      <p class="govuk-body">All ${asked} people who are asked are told that they need not choose any more, if they have heard of it. You can ask about other times later.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/times/take-back`,
        button: 'Take the times back and tell everyone',
        body: textField({
          name: 'reason',
          label: 'Why are they taken back?',
          hint: 'Kept with the case. It is not sent to anyone.',
          typed,
          problems,
        }),
      })}`,
  });
};
