import type { TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../../database/audit.ts';
import { loadCase } from '../../database/case-record.ts';
import { nearestCase } from '../../database/case-standing.ts';
import { asService, type Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import type { CaseRecord, Invitation } from '../../domain/case.ts';
import { lastDayToRead, readableFrom } from '../../domain/copy-time.ts';
import type { PlainDate } from '../../domain/dates.ts';
import { copyMessage } from '../../domain/message.ts';
import { isHeld, whyHeldCopyStays } from '../../domain/release.ts';
import { renewNextStep } from '../case-door.ts';
import type { Service } from '../service.ts';
import { findHeld, queueGoing, takeOffHold } from './hold-store.ts';
import { askedFor, readFiles } from './release-copies.ts';
import { loadCopies, loadFile, markReleased } from './store.ts';

const payloadShape = z.object({ copyId: z.uuid() });

type Going = {
  readonly record: CaseRecord;
  readonly reader: Invitation;
  readonly copy: { readonly id: string; readonly version: number; readonly sha256: string };
  readonly by: { readonly id: string; readonly name: string };
  readonly now: Date;
};

const send = async (service: Service, tx: Transaction, { record, reader, copy, by, now }: Going) => {
  const checkBy = dayToCheck(record);
  const until = readableFrom(now, checkBy);
  await markReleased(tx, copy.id, { id: by.id, at: now, until });
  await queueMessages(tx, {
    disruptionId: record.id,
    at: now,
    secretKey: service.secretKey,
    messages: [
      {
        invitationId: reader.id,
        kind: 'copy',
        content: copyMessage({
          ...{ record, invitee: reader },
          copy: { id: copy.id, lastDay: lastDayToRead(until) },
          check: checkBy === null ? undefined : { by: checkBy, isAgain: false },
        }),
        linkUntil: until,
      },
    ],
  });
  await addHistory(tx, record.id, {
    at: now,
    by,
    act: 'release-copies',
    summary: `Released ${reader.name}’s copy of the minutes`,
    facts: { copyId: copy.id, version: copy.version, sha256: copy.sha256 },
  });
};

/** By which day a copy that goes out now is to be checked; null for one of agreed minutes. */
const dayToCheck = ({ meeting }: CaseRecord): PlainDate | null =>
  meeting?.minutesStatus === 'being-checked' ? (meeting.check?.by ?? null) : null;

const stop = async (tx: Transaction, { record, reader, copy, now }: Going, because: string) => {
  await takeOffHold(tx, { copyIds: [copy.id] }, because);
  await addHistory(tx, record.id, {
    at: now,
    by: { id: null, name: 'The service' },
    act: 'stop-copies',
    summary: `Did not send ${reader.name}’s copy of the minutes: ${because}`,
    facts: { copyId: copy.id },
  });
};

/**
 * Lets a copy go whose ten minutes are over, with the message that has its link. What was checked when it was released is
 * checked once more; a copy that may not go any more is taken off hold, and its page says why. In one transaction that
 * holds the case: done twice, twice at once, or after a worker was killed half way, it goes once.
 */
export const letCopyGo = async (service: Service, copyId: string): Promise<void> => {
  const texts = await asService(service, async (tx) => {
    const held = await findHeld(tx, copyId);
    return held && (await loadFile(tx, held.disruptionId, copyId));
  }).then((file) => readFiles([file]));
  await asService(service, async (tx) => {
    const found = await findHeld(tx, copyId);
    if (found === undefined) return;
    const { disruptionId } = found;
    await sql`select 1 from disruption where id = ${nearestCase(disruptionId)} for update`.execute(tx);
    const record = await loadCase(tx, disruptionId);
    const { meeting } = record ?? {};
    if (!record || !meeting) return;
    const copies = await loadCopies(tx, meeting.id, meeting.minutesVersion);
    const copy = copies.find(({ id }) => id === copyId);
    const reader = meeting.invitations.find(({ id }) => id === copy?.invitationId);
    // Taken back or gone meanwhile.
    if (copy === undefined || reader === undefined || !isHeld(copy) || !copy.heldUntil || !copy.heldBy)
      return;
    const now = service.clock();
    if (now < copy.heldUntil) return queueGoing(tx, copyId, copy.heldUntil);
    const procedure = service.procedures.version(record.procedureId, record.procedureVersion);
    const { heldBy } = copy;
    const { asked, ...by } = await askedFor(service, { tx, record, procedure }, [copy], {
      ...{ texts, by: heldBy },
    });
    const [one] = asked;
    if (one === undefined) return;
    const going = { record, reader, copy, by: { id: heldBy, name: copy.heldByName ?? '' }, now };
    const because = whyHeldCopyStays(record, one, by);
    await (because === null ? send(service, tx, going) : stop(tx, going, because));
    await renewNextStep(service, tx, disruptionId);
    await audit(tx, {
      act: 'let-copy-go',
      rule: 'job',
      outcome: because === null ? 'allowed' : 'failed',
      intent: 'change',
      subject: { kind: 'disruption', id: disruptionId },
      organisationId: record.placement.organisationId,
    });
  });
};

export const copyJobs = (service: Service): TaskList => ({
  'let-copy-go': (payload) => letCopyGo(service, payloadShape.parse(payload).copyId),
});
