import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import { insertViewFile } from '../../database/view-files.ts';
import type { CleanFile } from '../../documents/files/intake.ts';
import { takeFileIn } from '../../documents/files/take-in.ts';
import type { Sharing } from '../../domain/case.ts';
import { notADocument, type RecordedView, recordView } from '../../domain/child-view.ts';
import { fileFormats, mostBytesOfFile } from '../../domain/files/format.ts';
import { withholdableFrom } from '../../domain/minutes.ts';
import { allowed, type Result, refused } from '../../domain/result.ts';
import { confirmSharing, isTrusted } from '../../domain/view-sharing.ts';
import { readDate, readList, readText, type Typed } from '../../web/typed.ts';
import type { Upload } from '../../web/uploads.ts';
import { changeCase, type FormOnCase, insist, type OpenCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { recordViewView } from './record-view.view.ts';
import { notAsked } from './sharing-fields.view.ts';
import { insertSharing, insertView } from './store.ts';

/** What the child agreed to when the words were given, for whoever hears it first; null while nobody has asked. */
const sharingOf = (
  { capacities, today }: OpenCase,
  { saidOn }: RecordedView,
  typed: Typed,
): Omit<Sharing, 'recordedBy'> | null => {
  const agreed = readText(typed, 'agreed');
  if (!isTrusted(capacities) || agreed === '' || agreed === notAsked) return null;
  const readers = readList(typed, 'readers');
  return insist(confirmSharing({ agreed, readers, agreedOn: saidOn }, { saidOn, today }));
};

/** The photo of what a child drew or wrote by hand, or their recording: made anew as it is taken in, before anything is locked. */
const takeWhatTheyMade = async (upload: Upload | null): Promise<Result<CleanFile | null>> => {
  if (upload === null) return allowed(null);
  const taken = await takeFileIn(upload.bytes, upload.isTooLarge);
  return taken.ok && fileFormats[taken.value.format].kind === 'document' ? refused([notADocument]) : taken;
};

/** Records what a child said or showed, word for word, with where it comes from (DC-2b), and what they drew or recorded. */
export const saveView = async (
  service: Service,
  actor: Actor,
  form: {
    readonly disruptionId: string;
    readonly key: string;
    readonly id?: string;
    readonly upload?: Upload | null;
  },
  typed: Typed,
): Promise<Outcome> => {
  const file = await takeWhatTheyMade(form.upload ?? null);
  if (!file.ok) return file;
  return changeCase(service, actor, { ...form, act: 'record-views' }, async (open) => {
    const { tx, record, now, today } = open;
    const { children } = record.placement;
    const [only] = children;
    const view = insist(
      recordView(
        {
          childId: children.length === 1 && only ? only.id : readText(typed, 'childId'),
          words: readText(typed, 'words'),
          whoseWords: readText(typed, 'whoseWords'),
          way: readText(typed, 'way'),
          how: readText(typed, 'how'),
          saidOn: readDate(typed, 'saidOn'),
        },
        { children, today },
      ),
    );
    const sharing = sharingOf(open, view, typed);
    const chosen = readList(typed, 'withheldFrom');
    const withheldFrom = withholdableFrom.filter((reader) => chosen.includes(reader));
    const id = form.id ?? randomUUID();
    await insertView(
      tx,
      { ...view, id, withheldFrom },
      { disruptionId: record.id, recordedBy: actor.id, at: now },
    );
    const { organisationId } = record.placement;
    if (file.value !== null)
      await insertViewFile(
        tx,
        service.vaultKeys,
        { viewId: id, disruptionId: record.id, organisationId, addedBy: actor.id },
        file.value,
      );
    if (sharing !== null)
      await insertSharing(tx, sharing, {
        disruptionId: record.id,
        viewId: id,
        recordedBy: actor.id,
        at: now,
      });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'record-views',
      summary: `Recorded ${children.find((child) => child.id === view.childId)?.givenName}’s views and feelings`,
      facts: {
        viewId: id,
        hasFile: file.value !== null,
        whoseWords: view.whoseWords,
        saidOn: view.saidOn,
        withheldFrom,
        ...sharing,
      },
    });
    return `/disruptions/${record.id}${readText(typed, 'back') === 'minutes' ? '/minutes' : ''}#views`;
  });
};

export const viewForm: FormOnCase = {
  act: 'record-views',
  takesFile: { mostBytes: mostBytesOfFile },
  atFirst: (_, { back }) => ({ back }),
  save: saveView,
  show: (shell, page) => recordViewView(shell, { ...page, asksSharing: isTrusted(page.capacities) }),
};
