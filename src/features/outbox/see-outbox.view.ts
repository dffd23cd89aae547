import { instantInWords } from '../../domain/dates.ts';
import { details, summaryList } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Listed = {
  readonly id: string;
  readonly sentAt: Date;
  readonly recipient: string;
  readonly subject: string;
};

export const outboxView = (
  shell: Shell,
  { messages, most }: { readonly messages: readonly Listed[]; readonly most: number },
): string =>
  page(shell, {
    title: 'Outbox',
    current: '/outbox',
    wide: true,
    body: html`
      <h1 class="govuk-heading-l">Outbox</h1>
      <p class="govuk-body">Every e-mail and text message this demonstration has sent, newest first. None of them left this computer.</p>
      ${
        messages.length === 0
          ? html`<p class="govuk-body">Nothing has been sent yet. Convene a meeting, and the invitations appear here.</p>`
          : html`<ol class="app-duties">${messages.map(
              ({ id, sentAt, recipient, subject }) => html`<li class="app-duties__duty">
                <h2 class="app-duties__title"><a class="govuk-link" href="/outbox/${id}">${subject}<span class="govuk-visually-hidden"> to ${recipient}</span></a></h2>
                <p class="app-duties__detail">To ${recipient}</p>
                <p class="app-duties__detail"><time datetime="${sentAt.toISOString()}">${instantInWords(sentAt)}</time></p>
              </li>`,
            )}</ol>`
      }
      ${messages.length === most && html`<p class="govuk-body">Older messages are not shown.</p>`}`,
  });

/** The text with the service's own links made into links, so that a demonstration can be walked through. */
const withLinks = (text: string, linksTo: string): readonly (Html | string)[] =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part) =>
      part.startsWith(`${linksTo}/`) ? html`<a class="govuk-link" href="${part}">${part}</a>` : part,
    );

export const sentView = (
  shell: Shell,
  sent: Omit<Listed, 'id'> & {
    readonly text: string;
    readonly headers: readonly string[];
    readonly calendars: readonly string[];
    readonly linksTo: string;
  },
): string =>
  page(shell, {
    title: 'A message as it was sent',
    current: '/outbox',
    back: { href: '/outbox', text: 'Outbox' },
    body: html`
      <h1 class="govuk-heading-l">${sent.subject}</h1>
      ${summaryList({
        rows: [
          { key: { text: 'To' }, value: { text: sent.recipient } },
          { key: { text: 'Sent' }, value: { text: instantInWords(sent.sentAt) } },
        ],
      })}
      <h2 class="govuk-heading-m">Text</h2>
      <p class="app-words">${withLinks(sent.text.trim(), sent.linksTo)}</p>
      ${sent.calendars.map(
        (file) => html`<h2 class="govuk-heading-m">Calendar file</h2><p class="app-words">${file.trim()}</p>`,
      )}
      ${details({ summaryText: 'Headers', html: html`<p class="app-words">${sent.headers.join('\n')}</p>` })}`,
  });
