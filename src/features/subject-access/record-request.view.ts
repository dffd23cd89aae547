import type { Problem } from '../../domain/result.ts';
import { aboutInWords, askerInWords } from '../../domain/subject-access.ts';
import { areaField, dateField, form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

export const recordRequestView = (
  shell: Shell,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): string => {
  const field = { typed, problems };
  return page(shell, {
    title: 'Record a subject access request',
    problems,
    current: '/subject-access',
    back: { href: '/subject-access', text: 'Subject access' },
    body: html`
      <h1 class="govuk-heading-l">Record a subject access request</h1>
      <p class="govuk-body">The time to answer is one month from the day the request came. It stands still while it is not clear who asks or what is asked for. This is guidance, not legal advice.</p>
      ${form(shell, {
        action: '/subject-access/new',
        button: 'Record the request',
        body: html`
          ${radiosField({ ...field, name: 'asker', label: 'Who asks?', choices: choicesOf(askerInWords) })}
          ${radiosField({ ...field, name: 'about', label: 'Whose information is asked for?', choices: choicesOf(aboutInWords) })}
          ${textField({ ...field, name: 'name', label: 'Full name of the person it is about', hint: 'As it is on record. A carer or adopter is found by their e-mail address.' })}
          ${textField({ ...field, name: 'caseNumber', label: 'Case number, of a child', width: 20 })}
          ${dateField({ ...field, name: 'bornOn', label: 'Day of birth, of a child' })}
          ${textField({ ...field, name: 'email', label: 'E-mail address, of anybody else', type: 'email', spellcheck: false })}
          ${areaField({ ...field, name: 'authority', label: 'If they ask for somebody else: what lets them?', hint: 'For a child: parental responsibility, or the child’s own wish; and what the child thinks of it.', rows: 3 })}
          ${areaField({ ...field, name: 'identityProof', label: 'How did you make sure who asks?', hint: 'Leave this empty if it is not clear yet: the time then stands still.', rows: 3 })}
          ${dateField({ ...field, name: 'receivedOn', label: 'When did the request come?' })}`,
      })}`,
  });
};
