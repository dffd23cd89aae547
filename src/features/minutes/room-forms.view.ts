import type { CaseRecord } from '../../domain/case.ts';
import type { Concerned } from '../../domain/heard.ts';
import { type MeetingNow, standsInWords } from '../../domain/meeting-room.ts';
import type { Problem } from '../../domain/result.ts';
import { areaField, form } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

type Shown = {
  readonly record: Pick<CaseRecord, 'id'>;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
  /** Why it cannot be done as the meeting stands; none when it can. */
  readonly refusals: readonly Problem[];
};

/** A page of the meeting room with one question, or with why there is nothing to ask. */
export const roomPage = (
  shell: Shell,
  { record, problems, refusals }: Pick<Shown, 'record' | 'problems' | 'refusals'>,
  { title, action, button, body }: { title: string; action: string; button: string; body: Html },
): string =>
  page(shell, {
    title,
    problems,
    back: { href: `/disruptions/${record.id}/minutes`, text: 'Meeting' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${
        refusals.length > 0 && problems.length === 0
          ? refusals.map(({ message }) => html`<p class="govuk-body">${message}.</p>`)
          : form(shell, {
              action: `/disruptions/${record.id}/minutes/${action}`,
              button,
              secondary: html`<a class="govuk-link" href="/disruptions/${record.id}/minutes">Go back to the meeting</a>`,
              body,
            })
      }`,
  });

export const pauseMeetingView = (shell: Shell, shown: Shown): string =>
  roomPage(shell, shown, {
    title: 'Pause the meeting',
    action: 'pause',
    button: 'Pause the meeting',
    body: areaField({
      name: 'reason',
      label: 'Why is it paused?',
      hint: 'For example: a break, somebody needs a moment, a document is being looked for',
      typed: shown.typed,
      problems: shown.problems,
      rows: 2,
    }),
  });

/** Those who were not heard at all, and the question why; nothing when everybody was. */
export const whyNotHeardField = (
  toExplain: readonly Concerned[],
  { typed, problems }: Pick<Shown, 'typed' | 'problems'>,
): Html | null =>
  toExplain.length === 0
    ? null
    : html`
      <p class="govuk-body">These people came or wrote, and were not heard on any item:</p>
      <ul class="govuk-list govuk-list--bullet">${toExplain.map(({ name }) => html`<li>${name}</li>`)}</ul>
      <p class="govuk-body">Everyone concerned is to have their say. Tick who was heard beside each item, or say why somebody was not.</p>
      ${areaField({ name: 'whyNotHeard', label: 'Why were they not heard?', typed, problems, rows: 2 })}`;

export const endMeetingView = (
  shell: Shell,
  shown: Shown & { readonly room: { readonly now: MeetingNow; readonly toExplain: readonly Concerned[] } },
): string =>
  roomPage(shell, shown, {
    title: 'End the meeting',
    action: 'end',
    button: 'End the meeting',
    body: html`
      ${insetText({ text: standsInWords(shown.room.now) })}
      <p class="govuk-body">It ends once. The minutes can still be written afterwards.</p>
      ${whyNotHeardField(shown.room.toExplain, shown)}`,
  });
