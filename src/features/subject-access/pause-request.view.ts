import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import { pauseInWords, type RequestPause } from '../../domain/subject-access.ts';
import { areaField, dateField, form, radiosField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import type { StoredRequest } from './store.ts';

type Shown = {
  readonly request: StoredRequest;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const backTo = ({ id, reference }: StoredRequest) => ({ href: `/subject-access/${id}`, text: reference });

export const pauseRequestView = (shell: Shell, { request, typed, problems }: Shown): string =>
  page(shell, {
    title: 'Stop the time to answer',
    problems,
    current: '/subject-access',
    back: backTo(request),
    body: html`
      <h1 class="govuk-heading-l">Stop the time to answer</h1>
      <p class="govuk-body">Only while you cannot go on without an answer from them. The days do not count until it is clear.</p>
      ${form(shell, {
        action: `/subject-access/${request.id}/pause`,
        button: 'Stop the time',
        body: html`
          ${radiosField({ typed, problems, name: 'reason', label: 'Why?', choices: Object.entries(pauseInWords).map(([value, text]) => ({ value, text })) })}
          ${areaField({ typed, problems, name: 'note', label: 'What were they asked?', rows: 3 })}
          ${dateField({ typed, problems, name: 'fromOn', label: 'When were they asked?' })}`,
      })}`,
  });

export const endPauseView = (
  shell: Shell,
  { request, pause, typed, problems }: Shown & { readonly pause: RequestPause },
): string =>
  page(shell, {
    title: 'Let the time go on',
    problems,
    current: '/subject-access',
    back: backTo(request),
    body: html`
      <h1 class="govuk-heading-l">Let the time go on</h1>
      <p class="govuk-body">${pauseInWords[pause.reason]}, since ${inWords(pause.fromOn)}: <span class="app-words">${pause.note}</span></p>
      ${form(shell, {
        action: `/subject-access/${request.id}/pauses/${pause.id}/end`,
        button: 'Let the time go on',
        body: html`
          ${pause.reason === 'identity' && areaField({ typed, problems, name: 'identityProof', label: 'How did you make sure who asks?', rows: 3 })}
          ${dateField({ typed, problems, name: 'untilOn', label: 'When did it become clear?' })}`,
      })}`,
  });
