import type { FilingConnection } from '../../database/filing-connections.ts';
import { type RecordKind, recordInWords } from '../../domain/filing.ts';
import type { Problem } from '../../domain/result.ts';
import type { FilingSystem } from '../../filing/system.ts';
import { form, radiosField, textField } from '../../web/forms.ts';
import { html } from '../../web/html.ts';
import { page, type Shell } from '../../web/page.ts';
import type { Typed } from '../../web/typed.ts';

const ways: Record<FilingSystem['way'], string> = {
  folder: 'A folder that this server sees',
  sftp: 'SFTP, as for the import of Liquidlogic',
  webdav: 'WebDAV',
  cmis: 'CMIS 1.1, of an EDRMS',
  graph: 'SharePoint, by Microsoft Graph',
};

const titles: Record<RecordKind, string> = {
  'looked-after': 'Where looked-after records are filed',
  adoption: 'Where adoption records are filed',
  child: 'Where children’s files are filed',
};

/** The choice of where one kind of record is filed. */
export const chooseFilingView = (
  shell: Shell,
  shown: {
    readonly loaded: {
      readonly kind: RecordKind;
      readonly systems: readonly FilingSystem[];
      readonly current: FilingConnection | null;
    };
    readonly typed: Typed;
    readonly problems: readonly Problem[];
  },
): string => {
  const { loaded, problems } = shown;
  const { kind, systems, current } = loaded;
  const typed =
    problems.length > 0 ? shown.typed : { system: current?.system ?? 'own', folder: current?.folder ?? '' };
  const title = titles[kind];
  return page(shell, {
    title,
    problems,
    back: { href: '/filing', text: 'Where minutes are filed' },
    body: html`
      <h1 class="govuk-heading-l">${title}</h1>
      ${kind !== 'child' && html`<p class="govuk-body">Minutes of an adoptive placement go on two records that never name each other. Choose a system or folder for each that other people look after.</p>`}
      ${form(shell, {
        action: `/filing/${kind}`,
        button: 'Save and try it',
        body: html`
          ${radiosField({
            name: 'system',
            label: `Where is each ${recordInWords[kind]} kept?`,
            choices: [
              {
                value: 'own',
                text: 'The folder of this service',
                hint: 'A person or another program takes them from there.',
              },
              ...systems.map(({ id, name, way }) => ({ value: id, text: name, hint: ways[way] })),
            ],
            ...{ typed, problems },
          })}
          ${textField({ name: 'folder', label: 'Folder in that system', hint: 'For this record and nothing else, such as Records/Minutes. Leave it empty for the folder of this service.', spellcheck: false, typed, problems })}
          <p class="govuk-body">A test document about nobody is written there, read back and taken away. What was filed before stays where it is.</p>`,
      })}`,
  });
};
