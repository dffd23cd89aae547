import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadFollowUps } from '../../database/follow-ups.ts';
import { renderDocx } from '../../documents/docx.ts';
import { renderPdf } from '../../documents/pdf.ts';
import { carerReviewPaper } from '../../domain/carer-review-paper.ts';
import { signedIn } from '../../web/visitor.ts';
import { notThere, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';

type Visit = FastifyRequest<{ Params: { id: string } }>;

const formats = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** The referral of foster carers for an early review, as a file; a 404 while it is not decided that there is one. */
export const sendReferral =
  (service: Service, format: keyof typeof formats) => async (request: Visit, reply: FastifyReply) => {
    const { doc, council, today } = await withCase(
      service,
      signedIn(request),
      request.params.id,
      'record-follow-up',
      async ({ tx, record, today: madeOn }) => {
        const recorded = await loadFollowUps(tx, record.id);
        const decided = recorded.find(({ kind }) => kind === 'carer-review');
        if (decided?.outcome !== 'yes') throw notThere();
        const support = recorded.filter(({ kind }) => kind === 'support-offered');
        return {
          doc: carerReviewPaper({ record, decided, support, madeOn }),
          ...{ council: record.council.name, today: madeOn },
        };
      },
    );
    const createdAt = new Date(`${today}T00:00:00Z`);
    const file =
      format === 'pdf'
        ? await renderPdf(doc, { title: doc.title, author: council, createdAt })
        : await renderDocx(doc);
    return reply
      .type(formats[format])
      .header('content-disposition', `attachment; filename="referral.${format}"`)
      .send(Buffer.from(file));
  };
