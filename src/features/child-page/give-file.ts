import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { addHistory } from '../../database/history.ts';
import { submitOnce } from '../../database/submit-once.ts';
import { insertViewFile, openViewFile } from '../../database/view-files.ts';
import { takeFileIn } from '../../documents/files/take-in.ts';
import { ownPageWords } from '../../domain/child-words/own-page.ts';
import { wordsLimit } from '../../domain/contribution.ts';
import { dateInLondon } from '../../domain/dates.ts';
import { fileFormats } from '../../domain/files/format.ts';
import type { Problem } from '../../domain/result.ts';
import { sendGivenFile } from '../../web/given-file.ts';
import { readText, readVerbatim, type Typed } from '../../web/typed.ts';
import type { Upload } from '../../web/uploads.ts';
import { isUuid, notThere } from '../case-door.ts';
import type { Outcome, Service } from '../service.ts';
import { childShell, doAsChild, forChild, type Giver, type Visit } from './page-door.ts';
import { pageOf, seeWhatIsNext, sheetIn } from './save-words.ts';
import { ownPage } from './see-own-page.ts';
import { startView } from './start.view.ts';
import { insertGiven, tellWorkers } from './store.ts';

/** What of a child’s a form is for, by the name of its file field; and the way by which it reaches the meeting. */
const kinds = {
  picture: { kind: 'picture', way: 'drew' },
  voice: { kind: 'sound', way: 'recorded' },
} as const;
type Field = keyof typeof kinds;

const fieldIn = (typed: Typed): Field => {
  const field = readText(typed, 'gives');
  if (field !== 'picture' && field !== 'voice') throw notThere();
  return field;
};

const refuse = (field: string, message: string): readonly Problem[] => [{ field, message }];

/**
 * Gives a picture or a recording to the child’s worker, as a view of its own with what the child wrote beside it. It is
 * made anew as it is taken in, so that it says nothing of where or when it was made.
 */
const giveFile = async (
  service: Service,
  child: Giver,
  { typed, upload }: { readonly typed: Typed; readonly upload: Upload | null },
): Promise<Outcome> => {
  const [sheet, field, key] = [sheetIn(typed), fieldIn(typed), readText(typed, '_key')];
  if (!isUuid(key)) throw notThere();
  const { kind, way } = kinds[field];
  const words = readVerbatim(typed, `${field}-words`);
  const take = async () => {
    if (upload === null || upload.bytes.length === 0) return refuse(field, ownPageWords.noFile);
    if (words.length > wordsLimit) return refuse(`${field}-words`, ownPageWords.tooLong);
    const taken = upload.isTooLarge ? null : await takeFileIn(upload.bytes);
    return taken?.ok && fileFormats[taken.value.format].kind === kind
      ? taken.value
      : refuse(field, ownPageWords[field].wrong);
  };
  const file = await take();
  const give = async (tx: Transaction): Promise<string | readonly Problem[]> => {
    if (!('bytes' in file)) return file;
    return submitOnce(tx, child.pageId, key, async () => {
      const at = service.clock();
      const id = randomUUID();
      const answers = words.trim() === '' ? [] : [{ key: field, question: '', words }];
      await insertGiven(tx, child, { id, way, answers, at, saidOn: dateInLondon(at) });
      await insertViewFile(tx, service.vaultKeys, { viewId: id, ...child }, file);
      await addHistory(tx, child.disruptionId, {
        ...{ at, by: { id: null, name: child.givenName }, act: 'give-words' },
        ...{ summary: 'Gave something on their own page', facts: { viewId: id } },
      });
      await tellWorkers(tx);
      return pageOf(sheet, 'given');
    });
  };
  const went = await doAsChild(service, child, 'give-file', give, (done) =>
    typeof done === 'string' ? null : 'content',
  );
  if (typeof went !== 'string') return { ok: false, problems: went };
  await seeWhatIsNext(service, child);
  return { ok: true, location: went };
};

export const postFile = (service: Service) =>
  forChild(
    service,
    async (child, request, reply) => {
      const { body: typed, upload } = request;
      const outcome = await giveFile(service, child, { typed, upload });
      return outcome.ok
        ? reply.redirect(outcome.location, 303)
        : ownPage(service, child, request, reply, outcome.problems);
    },
    (child, request, reply) =>
      reply.code(401).html(
        startView(childShell(service, request, reply, child), {
          ...{ isSent: child.channel !== 'by-hand', typed: request.body },
        }),
      ),
  );

/** What a child gave, for them to see or hear again. */
export const sendOwnFile = (service: Service) =>
  forChild(service, async (child, request: Visit, reply: FastifyReply) => {
    const { viewId } = request.params;
    const file = await doAsChild(
      service,
      child,
      'see-own-file',
      async (tx) => (isUuid(viewId) ? openViewFile(tx, service.vaultKeys, viewId) : undefined),
      (found) => (found === undefined ? 'not-theirs' : null),
    );
    if (file === undefined) throw notThere();
    return sendGivenFile(reply, file, 'inline');
  });
