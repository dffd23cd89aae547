import type { Problem } from '../../domain/result.ts';
import { answerField, type ProposedTime } from '../../domain/time-answers.ts';
import { momentInWords } from '../../domain/times-message.ts';
import { form, radiosField, type Typed } from '../../web/forms.ts';
import { notificationBanner } from '../../web/govuk.ts';
import { html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { problemsIn, sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';

/** The times somebody is asked about: no place, no reason, and nobody else. */
export const chooseTimesView = (
  shell: Shell,
  shown: {
    readonly name: string;
    readonly minutesLong: number;
    readonly times: readonly ProposedTime[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
    readonly isSaved: boolean;
  },
): string => {
  const { name, minutesLong, times, typed, isSaved } = shown;
  const saying = sayingIn(shell.language);
  const title = 'Which times can you come?';
  const council = shell.organisation?.name ?? saying.say('The council');
  return guestPage(shell, {
    title: saying.say(title),
    problems: shown.problems,
    body: html`
      ${
        shown.problems.length === 0 &&
        isSaved &&
        notificationBanner({
          type: 'success',
          html: html`<p class="govuk-notification-banner__heading">${saying.shown('Thank you. We have saved your answer.')}</p>`,
        })
      }
      <h1 class="govuk-heading-l">${saying.shown(title)}</h1>
      <p class="govuk-body-l">${saying.shown(name === '' ? 'Hello.' : 'Hello {name}.', { name })} ${saying.shown('{council} would like to meet you.', { council })}</p>
      <p class="govuk-body">${saying.shown('It takes about {length}. No time is fixed yet.', { length: saying.length(minutesLong) })} ${saying.shown('Say for each time if you can come.')}</p>
      ${form(shell, {
        action: '/private/times',
        button: saying.shown('Save my answer'),
        body: html`${times.map((time) =>
          radiosField({
            name: answerField(time),
            label: momentInWords(time, saying),
            typed,
            problems: problemsIn(shell.language, shown.problems),
            choices: [
              { value: 'can', text: saying.shown('Yes, I can') },
              { value: 'if-needed', text: saying.shown('Yes, if no other time works') },
              { value: 'cannot', text: saying.shown('No') },
            ],
          }),
        )}`,
      })}
      <p class="govuk-body">${saying.shown('You can change your answer until we choose a time. Then we write to you again.')}</p>
      <h2 class="govuk-heading-m">${saying.shown('When you have finished')}</h2>
      ${form(shell, {
        action: '/private/finish',
        body: html`<p class="govuk-body">${saying.shown('This closes your page, so that nobody else can see it here.')}</p>`,
        button: saying.shown('Finish'),
      })}`,
  });
};
