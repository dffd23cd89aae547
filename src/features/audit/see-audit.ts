import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { writeCsv } from '../../domain/csv.ts';
import { whatStandsOut } from '../../domain/unusual-access.ts';
import { readDate, readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { seeAuditView } from './see-audit.view.ts';
import { type Asked, auditHealth, caseWith, daysOfPeople, type Shown, searchAudit } from './store.ts';

type Visit = FastifyRequest<{ Querystring: Typed }>;

const PAGE_SIZE = 50;
const MOST_IN_A_FILE = 10_000;
const DAYS_LOOKED_AT = 30;
/** An id that no case has: a reference that leads nowhere finds nothing. */
const noCase = '00000000-0000-0000-0000-000000000000';

const readAsked = async (tx: Transaction, query: Typed): Promise<Asked> => {
  const reference = readText(query, 'reference');
  return {
    who: readText(query, 'who').slice(0, 100),
    act: readText(query, 'act').slice(0, 50),
    outcome: readText(query, 'outcome'),
    intent: readText(query, 'intent'),
    from: readDate(query, 'from'),
    until: readDate(query, 'until'),
    caseId: reference === '' ? null : ((await caseWith(tx, reference)) ?? noCase),
  };
};

export const showAudit = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { query } = request;
  const number = Math.min(10_000, Math.max(1, Number.parseInt(readText(query, 'page'), 10) || 1));
  const shown = await withPost(service, signedIn(request), 'see-audit', async (tx) => {
    const entries = await searchAudit(tx, await readAsked(tx, query), {
      // One more than is shown says whether there is a next page.
      size: PAGE_SIZE + 1,
      after: (number - 1) * PAGE_SIZE,
    });
    return {
      entries: entries.slice(0, PAGE_SIZE),
      hasMore: entries.length > PAGE_SIZE,
      findings: whatStandsOut(await daysOfPeople(tx, DAYS_LOOKED_AT)),
      health: await auditHealth(tx),
    };
  });
  return reply.html(
    seeAuditView(shellFor(request, reply), { ...shown, typed: query, page: number, days: DAYS_LOOKED_AT }),
  );
};

/** What was asked for as a file: the same entries, at most so many, and nothing that the page does not show. */
const entriesFor = (service: Service, request: Visit): Promise<readonly Shown[]> =>
  withPost(service, signedIn(request), 'export-audit', async (tx) =>
    searchAudit(tx, await readAsked(tx, request.query), { size: MOST_IN_A_FILE, after: 0 }),
  );

const headings = [
  'At',
  'Who',
  'Organisation',
  'Act',
  'Intent',
  'Rule',
  'Outcome',
  'About',
  'Reference',
  'Marks',
  'Address',
];

export const sendAuditCsv = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const rows = (await entriesFor(service, request)).map((entry) => [
    entry.at.toISOString(),
    entry.who,
    entry.organisation,
    entry.act,
    entry.intent ?? '',
    entry.rule,
    entry.outcome,
    entry.about,
    entry.reference,
    entry.marks.join(' '),
    entry.address,
  ]);
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="audit.csv"')
    .send(writeCsv(headings, rows));
};

export const sendAuditJson = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const entries = await entriesFor(service, request);
  return reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', 'attachment; filename="audit.json"')
    .send(JSON.stringify(entries));
};
