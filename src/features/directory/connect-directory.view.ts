import { addDays, dateInLondon, inWords, type PlainDate } from '../../domain/dates.ts';
import { type DirectoryKey, isLive } from '../../domain/directory-key.ts';
import type { Problem } from '../../domain/result.ts';
import { form } from '../../web/forms.ts';
import { summaryList, tag, warningText } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Shown = {
  readonly keys: readonly DirectoryKey[];
  readonly scimUrl: string;
  readonly today: PlainDate;
  readonly problems: readonly Problem[];
  /** The key just made, shown this once. */
  readonly made?: string;
};

const state = (key: DirectoryKey, today: PlainDate): Html => {
  if (key.revokedAt !== null) return tag({ text: 'Revoked', classes: 'govuk-tag--grey' });
  return isLive(key, today)
    ? tag({ text: 'In use', classes: 'govuk-tag--green' })
    : tag({ text: 'Run out', classes: 'govuk-tag--grey' });
};

const day = (at: Date): string => inWords(dateInLondon(at));

const keyItem = (key: DirectoryKey, shell: Shell, today: PlainDate): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">Made by ${key.madeBy} on ${day(key.madeAt)}</h3>
    <p class="app-duties__tag">${state(key, today)}</p>
    <p class="app-duties__detail">Works until ${inWords(addDays(key.expiresOn, -1))}.
      ${key.lastUsedAt === null ? 'Never used.' : `Last used on ${day(key.lastUsedAt)}.`}
      ${key.revokedAt !== null && `Revoked on ${day(key.revokedAt)}.`}</p>
    ${
      isLive(key, today) &&
      form(shell, {
        action: `/directory/${key.id}/revoke`,
        body: html``,
        button: `Revoke the key made on ${day(key.madeAt)}`,
      })
    }
  </li>`;

const madePart = (made: string): Html => html`
  <div class="app-next" role="status">
    <h2 class="govuk-heading-m">Your new key</h2>
    <p class="govuk-body"><code class="app-words" id="new-key">${made}</code></p>
    ${warningText({
      iconFallbackText: 'Important',
      text: 'Copy it into your directory now. It is shown this once and not kept: if it is lost, make another.',
    })}
  </div>`;

export const connectDirectoryView = (shell: Shell, { keys, scimUrl, today, problems, made }: Shown): string =>
  page(shell, {
    title: 'Connect your directory',
    problems,
    current: '/directory',
    body: html`
      <h1 class="govuk-heading-l">Connect your directory</h1>
      ${made !== undefined && madePart(made)}
      <p class="govuk-body">Your council’s directory, such as Microsoft Entra ID, can say who works here: people, their teams and their managers.
        Somebody it disables has no access from that moment, and what they had goes to their manager.</p>
      ${summaryList({
        rows: [
          { key: { text: 'Address' }, value: { text: scimUrl } },
          { key: { text: 'Secret token' }, value: { text: 'A key made on this page' } },
        ],
      })}
      <p class="govuk-body">A job title that is the name of a post here gives that post. Any other title gives none, and the person waits until an administrator gives them one. No title makes anybody an administrator.</p>
      <h2 class="govuk-heading-m">Keys</h2>
      ${
        keys.length === 0
          ? html`<p class="govuk-body">No key has been made yet: no directory is connected.</p>`
          : html`<ol class="app-duties">${keys.map((key) => keyItem(key, shell, today))}</ol>`
      }
      <p class="govuk-body">A key works for a year. Two can work at a time, so that a new one can take the place of an old one.</p>
      ${form(shell, { action: '/directory', body: html``, button: 'Make a key' })}`,
  });
