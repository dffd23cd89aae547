import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { papersToCallIn } from '../../database/recalled-copies.ts';
import { mayDo } from '../../domain/access.ts';
import { copyReaders } from '../../domain/checking.ts';
import { fileFormats } from '../../domain/files/format.ts';
import { isHeld } from '../../domain/release.ts';
import type { Problem } from '../../domain/result.ts';
import { besideFull } from '../../domain/side-by-side.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { isUuid, notThere, type OpenCase, withCase } from '../case-door.ts';
import { factsForCopies } from '../copy-facts.ts';
import { fileNames } from '../finish-copy.ts';
import type { Actor, Outcome, Service } from '../service.ts';
import { refuseForm } from '../turning-away.ts';
import { copiesView, type Shown } from './copies.view.ts';
import { loadDoubts } from './doubt-store.ts';
import { loadIncidents } from './incident-store.ts';
import { prepareCopies } from './prepare-copies.ts';
import { previewView } from './preview-copy.view.ts';
import { choiceOf } from './release-copies.ts';
import { loadAuthors, loadCopies, loadFile, loadPrinted, saveSeen } from './store.ts';

type Visit = FastifyRequest<{ Params: { id: string; copyId: string }; Body: Typed }>;
type Found = Pick<
  Shown,
  | 'record'
  | 'people'
  | 'authors'
  | 'isAuthor'
  | 'viewerId'
  | 'now'
  | 'printed'
  | 'papersOut'
  | 'incidents'
  | 'may'
  | 'doubts'
>;

/** The copies of a case's minutes as they are, beside those who are still invited. */
const find = (service: Service, actor: Actor, disruptionId: string): Promise<Found> =>
  withCase(service, actor, disruptionId, 'prepare-copies', async ({ tx, record, capacities, now }) => {
    const { meeting } = record;
    const copies = meeting === null ? [] : await loadCopies(tx, meeting.id, meeting.minutesVersion);
    const authors = meeting === null ? [] : await loadAuthors(tx, meeting.id);
    return {
      record,
      people: (meeting === null ? [] : copyReaders(meeting)).map((invitation) => {
        const copy = copies.find(({ invitationId }) => invitationId === invitation.id);
        return { invitation, copy, choice: copy === undefined ? '' : choiceOf(copy) };
      }),
      authors,
      isAuthor: authors.includes(actor.id),
      viewerId: actor.id,
      now,
      incidents: (await loadIncidents(tx, record.id)).map((one) => ({
        ...one,
        whose:
          meeting?.invitations.find(
            ({ id }) => id === copies.find((copy) => copy.id === one.copyId)?.invitationId,
          )?.name ?? 'An earlier reader',
      })),
      printed: meeting === null ? [] : await loadPrinted(tx, meeting.id),
      papersOut: meeting === null ? [] : await papersToCallIn(tx, meeting.id),
      doubts: meeting === null ? [] : await loadDoubts(tx, meeting.id),
      may: (act) => mayDo(act, capacities),
    };
  });

/** Whoever may comes to copies that are ready: those that are missing are prepared on the way. */
const findPrepared = async (service: Service, actor: Actor, disruptionId: string): Promise<Found> => {
  const found = await find(service, actor, disruptionId);
  const isMissing = found.people.some(({ copy }) => copy === undefined);
  const { meeting } = found.record;
  if (meeting === null || meeting.minutesStatus === 'draft' || !isMissing) return found;
  await prepareCopies(service, actor, { disruptionId, key: randomUUID(), only: 'missing' });
  return find(service, actor, disruptionId);
};

/** What somebody may send on their page of copies: the choices that wait for release, all of them. */
export const copiesToRelease = async (
  service: Service,
  actor: Actor,
  disruptionId: string,
): Promise<readonly string[]> => {
  const { people } = await findPrepared(service, actor, disruptionId);
  return people.flatMap(({ copy, choice }) =>
    copy === undefined || copy.releasedAt !== null || isHeld(copy) || copy.problems.length > 0
      ? []
      : [choice],
  );
};

/** What somebody may say on their page of copies that it may stand: what was pointed out and nobody has looked at. */
export const doubtsToClear = async (
  service: Service,
  actor: Actor,
  disruptionId: string,
): Promise<readonly string[]> => {
  const { doubts } = await find(service, actor, disruptionId);
  return doubts.flatMap(({ id, clearedAt }) => (clearedAt === null ? [id] : []));
};

const copiesPage = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  typed: Typed,
  problems: readonly Problem[],
) => {
  const found = await findPrepared(service, signedIn(request), request.params.id);
  return reply
    .code(problems.length > 0 ? 422 : 200)
    .html(copiesView(shellFor(request, reply), { ...found, typed, problems }));
};

export const showCopies = (service: Service) => (request: Visit, reply: FastifyReply) =>
  copiesPage(service, request, reply, {}, []);

/** Answers any form of the page of copies; when it is refused, the page again with what was typed. */
export const postCopies =
  (
    service: Service,
    save: (
      service: Service,
      actor: Actor,
      form: { readonly disruptionId: string; readonly copyId: string; readonly key: string },
      typed: Typed,
    ) => Promise<Outcome>,
  ) =>
  async (request: Visit, reply: FastifyReply) => {
    const { id: disruptionId, copyId } = request.params;
    const form = { disruptionId, copyId, key: readText(request.body, '_key') };
    const outcome = await save(service, signedIn(request), form, request.body);
    if (!outcome.ok) refuseForm(request);
    return outcome.ok
      ? reply.redirect(outcome.location, 303)
      : copiesPage(service, request, reply, request.body, outcome.problems);
  };

/** Writes down that this person has seen a copy as it is now: whoever releases it has. See release.ts. */
const seeFile = async ({ tx, record, actor, now }: OpenCase, copyId: string) => {
  const file = isUuid(copyId) ? await loadFile(tx, record.id, copyId) : undefined;
  if (file === undefined) throw notThere();
  const copy = { id: copyId, sha256: file.sha256, disruptionId: record.id };
  await saveSeen(tx, copy, { id: actor.id, at: now });
  return file;
};

/** A copy as its reader will get it, and beside the full minutes. */
export const openPreview = (service: Service, actor: Actor, disruptionId: string, copyId: string) =>
  withCase(service, actor, disruptionId, 'prepare-copies', async (open) => {
    const file = await seeFile(open, copyId);
    const reader = open.record.meeting?.invitations.find(({ id }) => id === file.invitationId);
    const isFull = reader === undefined || reader.reader === 'staff';
    const beside = isFull ? [] : besideFull({ ...(await factsForCopies(service, open)), reader });
    return { ...file, record: open.record, beside };
  });

export const showPreview = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id, copyId } = request.params;
  const shown = await openPreview(service, signedIn(request), id, copyId);
  return reply.html(
    previewView(shellFor(request, reply), { ...shown, copyId, hasWordFile: shown.docx !== null }),
  );
};

const fileOf = (service: Service, request: Visit) =>
  withCase(service, signedIn(request), request.params.id, 'prepare-copies', (open) =>
    seeFile(open, request.params.copyId),
  );

/** A copy as a Word file; of one prepared before there were any there is none. */
export const sendWordFile = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { docx } = await fileOf(service, request);
  if (docx === null) throw notThere();
  return reply
    .type(fileFormats.docx.mediaType)
    .header('content-disposition', `attachment; filename="${fileNames.docx}"`)
    .send(docx);
};

export const sendFile = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { pdf } = await fileOf(service, request);
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${fileNames.pdf}"`)
    .send(pdf);
};
