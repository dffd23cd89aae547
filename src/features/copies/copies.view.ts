import type { CaseAct } from '../../domain/access.ts';
import { capacityInWords } from '../../domain/capacity.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { namesCarers } from '../../domain/copy.ts';
import type { Incident } from '../../domain/copy-incident.ts';
import { hasExpired } from '../../domain/copy-time.ts';
import { dateInLondon, inWords, timeInLondon, timeInWords } from '../../domain/dates.ts';
import {
  isHeld,
  isOut,
  mayTakeBack,
  otherReleasers,
  type PaperOut,
  type PrintedCopy,
  type StoredCopy,
} from '../../domain/release.ts';
import type { KeptDoubt } from '../../domain/release-doubt.ts';
import type { Problem } from '../../domain/result.ts';
import { capitalised, listInWords } from '../../domain/words.ts';
import { checkboxesField, form, textField } from '../../web/forms.ts';
import { details, insetText, tag, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';
import { doubtsPart } from './doubts.view.ts';
import { incidentsPart, wrongPersonPart } from './incidents.view.ts';
import { howLongInWords, timePart } from './time.view.ts';

export type Shown = {
  readonly record: CaseRecord;
  readonly people: readonly {
    readonly invitation: Invitation;
    readonly copy: StoredCopy | undefined;
    /** What the form sends for this copy. */
    readonly choice: string;
  }[];
  readonly authors: readonly string[];
  readonly isAuthor: boolean;
  /** Who looks at the page. */
  readonly viewerId: string;
  readonly now: Date;
  /** Copies that reached the wrong person. */
  readonly incidents: readonly (Incident & { readonly whose: string })[];
  /** Those handed over on paper that are out of date, whose holders nobody has told. */
  readonly papersOut: readonly PaperOut[];
  /** Those of this version that were printed. */
  readonly printed: readonly PrintedCopy[];
  readonly may: (act: CaseAct) => boolean;
  readonly doubts: readonly KeptDoubt[];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const whenInWords = (at: Date): string => `${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}`;

const canLeave = (copy: StoredCopy): boolean =>
  copy.releasedAt === null && !isHeld(copy) && copy.problems.length === 0;

const statusTag = (copy: StoredCopy, now: Date): Html => {
  if (copy.problems.length > 0) return tag({ text: 'Cannot be released', classes: 'govuk-tag--red' });
  if (copy.withdrawnAt !== null) return tag({ text: 'Withdrawn', classes: 'govuk-tag--grey' });
  if (isHeld(copy)) return tag({ text: 'On hold', classes: 'govuk-tag--yellow' });
  if (hasExpired(copy, now))
    return tag({
      text: copy.openedAt === null ? 'Expired, not opened' : 'Expired',
      classes: copy.openedAt === null ? 'govuk-tag--orange' : 'govuk-tag--grey',
    });
  return isOut(copy)
    ? tag({ text: 'Released', classes: 'govuk-tag--green' })
    : tag({ text: 'Ready', classes: 'govuk-tag--blue' });
};

const whatBecameOf = (copy: StoredCopy, now: Date): Html | null => {
  const { releasedAt, releasedBy, withdrawnAt, openedAt, heldUntil, heldByName, stoppedBecause } = copy;
  if (isHeld(copy) && heldUntil !== null)
    return html`<p class="govuk-body">Released by ${heldByName}. It goes on ${whenInWords(heldUntil)}. Until then nobody outside can open it.</p>`;
  if (stoppedBecause !== '')
    return warningText({ iconFallbackText: 'Warning', text: `It did not go: ${stoppedBecause}.` });
  if (releasedAt === null) return null;
  const opened = openedAt === null ? 'Not opened yet' : `First opened on ${whenInWords(openedAt)}`;
  return html`<p class="govuk-body">Released by ${releasedBy} on ${whenInWords(releasedAt)}. ${opened}. ${howLongInWords(copy, now)}${
    withdrawnAt !== null &&
    ` Withdrawn on ${whenInWords(withdrawnAt)}: the link opens nothing. Prepare the copies again to send another.`
  }</p>`;
};

const leftOut = ({ withheld }: StoredCopy, { reader }: Invitation): Html => {
  const [named] = withheld.filter(({ what }) => what === namesCarers);
  if (named !== undefined)
    return warningText({
      iconFallbackText: 'Warning',
      text: `The full minutes, as they were typed. ${capitalised(named.what)}: ${named.count}. Whoever opens the minutes again can write their part instead of their name.`,
    });
  if (withheld.length === 0)
    return html`<p class="govuk-body">${reader === 'staff' ? 'The full minutes.' : 'Nothing was left out.'}</p>`;
  return html`<p class="govuk-body">Left out or told in other words:</p>
    <ul class="govuk-list govuk-list--bullet">${withheld.map(({ what, count }) => html`<li>${what}: ${count}</li>`)}</ul>`;
};

const checked = (copy: StoredCopy, { name, reader }: Invitation, { record, may }: Shown): Html | null => {
  if (reader === 'staff') return null;
  if (copy.problems.length === 0)
    return html`<p class="govuk-body">Read back and checked: nothing in it that ${name} must not learn.</p>`;
  const chair = record.meeting?.chair.name;
  const isDraft = record.meeting?.minutesStatus === 'being-checked';
  return html`<p class="govuk-body">The check found what ${name} must not learn:</p>
    <ul class="govuk-list govuk-list--bullet">${copy.problems.map((problem) => html`<li>${problem}</li>`)}</ul>
    <p class="govuk-body">${isDraft ? html`The draft is locked. ${may('send-draft') ? html`<a class="govuk-link" href="/disruptions/${record.id}/minutes/checking">Take it back</a>` : `Ask ${chair} to take it back`}` : html`Agreed minutes are locked. ${may('agree-minutes') ? html`<a class="govuk-link" href="#reopen">Open them again</a>` : `Ask ${chair} to open them again`}`}, then change these words or keep their passage from this reader, and ${isDraft ? 'send it anew' : 'agree the minutes anew'}.</p>`;
};

const withdrawPart = (copy: StoredCopy, { name }: Invitation, shell: Shell, { record, may }: Shown) =>
  isOut(copy) && may('release-copies')
    ? details({
        summaryText: `Withdraw ${name}’s copy`,
        html: form(shell, {
          action: `/disruptions/${record.id}/copies/${copy.id}/withdraw`,
          button: 'Withdraw this copy now',
          body: html`<p class="govuk-body">From then on the link opens nothing. What ${name} has already read or saved stays with them.</p>`,
        }),
      })
    : null;

/** Printed to be handed over: each has a number, and says for whom. */
const printPart = (copy: StoredCopy, { name }: Invitation, shell: Shell, shown: Shown): Html | null => {
  const { record, printed, typed, problems, may } = shown;
  const address = `/disruptions/${record.id}/copies/${copy.id}`;
  const field = `for-${copy.id}`;
  return html`
    ${printed
      .filter(({ copyId }) => copyId === copy.id)
      .map(
        ({ number, printedFor, printedBy, printedAt }) =>
          html`<p class="govuk-body">Printed copy ${number} for ${printedFor}, by ${printedBy} on ${whenInWords(printedAt)}. <a class="govuk-link" href="${address}/printed?number=${number}">Open it to print<span class="govuk-visually-hidden"> (copy ${number})</span></a></p>`,
      )}
    ${
      isOut(copy) &&
      may('release-copies') &&
      details({
        open: problems.some((problem) => problem.field === field),
        summaryText: `Print ${name}’s copy`,
        html: form(shell, {
          action: `${address}/print`,
          button: 'Make a numbered copy to print',
          body: textField({
            ...{ name: field, label: 'Who is it for?', typed, problems },
            hint: 'Its number stands on every page, and who printed it is kept here.',
          }),
        }),
      })
    }`;
};

const personPart = (
  { invitation, copy }: Shown['people'][number],
  shell: Shell,
  shown: Shown,
): Html | null => {
  if (copy === undefined) return null;
  const { name, capacity } = invitation;
  const address = `/disruptions/${shown.record.id}/copies/${copy.id}`;
  return html`
    <h2 class="govuk-heading-m">${name}, ${capacityInWords[capacity]}</h2>
    <p class="govuk-body">${statusTag(copy, shown.now)}</p>
    ${whatBecameOf(copy, shown.now)}
    ${leftOut(copy, invitation)}
    ${checked(copy, invitation, shown)}
    <p class="govuk-body"><a class="govuk-link" href="${address}">Preview ${name}’s copy</a> or <a class="govuk-link" href="${address}.pdf">as a PDF<span class="govuk-visually-hidden"> (${name})</span></a>${copy.seenBy.includes(shown.viewerId) && '. You have opened it'}</p>
    ${timePart(copy, invitation, shell, shown)}
    ${printPart(copy, invitation, shell, shown)}
    ${withdrawPart(copy, invitation, shell, shown)}
    ${shown.may('release-copies') && wrongPersonPart(shell, { ...shown, copy, invitation })}
    <hr class="govuk-section-break govuk-section-break--l govuk-section-break--visible">`;
};

const waitingFor = ({ people }: Shown) => people.filter(({ copy }) => copy !== undefined && canLeave(copy));
const mayRelease = ({ isAuthor, may }: Shown): boolean => !isAuthor && may('release-copies');

const whoReleases = (shown: Shown): Html | null =>
  waitingFor(shown).length === 0 || mayRelease(shown)
    ? null
    : warningText({
        iconFallbackText: 'Warning',
        text: `${shown.isAuthor ? 'You wrote in these minutes, so somebody' : 'Somebody'} else releases the copies: ${otherReleasers(shown.record, shown.authors)}.`,
      });

/** What waits to go, and the button that takes it back. */
const heldPart = (shell: Shell, { record, people, viewerId, may }: Shown): Html | null => {
  const held = people.filter(({ copy }) => copy !== undefined && isHeld(copy));
  const last = held.map(({ copy }) => copy?.heldUntil?.getTime() ?? 0);
  if (held.length === 0) return null;
  const mine = held.flatMap(({ copy }) =>
    copy && may('release-copies') && mayTakeBack(record, copy, viewerId) ? [copy] : [],
  );
  const whose = listInWords(held.map(({ invitation }) => invitation.name));
  return insetText({
    html: html`
      <p class="govuk-body" id="held">On hold until ${whenInWords(new Date(Math.max(...last)))}: the copies for ${whose}. Then each person is sent a private link. Whoever released them, or ${record.meeting?.chair.name}, can take them back until then.</p>
      ${
        mine.length > 0 &&
        form(shell, {
          action: `/disruptions/${record.id}/copies/take-back`,
          button: mine.length === 1 ? 'Take it back' : `Take back all ${mine.length}`,
          body: html`${mine.map(({ id }) => html`<input type="hidden" name="held" value="${id}">`)}`,
        })
      }`,
  });
};

const releasePart = (shell: Shell, shown: Shown): Html | null => {
  const { record, typed, problems, viewerId } = shown;
  const waiting = waitingFor(shown);
  if (waiting.length === 0 || !mayRelease(shown)) return null;
  const isSeen = (copy: StoredCopy | undefined): boolean => copy?.seenBy.includes(viewerId) ?? false;
  const isAnswered = 'copies' in typed || 'confirmed' in typed;
  return html`
    <h2 class="govuk-heading-m">Release the copies</h2>
    ${form(shell, {
      action: `/disruptions/${record.id}/copies/release`,
      button: 'Release, to go in ten minutes',
      body: html`
        ${checkboxesField({
          name: 'copies',
          label: 'Whose copies?',
          typed: isAnswered
            ? typed
            : { copies: waiting.filter(({ copy }) => isSeen(copy)).map(({ choice }) => choice) },
          problems,
          choices: waiting.map(({ invitation, choice, copy }) => ({
            value: choice,
            text: invitation.name,
            ...(!isSeen(copy) && { hint: 'You have not opened this preview yet' }),
          })),
        })}
        ${checkboxesField({
          name: 'confirmed',
          label: 'Your check',
          hint: 'For ten minutes you can take them back. Then each person gets an e-mail with a private link, which works for 14 days.',
          typed,
          problems,
          choices: [{ value: 'yes', text: 'I have read what each person will get' }],
        })}`,
    })}`;
};

const preparePart = (shell: Shell, { record, people }: Shown): Html | null =>
  people.some(({ copy }) => copy !== undefined && !isOut(copy) && !isHeld(copy))
    ? details({
        summaryText: 'Prepare the copies again',
        html: form(shell, {
          action: `/disruptions/${record.id}/copies/prepare`,
          button: 'Prepare them again',
          body: html`<p class="govuk-body">For when a name or an address has changed since, or a copy was withdrawn. Copies that are out, or on hold, stay as they are.</p>`,
        }),
      })
    : null;

const reopenPart = (shell: Shell, { record, typed, problems, may }: Shown): Html | null =>
  may('agree-minutes')
    ? details({
        id: 'reopen',
        open: problems.some(({ field }) => field === 'reason'),
        summaryText: 'Open the minutes again',
        html: form(shell, {
          action: `/disruptions/${record.id}/copies/reopen`,
          button: 'Open the minutes again',
          body: html`
            <p class="govuk-body">For when something in them is wrong. Every copy that is out is withdrawn at once. Whoever held one is told when the corrected copy is released.</p>
            ${textField({ name: 'reason', label: 'Why?', hint: 'Kept in the history of the case.', typed, problems })}`,
        }),
      })
    : null;

const notAgreed = ({ record }: Shown): Html => html`
  <p class="govuk-body">There are no copies yet. ${record.meeting === null ? 'The meeting has not been convened.' : `${record.meeting.chair.name} sends the draft to be checked, or agrees the minutes, first; then a copy is made for each person.`}</p>
  <p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}">Back to the case</a></p>`;

/** A task for a person: whoever has an old copy on paper is told, and asked to give it back. */
const papersPart = (shell: Shell, { record, papersOut, may }: Shown): Html | null =>
  papersOut.length === 0
    ? null
    : html`
    <h2 class="govuk-heading-m" id="papers">Copies on paper that are out of date</h2>
    <p class="govuk-body">The minutes have changed since these were printed. Tell each person, and ask for the paper back.</p>
    ${papersOut.map(
      ({ id, number, printedFor, version }) => html`
      <p class="govuk-body">Printed copy ${number} of version ${version}, for ${printedFor}</p>
      ${
        may('release-copies') &&
        form(shell, {
          action: `/disruptions/${record.id}/copies/papers/${id}/told`,
          button: html`They have been told<span class="govuk-visually-hidden"> (${printedFor}, copy ${number})</span>`,
          body: html``,
        })
      }`,
    )}`;

/** Each person's copy: what was left out of it, what the check found, all of its words, and the way to release it. */
export const copiesView = (shell: Shell, shown: Shown): string => {
  const { record, people } = shown;
  const { minutesStatus = 'draft' } = record.meeting ?? {};
  const isDraft = minutesStatus === 'being-checked';
  const isLocked = minutesStatus !== 'draft';
  const release = isLocked && releasePart(shell, shown);
  const reopen = minutesStatus === 'agreed' && reopenPart(shell, shown);
  const held = isLocked && heldPart(shell, shown);
  const markup = `${held}${release}${reopen}`;
  return page(shell, {
    title: 'Copies of the minutes',
    // Somebody else may have done meanwhile what the form was for: then there is no field to link to.
    problems: shown.problems.map((problem) =>
      markup.includes(`id="${problem.field}"`) ? problem : { ...problem, field: '' },
    ),
    back: { href: `/disruptions/${record.id}`, text: record.reference },
    body: html`
      <h1 class="govuk-heading-l">Copies of the ${isDraft ? 'draft ' : ''}minutes</h1>
      ${!isDraft && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/filing">See where the minutes are on file</a></p>`}
      ${papersPart(shell, shown)}
      ${
        isLocked
          ? html`
            <p class="govuk-body">A copy was made for ${isDraft ? html`each person who came, to check the draft by ${inWords(record.meeting?.check?.by ?? '')}` : 'each person'} from what they may know. Whoever releases a copy opens its preview first.</p>
            ${isDraft && shown.may('send-draft') && html`<p class="govuk-body"><a class="govuk-link" href="/disruptions/${record.id}/minutes/checking">Who has answered, and what they said</a></p>`}
            ${held}
            ${incidentsPart(shell, record, shown.incidents)}
            ${whoReleases(shown)}
            ${doubtsPart(shell, { ...shown, disruptionId: record.id, mayClear: mayRelease(shown) })}
            ${people.map((person) => personPart(person, shell, shown))}
            ${release}
            ${preparePart(shell, shown)}
            ${reopen}`
          : html`${notAgreed(shown)}${incidentsPart(shell, record, shown.incidents)}`
      }`,
  });
};
