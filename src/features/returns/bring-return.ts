import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../../database/audit.ts';
import { asService } from '../../database/connection.ts';
import { refused } from '../../domain/result.ts';
import { codesIn } from '../../domain/ssda903/codes.ts';
import { returnCollector } from '../../domain/ssda903/collect.ts';
import { type ReturnFile, returnFiles } from '../../domain/ssda903/columns.ts';
import type { Proposal } from '../../domain/ssda903/proposal.ts';
import { readText, type Typed } from '../../web/typed.ts';
import type { StreamedFile } from '../../web/uploads.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist } from '../case-door.ts';
import { changeByPost, withPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { bringReturnView } from './bring-return.view.ts';
import { UnreadableReturn } from './reading/decode.ts';
import { readReturnCsv } from './reading/read-csv.ts';
import { readReturnXml } from './reading/read-xml.ts';
import { beginReturn, endReading, finishReturn, recentReturns, saveProposals, tellReading } from './store.ts';

const act = 'bring-return';
/** Five times the largest return that there can be. */
export const MOST_BYTES_OF_RETURN = 500_000_000;
/** Milliseconds between two words of how far a reading is, and between two looks at whether to go on. */
const BETWEEN_WORDS = 500;
/** Proposals that go to the database together. */
const AT_ONCE = 1_000;

/** Somebody asked to let go of it, from another page. */
class Cancelled extends Error {}

type Reading = {
  readonly id: string;
  readonly organisationId: string;
  readonly year: number;
  readonly at: Date;
};
type Visit = FastifyRequest<{ Body: Typed }>;

const isReturnFile = (field: string): field is ReturnFile => Object.hasOwn(returnFiles, field);

/** Reads everything that came, and saves what it proposes, all or nothing. */
const readAll = async (
  service: Service,
  reading: Reading,
  files: AsyncIterable<StreamedFile>,
): Promise<void> => {
  const collector = returnCollector(codesIn(service.returnCodes, reading.year));
  const names = Object.keys(returnFiles) as readonly ReturnFile[];
  const rows = (): number => names.reduce((sum, file) => sum + collector.rowsOf(file), 0);
  let bytes = 0;
  let told = performance.now();
  const tell = async (): Promise<void> => {
    if (performance.now() - told < BETWEEN_WORDS) return;
    const goesOn = await asService(service, (tx) =>
      tellReading(tx, reading.id, { rows: rows(), bytes, at: service.clock() }),
    );
    told = performance.now();
    if (!goesOn) throw new Cancelled();
  };
  async function* watched(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      bytes += piece.length;
      await tell();
      yield piece;
    }
  }
  const came = new Set<ReturnFile>();
  for await (const { field, bytes: pieces, isTooLarge } of files) {
    if (field === 'xml') {
      await readReturnXml(watched(pieces), collector);
      for (const file of names) came.add(file);
    } else if (isReturnFile(field) && !came.has(field)) {
      await readReturnCsv(field, watched(pieces), collector);
      came.add(field);
    } else throw new UnreadableReturn('One kind of file came twice: bring each once, as files or as XML');
    if (isTooLarge()) throw new UnreadableReturn('The file is larger than a return can be');
  }
  if (!came.has('episodes')) throw new UnreadableReturn('Choose the file of episodes, or the XML return');
  await asService(service, async (tx) => {
    let counted = { added: 0, changed: 0, same: 0 };
    let batch: Proposal[] = [];
    const save = async (): Promise<void> => {
      const { added, changed, same } = await saveProposals(tx, reading, batch);
      counted = {
        added: counted.added + added,
        changed: counted.changed + changed,
        same: counted.same + same,
      };
      batch = [];
      await tell();
    };
    for (const proposal of collector.proposals()) if (batch.push(proposal) === AT_ONCE) await save();
    if (batch.length > 0) await save();
    await finishReturn(tx, reading, {
      files: [...came],
      rows: rows(),
      counted,
      problems: collector.problems(),
    });
    await note(tx, reading, { rule: 'read', outcome: 'allowed' });
  });
};

const note = (
  tx: Parameters<typeof audit>[0],
  { id, organisationId }: Reading,
  how: { readonly rule: string; readonly outcome: 'allowed' | 'refused' | 'failed' },
) => audit(tx, { act, intent: 'change', ...how, organisationId, subject: { kind: 'return', id } });

/** Reads a return that was begun, and writes down how that ended. What was thrown by nothing of ours is thrown again. */
const readToTheEnd = async (
  service: Service,
  reading: Reading,
  files: AsyncIterable<StreamedFile>,
): Promise<void> => {
  try {
    await readAll(service, reading, files);
  } catch (error) {
    const isRefused = error instanceof UnreadableReturn;
    const state = isRefused ? 'refused' : error instanceof Cancelled ? 'cancelled' : 'stopped';
    const because = isRefused ? error.message : '';
    await asService(service, async (tx) => {
      await endReading(tx, reading.id, { state, because, at: service.clock() });
      await note(tx, reading, { rule: state, outcome: isRefused ? 'refused' : 'failed' });
    });
    if (state === 'stopped') throw error;
  }
};

const yearIn = (typed: Typed, now: Date): number => {
  const year = Number(readText(typed, 'year'));
  if (!Number.isInteger(year) || year < 2016 || year > now.getUTCFullYear() + 1)
    return insist(
      refused([
        { field: 'year', message: 'Enter the collection year, such as 2026 for the year to 31 March 2026' },
      ]),
    );
  return year;
};

const load = (service: Service, actor: Actor) =>
  withPost(service, actor, act, (tx) => recentReturns(tx, actor.organisationId));

/** Where a return comes in, and those that came. */
export const showReturns = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const loaded = await load(service, signedIn(request));
  return reply.html(
    bringReturnView(shellFor(request, reply), { loaded, typed: {}, problems: [], now: service.clock() }),
  );
};

/** Lets the rest of a form come and go: a browser reads no answer before it has sent everything. */
const passOver = ({ raw }: FastifyRequest): void => {
  raw.unpipe();
  raw.resume();
};

/** Reads a return as it comes over the network: nothing of it is on a disk, and its rows are in no table. */
export const postReturn = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const { body: typed, filesComing: files } = request;
  const begun: { reading: Reading | null } = { reading: null };
  const outcome = await changeByPost(service, actor, { act, key: readText(typed, '_key') }, async (tx) => {
    const at = service.clock();
    const year = yearIn(typed, at);
    if (files === null)
      return insist(
        refused([{ field: 'episodes', message: 'Choose the file of episodes, or the XML return' }]),
      );
    const reading = { id: randomUUID(), organisationId: actor.organisationId, year, at };
    const bytes = Number(request.headers['content-length'] ?? 0);
    if (!(await beginReturn(tx, { ...reading, by: actor.id, bytes })))
      return insist(
        refused([
          {
            field: 'year',
            message: `The return of ${year} is being read already. Wait until that is over, or cancel it`,
          },
        ]),
      );
    begun.reading = reading;
    return `/returns/${reading.id}`;
  });
  if (!outcome.ok) {
    passOver(request);
    const page = {
      loaded: await load(service, actor),
      typed,
      problems: outcome.problems,
      now: service.clock(),
    };
    return reply.code(422).html(bringReturnView(shellFor(request, reply), page));
  }
  try {
    if (begun.reading !== null && files !== null) await readToTheEnd(service, begun.reading, files);
  } finally {
    passOver(request);
  }
  return reply.redirect(outcome.location, 303);
};
