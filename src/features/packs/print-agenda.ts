import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderPdf } from '../../documents/pdf.ts';
import { agendaOnPaper } from '../../domain/agenda-paper.ts';
import { signedIn } from '../../web/visitor.ts';
import { notThere, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { peopleOf } from './pack-facts.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

/** The whole agenda on paper, for those on the case. */
export const printAgenda = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { doc, author, now } = await withCase(
    service,
    signedIn(request),
    request.params.id,
    'see-disruption',
    async (open) => {
      const { record, procedure } = open;
      if (record.meeting === null) throw notThere();
      const people = await peopleOf(open, record.meeting);
      const doc = agendaOnPaper(record, record.meeting, { procedure, people });
      return { doc, author: record.council.name, now: open.now };
    },
  );
  const pdf = await renderPdf(doc, { title: doc.title, author, createdAt: now, type: 'ordinary' });
  return reply
    .type('application/pdf')
    .header('content-disposition', 'attachment; filename="agenda.pdf"')
    .send(Buffer.from(pdf));
};
