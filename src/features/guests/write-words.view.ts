import type { OwnContribution } from '../../domain/contribution-answers.ts';
import type { ContributionFile } from '../../domain/contribution-file.ts';
import { sharedWith } from '../../domain/contribution-mark.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { Problem } from '../../domain/result.ts';
import {
  answersPart,
  contributionFields,
  filesFields,
  givenFilesPart,
  saveForLater,
} from '../../web/contribution-fields.ts';
import { form, type Typed } from '../../web/forms.ts';
import { insetText, notificationBanner } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';
import { problemsIn, type Said, type Saying, sayingIn } from '../../web/said.ts';
import { guestPage } from './start.view.ts';

type Shown = {
  readonly writing: OwnContribution;
  readonly convener: string;
  readonly isOver: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  readonly justSaved: string;
};

const savedWords: Readonly<Record<string, string>> = {
  file: 'We have added your file, and kept what you wrote. Nobody else can see it yet.',
  'file-out': 'We have taken the file out, and kept what you wrote.',
};

const addressOf = ({ id }: ContributionFile): string => `/private/meeting/files/${id}`;

const whoReads = ({ shown }: Saying, { share, chairShare }: OwnContribution): Said =>
  shown(
    sharedWith({ share, chairShare }) === 'everyone'
      ? 'It is shared with everyone at the meeting.'
      : 'Only the chair and the social workers read it.',
  );

/** When it was given, as the phrases that say so take it. */
const whenGiven = ({ date }: Saying, { givenAt }: OwnContribution): { readonly date: string } | undefined =>
  givenAt === null ? undefined : { date: date(dateInLondon(givenAt)) };

/** Whose it is by now: theirs alone, the meeting's, or both, while they are changing what they gave. */
const standing = (saying: Saying, writing: OwnContribution): Html | null => {
  const { draft, given } = writing;
  const { shown } = saying;
  const when = whenGiven(saying, writing);
  if (given.length === 0)
    return draft === null ? null : html`${shown('We have kept this for you. Nobody else can see it yet.')}`;
  return html`${
    when !== undefined && writing.recordedAt
      ? shown('On {date} a worker wrote this down for you, from what you gave them.', when)
      : when === undefined
        ? shown('You gave this to the meeting.')
        : shown('You gave this to the meeting on {date}.', when)
  } ${whoReads(saying, writing)} ${shown(
    draft === null
      ? 'You can change it or take it back until it has been read there.'
      : 'The changes below are only for you, until you give them to the meeting.',
  )}`;
};

/** For the guest's first page: what stands so far, and the way to the page for writing. */
export const wordsStanding = (
  saying: Saying,
  writing: OwnContribution,
  { isOver }: { readonly isOver: boolean },
): Html => {
  const { draft, given, isRead } = writing;
  const { shown } = saying;
  const when = whenGiven(saying, writing);
  const says = () => {
    if (given.length === 0)
      return shown(
        draft === null
          ? 'You have not written anything yet. You can also add a photo, a letter or your voice.'
          : 'You have saved some words. Only you can see them yet.',
      );
    const gave =
      when === undefined
        ? shown('You gave us your words.')
        : shown('You gave us your words on {date}.', when);
    return draft === null || isOver || isRead
      ? gave
      : html`${gave} ${shown('Since then you saved changes. Only you can see them yet.')}`;
  };
  const link = () => {
    if (isOver || isRead) return 'Read what you wrote';
    return given.length > 0 || draft !== null ? 'Go on writing' : 'Start to write';
  };
  return html`
    <h2 class="govuk-heading-m" id="words">${shown('Write to us')}</h2>
    <p class="govuk-body">${says()}</p>
    <p class="govuk-body"><a class="govuk-link" href="/private/meeting/words">${shown(link())}</a></p>`;
};

/** What can no longer be changed, and how to put it right. */
const readPart = (saying: Saying, { writing, convener }: Shown): Html => {
  const { shown, language } = saying;
  return html`
  ${insetText({ html: html`${shown('Thank you. What you wrote has been read for the meeting, so it stays as it is.')} ${whoReads(saying, writing)}` })}
  ${answersPart(writing.given, language)}
  ${givenFilesPart(
    writing.files.filter(({ isGiven }) => isGiven),
    addressOf,
  )}
  <p class="govuk-body">${shown('Is something in it not right? Please tell {convener}. They will write down what you want put right.', { convener })}</p>`;
};

/** What somebody wrote to a meeting that is over, and what they kept to themselves. */
const overPart = ({ shown, language }: Saying, { writing: { given, draft, files } }: Shown): Html => html`
  ${given.length > 0 && answersPart(given, language)}
  ${givenFilesPart(
    files.filter(({ isGiven }) => isGiven),
    addressOf,
  )}
  ${
    draft !== null &&
    html`<h2 class="govuk-heading-m">${shown('What you saved and did not give')}</h2>
    <p class="govuk-body">${shown('Nobody else has read this.')}</p>${answersPart(draft.answers, language)}
    ${givenFilesPart(
      files.filter(({ isGiven }) => !isGiven),
      addressOf,
    )}`
  }`;

const formPart = (shell: Shell, saying: Saying, { writing, typed, ...rest }: Shown): Html => {
  const { shown, language } = saying;
  const problems = problemsIn(language, rest.problems);
  const stands = standing(saying, writing);
  return html`
    ${stands !== null && insetText({ html: stands })}
    <p class="govuk-body">${shown('You do not have to answer every question. Write as little or as much as you like.')}</p>
    <p class="govuk-body">${shown('You can save it and come back. Nobody else sees it until you give it to the meeting.')}</p>
    ${form(shell, {
      action: '/private/meeting/words',
      button: shown('Give this to the meeting'),
      multipart: true,
      secondary: saveForLater(language),
      body: contributionFields(writing, {
        ...{ audience: 'guest', typed, problems, language },
        files: filesFields(writing, { audience: 'guest', addressOf, typed, problems, language }),
      }),
    })}
    ${
      writing.given.length > 0 &&
      form(shell, {
        action: '/private/meeting/words',
        button: shown('Take back what I gave'),
        body: html`<input type="hidden" name="do" value="take-back">
          <p class="govuk-body">${shown('You can also take it back. Then nobody else reads it, and we keep it here for you.')}</p>`,
      })
    }`;
};

/** Where somebody writes to the meeting, keeps it for later, gives it and takes it back. */
export const writeWordsView = (shell: Shell, shown: Shown): string => {
  const { writing, isOver, problems, justSaved } = shown;
  const isDone = isOver || writing.isRead;
  const title = isDone ? 'What you wrote' : 'Write to us';
  const saying = sayingIn(shell.language);
  const saved = Object.hasOwn(savedWords, justSaved) ? savedWords[justSaved] : undefined;
  return guestPage(shell, {
    title: saying.say(title),
    problems,
    back: { href: '/private/meeting' },
    body: html`
      ${problems.length === 0 && saved !== undefined && notificationBanner({ type: 'success', html: html`<p class="govuk-notification-banner__heading">${saying.shown(saved)}</p>` })}
      <h1 class="govuk-heading-l">${saying.shown(title)}</h1>
      ${isOver ? overPart(saying, shown) : writing.isRead ? readPart(saying, shown) : formPart(shell, saying, shown)}`,
  });
};
