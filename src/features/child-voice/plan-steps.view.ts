import type { CaseRecord, Child } from '../../domain/case.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import type { Step } from '../../domain/transition.ts';
import { areaField, dateField, form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { backToVoice } from './voice-links.view.ts';

type Shown = {
  readonly record: CaseRecord;
  readonly child: Child;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

export const newStepView = (shell: Shell, { record, child, typed, problems }: Shown): string => {
  const title = `Help with ${child.givenName}’s move`;
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${form(shell, {
        action: `/disruptions/${record.id}/child-voice/${child.id}/steps/new`,
        button: 'Save',
        body: html`
          ${areaField({ name: 'what', label: 'What is to be done?', hint: 'One step. For example: bring the bike and the blue blanket; show the new school', typed, problems, rows: 3 })}
          ${textField({ name: 'who', label: 'Who will do it?', hint: 'Say carers by their part', typed, problems })}
          ${dateField({ name: 'dueOn', label: 'By when?', typed, problems })}`,
      })}`,
  });
};

export const stepDoneView = (
  shell: Shell,
  { record, child, step, typed, problems }: Shown & { readonly step: Step },
): string =>
  page(shell, {
    title: 'A step of the move',
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${step.what}</h1>
      <p class="govuk-body">For ${child.givenName}. ${step.who}, by ${inWords(step.dueOn)}.</p>
      ${
        step.doneOn !== null
          ? html`<p class="govuk-body">Done on ${inWords(step.doneOn)}: ${step.howItWent}</p>`
          : form(shell, {
              action: `/disruptions/${record.id}/child-voice/${child.id}/steps/${step.id}`,
              button: 'Record as done',
              body: areaField({
                name: 'howItWent',
                label: `How did it go for ${child.givenName}?`,
                typed,
                problems,
                rows: 3,
              }),
            })
      }`,
  });
