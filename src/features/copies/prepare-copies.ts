import { randomUUID } from 'node:crypto';
import { addHistory } from '../../database/history.ts';
import type { CaseRecord, Invitation, Meeting } from '../../domain/case.ts';
import { copyReaders } from '../../domain/checking.ts';
import { type Copy, composeCopy } from '../../domain/copy.ts';
import type { Doc } from '../../domain/document.ts';
import { leaksInWords } from '../../domain/release.ts';
import { refused } from '../../domain/result.ts';
import { changeCase, insist, withCase } from '../case-door.ts';
import { type CopiesFacts, factsForCopies } from '../copy-facts.ts';
import { check, fingerprint, readBack, writeFiles } from '../finish-copy.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { saveDoubts } from './doubt-store.ts';
import { findDoubts, nearIn } from './find-doubts.ts';
import { loadCopies, type NewCopy, saveCopies } from './store.ts';

const notLocked = {
  field: 'copies',
  message: 'The minutes are sent to be checked, or agreed, before copies are prepared',
};

const agreedMeanwhile = {
  field: 'copies',
  message: 'Somebody has just recorded who a child agreed may know what they said. Prepare the copies again',
};

/** Whether a child has agreed to something else since copies were composed. */
const sharingChanged = (before: Pick<CaseRecord, 'views'>, now: Pick<CaseRecord, 'views'>): boolean =>
  before.views.some(
    ({ id, sharing }) =>
      JSON.stringify(sharing) !== JSON.stringify(now.views.find((view) => view.id === id)?.sharing),
  );

type Passages = CopiesFacts['passages'];

/** Passages with by what one copy of a draft names each: random, so that nobody learns from it what others were given. */
const withRefs = (passages: Passages, { minutesStatus }: Pick<Meeting, 'minutesStatus'>): Passages =>
  minutesStatus === 'being-checked'
    ? passages.map((passage) => ({ ...passage, ref: randomUUID() }))
    : passages;

/** Which passages a copy asks about. */
const refsIn = ({ sections }: Doc, passages: Passages): NewCopy['refs'] => {
  const asked = new Set(
    sections.flatMap(({ blocks }) => blocks.flatMap((block) => ('ref' in block ? block.ref : []))),
  );
  return passages.flatMap(({ id, ref }) =>
    ref !== undefined && asked.has(ref) ? [{ ref, passageId: id }] : [],
  );
};

const finish = async (
  copy: Copy,
  reader: Invitation,
  council: string,
  at: Date,
): Promise<Omit<NewCopy, 'refs'>> => {
  const files = await writeFiles(copy.doc, council, at);
  const leaks = check(await readBack(copy.doc, files), copy);
  return {
    id: randomUUID(),
    invitationId: reader.id,
    document: copy.doc,
    withheld: copy.withheld,
    problems: leaksInWords(leaks),
    sha256: fingerprint(files.pdf),
    docxSha256: fingerprint(files.docx),
    ...files,
  };
};

/**
 * Composes, writes and checks a copy for everybody whose copy is not out (see copyReaders); with `only: 'missing'`, for those
 * who have none of this version. The writing takes a second and locks nothing: locked minutes do not change meanwhile.
 */
export const prepareCopies = async (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly key: string; readonly only?: 'missing' },
): Promise<Outcome> => {
  const { facts, readers, now } = await withCase(
    service,
    actor,
    form.disruptionId,
    'prepare-copies',
    async (open) => {
      const { meeting } = open.record;
      const copies = meeting === null ? [] : await loadCopies(open.tx, meeting.id, meeting.minutesVersion);
      const stay = copies.filter(
        ({ releasedAt, withdrawnAt, heldUntil }) =>
          form.only === 'missing' || (withdrawnAt === null && (releasedAt !== null || heldUntil !== null)),
      );
      return {
        facts: await factsForCopies(service, open),
        readers: (meeting === null ? [] : copyReaders(meeting)).filter(
          ({ id }) => !stay.some(({ invitationId }) => invitationId === id),
        ),
        now: open.now,
      };
    },
  );
  const { meeting: locked } = facts.record;
  if (locked === null || locked.minutesStatus === 'draft') return { ok: false, problems: [notLocked] };
  const composed = copyReaders(locked).map((reader) => {
    const passages = withRefs(facts.passages, locked);
    return { reader, passages, copy: composeCopy({ ...facts, passages, reader }) };
  });
  const near = composed.flatMap(({ reader, copy }) => nearIn(copy, reader));
  const finished: NewCopy[] = [];
  for (const { reader, passages, copy } of composed)
    if (readers.some(({ id }) => id === reader.id)) {
      const whole = await finish(copy, reader, facts.record.council.name, now);
      finished.push({ ...whole, refs: refsIn(copy.doc, passages) });
    }

  return changeCase(service, actor, { ...form, act: 'prepare-copies' }, async ({ tx, record }) => {
    const { meeting } = record;
    if (
      meeting === null ||
      meeting.minutesStatus !== locked.minutesStatus ||
      meeting.minutesVersion !== locked.minutesVersion
    )
      return insist(refused([notLocked]));
    if (sharingChanged(facts.record, record)) return insist(refused([agreedMeanwhile]));
    const already = form.only === 'missing' ? await loadCopies(tx, meeting.id, meeting.minutesVersion) : [];
    const copies = finished.filter(
      ({ invitationId }) => !already.some((copy) => copy.invitationId === invitationId),
    );
    await saveCopies(tx, copies, {
      disruptionId: record.id,
      meetingId: meeting.id,
      version: meeting.minutesVersion,
      authors: facts.authors,
      by: actor.id,
      at: now,
    });
    await saveDoubts(tx, await findDoubts(tx, facts, near), {
      ...{ disruptionId: record.id, meetingId: meeting.id, at: now },
    });
    const refusedCopies = copies.filter(({ problems }) => problems.length > 0).length;
    if (copies.length > 0)
      await addHistory(tx, record.id, {
        at: now,
        by: actor,
        act: 'prepare-copies',
        summary: `Prepared ${copies.length} ${copies.length === 1 ? 'copy' : 'copies'} of the minutes${refusedCopies === 0 ? '' : `; ${refusedCopies} cannot be released`}`,
        facts: { version: meeting.minutesVersion, prepared: copies.length, refused: refusedCopies },
      });
    return `/disruptions/${record.id}/copies`;
  });
};
