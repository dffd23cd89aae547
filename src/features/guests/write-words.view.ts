import type { OwnContribution } from '../../domain/contribution-answers.ts';
import { sharedWith } from '../../domain/contribution-mark.ts';
import type { Problem } from '../../domain/result.ts';
import { answersPart, contributionFields, saveForLater } from '../../web/contribution-fields.ts';
import { form, type Typed } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import type { Shell } from '../../web/page.ts';

type Shown = {
  readonly writing: OwnContribution;
  readonly convener: string;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const whoReads = ({ share, chairShare }: OwnContribution): string =>
  sharedWith({ share, chairShare }) === 'everyone'
    ? 'It is shared with everyone at the meeting.'
    : 'Only the chair and the social workers read it.';

/** Whose it is by now: theirs alone, the meeting's, or both, while they are changing what they gave. */
const standing = (writing: OwnContribution): Html | null => {
  const { draft, given } = writing;
  if (given.length === 0)
    return draft && insetText({ text: 'We have kept this for you. Nobody else can see it yet.' });
  return insetText({
    text: `You gave this to the meeting. ${whoReads(writing)} ${
      draft === null
        ? 'You can change it or take it back until it has been read there.'
        : 'The changes below are only for you, until you give them to the meeting.'
    }`,
  });
};

/** What can no longer be changed, and how to put it right. */
const readPart = ({ writing, convener }: Shown): Html => html`
  <h2 class="govuk-heading-m">What you wrote</h2>
  ${insetText({ text: `Thank you. What you wrote has been read for the meeting, so it stays as it is. ${whoReads(writing)}` })}
  ${answersPart(writing.given)}
  <p class="govuk-body">Is something in it not right? Please tell ${convener}. They will write down what you want put right.</p>`;

/** Where somebody writes to the meeting, keeps it for later, gives it and takes it back. */
export const wordsPart = (shell: Shell, shown: Shown): Html => {
  const { writing, typed, problems } = shown;
  if (writing.isRead) return readPart(shown);
  return html`
    <h2 class="govuk-heading-m">Write to us</h2>
    ${standing(writing)}
    <p class="govuk-body">You do not have to answer every question. Write as little or as much as you like.</p>
    <p class="govuk-body">You can save it and come back. Nobody else sees it until you give it to the meeting.</p>
    ${form(shell, {
      action: '/private/meeting/words',
      button: 'Give this to the meeting',
      secondary: saveForLater(),
      body: contributionFields(writing, { audience: 'guest', typed, problems }),
    })}
    ${
      writing.given.length > 0 &&
      form(shell, {
        action: '/private/meeting/words',
        button: 'Take back what I gave',
        body: html`<input type="hidden" name="do" value="take-back">
          <p class="govuk-body">You can also take it back. Then nobody else reads it, and we keep it here for you.</p>`,
      })
    }`;
};

/** What somebody wrote to a meeting that is over, and what they kept to themselves. */
export const wordsWhenOver = ({ given, draft }: OwnContribution): Html => html`
  ${given.length > 0 && html`<h2 class="govuk-heading-m">What you wrote</h2>${answersPart(given)}`}
  ${
    draft !== null &&
    html`<h2 class="govuk-heading-m">What you saved and did not give</h2>
    <p class="govuk-body">Nobody else has read this.</p>${answersPart(draft.answers)}`
  }`;
