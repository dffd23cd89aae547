import type { FastifyReply } from 'fastify';
import { loadReach } from '../../database/contact-channels.ts';
import { addHistory } from '../../database/history.ts';
import { loadOwnPack, notePrinted } from '../../database/packs.ts';
import { renderPdf } from '../../documents/pdf.ts';
import { readBackPdf } from '../../documents/read-back.ts';
import { reachNobodyAsked } from '../../domain/contact-channel.ts';
import { leaksInPack } from '../../domain/pack.ts';
import { packOnPaper } from '../../domain/pack-paper.ts';
import { refused } from '../../domain/result.ts';
import { listInWords } from '../../domain/words.ts';
import { readText } from '../../web/typed.ts';
import { signedIn } from '../../web/visitor.ts';
import { changeCase, insist, notThere } from '../case-door.ts';
import type { Service } from '../service.ts';
import { packFacts, whoseIs } from './pack-facts.ts';
import { readerOf, showReadersPack, type Visit } from './see-readers-pack.ts';

/**
 * Prints what one person has to read before the meeting, from the same words as their page. What is in the finished file is
 * read back, and nothing is printed when it holds what they must not learn; what is printed is theirs on paper.
 */
export const printPack = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, readerId } = request.params;
  const actor = signedIn(request);
  const form = { disruptionId: id, act: 'print-pack', key: readText(request.body, '_key') } as const;
  let file: Uint8Array | undefined;
  const outcome = await changeCase(service, actor, form, async (open) => {
    const { tx, record, now } = open;
    const { meeting, reader } = await readerOf(open, readerId);
    const parts = await loadOwnPack(tx, whoseIs(reader));
    if (parts.length === 0) throw notThere();
    const { format } = (await loadReach(tx, record.placement.id))[reader.source] ?? reachNobodyAsked;
    const doc = packOnPaper(parts);
    const pdf = await renderPdf(doc, {
      ...{ title: doc.title, author: record.council.name, createdAt: now },
      type: format === 'large-print' || reader.reader === 'child' ? 'large' : 'ordinary',
    });
    const facts = await packFacts(service, open, meeting);
    const leaks = leaksInPack(facts, reader, await readBackPdf(pdf));
    if (leaks.length > 0) {
      const labels = listInWords([...new Set(leaks.map(({ label }) => label))]);
      const message = `This holds what ${reader.name} must not learn: ${labels}. Ask who wrote it to change it`;
      return insist(refused([{ field: '', message }]));
    }
    await notePrinted(tx, whoseIs(reader), { by: actor.id, at: now });
    await addHistory(tx, record.id, {
      ...{ at: now, by: actor, act: 'print-pack' },
      summary: `Printed what ${reader.name} reads before the meeting`,
    });
    file = pdf;
    return `/disruptions/${record.id}/pack/readers/${reader.id}`;
  });
  if (!outcome.ok) return showReadersPack(service, outcome.problems)(request, reply);
  return file === undefined
    ? reply.redirect(outcome.location, 303)
    : reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="to-read.pdf"')
        .send(Buffer.from(file));
};
