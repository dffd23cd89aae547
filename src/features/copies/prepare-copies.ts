import { randomUUID } from 'node:crypto';
import { loadKeptWords } from '../../database/contributions.ts';
import { loadDisagreements } from '../../database/disagreements.ts';
import { loadFindings, loadWhyNots } from '../../database/findings.ts';
import { addHistory } from '../../database/history.ts';
import { openKeptApart } from '../../database/protected-details.ts';
import { agendaOf } from '../../domain/agenda.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { type Copy, type CopyFacts, composeCopy } from '../../domain/copy.ts';
import { stillInvited } from '../../domain/minutes.ts';
import { purposesIn } from '../../domain/purpose.ts';
import { leaksInWords } from '../../domain/release.ts';
import { refused } from '../../domain/result.ts';
import { changeCase, insist, type OpenCase, withCase } from '../case-door.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { saveDoubts } from './doubt-store.ts';
import { findDoubts, nearIn } from './find-doubts.ts';
import { check, fingerprint, readBack, writeFiles } from './finish-copy.ts';
import { idsInMinutes, loadCopies, loadPassages, type NewCopy, saveCopies } from './store.ts';

type Facts = Omit<CopyFacts, 'reader'> & { readonly authors: readonly string[] };

/** Everything that copies of a case's agreed minutes are composed from, but for the reader; and who wrote them. */
export const factsForCopies = async (
  service: Service,
  { tx, record, procedure }: Pick<OpenCase, 'tx' | 'record' | 'procedure'>,
): Promise<Facts> => {
  const { meeting, actions, views } = record;
  const passages = meeting === null ? [] : await loadPassages(tx, meeting.id);
  const findings = meeting === null ? [] : await loadFindings(tx, meeting.id);
  const whyNots = meeting === null ? [] : await loadWhyNots(tx, meeting.id);
  const isThere = meeting?.agreedAt
    ? await idsInMinutes(tx, record.id, { id: meeting.id, agreedAt: meeting.agreedAt })
    : new Set<string>();
  return {
    record: {
      ...record,
      actions: actions.filter(({ id }) => isThere.has(id)),
      views: views.filter(({ id }) => isThere.has(id)),
    },
    passages,
    keptWords: meeting === null ? [] : await loadKeptWords(tx, meeting.id),
    agenda: agendaOf({ record, procedure }),
    found: { findings, purposes: purposesIn(procedure.purposes, passages, whyNots) },
    disagreements: await loadDisagreements(tx, record.id),
    keptApart: await openKeptApart(tx, service, record, 'checks-copies'),
    authors: [...new Set([...passages, ...findings, ...whyNots].flatMap(({ authors }) => authors))],
  };
};

const notAgreed = { field: 'copies', message: 'The chair agrees the minutes before copies are prepared' };

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

const finish = async (copy: Copy, reader: Invitation, council: string, at: Date): Promise<NewCopy> => {
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
 * Composes, writes and checks a copy for everybody still invited whose copy is not out; with `only: 'missing'`, for those
 * who have none of this version. The writing takes a second and locks nothing: agreed minutes do not change meanwhile.
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
        readers: stillInvited(meeting?.invitations ?? []).filter(
          ({ id }) => !stay.some(({ invitationId }) => invitationId === id),
        ),
        now: open.now,
      };
    },
  );
  if (facts.record.meeting?.minutesStatus !== 'agreed') return { ok: false, problems: [notAgreed] };
  const composed = stillInvited(facts.record.meeting.invitations).map((reader) => ({
    reader,
    copy: composeCopy({ ...facts, reader }),
  }));
  const near = composed.flatMap(({ reader, copy }) => nearIn(copy, reader));
  const finished: NewCopy[] = [];
  for (const { reader, copy } of composed)
    if (readers.includes(reader)) finished.push(await finish(copy, reader, facts.record.council.name, now));

  return changeCase(service, actor, { ...form, act: 'prepare-copies' }, async ({ tx, record }) => {
    const { meeting } = record;
    if (
      meeting === null ||
      meeting.minutesStatus !== 'agreed' ||
      meeting.minutesVersion !== facts.record.meeting?.minutesVersion
    )
      return insist(refused([notAgreed]));
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
