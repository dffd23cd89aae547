import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import { isOrdinaryWord } from '../../documents/ordinary-words.ts';
import { identifyingInWords } from '../../domain/identifying.ts';
import { answerPromise, decideLesson, type Lesson, type LessonEventKind } from '../../domain/lesson.ts';
import { findIdentifying } from '../../domain/re-identification.ts';
import { refused } from '../../domain/result.ts';
import { readText } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import { type FormByPost, withPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { decideView, promiseView, waitingView, withdrawView } from './decide.view.ts';
import {
  addEvent,
  approveVersion,
  type LessonEvent,
  type LessonPromise,
  loadEvents,
  loadPromises,
  loadVersions,
  loadWaiting,
  savePromise,
  setStatus,
} from './store.ts';

/** The lessons that wait for the learning lead of a council. */
export const showWaiting = (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
  const actor = signedIn(request);
  const lessons = await withPost(service, actor, 'decide-on-lessons', (tx) =>
    loadWaiting(tx, actor.organisationId),
  );
  return reply.html(waitingView(shellFor(request, reply), lessons));
};

type Loaded = { readonly lesson: Lesson; readonly events: readonly LessonEvent[] };

/** A version of a lesson of one's own council, as it stands. Throws a 404 where there is none. */
const openVersion = async (
  tx: Transaction,
  { organisationId }: Actor,
  id: string,
  status: 'proposed' | 'approved',
): Promise<Loaded> => {
  const lesson = isUuid(id) && (await loadVersions(tx, id)).find((version) => version.status === status);
  if (!lesson || lesson.organisationId !== organisationId) throw notThere('post');
  return { lesson, events: await loadEvents(tx, id) };
};

const writing: ReadonlySet<LessonEventKind> = new Set<LessonEventKind>(['written', 'changed', 'proposed']);
const writersOf = ({ events }: Loaded): readonly string[] =>
  events.filter(({ kind }) => writing.has(kind)).map(({ byId }) => byId);

type Params = { readonly lessonId: string };

/** Approves what was sent to the learning lead, or sends it back with a reason. Never what they wrote themselves. */
export const decideForm = (service: Service): FormByPost<Params, Loaded> => ({
  act: 'decide-on-lessons',
  subject: ({ lessonId }) => ({ kind: 'lesson', id: lessonId }),
  load: (tx, { actor, params }) => openVersion(tx, actor, params.lessonId, 'proposed'),
  show: (shell, page) => decideView(shell, { ...page.loaded, ...page, factorLists: service.factorLists }),
  save: async (tx, { actor, params, typed }) => {
    const loaded = await openVersion(tx, actor, params.lessonId, 'proposed');
    const { lesson } = loaded;
    const reason = readText(typed, 'reason');
    const step = readText(typed, 'step');
    const status = insist(
      decideLesson({ status: lesson.status, writers: writersOf(loaded) }, { step, by: actor.id, reason }),
    );
    if (status === 'approved') await approveVersion(tx, lesson);
    else await setStatus(tx, lesson, status);
    const kind = status === 'approved' ? 'approved' : 'sent-back';
    await addEvent(tx, lesson, { kind, words: reason }, { by: actor, at: service.clock() });
    return '/lessons/waiting';
  },
});

type OfLesson = { readonly id: string };

/** Takes a lesson away from everybody, with a reason that its council keeps. */
export const withdrawForm = (service: Service): FormByPost<OfLesson, Loaded> => ({
  act: 'decide-on-lessons',
  subject: ({ id }) => ({ kind: 'lesson', id }),
  load: (tx, { actor, params }) => openVersion(tx, actor, params.id, 'approved'),
  show: (shell, page) => withdrawView(shell, { ...page, ...page.loaded }),
  save: async (tx, { actor, params, typed }) => {
    const loaded = await openVersion(tx, actor, params.id, 'approved');
    const { lesson } = loaded;
    const reason = readText(typed, 'reason');
    const asked = { step: 'withdraw', by: actor.id, reason };
    const status = insist(decideLesson({ status: lesson.status, writers: writersOf(loaded) }, asked));
    // What it replaced goes with it.
    for (const version of await loadVersions(tx, lesson.id))
      if (version.status === 'approved' || version.status === 'replaced')
        await setStatus(tx, version, status);
    await addEvent(tx, lesson, { kind: 'withdrawn', words: reason }, { by: actor, at: service.clock() });
    return `/lessons/${lesson.id}`;
  },
});

type OfPromise = OfLesson & { readonly promiseId: string };
type LoadedPromise = { readonly lesson: Lesson; readonly promise: LessonPromise };

const openPromise = async (
  tx: Transaction,
  actor: Actor,
  { id, promiseId }: OfPromise,
): Promise<LoadedPromise> => {
  const { lesson } = await openVersion(tx, actor, id, 'approved');
  const promise = (await loadPromises(tx, [id])).find((one) => one.id === promiseId);
  if (promise === undefined) throw notThere('post');
  return { lesson, promise };
};

/** Those who lead learning do not see the case: what they write is looked through without it. */
const nothingKnown = { secrets: [], childWords: [], otherWords: [] } as const;

/** Says of a promised change that it was made, with what shows it; or that it was not, and why. */
export const promiseForm = (service: Service): FormByPost<OfPromise, LoadedPromise> => ({
  act: 'decide-on-lessons',
  subject: ({ id }) => ({ kind: 'lesson', id }),
  load: (tx, { actor, params }) => openPromise(tx, actor, params),
  show: (shell, page) => promiseView(shell, { ...page, ...page.loaded }),
  save: async (tx, { actor, params, typed }) => {
    const { lesson, promise } = await openPromise(tx, actor, params);
    const answer = insist(answerPromise(readText(typed, 'status'), readText(typed, 'says')));
    const [named] = findIdentifying([{ field: 'says', text: answer.says }], nothingKnown, isOrdinaryWord);
    if (named !== undefined)
      insist(
        refused([
          { field: 'says', message: `Take “${named.words}” out: it ${identifyingInWords[named.kind]}` },
        ]),
      );
    await savePromise(tx, promise.id, answer);
    const kind = answer.status === 'made' ? 'promise-made' : 'promise-not-made';
    const words = `${promise.what}: ${answer.says}`;
    await addEvent(tx, lesson, { kind, words }, { by: actor, at: service.clock() });
    return `/lessons/${lesson.id}`;
  },
});
