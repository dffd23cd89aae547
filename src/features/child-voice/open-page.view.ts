import type { CaseRecord, Child } from '../../domain/case.ts';
import { type ChildPage, pageChannelInWords, pageLinkDays, type SheetName } from '../../domain/child-page.ts';
import { childSheets } from '../../domain/child-sheet.ts';
import { dateInLondon, inWords } from '../../domain/dates.ts';
import { codeMinutes } from '../../domain/message.ts';
import type { Problem } from '../../domain/result.ts';
import { waitInWords } from '../../domain/sending-hours.ts';
import { form, radiosField, type Typed, textField } from '../../web/forms.ts';
import { insetText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { type Shell, page as wholePage } from '../../web/page.ts';
import type { lastLinkSent } from './page-store.ts';
import { backToVoice } from './voice-links.view.ts';

export type Shown = {
  readonly record: CaseRecord;
  readonly child: Child;
  readonly page: ChildPage | undefined;
  readonly sent: Awaited<ReturnType<typeof lastLinkSent>>;
  /** The sheet for a child of this age. */
  readonly suggested: SheetName;
  readonly made?: { readonly link: string; readonly code: string };
  readonly typed: Typed;
  readonly problems: readonly Problem[];
};

const sentInWords = (sent: NonNullable<Shown['sent']>): string => {
  const { status, sentAt, heldUntil, heldBecause, hasFailed } = sent;
  if (status === 'failed') return 'The link could not be sent. Check where it goes, and save again.';
  if (hasFailed) return 'A message could not be sent. Check where it goes, and save again.';
  if (sentAt !== null) return `The link was sent on ${inWords(dateInLondon(sentAt))}.`;
  return status === 'queued' && heldUntil !== null
    ? `The link ${waitInWords({ at: heldUntil, because: heldBecause })}. If it cannot wait, show a link and a code below.`
    : 'The link is on its way.';
};

const madePart = ({ child, made }: Shown): Html | null =>
  made === undefined
    ? null
    : html`
      <h2 class="govuk-heading-m">The link and the code</h2>
      <p class="govuk-body">The link works for ${pageLinkDays} days, the code once and for ${codeMinutes} minutes. The code opens every link of this page that still works. It is shown here only now. Anybody with both reads what ${child.givenName} writes, so give them to ${child.givenName} alone.</p>
      <p class="govuk-body app-words"><strong>${made.link}</strong></p>
      <p class="govuk-body">Code: <strong>${made.code}</strong></p>
      <p class="govuk-body">To write together here, sign out first and open the link: ${child.givenName} then uses this device without seeing your work. You can also read the code out over the phone.</p>`;

const statePart = (shell: Shell, shown: Shown, at: string): Html | null => {
  const { child, page, sent } = shown;
  if (page === undefined) return null;
  if (page.isClosed)
    return insetText({ text: `${child.givenName}’s page is closed. Save below to open it again.` });
  return html`
    ${insetText({ text: `${page.openedBy} opened ${child.givenName}’s page on ${inWords(dateInLondon(page.openedAt))}. ${page.channel === 'by-hand' || sent === undefined ? '' : sentInWords(sent)}` })}
    ${form(shell, {
      action: `${at}/code`,
      body: html`<p class="govuk-body">${child.givenName} needs a link and a code. Whoever has the link alone sees nothing.</p>`,
      button: 'Show a link and a code',
    })}
    ${form(shell, {
      action: `${at}/close`,
      body: html`<p class="govuk-body">When the page is closed, no link opens it. What ${child.givenName} gave stays.</p>`,
      button: `Close ${child.givenName}’s page`,
    })}`;
};

export const openPageView = (shell: Shell, shown: Shown): string => {
  const { record, child, page, suggested, problems } = shown;
  const at = `/disruptions/${record.id}/child-voice/${child.id}/page`;
  const title = `A page of ${child.givenName}’s own`;
  const before: Typed = {
    sheet: page?.sheet ?? suggested,
    channel: page?.channel ?? 'by-hand',
    email: page?.channel === 'email' ? page.address : '',
    phone: page?.channel === 'text-message' ? page.address : '',
    confirmedHow: page?.confirmedHow ?? '',
  };
  const field = { typed: Object.keys(shown.typed).length > 0 ? shown.typed : before, problems };
  return wholePage(shell, {
    title,
    problems,
    back: backToVoice(record),
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${madePart(shown)}
      <p class="govuk-body">${child.givenName} can write on a private page, on a phone, a tablet or a computer. Nobody else reads it until ${child.givenName} gives it to you. It then stays word for word, and you ask ${child.givenName} who may know it.</p>
      ${statePart(shell, shown, at)}
      <h2 class="govuk-heading-m">${page === undefined ? 'Open it' : 'Change how it is opened'}</h2>
      ${form(shell, {
        action: at,
        button: 'Save',
        body: html`
          ${radiosField({
            ...field,
            name: 'sheet',
            label: 'Which page opens first?',
            hint: `By age: ${childSheets[suggested].suits}. ${child.givenName} finds the other two there as well.`,
            choices: Object.entries(childSheets).map(([value, { suits }]) => ({ value, text: suits })),
          })}
          ${radiosField({
            ...field,
            name: 'channel',
            label: `How does ${child.givenName} get the link?`,
            choices: [
              { value: 'by-hand', text: pageChannelInWords['by-hand'] },
              {
                value: 'email',
                text: pageChannelInWords.email,
                reveals: textField({
                  ...field,
                  name: 'email',
                  label: 'E-mail address',
                  type: 'email',
                  spellcheck: false,
                  autocomplete: 'off',
                }),
              },
              {
                value: 'text-message',
                text: pageChannelInWords['text-message'],
                reveals: textField({
                  ...field,
                  name: 'phone',
                  label: 'Mobile number',
                  hint: 'Such as 07700 900123',
                  type: 'tel',
                  spellcheck: false,
                  autocomplete: 'off',
                  width: 20,
                }),
              },
            ],
          })}
          ${textField({ ...field, name: 'confirmedHow', label: `How did you make sure that only ${child.givenName} reads what is sent there?`, hint: 'Only for e-mail and text messages. For example: we looked at the phone together' })}`,
      })}`,
  });
};
