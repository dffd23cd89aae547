import type { FilingConnection, NotOnFile, OnFile } from '../../database/filing-connections.ts';
import { dateInLondon, inWords, timeInLondon, timeInWords } from '../../domain/dates.ts';
import type { RecordKind } from '../../domain/filing.ts';
import { form } from '../../web/forms.ts';
import { insetText, summaryList, tag } from '../../web/govuk.ts';
import { type Html, html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';

type Place = {
  readonly kind: RecordKind;
  readonly connection: FilingConnection | null;
  readonly where: string;
};

type Shown = {
  readonly places: readonly Place[];
  readonly notOnFile: readonly NotOnFile[];
  readonly onFile: readonly OnFile[];
  readonly hasSystems: boolean;
  /** Whether everything on file is about to be read back because somebody just asked. */
  readonly wasAsked: boolean;
};

const titles: Record<RecordKind, string> = {
  'looked-after': 'Looked-after records',
  adoption: 'Adoption records',
  child: 'Children’s files',
};

const whenInWords = (at: Date): string => `${inWords(dateInLondon(at))} at ${timeInWords(timeInLondon(at))}`;

const tried = ({ tryAskedAt, triedAt, tryWorked, trySays }: FilingConnection): Html => {
  if (tryAskedAt !== null)
    return html`${tag({ text: 'Being tried', classes: 'govuk-tag--blue' })} A test document is on its way since ${whenInWords(tryAskedAt)}. Load this page again in a moment.`;
  if (triedAt === null) return html`${tag({ text: 'Not tried', classes: 'govuk-tag--grey' })}`;
  return html`${
    tryWorked
      ? tag({ text: 'Works', classes: 'govuk-tag--green' })
      : tag({ text: 'Does not work', classes: 'govuk-tag--red' })
  } ${trySays} Tried on ${whenInWords(triedAt)}.`;
};

const onFileInWords = (of: OnFile | undefined): string =>
  of === undefined
    ? 'Nothing yet'
    : `${of.filed}, each read back${of.checkedSince === null ? '' : `; all of them last checked since ${whenInWords(of.checkedSince)}`}`;

const placePart = ({ kind, connection, where }: Place, shell: Shell, shown: Shown): Html => html`
  <h2 class="govuk-heading-m">${titles[kind]}</h2>
  ${summaryList({
    rows: [
      {
        key: { text: 'Filed in' },
        value: { text: where },
        actions: {
          items: [
            {
              href: `/filing/${kind}`,
              text: 'Change',
              visuallyHiddenText: `where ${titles[kind].toLowerCase()} are filed`,
            },
          ],
        },
      },
      ...(connection === null
        ? []
        : [{ key: { text: 'Test document' }, value: { html: tried(connection) } }]),
      {
        key: { text: 'On file' },
        value: { text: onFileInWords(shown.onFile.find((one) => one.kind === kind)) },
      },
    ],
  })}
  ${
    connection !== null &&
    form(shell, {
      action: `/filing/${kind}/try`,
      button: `Try ${titles[kind].toLowerCase()} with a test document`,
      body: html``,
    })
  }`;

const stateOf = ({ status, problems, checkTrouble, attempts }: NotOnFile): Html => {
  if (problems.length > 0) return tag({ text: 'Damaged', classes: 'govuk-tag--red' });
  if (checkTrouble !== '') return tag({ text: 'Not checked', classes: 'govuk-tag--yellow' });
  if (status === 'failed') return tag({ text: 'Not filed', classes: 'govuk-tag--red' });
  return attempts > 0
    ? tag({ text: 'Trying again', classes: 'govuk-tag--yellow' })
    : tag({ text: 'Waiting', classes: 'govuk-tag--blue' });
};

const why = (one: NotOnFile): string => {
  const { status, problems, checkTrouble, lastError, nextTryAt, queuedAt } = one;
  if (problems.length > 0)
    return `It is not as it was written: ${problems.join('; ')}. It has to come back from a backup of that system.`;
  if (checkTrouble !== '') return `It is on file, and could not be read back: ${checkTrouble}.`;
  if (status === 'failed')
    return `${lastError}. Once that is mended, whoever prepares the copies of the case tries again under “Minutes on file”.`;
  const next = nextTryAt === null ? '' : ` It is tried again on ${whenInWords(nextTryAt)}.`;
  const sent = status === 'sent' ? ' It was sent, and is to be read back.' : '';
  return `Waiting since ${whenInWords(queuedAt)}.${sent}${lastError === '' ? '' : ` ${lastError}.`}${next}`;
};

const notOnFileItem = (one: NotOnFile): Html => html`
  <li class="app-duties__duty">
    <h3 class="app-duties__title">${titles[one.kind]}: <span class="app-checksum">${one.id}</span></h3>
    <p class="app-duties__tag">${stateOf(one)}</p>
    <p class="app-duties__detail">${why(one)} ${one.keptAt !== '' && `${one.keptAt}.`}</p>
  </li>`;

/** Where a council files each kind of record; what is not on file, and why. It names no case and nobody. */
export const connectFilingView = (shell: Shell, shown: Shown): string => {
  const { places, notOnFile, hasSystems, wasAsked } = shown;
  return page(shell, {
    title: 'Where minutes are filed',
    back: { href: '/people', text: 'People' },
    body: html`
      <h1 class="govuk-heading-l">Where minutes are filed</h1>
      ${wasAsked && insetText({ text: 'Everything on file is being read back. Load this page again in a few minutes.' })}
      <p class="govuk-body">Agreed minutes go on the child’s record by themselves. They count as filed once the other system has said by what it knows them, and every byte was read back.</p>
      ${!hasSystems && html`<p class="govuk-body">No system is connected yet: minutes go into the folder of this service. Whoever runs the service lists your council’s systems in its configuration.</p>`}
      ${places.map((place) => placePart(place, shell, shown))}
      <h2 class="govuk-heading-m" id="not-on-file">Not on file</h2>
      ${
        notOnFile.length === 0
          ? html`<p class="govuk-body">Everything that was agreed is on file, as it was written.</p>`
          : html`<ol class="app-duties">${notOnFile.map(notOnFileItem)}</ol>`
      }
      <p class="govuk-body">Every night what is on file is read back, what was checked longest ago first.</p>
      ${form(shell, { action: '/filing/check', button: 'Check again now', body: html`` })}`,
  });
};
