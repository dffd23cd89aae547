import type { CaseRecord } from '../../domain/case.ts';
import { fileInWords } from '../../domain/contribution-file.ts';
import { instantInWords, inWordsWithWeekday, type PlainDate } from '../../domain/dates.ts';
import type { PackReader } from '../../domain/pack.ts';
import { type OwnPart, type Pack, seenOf } from '../../domain/pack-release.ts';
import { listInWords } from '../../domain/words.ts';
import { documentBody } from '../../web/document-view.ts';
import { insetText, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

/** By when everybody is to have it. */
export const dueInWords = (dueOn: PlainDate | null): string =>
  dueOn === null
    ? 'The procedure sets no day by which everybody has it.'
    : `Everybody is to have it by ${inWordsWithWeekday(dueOn)}, families and staff alike.`;

const paperItem = ({
  paper,
  author,
  isLate,
  unseenBy,
  onPaper,
}: ReturnType<typeof seenOf>[number]): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${paper === 'agenda' ? 'The agenda' : author === null ? 'What somebody wrote who is not on the list any more' : `What ${author.name} wrote`}</h3>
    ${isLate && html`<p class="app-duties__tag">${tag({ text: 'Late', classes: 'govuk-tag--yellow' })}</p>`}
    <p class="app-duties__detail">${
      unseenBy.length === 0
        ? onPaper.length === 0
          ? 'Everybody who has it has opened it.'
          : 'Everybody who has it has opened it, or has it on paper.'
        : `Not opened yet by ${listInWords(unseenBy.map(({ name }) => name))}.`
    }</p>
    ${onPaper.length > 0 && html`<p class="app-duties__detail">Printed for ${listInWords(onPaper.map(({ name }) => name))}.</p>`}
  </li>`;

/** A part of somebody's pack as staff read it; what came with it opens for whoever may read the words. */
export const packPart = (
  { paper, document, files }: Pick<OwnPart, 'paper' | 'document' | 'files'>,
  disruptionId: string,
): Html => html`
  ${documentBody(document)}
  ${
    files.length > 0 &&
    html`<p class="govuk-body">What came with it:</p>
    <ul class="govuk-list govuk-list--bullet">${files.map(
      (file) =>
        html`<li><a class="govuk-link" href="/disruptions/${disruptionId}/contributions/${paper}/files/${file.id}">${fileInWords(file)}</a></li>`,
    )}</ul>`
  }`;

const ownPart = (part: OwnPart, disruptionId: string): Html => html`
  ${part.isLate && part.openedAt === null && insetText({ text: 'This came late. You have not opened it before.' })}
  ${packPart(part, disruptionId)}`;

/** Each reader's pack by itself, to look at before it goes out and to print. */
const readersPart = (readers: readonly PackReader[], back: string): Html | null =>
  readers.length === 0
    ? null
    : html`
      <h2 class="govuk-heading-m">What each person gets</h2>
      <p class="govuk-body">Look at it before it goes out, and print it for somebody who has no e-mail.</p>
      <ul class="govuk-list">${readers.map(
        ({ id, name }) =>
          html`<li><a class="govuk-link" href="${back}/readers/${id}">What ${name} gets</a></li>`,
      )}</ul>`;

/** A meeting's pack for those on its case. */
export const seePackView = (
  shell: Shell,
  shown: {
    readonly record: CaseRecord;
    readonly packs: readonly Pack[];
    readonly own: readonly OwnPart[];
    readonly dueOn: PlainDate | null;
    readonly agenda: Html | null;
    readonly mayRelease: boolean;
    /** Those whose packs whoever looks may see and print. */
    readonly readers: readonly PackReader[];
  },
): string => {
  const { record, packs, own, dueOn, agenda, mayRelease, readers } = shown;
  const back = `/disruptions/${record.id}/pack`;
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
      ${agenda}
      <h2 class="govuk-heading-m">What has gone out</h2>
      ${packs.length === 0 && html`<p class="govuk-body">Nothing has gone out yet.</p>`}
      <ul class="govuk-list govuk-list--bullet">${packs.map(
        ({ releasedAt, releasedBy, isLate, lateBecause }) =>
          html`<li>Sent on ${instantInWords(releasedAt)} by ${releasedBy}${isLate && `, late: ${lateBecause}`}</li>`,
      )}</ul>
      ${isOpen && mayRelease && html`<p class="govuk-body"><a class="govuk-link" href="${back}/release">${packs.length === 0 ? 'Send the agenda and the papers' : 'Send a late paper, or send it to somebody invited since'}</a></p>`}
      ${packs.length > 0 && html`<h2 class="govuk-heading-m">Who has opened what</h2>`}
      <ol class="app-duties">${seenOf(packs, meeting.invitations, record.placement.children).map(paperItem)}</ol>
      ${readersPart(readers, back)}
      ${own.length > 0 && html`<h2 class="govuk-heading-m">Yours to read</h2>${own.map((part) => ownPart(part, record.id))}`}`
      }`,
  });
};
