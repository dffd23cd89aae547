import type { FastifyReply, FastifyRequest } from 'fastify';
import { loadOwnPack, loadPacks } from '../../database/packs.ts';
import { composePack, papersOf } from '../../domain/pack.ts';
import { lackedBy } from '../../domain/pack-release.ts';
import type { Problem } from '../../domain/result.ts';
import type { Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { notThere, type OpenCase, withCase } from '../case-door.ts';
import type { Service } from '../service.ts';
import { packFacts, readersOf, whoseIs } from './pack-facts.ts';
import { type ReadersPack, readersPackView } from './readers-pack.view.ts';

export type Visit = FastifyRequest<{ Params: { id: string; readerId: string }; Body: Typed }>;

/** The reader that an address names, with the meeting they read for; throws a 404 for anybody else. */
export const readerOf = async (open: OpenCase, readerId: string) => {
  const { meeting } = open.record;
  const reader = (await readersOf(open)).find(({ id }) => id === readerId);
  if (meeting === null || reader === undefined) throw notThere();
  return { meeting, reader };
};

/** What somebody has, and what of the rest can go to them; what they must not learn is left out, and it is said whose. */
const standingOf = async (service: Service, open: OpenCase, readerId: string): Promise<ReadersPack> => {
  const { meeting, reader } = await readerOf(open, readerId);
  const packs = await loadPacks(open.tx, meeting.id);
  const facts = await packFacts(service, open, meeting);
  const papers = papersOf(open.record);
  const all = ['agenda', ...papers.map(({ id }) => id)];
  const lacked = lackedBy(reader, all, packs);
  return {
    reader,
    has: await loadOwnPack(open.tx, whoseIs(reader)),
    // With its files, as it would go out after somebody has looked through them.
    lacks: composePack({ ...facts, papers: lacked, looked: lacked }, reader),
    isPrinted: packs.some(({ parts }) =>
      parts.some(({ readerId: of, isPrinted }) => of === reader.id && isPrinted),
    ),
  };
};

/** One person's pack, before it goes out and after. */
export const showReadersPack =
  (service: Service, problems: readonly Problem[] = []) =>
  async (request: Visit, reply: FastifyReply): Promise<FastifyReply> => {
    const { id, readerId } = request.params;
    const shown = await withCase(service, signedIn(request), id, 'print-pack', async (open) =>
      readersPackView(shellFor(request, reply), {
        ...{ record: open.record, problems },
        ...(await standingOf(service, open, readerId)),
      }),
    );
    return reply.code(problems.length > 0 ? 422 : 200).html(shown);
  };
