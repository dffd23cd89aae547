import type { Comment } from '../domain/checking.ts';
import { wordsLimit } from '../domain/contribution.ts';
import { dateInLondon } from '../domain/dates.ts';
import type { Block, Doc } from '../domain/document.ts';
import type { PageLanguage } from '../domain/language.ts';
import type { Problem } from '../domain/result.ts';
import { areaField, radiosField } from './forms.ts';
import { type Html, html } from './html.ts';
import { problemsIn, type Said, sayingIn } from './said.ts';
import { readText, type Typed } from './typed.ts';

/** What somebody has said already of a part of their copy. */
export type SaidBefore = Pick<Comment, 'ref' | 'isRight' | 'words' | 'saidAt' | 'outcome'>;

/** By what the parts of a copy of a draft are named that its reader is asked about, in their order. */
export const partsAsked = ({ sections }: Doc): readonly string[] =>
  sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.is === 'paragraph' && block.ref !== undefined ? [block.ref] : [])),
  );

/** What a form says of the parts of a copy, whether they are its reader's or not: see sayOfDraft. */
export const readSaid = (
  typed: Typed,
): readonly { readonly ref: string; readonly is: string; readonly words: string }[] =>
  [
    ...new Set(Object.keys(typed).flatMap((name) => /^(?:is|words)-([0-9a-f-]{36})$/.exec(name)?.[1] ?? [])),
  ].map((ref) => ({ ref, is: readText(typed, `is-${ref}`), words: readText(typed, `words-${ref}`) }));

/** The fields of a form that say something of a part of a copy. */
export const saidFields = (typed: Typed): readonly string[] =>
  Object.keys(typed).filter(
    (name) => /^(?:is|words)-[0-9a-f-]{36}$/.test(name) && readText(typed, name) !== '',
  );

/**
 * What a reader is asked beneath a part of their copy of a draft, with what they have said of it before. Of what is no part
 * of the minutes nothing is asked.
 */
export const checkFields =
  (shown: {
    readonly language: PageLanguage;
    readonly document: Doc;
    readonly said: readonly SaidBefore[];
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  }) =>
  (block: Block): Html | null => {
    if (block.is !== 'paragraph' || block.ref === undefined) return null;
    const { ref } = block;
    const { shown: say, date } = sayingIn(shown.language);
    const fields = { typed: shown.typed, problems: problemsIn(shown.language, shown.problems) };
    const parts = partsAsked(shown.document);
    const own = shown.said.filter((one) => one.ref === ref);
    const became = ({ isRight, outcome, saidAt }: SaidBefore): Said => {
      const on = { date: date(dateInLondon(saidAt)) };
      if (isRight) return say('On {date} you said that this part is right.', on);
      if (outcome === 'changed') return say('You wrote this on {date}. We changed this part.', on);
      return outcome === 'kept'
        ? say('You wrote this on {date}. We did not change this part. Your next copy says why.', on)
        : say('You wrote this on {date}. We will look at it.', on);
    };
    return html`
      <div class="app-check" lang="${shown.language}">
        ${own.map((one) =>
          one.isRight
            ? html`<p class="app-because">${became(one)}</p>`
            : html`<figure class="app-quote"><blockquote class="app-words">${one.words}</blockquote>
              <figcaption class="app-because">${became(one)}</figcaption></figure>`,
        )}
        ${radiosField({
          ...fields,
          name: `is-${ref}`,
          label: say('Is this part right? ({part} of {parts})', {
            part: `${parts.indexOf(ref) + 1}`,
            parts: `${parts.length}`,
          }),
          choices: [
            { value: 'right', text: say('Yes, it is right') },
            {
              value: 'not-right',
              text: say('No, something is not right'),
              reveals: areaField({
                ...fields,
                name: `words-${ref}`,
                label: say('What is not right?'),
                rows: 3,
                limit: wordsLimit,
                language: shown.language,
              }),
            },
          ],
        })}
      </div>`;
  };
