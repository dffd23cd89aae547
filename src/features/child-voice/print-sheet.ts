import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderSheet } from '../../documents/sheet-pdf.ts';
import { sheetOf } from '../../domain/child-sheet.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { childOf } from './child-of.ts';
import { sheetsView } from './print-sheet.view.ts';

type Visit = FastifyRequest<{
  Params: { id: string; childId: string; sheet: string };
  Querystring: { name?: string };
}>;

/** The sheets a child can write or draw on, to choose from. */
export const showSheets = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, childId } = request.params;
  const shown = await withCase(service, signedIn(request), id, 'support-child', async (open) =>
    sheetsView(shellFor(request, reply), { record: open.record, child: childOf(open, childId) }),
  );
  return reply.html(shown);
};

/** One sheet as a file to print; with the child’s first name on it when that was chosen, and nothing else of them. */
export const sendSheet = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, childId, sheet: name } = request.params;
  const pdf = await withCase(service, signedIn(request), id, 'support-child', async (open) => {
    const child = childOf(open, childId);
    const sheet = sheetOf(name);
    if (sheet === undefined) throw notThere();
    return renderSheet(sheet, {
      firstName: request.query.name === 'yes' ? child.givenName : null,
      council: open.record.council.name,
      createdAt: open.now,
    });
  });
  return reply
    .type('application/pdf')
    .header('content-disposition', 'inline; filename="sheet.pdf"')
    .send(Buffer.from(pdf));
};
