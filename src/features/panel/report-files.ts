import type { FastifyReply } from 'fastify';
import { writeCsv } from '../../domain/csv.ts';
import { dateInLondon } from '../../domain/dates.ts';
import type { FilledForm } from '../../domain/panel-form.ts';
import {
  csvHeadings,
  type FormAbout,
  formDocument,
  formJson,
  formRows,
} from '../../domain/panel-form-export.ts';
import type { PanelSending } from '../../domain/panel-report.ts';
import { notThere } from '../case-door.ts';
import { writeFiles } from '../finish-copy.ts';
import type { Service } from '../service.ts';

type Written = { readonly type: string; readonly body: string | Buffer };

type Whole = { readonly filled: FilledForm; readonly about: FormAbout };

/** What each kind of file is, and how it is written. */
const writers: Readonly<Record<string, (service: Service, whole: Whole) => Promise<Written>>> = {
  pdf: async (service, { filled, about }) => ({
    type: 'application/pdf',
    body: (await writeFiles(formDocument(filled, about), about.council, service.clock())).pdf,
  }),
  docx: async (service, { filled, about }) => ({
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    body: (await writeFiles(formDocument(filled, about), about.council, service.clock())).docx,
  }),
  csv: async (_, { filled, about }) => ({
    type: 'text/csv; charset=utf-8',
    body: `\uFEFF${writeCsv(csvHeadings, formRows(filled, about))}`,
  }),
  json: async ({ publicUrl }, { filled, about }) => ({
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(formJson(filled, about, publicUrl), null, 2)}\n`,
  }),
};

/** A report as a file of some kind. Throws a 404 for a kind that there is none of. The name says nothing of the case. */
export const writeReport = async (service: Service, format: string, whole: Whole): Promise<Written> => {
  const write = Object.hasOwn(writers, format) ? writers[format] : undefined;
  if (write === undefined) throw notThere();
  return write(service, whole);
};

export const sendReportFile = (reply: FastifyReply, format: string, { type, body }: Written): FastifyReply =>
  reply.type(type).header('content-disposition', `attachment; filename="report.${format}"`).send(body);

/** What a report that was sent is of: the case by reference alone. */
export const aboutSent = (
  { reference, council }: { readonly reference: string; readonly council: string },
  { sentAt }: Pick<PanelSending, 'sentAt'>,
): FormAbout => ({ reference, council, sentOn: dateInLondon(sentAt) });
