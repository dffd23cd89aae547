import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadSendings } from '../../database/panel-reports.ts';
import { formDocument } from '../../domain/panel-form-export.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { openReport } from './open-report.ts';
import { reportAddress } from './report-fields.view.ts';
import { aboutSent, sendReportFile, writeReport } from './report-files.ts';
import { reportView } from './see-report.view.ts';
import { sentReportView } from './sent-report.view.ts';

type Visit<Params = object> = FastifyRequest<{ Params: { id: string } & Params }>;

const visit = <T>(service: Service, request: Visit, work: (open: OpenCase) => Promise<T>): Promise<T> =>
  withCase(service, signedIn(request), request.params.id, 'see-panel-report', work);

export const showReport = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const shown = await visit(service, request, async (open) => ({
    ...{ record: open.record, today: open.today },
    report: await openReport(service, open),
  }));
  return reply.html(reportView(shellFor(request, reply), shown));
};

const placed = ({ record }: OpenCase) => ({ reference: record.reference, council: record.council.name });

export const saveReportAs =
  (service: Service) => async (request: Visit<{ format: string }>, reply: FastifyReply) => {
    const { format } = request.params;
    const written = await visit(service, request, async (open) => {
      const { filled } = await openReport(service, open);
      return writeReport(service, format, { filled, about: { ...placed(open), sentOn: null } });
    });
    return sendReportFile(reply, format, written);
  };

/** A report of the case as it was sent. Throws a 404 for one of another case. */
const sentIn = async (open: OpenCase, sendingId: string) => {
  const sending = (await loadSendings(open.tx, open.record.id)).find(({ id }) => id === sendingId);
  if (sending === undefined) throw notThere();
  return { filled: sending.filled, about: aboutSent(placed(open), sending) };
};

export const showSent =
  (service: Service) => async (request: Visit<{ sendingId: string }>, reply: FastifyReply) => {
    const { id, sendingId } = request.params;
    const { filled, about } = await visit(service, request, (open) => sentIn(open, sendingId));
    const back = { href: reportAddress({ id }), text: 'The report to the panel' };
    const files = `${reportAddress({ id })}/sent/${sendingId}`;
    return reply.html(
      sentReportView(shellFor(request, reply), { document: formDocument(filled, about), back, files }),
    );
  };

export const saveSentAs =
  (service: Service) =>
  async (request: Visit<{ sendingId: string; format: string }>, reply: FastifyReply) => {
    const { sendingId, format } = request.params;
    const written = await visit(service, request, async (open) =>
      writeReport(service, format, await sentIn(open, sendingId)),
    );
    return sendReportFile(reply, format, written);
  };
