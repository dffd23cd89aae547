import { writtenFields } from '../../domain/contribution-answers.ts';
import { codeMinutes } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { isAnswerField } from '../../domain/time-answers.ts';
import { saidFields } from '../../web/check-fields.ts';
import { form, readText, type Typed, textField } from '../../web/forms.ts';
import { button } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { type Page, plainPage, type Shell } from '../../web/page.ts';
import { asText, problemsIn, type Said, sayingIn } from '../../web/said.ts';

/** A guest's page. Its way out ends the session before it leaves for another site, so that Back shows nothing. */
export const guestPage = (
  shell: Shell,
  content: Omit<Page, 'problems'> & { readonly problems?: readonly Problem[] },
): string =>
  plainPage(shell, {
    ...content,
    problems: problemsIn(shell.language, content.problems ?? []),
    exit: '/private/leave',
  });

const paragraphs = (...says: readonly Said[]): readonly Html[] =>
  says.map((sentence) => html`<p class="govuk-body">${sentence}</p>`);

const saying = (shell: Shell, title: string, ...says: readonly string[]): string => {
  const { say, shown } = sayingIn(shell.language);
  return guestPage(shell, {
    title: say(title),
    body: html`<h1 class="govuk-heading-l">${shown(title)}</h1>${paragraphs(...says.map((each) => shown(each)))}`,
  });
};

/** What a guest had typed when their session ran out, carried along until they have typed in a new code. */
const otherWritten = ['reply', 'note', 'disagreement'] as const;
/** Which copy a disagreement is about goes with it. */
const carriedFields = [...otherWritten, 'copyId'] as const;

/** What they were writing to the meeting, question by question. */
const wordsSent = (typed: Typed) => writtenFields(Object.keys(typed), (name) => readText(typed, name));

export const carriesContribution = (typed: Typed): boolean => wordsSent(typed).length > 0;

/** The fields in which they said which times they can. */
export const timesAnswered = (typed: Typed): readonly string[] =>
  Object.keys(typed).filter((name) => isAnswerField(name) && readText(typed, name) !== '');

export const carriesWords = (typed: Typed): boolean =>
  carriesContribution(typed) ||
  timesAnswered(typed).length > 0 ||
  saidFields(typed).length > 0 ||
  otherWritten.some((name) => readText(typed, name) !== '');

const carried = (typed: Typed): readonly Html[] =>
  [...carriedFields, ...wordsSent(typed), ...timesAnswered(typed), ...saidFields(typed)]
    .filter((name) => readText(typed, name) !== '')
    .map((name) => html`<input type="hidden" name="${name}" value="${readText(typed, name)}">`);

/** What a link opens: it says nothing about anybody, because links are passed on and mail is read by machines. */
export const startView = (shell: Shell, typed: Typed = {}): string => {
  const { say, shown } = sayingIn(shell.language);
  const carries = carriesWords(typed);
  const title = carries ? 'You need a new code' : 'Is it you?';
  const council = shell.organisation?.name ?? say('The council');
  return guestPage(shell, {
    title: say(title),
    body: html`
      <h1 class="govuk-heading-l">${shown(title)}</h1>
      ${
        carries
          ? paragraphs(
              shown('You were away for a while, so we closed the page to keep it safe.'),
              html`<strong>${shown('What you wrote is not lost.')}</strong> ${shown('We save it when you have typed in the new code.')}`,
              ...(readText(typed, 'do') === 'add-file'
                ? [shown('Then please add your file once more.')]
                : []),
            )
          : paragraphs(
              shown('{council} sent you a private link.', { council }),
              shown(
                'Before you see the page, we check that it is you. We send you a code: to your phone if we have your number, or else by e-mail.',
              ),
            )
      }
      ${form(shell, {
        action: '/private/code',
        body: html`${carried(typed)}`,
        button: shown('Send me a code'),
        secondary: carries
          ? html``
          : html`<a class="govuk-link" href="/private/code">${shown('I have a code already')}</a>`,
      })}`,
  });
};

export const codeView = (
  shell: Shell,
  { typed = {}, problems = [] }: { readonly typed?: Typed; readonly problems?: readonly Problem[] } = {},
): string => {
  const { say, shown } = sayingIn(shell.language);
  return guestPage(shell, {
    title: say('Type in your code'),
    back: { href: '/private' },
    problems,
    body: html`
      <h1 class="govuk-heading-l">${shown('Type in your code')}</h1>
      ${paragraphs(
        shown(
          'If you asked for a code, look at the messages on your phone, and at your e-mail. It can take a few minutes. Look in the junk folder too.',
        ),
      )}
      ${form(shell, {
        action: '/private/code/check',
        body: html`${carried(typed)}
          ${textField({
            name: 'code',
            label: shown('Code'),
            hint: shown('The 6 numbers we sent you. They work for {minutes} minutes.', {
              minutes: String(codeMinutes),
            }),
            // A code that was wrong is not shown again: it is quicker to type than to mend.
            typed: {},
            problems: problemsIn(shell.language, problems),
            inputmode: 'numeric',
            autocomplete: 'one-time-code',
            spellcheck: false,
            width: 10,
          })}`,
        button: shown('Continue'),
        secondary: button({
          ...asText(shown('Send me a new code')),
          classes: 'govuk-button--secondary',
          preventDoubleClick: true,
          attributes: { formaction: '/private/code' },
        }),
      })}`,
  });
};

export const tooManyCodesView = (shell: Shell): string =>
  saying(
    shell,
    'We cannot send another code now',
    'You have asked for many codes. This may be a mistake, so we stop here to keep your page safe.',
    'Please wait an hour. Then open your link again.',
    'If that does not help, please ask the person who invited you. They can send you a new link.',
  );

export const refusedView = (shell: Shell): string =>
  saying(
    shell,
    'This link does not work now',
    'It may have run out, or there may be a newer one. Please look for our last e-mail to you and open the link in it.',
    'If that does not help, please ask the person who invited you. They can send you a new link.',
    'You have not done anything wrong.',
  );

export const offView = (shell: Shell): string =>
  saying(
    shell,
    'There is nothing you need to do',
    'This invitation has been taken back, or the meeting is not going ahead.',
    'If you want to ask something, please ask the person who invited you.',
  );

export const finishedView = (shell: Shell): string =>
  saying(
    shell,
    'You have finished',
    'Your page is closed, and this computer or phone has forgotten it.',
    'If you want to look again, open the link we sent you.',
  );
