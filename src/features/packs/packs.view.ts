import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { instantInWords, inWordsWithWeekday, type PlainDate } from '../../domain/dates.ts';
import { type OwnPart, type Pack, seenOf } from '../../domain/pack.ts';
import type { Problem } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { documentBody } from '../../web/document-view.ts';
import { areaField, checkboxesField, form, type Typed } from '../../web/forms.ts';
import { insetText, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

const dueInWords = (dueOn: PlainDate | null): string =>
  dueOn === null
    ? 'The procedure sets no day by which everybody has it.'
    : `Everybody is to have it by ${inWordsWithWeekday(dueOn)}, families and staff alike.`;

const paperItem = ({ paper, author, isLate, unseenBy }: ReturnType<typeof seenOf>[number]): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${paper === 'agenda' ? 'The agenda' : author === null ? 'What somebody wrote who is not on the list any more' : `What ${author.name} wrote`}</h3>
    ${isLate && html`<p class="app-duties__tag">${tag({ text: 'Late', classes: 'govuk-tag--yellow' })}</p>`}
    <p class="app-duties__detail">${
      unseenBy.length === 0
        ? 'Everybody who has it has opened it.'
        : `Not opened yet by ${listInWords(unseenBy.map(({ name }) => name))}.`
    }</p>
  </li>`;

const ownPart = ({ document, isLate, openedAt }: OwnPart): Html => html`
  ${isLate && openedAt === null && insetText({ text: 'This came late. You have not opened it before.' })}
  ${documentBody(document)}`;

/** A meeting's pack for those on its case. */
export const seePackView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly packs: readonly Pack[];
    readonly own: readonly OwnPart[];
    readonly dueOn: PlainDate | null;
    readonly mayRelease: boolean;
  },
): string => {
  const { record, packs, own, dueOn, mayRelease } = shown;
  const { meeting } = record;
  const isOpen = meeting?.status === 'convened' && record.status === 'open';
  return page(shell, {
    title: 'What everybody reads before the meeting',
    back: { href: `/disruptions/${record.id}` },
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">What everybody reads before the meeting</h1>
      ${
        meeting === null
          ? html`<p class="govuk-body">No meeting is arranged yet.</p>`
          : html`
      <p class="govuk-body">${dueInWords(dueOn)}</p>
      ${packs.length === 0 && html`<p class="govuk-body">Nothing has gone out yet.</p>`}
      <ul class="govuk-list govuk-list--bullet">${packs.map(
        ({ releasedAt, releasedBy, isLate, lateBecause }) =>
          html`<li>Sent on ${instantInWords(releasedAt)} by ${releasedBy}${isLate && `, late: ${lateBecause}`}</li>`,
      )}</ul>
      ${isOpen && mayRelease && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/pack/release">${packs.length === 0 ? 'Send the agenda and the papers' : 'Send a late paper, or send it to somebody invited since'}</a></p>`}
      ${packs.length > 0 && html`<h2 class="govuk-heading-m">Who has opened what</h2>`}
      <ol class="app-duties">${seenOf(packs, meeting.invitations).map(paperItem)}</ol>
      ${own.length > 0 && html`<h2 class="govuk-heading-m">Yours to read</h2>${own.map(ownPart)}`}`
      }`,
  });
};

type Facts = {
  readonly open: readonly Invitation[];
  readonly isFirst: boolean;
  readonly isLacked: boolean;
  readonly dueOn: PlainDate | null;
  readonly today: PlainDate;
};

const releaseFields = (
  { open, isFirst, isLacked, dueOn, today }: Facts,
  typed: Typed,
  problems: readonly Problem[],
): Html => html`
  <p class="govuk-body">${dueInWords(dueOn)}</p>
  <p class="govuk-body">${
    isFirst
      ? 'Everybody who is invited gets the agenda, in plain words where they are family or carers, and the papers you choose.'
      : isLacked
        ? 'Whoever was invited since gets what the others have, but for a paper that holds what they must not learn, and everybody gets the papers you choose.'
        : 'Everybody who is invited gets the papers you choose.'
  } Each gets a version of their own, with people told by their part where they may not know them. Read a paper once more before you send it: what it says of somebody in other words is told to all.</p>
  ${
    open.length === 0
      ? html`<p class="govuk-body">Nobody has written anything new that is shared with everyone.</p>`
      : checkboxesField({
          name: 'papers',
          label: 'Which papers go out?',
          hint: 'Those that their author and the chair share with everyone at the meeting',
          typed,
          problems,
          choices: open.map(({ id, name, capacity }) => ({
            value: id,
            text: `What ${name} wrote (${capacityInWords[capacity]})`,
          })),
        })
  }
  ${
    (!isFirst || (dueOn !== null && today > dueOn)) &&
    areaField({
      name: 'because',
      label: 'Why does it go out late?',
      hint: 'Those on the case read it',
      rows: 2,
      typed,
      problems,
    })
  }`;

/** The page on which the pack goes out. */
export const releasePackView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly facts: Facts | null;
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { record, facts, typed, problems } = shown;
  const back = `/disruptions/${record.id}/pack`;
  return page(shell, {
    title: 'Send what everybody reads before the meeting',
    back: { href: back },
    problems,
    body: html`
      <span class="govuk-caption-l">${record.reference}</span>
      <h1 class="govuk-heading-l">Send what everybody reads before the meeting</h1>
      ${
        facts === null
          ? html`<p class="govuk-body">There is no meeting to come.</p>`
          : form(shell, {
              action: `${back}/release`,
              body: releaseFields(facts, typed, problems),
              button: 'Send it to everybody',
            })
      }`,
  });
};
