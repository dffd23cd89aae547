import type { CaseRecord } from '../../domain/case.ts';
import type { Comment } from '../../domain/checking.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import type { Doc } from '../../domain/document.ts';
import type { Problem } from '../../domain/result.ts';
import { checkFields, type SaidBefore } from '../../web/check-fields.ts';
import { documentBody } from '../../web/document-view.ts';
import { form } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Own = {
  readonly document: Doc;
  readonly said: readonly SaidBefore[];
  readonly before: readonly Comment[];
};

type Shown = {
  readonly record: CaseRecord;
  /** Null while it is not out. */
  readonly own: Own | null;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

/** What they said of earlier drafts, and what became of it. */
const beforePart = ({ before }: Own, { record }: Shown): Html | null => {
  const earlier = before.filter(
    ({ isRight, version }) => !isRight && version !== record.meeting?.minutesVersion,
  );
  return earlier.length === 0
    ? null
    : html`
    <h2 class="govuk-heading-m">What you said about earlier drafts</h2>
    ${earlier.map(
      ({ words, saidAt, outcome, because }) => html`
      <figure class="app-quote"><blockquote class="app-words">${words}</blockquote>
        <figcaption class="app-because">You said this on ${inWords(dateInLondon(saidAt))}. ${
          outcome === null
            ? 'Nobody has decided yet what becomes of it.'
            : outcome === 'changed'
              ? 'The minutes were changed.'
              : `The minutes stay as they are: ${because}`
        }</figcaption></figure>`,
    )}`;
};

const copyPart = (shell: Shell, own: Own, shown: Shown): Html => {
  const { record, typed, problems } = shown;
  const { document, said } = own;
  const { meeting } = record;
  if (meeting?.minutesStatus !== 'being-checked') return documentBody(document);
  return html`
    ${insetText({ text: `Say of each part whether it is right, by ${inWords(meeting.check?.by ?? '')}. You can answer some parts now and the others later.` })}
    ${form(shell, {
      action: `/disruptions/${record.id}/minutes/own-copy`,
      button: 'Send what I said',
      body: documentBody(document, checkFields({ language: 'en', document, said, typed, problems })),
    })}`;
};

/** The copy of somebody who signs in, with what a draft asks them beneath each of its parts. */
export const ownCopyView = (shell: Shell, shown: Shown): string => {
  const { record, own, problems } = shown;
  return page(shell, {
    title: 'Your copy of the minutes',
    problems,
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">${own?.document.title ?? 'Your copy of the minutes'}</h1>
      ${
        own === null
          ? html`<p class="govuk-body">Your copy is not out yet. You get a message when it is.</p>`
          : html`${copyPart(shell, own, shown)}${beforePart(own, shown)}`
      }`,
  });
};
