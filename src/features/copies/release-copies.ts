import { addHistory } from '../../database/history.ts';
import { composeCopy } from '../../domain/copy.ts';
import { instantInWords } from '../../domain/dates.ts';
import type { Part } from '../../domain/leak-check.ts';
import {
  type AskedFor,
  releaseCopies as decideRelease,
  heldUntil,
  type StoredCopy,
} from '../../domain/release.ts';
import { notCleared } from '../../domain/release-doubt.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, isUuid, type OpenCase, withCase } from '../case-door.ts';
import { factsForCopies } from '../copy-facts.ts';
import { check, fingerprint, readBack } from '../finish-copy.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { loadDoubts } from './doubt-store.ts';
import { findDoubts, nearIn } from './find-doubts.ts';
import { markHeld } from './hold-store.ts';
import { loadCopies, loadFile, storedFingerprints } from './store.ts';

/** How a form names a copy: its identity and the fingerprint of what was read, so that nothing else is released. */
export const choiceOf = ({ id, sha256 }: Pick<StoredCopy, 'id' | 'sha256'>): string => `${id}.${sha256}`;

type Choice = { readonly id: string; readonly sha256: string };

const readChoices = (typed: Typed): readonly Choice[] =>
  readList(typed, 'copies').map((choice) => {
    const [id = '', sha256 = ''] = choice.split('.');
    return { id, sha256 };
  });

/** Texts of finished files by their fingerprints. Reading them takes a while and locks nothing. */
export const readFiles = async (
  files: readonly Awaited<ReturnType<typeof loadFile>>[],
): Promise<ReadonlyMap<string, readonly Part[]>> => {
  const texts = new Map<string, readonly Part[]>();
  for (const file of files) {
    // What is damaged may be unreadable: then it is among no texts, and is refused for it.
    const parts = file && (await readBack(file.document, file).catch(() => undefined));
    if (file && parts) texts.set(fingerprint(file.pdf), parts);
  }
  return texts;
};

const readStored = async (
  service: Service,
  actor: Actor,
  disruptionId: string,
  choices: readonly Choice[],
): Promise<ReadonlyMap<string, readonly Part[]>> =>
  readFiles(
    await withCase(service, actor, disruptionId, 'prepare-copies', async ({ tx }) => {
      const found: Awaited<ReturnType<typeof loadFile>>[] = [];
      for (const { id } of choices) if (isUuid(id)) found.push(await loadFile(tx, disruptionId, id));
      return found;
    }),
  );

/** Copies that are to leave, as they were read, as they are in the store, and with what reading them again found. */
export const askedFor = async (
  service: Service,
  open: Pick<OpenCase, 'tx' | 'record' | 'procedure'>,
  choices: readonly Choice[],
  read: { readonly texts: ReadonlyMap<string, readonly Part[]>; readonly by: string },
): Promise<{
  readonly asked: readonly AskedFor[];
  readonly authors: readonly string[];
  readonly doubts: readonly string[];
}> => {
  const { meeting } = open.record;
  if (meeting === null) return { asked: [], authors: [], doubts: [] };
  const facts = await factsForCopies(service, open);
  const copies = await loadCopies(open.tx, meeting.id, meeting.minutesVersion);
  const stored = await storedFingerprints(open.tx, meeting.id);
  const leaving = choices.map(({ id, sha256 }) => {
    const copy = copies.find((one) => one.id === id);
    const reader = meeting.invitations.find((invitation) => invitation.id === copy?.invitationId);
    const composed = reader && composeCopy({ ...facts, reader });
    const storedSha256 = stored.get(id) ?? '';
    const text = read.texts.get(storedSha256);
    const asked: AskedFor = {
      copy,
      readSha256: sha256,
      // What was not read again is not released.
      storedSha256: text === undefined ? '' : storedSha256,
      leaks: text && composed ? check(text, composed) : [],
      isSeen: copy?.seenBy.includes(read.by) ?? false,
    };
    return { asked, near: composed ? nearIn(composed, reader) : [] };
  });
  // What waits in the copies of others was kept when they were prepared.
  const kept = await loadDoubts(open.tx, meeting.id);
  const found = await findDoubts(
    open.tx,
    facts,
    leaving.flatMap(({ near }) => near),
  );
  const doubts = notCleared([...found, ...kept.filter(({ clearedAt }) => clearedAt === null)], kept);
  return { asked: leaving.map(({ asked }) => asked), authors: facts.authors, doubts };
};

/**
 * Releases copies: the finished bytes are read once more and checked against what is to be kept from each reader today.
 * Each is then held for ten minutes and goes by a job, queued in the same transaction (`let-copy-go.ts`). `typed` has the
 * `copies` (as `choiceOf` names them) and `confirmed`.
 */
export const releaseCopies = async (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> => {
  const choices = readChoices(typed);
  const texts = await readStored(service, actor, form.disruptionId, choices);
  return changeCase(service, actor, { ...form, act: 'release-copies' }, async (open) => {
    const { tx, record, now } = open;
    const { asked, authors, doubts } = await askedFor(service, open, choices, { texts, by: actor.id });
    const confirmed = readText(typed, 'confirmed') === 'yes';
    const copies = insist(decideRelease(record, asked, { releaserId: actor.id, authors, confirmed, doubts }));
    const until = heldUntil(now);
    for (const { id, invitationId, version, sha256 } of copies) {
      const reader = record.meeting?.invitations.find((one) => one.id === invitationId);
      await markHeld(tx, id, { id: actor.id, at: now, until });
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'hold-copies',
        summary: `Released ${reader?.name ?? 'somebody'}’s copy of the minutes, to go on ${instantInWords(until)}`,
        facts: { copyId: id, version, sha256, until },
      });
    }
    return `/disruptions/${record.id}/copies`;
  });
};
