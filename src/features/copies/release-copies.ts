import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { composeCopy } from '../../domain/copy.ts';
import type { Part } from '../../domain/leak-check.ts';
import { copyLinkUntil, copyMessage } from '../../domain/message.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { type AskedFor, releaseCopies as decideRelease, type StoredCopy } from '../../domain/release.ts';
import { notCleared } from '../../domain/release-doubt.ts';
import { readList, readText, type Typed } from '../../web/typed.ts';
import { changeCase, insist, isUuid, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { findDoubts, loadDoubts } from './find-doubts.ts';
import { check, fingerprint, readBack } from './finish-copy.ts';
import { factsForCopies } from './prepare-copies.ts';
import { loadCopies, loadFile, markReleased, storedFingerprints } from './store.ts';

/** How a form names a copy: its identity and the fingerprint of what was read, so that nothing else is released. */
export const choiceOf = ({ id, sha256 }: Pick<StoredCopy, 'id' | 'sha256'>): string => `${id}.${sha256}`;

const readChoices = (typed: Typed): readonly { readonly id: string; readonly sha256: string }[] =>
  readList(typed, 'copies').map((choice) => {
    const [id = '', sha256 = ''] = choice.split('.');
    return { id, sha256 };
  });

/** Texts of the files as they lie in the store, by their fingerprints. Reading them takes a while and locks nothing. */
const readStored = async (
  service: Service,
  actor: Actor,
  disruptionId: string,
  copyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Part[]>> => {
  const files = await withCase(service, actor, disruptionId, 'prepare-copies', async ({ tx }) => {
    const found: Awaited<ReturnType<typeof loadFile>>[] = [];
    for (const id of copyIds.filter(isUuid)) found.push(await loadFile(tx, disruptionId, id));
    return found;
  });
  const texts = new Map<string, readonly Part[]>();
  for (const file of files) {
    // What is damaged may be unreadable: then it is among no texts, and is refused for it.
    const parts = file && (await readBack(file.document, file.pdf).catch(() => undefined));
    if (file && parts) texts.set(fingerprint(file.pdf), parts);
  }
  return texts;
};

const askedFor = async (
  service: Service,
  open: OpenCase,
  choices: ReturnType<typeof readChoices>,
  texts: ReadonlyMap<string, readonly Part[]>,
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
  const asked = choices.map(({ id, sha256 }): AskedFor => {
    const copy = copies.find((one) => one.id === id);
    const reader = meeting.invitations.find((invitation) => invitation.id === copy?.invitationId);
    const storedSha256 = stored.get(id) ?? '';
    const text = texts.get(storedSha256);
    return {
      copy,
      readSha256: sha256,
      // What was not read again is not released.
      storedSha256: text === undefined ? '' : storedSha256,
      leaks: text && reader ? check(text, composeCopy({ ...facts, reader })) : [],
    };
  });
  const kept = await loadDoubts(open.tx, meeting.id);
  const found = await findDoubts(open.tx, facts, stillInvited(meeting.invitations));
  const doubts = notCleared([...found, ...kept.filter(({ clearedAt }) => clearedAt === null)], kept);
  return { asked, authors: facts.authors, doubts };
};

/**
 * Releases copies: the finished bytes are read once more and checked against what is to be kept from each reader today,
 * and each reader's private link is queued in the same transaction. `typed` has the `copies` (as `choiceOf` names them)
 * and `confirmed`.
 */
export const releaseCopies = async (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> => {
  const choices = readChoices(typed);
  const texts = await readStored(
    service,
    actor,
    form.disruptionId,
    choices.map(({ id }) => id),
  );
  return changeCase(service, actor, { ...form, act: 'release-copies' }, async (open) => {
    const { tx, record, now } = open;
    const { asked, authors, doubts } = await askedFor(service, open, choices, texts);
    const confirmed = readText(typed, 'confirmed') === 'yes';
    const copies = insist(decideRelease(record, asked, { releaserId: actor.id, authors, confirmed, doubts }));
    const invitations = record.meeting?.invitations ?? [];
    const readers = copies.flatMap((copy) => invitations.filter(({ id }) => id === copy.invitationId));
    await markReleased(
      tx,
      copies.map(({ id }) => id),
      { id: actor.id, at: now },
    );
    await queueMessages(tx, {
      disruptionId: record.id,
      at: now,
      secretKey: service.secretKey,
      messages: readers.map((invitee) => ({
        invitationId: invitee.id,
        kind: 'copy',
        content: copyMessage({ record, invitee }),
        linkUntil: copyLinkUntil(now),
      })),
    });
    for (const [index, { name }] of readers.entries())
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'release-copies',
        summary: `Released ${name}’s copy of the minutes`,
        facts: { copyId: copies[index]?.id, version: copies[index]?.version, sha256: copies[index]?.sha256 },
      });
    return `/disruptions/${record.id}/copies`;
  });
};
