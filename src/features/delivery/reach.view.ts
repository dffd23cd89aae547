import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord } from '../../domain/case.ts';
import {
  type Channel,
  channelInWords,
  channels,
  confirmedSince,
  formatInWords,
  languageInWords,
  type PersonToReach,
  type Reach,
  stoppedInWords,
} from '../../domain/contact-channel.ts';
import { inWords } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import {
  areaField,
  checkboxesField,
  dateField,
  form,
  radiosField,
  selectField,
  type Typed,
  textField,
} from '../../web/forms.ts';
import { tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

/** Each way with whether it was confirmed since the placement ended, when, by whom and how. */
export const confirmationsList = (record: Pick<CaseRecord, 'brokeDownOn'>, reach: Reach): Html => {
  const since = confirmedSince(reach, record.brokeDownOn);
  const lines = reach.confirmations
    .filter(({ channel }) => since.has(channel))
    .map(
      ({ channel, how, confirmedOn, by }) => html`
      <li>${channelInWords[channel]}: confirmed on ${inWords(confirmedOn)} by ${by}. ${how}</li>`,
    );
  return lines.length === 0
    ? html`<p class="app-duties__detail">${tag({ text: 'Not confirmed', classes: 'govuk-tag--yellow' })} Nothing is sent to them until you have made sure how they are reached now.</p>`
    : html`<ul class="govuk-list app-duties__detail">${lines}</ul>`;
};

const choicesOf = <T extends string>(words: Readonly<Record<T, string>>) =>
  (Object.entries(words) as [T, string][]).map(([value, text]) => ({ value, text }));

export const reachView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly person: PersonToReach;
    readonly reach: Reach;
    /** Where they can be reached is in the vault. */
    readonly isKept: boolean;
    readonly isInvited: boolean;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, person, reach, isKept, isInvited, typed, problems } = shown;
  const back = `/disruptions/${record.id}/reach`;
  const field = { typed, problems };
  const optional = (channel: Channel) => ({ value: channel, text: channelInWords[channel] });
  return page(shell, {
    title: `How to reach ${person.name}`,
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${record.reference}, ${capacityInWords[person.capacity]}</span>
      <h1 class="govuk-heading-l">How to reach ${person.name}</h1>
      <p class="govuk-body">People move when a placement ends. Nothing is sent to an address or a number until somebody has made sure of it on or after ${inWords(record.brokeDownOn)}. A change of it asks for that again.</p>
      ${reach.confirmations.length > 0 && confirmationsList(record, reach)}
      ${form(shell, {
        action: `${back}/${person.source}`,
        body: html`
          ${
            isKept
              ? html`<p class="govuk-body">Their address and numbers are kept apart from the case. To put one right, <a class="govuk-link" href="/disruptions/${record.id}/identities">open who they are</a>.</p>`
              : html`
          ${
            isInvited
              ? html`<p class="govuk-body">To change their e-mail address, correct it where <a class="govuk-link" href="/disruptions/${record.id}/invitations">their invitation</a> stands: the links they have are closed with it.</p>`
              : textField({
                  ...field,
                  name: 'email',
                  label: 'E-mail address',
                  type: 'email',
                  spellcheck: false,
                  autocomplete: 'off',
                })
          }
          ${textField({ ...field, name: 'phone', label: 'Mobile number', hint: 'For text messages, such as 07700 900123', type: 'tel', spellcheck: false, autocomplete: 'off', width: 20 })}
          ${areaField({ ...field, name: 'address', label: 'Postal address', hint: 'As it stands on an envelope, with the postcode', rows: 4 })}`
          }
          ${checkboxesField({
            ...field,
            name: 'confirms',
            label: 'Which of these have you made sure of?',
            hint: 'Tick only what you know is right now. It need not be all of them.',
            choices: channels.map(optional),
          })}
          ${textField({ ...field, name: 'how', label: 'How did you make sure?', hint: 'For example: I rang them, and they read it back to me' })}
          ${dateField({ ...field, name: 'confirmedOn', label: 'When did you make sure?' })}
          ${radiosField({
            ...field,
            name: 'prefers',
            label: 'How would they like us to write to them?',
            choices: [
              { value: 'any', text: 'They have not said: the quickest way' },
              ...channels.map(optional),
            ],
          })}
          ${selectField({ ...field, name: 'language', label: 'Their language', choices: choicesOf(languageInWords) })}
          ${selectField({ ...field, name: 'format', label: 'How they can read it', choices: choicesOf(formatInWords) })}
          ${areaField({ ...field, name: 'needs', label: 'Anything else to mind (optional)', hint: 'For example: needs an interpreter, or somebody who reads letters to them', rows: 2 })}
          ${selectField({
            ...field,
            name: 'stopped',
            label: 'Must we stop sending anything to them?',
            hint: 'What waits is not sent, and the links they have open nothing, from now on',
            choices: [{ value: '', text: 'No' }, ...choicesOf(stoppedInWords)],
          })}
          ${textField({ ...field, name: 'stoppedNote', label: 'What do you know about it?', hint: 'Only when you stop. For example: the order of 3 March, or who told you' })}`,
        button: 'Save how they are reached',
        secondary: html`<a class="govuk-link" href="${back}">Leave it as it is</a>`,
      })}`,
  });
};
