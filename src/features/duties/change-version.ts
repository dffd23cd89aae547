import { addHistory } from '../../database/history.ts';
import { changeVersion, differenceInWords, newerVersion, versionDifferences } from '../../domain/version.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { changeVersionView } from './change-version.view.ts';
import { saveVersion } from './store.ts';

/** The version a case can be moved to, and what that changes for it. */
const newerFor = (service: Service, { record, procedure, calendar }: OpenCase) => {
  const newer = newerVersion(service.procedures.all, procedure, record, calendar.today);
  const found = newer === undefined ? [] : versionDifferences(record, procedure, newer, calendar);
  return { newer, differences: found.map(differenceInWords) };
};

/** Moves a case to a newer version of its procedure. The history keeps both versions and what differed. */
export const saveVersionChange = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'change-version' }, async (open) => {
    const { tx, record, procedure, now } = open;
    const { newer, differences } = newerFor(service, open);
    const { version, reason } = insist(
      changeVersion(
        { version: readText(typed, 'version'), reason: readText(typed, 'reason') },
        { record, current: procedure, newer },
      ),
    );
    await saveVersion(tx, record.id, version);
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'change-version',
      summary: `Moved the case from version ${procedure.version} of its procedure to version ${version}: ${reason}`,
      facts: { from: procedure.version, to: version, differences },
    });
    return `/disruptions/${record.id}`;
  });

export const versionForm = (service: Service): FormOnCase => ({
  act: 'change-version',
  save: saveVersionChange,
  show: (shell, page) => changeVersionView(shell, { ...page, ...newerFor(service, page) }),
});
