import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation, Meeting } from '../../domain/case.ts';
import { type Comment, checkersOf, isChecked, isUnsettled, type minutesDays } from '../../domain/checking.ts';
import { dateInLondon, inWords, type PlainDate, timeInLondon, timeInWords } from '../../domain/dates.ts';
import type { Passage } from '../../domain/minutes.ts';
import type { AgendaItem } from '../../domain/procedure.ts';
import type { Problem } from '../../domain/result.ts';
import { passageInWords } from '../../domain/whose.ts';
import { listInWords } from '../../domain/words.ts';
import { arrangementsOpen } from '../../web/arrangements-open.view.ts';
import { dateField, form, radiosField, textField } from '../../web/forms.ts';
import { insetText, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { whyNotHeardField } from './room-forms.view.ts';

export type CheckingShown = {
  readonly record: CaseRecord;
  readonly meeting: Meeting;
  readonly agenda: readonly AgendaItem[];
  readonly passages: readonly Passage[];
  readonly comments: readonly Comment[];
  /** Those who check the draft that is out: whose copy is with them. */
  readonly outTo: readonly string[];
  readonly days: ReturnType<typeof minutesDays>;
  /** Those who came or wrote, and were not heard. */
  readonly toExplain: Parameters<typeof whyNotHeardField>[0];
  readonly today: PlainDate;
  /** How much is still open of who is told and what is arranged. */
  readonly arrangementsOpen: number;
  readonly isChair: boolean;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const pathOf = ({ record }: Pick<CheckingShown, 'record'>): string =>
  `/disruptions/${record.id}/minutes/checking`;

const whenInWords = (at: Date): string => `${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}`;

const daysPart = ({ days }: CheckingShown): Html | null => {
  const names = {
    draft: 'The draft goes out by',
    corrections: 'Corrections are in by',
    final: 'Final by',
  } as const;
  const said = (['draft', 'corrections', 'final'] as const).flatMap((stage) => {
    const day = days[stage];
    return day === undefined
      ? []
      : [
          html`<li>${names[stage]} ${inWords(day.on)} <span class="app-because">(your procedure, ${day.paragraph})</span></li>`,
        ];
  });
  return said.length === 0 ? null : html`<ul class="govuk-list govuk-list--bullet">${said}</ul>`;
};

const sendPart = (shell: Shell, shown: CheckingShown): Html => {
  const { meeting, toExplain, typed, problems } = shown;
  const names = checkersOf(meeting).map(({ name }) => name);
  return html`
    <p class="govuk-body">Everybody who came checks the draft before the chair agrees it: each reads their own copy and says of every part whether it is right.</p>
    ${daysPart(shown)}
    ${
      names.length === 0
        ? html`<p class="govuk-body">Nobody is recorded as having come who could check it.</p>`
        : form(shell, {
            action: `${pathOf(shown)}/send`,
            button: 'Send the draft to be checked',
            body: html`
              ${whyNotHeardField(toExplain, { typed, problems })}
              <p class="govuk-body">It goes to ${listInWords(names)}. While they check it nobody can write in it. You can take it back.</p>
              ${dateField({ name: 'by', label: 'By which day do they answer?', typed, problems })}`,
          })
    }`;
};

const readerPart = (reader: Invitation, { meeting, comments, outTo }: CheckingShown): Html => {
  const own = comments.filter(
    ({ invitationId, version }) => invitationId === reader.id && version === meeting.minutesVersion,
  );
  const last = own.at(-1);
  const wrong = own.filter(({ isRight }) => !isRight).length;
  const state =
    last !== undefined
      ? html`Answered on ${whenInWords(last.saidAt)}: ${wrong === 0 ? 'all of it is right' : wrong === 1 ? 'one thing is not right' : `${wrong} things are not right`}`
      : outTo.includes(reader.id)
        ? html`Has not answered yet`
        : html`Their copy is not out yet`;
  return html`<li>${reader.name}, ${capacityInWords[reader.capacity]}: ${state}</li>`;
};

const beingCheckedPart = (shown: CheckingShown): Html => {
  const { record, meeting, outTo, today } = shown;
  const { check } = meeting;
  const readers = checkersOf(meeting);
  const isWaiting = outTo.length < readers.length;
  return html`
    ${insetText({
      text: `The draft was sent to be checked on ${check ? whenInWords(check.sentAt) : ''}. People can answer until ${check ? inWords(check.by) : ''}.${isChecked(meeting, today) ? ' Everybody has answered, or their day has passed.' : ''}`,
    })}
    ${isWaiting && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/copies">Release the copies of the draft</a>: ${readers.length - outTo.length} of ${readers.length} are not out yet.</p>`}
    <h2 class="govuk-heading-m">Who has answered</h2>
    <ul class="govuk-list govuk-list--bullet">${readers.map((reader) => readerPart(reader, shown))}</ul>`;
};

const takeBackPart = (shell: Shell, shown: CheckingShown): Html => html`
    <h2 class="govuk-heading-m">Change the draft</h2>
    ${form(shell, {
      action: `${pathOf(shown)}/take-back`,
      button: 'Take the draft back to write in it',
      body: html`<p class="govuk-body">To change something, take the draft back. Nobody can read their copy of it from then on. What people said stays here.</p>`,
    })}`;

/** What was said of a passage, with who said it and what became of it; the text of it is theirs. */
const commentPart = (shell: Shell, comment: Comment, shown: CheckingShown): Html => {
  const { meeting, typed, problems } = shown;
  const { id, words, saidAt, outcome, because, settledBy } = comment;
  const who = meeting.invitations.find((one) => one.id === comment.invitationId)?.name ?? 'Somebody';
  const field = (name: string): string => `${name}-${id}`;
  return html`
    <div id="comment-${id}">
      <figure class="app-quote"><blockquote class="app-words">${words}</blockquote>
        <figcaption class="app-because">${who}, ${whenInWords(saidAt)}</figcaption></figure>
      ${
        outcome === null
          ? form(shell, {
              action: `${pathOf(shown)}/comments/${id}`,
              button: html`Save what becomes of it<span class="govuk-visually-hidden"> (${who})</span>`,
              body: html`
                ${radiosField({
                  name: field('outcome'),
                  label: html`What becomes of it?<span class="govuk-visually-hidden"> (${who})</span>`,
                  typed,
                  problems,
                  choices: [
                    { value: 'changed', text: 'The minutes were changed' },
                    {
                      value: 'kept',
                      text: 'The minutes stay as they are',
                      reveals: textField({
                        name: field('because'),
                        label: html`Why?<span class="govuk-visually-hidden"> (${who})</span>`,
                        hint: 'They read this in their next copy.',
                        typed,
                        problems,
                      }),
                    },
                  ],
                })}`,
            })
          : html`<p class="govuk-body">${
              outcome === 'changed'
                ? tag({ text: 'Changed', classes: 'govuk-tag--green' })
                : tag({ text: 'Kept', classes: 'govuk-tag--grey' })
            } ${outcome === 'kept' && html`${because}. `}${settledBy}</p>`
      }
    </div>`;
};

const passagePart = (shell: Shell, passage: Passage, shown: CheckingShown): Html | null => {
  const { record, agenda, comments } = shown;
  const said = comments.filter(({ passageId }) => passageId === passage.id);
  const wrong = said.filter(({ isRight }) => !isRight);
  const right = said.filter(({ isRight }) => isRight).length;
  if (said.length === 0) return null;
  return html`
    <section aria-labelledby="passage-${passage.id}">
      <h3 class="govuk-heading-s" id="passage-${passage.id}">${agenda.find(({ key }) => key === passage.agendaKey)?.title ?? passage.agendaKey}</h3>
      <p class="app-words">${passage.text}</p>
      <p class="app-because">${passageInWords(passage, record.placement.children)}</p>
      ${right > 0 && html`<p class="govuk-body">${right === 1 ? 'One person says' : `${right} people say`} that this is right.</p>`}
      ${wrong.map((comment) => commentPart(shell, comment, shown))}
    </section>`;
};

const saidPart = (shell: Shell, shown: CheckingShown): Html => {
  const { passages, comments } = shown;
  const open = comments.filter(isUnsettled).length;
  return html`
    <h2 class="govuk-heading-m" id="said">What people said about the draft</h2>
    <p class="govuk-body">${
      comments.length === 0
        ? 'Nobody has said anything yet.'
        : open === 0
          ? 'It is decided what becomes of everything that is not right.'
          : `${open === 1 ? 'One thing waits' : `${open} things wait`} for you to decide what becomes of ${open === 1 ? 'it' : 'them'}.`
    }</p>
    ${passages.map((passage) => passagePart(shell, passage, shown))}`;
};

/** The chair agrees here while the draft is being checked: then there is no page to write on. */
const agreePart = (shell: Shell, shown: CheckingShown): Html | null => {
  const { meeting, isChair, today, typed, problems } = shown;
  if (!isChair || meeting.minutesStatus !== 'being-checked') return null;
  return html`
    <h2 class="govuk-heading-m">Agree the minutes</h2>
    ${arrangementsOpen(shown.record.id, shown.arrangementsOpen)}
    ${form(shell, {
      action: `${pathOf(shown)}/agree`,
      button: 'Agree the minutes',
      body: html`
        <p class="govuk-body">Once you agree them nobody can change them. Each person’s own copy is prepared next, in place of the draft.</p>
        ${
          !isChecked(meeting, today) &&
          textField({
            name: 'unchecked-because',
            label: 'Why do you not wait for those who have not answered?',
            hint: 'Kept in the history of the case.',
            typed,
            problems,
          })
        }`,
    })}`;
};

/** Where the chair and the minute taker send the draft to be checked, and decide what becomes of what people say of it. */
export const checkingView = (shell: Shell, shown: CheckingShown): string => {
  const { record, meeting } = shown;
  const { minutesStatus } = meeting;
  const body = html`
    ${minutesStatus === 'draft' && sendPart(shell, shown)}
    ${minutesStatus === 'being-checked' && beingCheckedPart(shown)}
    ${minutesStatus === 'agreed' && html`<p class="govuk-body">The chair has agreed these minutes.</p>`}
    ${meeting.check !== null && saidPart(shell, shown)}
    ${minutesStatus === 'being-checked' && takeBackPart(shell, shown)}
    ${agreePart(shell, shown)}`;
  const markup = String(body);
  return page(shell, {
    title: 'Checking the draft minutes',
    // Somebody else may have done meanwhile what the form was for: then there is no field to link to.
    problems: shown.problems.map((problem) =>
      markup.includes(`id="${problem.field}"`) ? problem : { ...problem, field: '' },
    ),
    back: { href: `/disruptions/${record.id}/minutes`, text: 'Minutes' },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Checking the draft minutes</h1>
      ${body}`,
  });
};
