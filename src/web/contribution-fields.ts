import type { Answer } from '../domain/case.ts';
import { wordsLimit } from '../domain/contribution.ts';
import { answerFields, type OwnContribution } from '../domain/contribution-answers.ts';
import type { Problem } from '../domain/result.ts';
import { areaField, radiosField, type Typed } from './forms.ts';
import { button } from './govuk.ts';
import { type Html, html } from './html.ts';

/** What somebody's writing fills its fields with, before they type anything. */
export const typedContribution = (own: OwnContribution): Typed => {
  const { draft, given } = own;
  const share = draft === null ? (given.length === 0 ? null : own.share) : draft.share;
  const fields = answerFields(own.asked, draft?.answers ?? given);
  return {
    ...Object.fromEntries(fields.map(({ name, words }) => [name, words])),
    ...(share !== null && { share }),
  };
};

const choices = {
  guest: [
    {
      value: 'everyone',
      text: 'Share with everyone at the meeting',
      hint: 'It can be read out there. We keep it with the notes of the meeting.',
    },
    {
      value: 'chair-and-social-workers',
      text: 'Only the chair and the social workers',
      hint: 'It is not read out. Only the person who leads the meeting, the social workers and their team managers read it.',
    },
  ],
  staff: [
    {
      value: 'everyone',
      text: 'Share with everyone at the meeting',
      hint: 'It can be read out there, and stands in the copies of the minutes for staff on the case.',
    },
    {
      value: 'chair-and-social-workers',
      text: 'Only the chair and the social workers',
      hint: 'It is not read out and stands in no copy. The chair, the social workers on the case and their team managers read it.',
    },
  ],
} as const;

/** The questions somebody is asked, each with what they wrote, and with whom they share it. */
export const contributionFields = (
  own: OwnContribution,
  {
    audience,
    typed,
    problems,
  }: { readonly audience: 'guest' | 'staff'; readonly typed: Typed; readonly problems: readonly Problem[] },
): Html => {
  const fields = answerFields(own.asked, own.draft?.answers ?? own.given);
  return html`
    ${fields.map(({ name, question }) =>
      areaField({
        name,
        label: question === '' ? 'What you wrote' : question,
        rows: fields.length === 1 ? 10 : 4,
        limit: wordsLimit,
        typed,
        problems,
      }),
    )}
    ${radiosField({
      name: 'share',
      label: 'Who may read it?',
      typed,
      problems,
      choices: choices[audience],
    })}`;
};

/** Stands beside the button that gives it to the meeting. */
export const saveForLater = (): Html =>
  button({
    text: 'Save and come back later',
    classes: 'govuk-button--secondary',
    name: 'do',
    value: 'save',
    preventDoubleClick: true,
  });

/** What somebody wrote, each answer under its question. */
export const answersPart = (answers: readonly Answer[]): Html =>
  html`${answers.map(
    ({ question, words }) => html`
      ${question !== '' && html`<p class="govuk-body"><strong>${question}</strong></p>`}
      <p class="app-words">${words}</p>`,
  )}`;
