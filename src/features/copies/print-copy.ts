import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addHistory } from '../../database/history.ts';
import { renderPdf } from '../../documents/pdf.ts';
import { composeCopy, copyTitle } from '../../domain/copy.ts';
import type { Doc } from '../../domain/document.ts';
import { isOut, leaksInWords } from '../../domain/release.ts';
import { refused } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeCase, insist, isUuid, notThere, withCase } from '../case-door.ts';
import { factsForCopies } from '../copy-facts.ts';
import { check, fileNames, readBack } from '../finish-copy.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { loadCopies, loadFile, loadPrinted } from './store.ts';

const asPrinted = async (doc: Doc, council: string, number: number, at: Date): Promise<Buffer> =>
  Buffer.from(
    await renderPdf(doc, {
      ...{ title: copyTitle, author: council, createdAt: at },
      atFoot: `Printed copy ${number}`,
    }),
  );

/**
 * Makes a copy to hand over on paper, of one that is with its reader: the next number of its meeting, for whom, by whom and
 * when. The file is opened again and checked as every other is. `typed` has whom it is for.
 */
export const printCopy = (
  service: Service,
  actor: Actor,
  form: { readonly disruptionId: string; readonly copyId: string; readonly key: string },
  typed: Typed,
): Promise<Outcome> =>
  changeCase(service, actor, { ...form, act: 'release-copies' }, async (open) => {
    const { tx, record, now } = open;
    const { meeting } = record;
    if (meeting === null || !isUuid(form.copyId)) throw notThere();
    const copies = await loadCopies(tx, meeting.id, meeting.minutesVersion);
    const copy = copies.find(({ id }) => id === form.copyId);
    const reader = meeting.invitations.find(({ id }) => id === copy?.invitationId);
    if (copy === undefined || reader === undefined) throw notThere();
    const field = `for-${copy.id}`;
    const problem = (message: string) => insist(refused([{ field, message }]));
    const printedFor = readText(typed, field);
    if (!isOut(copy)) problem('A copy is printed once it is released');
    if (printedFor === '') problem('Enter who the printed copy is for');
    const number = ((await loadPrinted(tx, meeting.id)).at(-1)?.number ?? 0) + 1;
    const pdf = await asPrinted(copy.document, record.council.name, number, now);
    const leaks = check(
      await readBack(copy.document, { pdf, docx: null }),
      composeCopy({ ...(await factsForCopies(service, open)), reader }),
    );
    if (leaks.length > 0) problem(`${reader.name}’s copy holds ${listInWords(leaksInWords(leaks))}`);
    await tx
      .insertInto('printed_copy')
      .values({
        ...{ id: randomUUID(), disruption_id: record.id, meeting_id: meeting.id, copy_id: copy.id },
        ...{ number, printed_for: printedFor, printed_by: actor.id, printed_at: now },
      })
      .execute();
    await addHistory(tx, record.id, {
      at: now,
      by: actor,
      act: 'print-copy',
      summary: `Made printed copy ${number} of ${reader.name}’s copy of the minutes, for ${printedFor}`,
      facts: { copyId: copy.id, number },
    });
    return `/disruptions/${record.id}/copies`;
  });

type Visit = FastifyRequest<{ Params: { id: string; copyId: string }; Querystring: Typed }>;

/**
 * A printed copy as it was made, to print. One that was not made, or of a copy that was withdrawn or released anew since,
 * leads back to the copies.
 */
export const sendPrinted = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, copyId } = request.params;
  const printed = await withCase(service, signedIn(request), id, 'release-copies', async ({ tx, record }) => {
    const { meeting } = record;
    const made = meeting === null ? [] : await loadPrinted(tx, meeting.id);
    const copies = meeting === null ? [] : await loadCopies(tx, meeting.id, meeting.minutesVersion);
    const copy = copies.find((found) => found.id === copyId);
    if (copy === undefined) throw notThere();
    const one = made.find(
      (copy) => copy.copyId === copyId && `${copy.number}` === readText(request.query, 'number'),
    );
    const file = one && (await loadFile(tx, record.id, copyId));
    if (one === undefined || file === undefined || !isOut(copy)) return null;
    // Withdrawn and released anew, it is another copy than the one that was printed.
    if (copy.releasedAt === null || copy.releasedAt > one.printedAt) return null;
    return { file, one, council: record.council.name };
  });
  if (printed === null) return reply.redirect(`/disruptions/${id}/copies`, 303);
  const { file, one, council } = printed;
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${fileNames.pdf}"`)
    .send(await asPrinted(file.document, council, one.number, one.printedAt));
};
