import { addHistory } from '../../database/history.ts';
import { queueMessages } from '../../database/messages.ts';
import { composeCopy } from '../../domain/copy.ts';
import { giveTime, lastDayToRead, untilField } from '../../domain/copy-time.ts';
import { inWords } from '../../domain/dates.ts';
import { copyMessage } from '../../domain/message.ts';
import { leaksInWords } from '../../domain/release.ts';
import { refused } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import type { Typed } from '../../web/typed.ts';
import { readDate } from '../../web/typed.ts';
import { changeCase, insist, isUuid, notThere } from '../case-door.ts';
import { factsForCopies } from '../copy-facts.ts';
import { check, readBack } from '../finish-copy.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { loadCopies, loadFile, saveTime } from './store.ts';

/**
 * Lets a copy be read until the end of another day, and sends its reader a new link for as long. Its files are read and
 * checked as when it was released. `typed` has the day.
 */
export const giveMoreTime = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly copyId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async (open) => {
    const { tx, record, now, today } = open;
    const { meeting } = record;
    if (meeting === null || !isUuid(form.copyId)) throw notThere();
    const copies = await loadCopies(tx, meeting.id, meeting.minutesVersion);
    const copy = copies.find(({ id }) => id === form.copyId);
    const reader = meeting.invitations.find(({ id }) => id === copy?.invitationId);
    const file = copy && (await loadFile(tx, record.id, copy.id));
    if (copy === undefined || reader === undefined || file === undefined) throw notThere();
    const field = untilField(copy.id);
    const facts = await factsForCopies(service, open);
    const until = insist(
      giveTime(copy, readDate(typed, field), {
        ...{ record, field, today, personId: actor.id },
        authors: [...facts.authors, ...copy.authors],
      }),
    );
    const leaks = check(await readBack(copy.document, file), composeCopy({ ...facts, reader }));
    if (leaks.length > 0)
      return insist(
        refused([
          {
            field,
            message: `${reader.name}’s copy holds ${listInWords(leaksInWords(leaks))}. Withdraw it and prepare it again`,
          },
        ]),
      );
    const lastDay = lastDayToRead(until);
    await saveTime(tx, copy.id, until);
    await queueMessages(tx, {
      disruptionId: record.id,
      at: now,
      secretKey: service.secretKey,
      messages: [
        {
          invitationId: reader.id,
          kind: 'copy',
          content: copyMessage({ record, invitee: reader, copy: { id: copy.id, lastDay } }),
          linkUntil: until,
        },
      ],
    });
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'give-time',
      summary: `Let ${reader.name} read their copy of the minutes until the end of ${inWords(lastDay)}`,
      facts: { copyId: copy.id, until },
    });
    return `/disruptions/${record.id}/copies`;
  });
