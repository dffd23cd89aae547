import type { CaseRecord, Child } from '../../domain/case.ts';
import type { Problem } from '../../domain/result.ts';
import { wayInWords } from '../../domain/voice.ts';
import { checkboxesField, dateField, form, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { backToVoice } from './voice-links.view.ts';

export const chooseWaysView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly child: Child;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, child, typed, problems } = shown;
  const title = `How ${child.givenName} wants to be heard`;
  return page(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">Choose this with ${child.givenName}, and with somebody ${child.givenName} trusts. Nothing has to be chosen for good: record it again when they change their mind.</p>
      ${form(shell, {
        action: `/disruptions/${record.id}/child-voice/${child.id}/ways`,
        button: 'Save',
        body: html`
          ${checkboxesField({
            name: 'ways',
            label: 'Which ways?',
            typed,
            problems,
            choices: Object.entries(wayInWords).map(([value, text]) => ({
              value,
              text,
              ...(value === 'none' && { exclusive: true }),
            })),
          })}
          ${textField({ name: 'interpreter', label: 'Interpreter (optional)', hint: 'Which language? For example: Polish, British Sign Language', typed, problems })}
          ${textField({ name: 'signs', label: 'Signs, symbols or pictures (optional)', hint: 'What they use, and who knows it. For example: Makaton, with their key worker', typed, problems })}
          ${textField({ name: 'chosenWith', label: 'Who chose this?', hint: `For example: ${child.givenName}, their social worker and their carer`, typed, problems })}
          ${dateField({ name: 'chosenOn', label: 'When was it chosen?', typed, problems })}`,
      })}`,
  });
};
