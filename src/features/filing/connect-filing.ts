import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from '../../database/connection.ts';
import {
  askForCheck,
  askForTry,
  connectionsOf,
  endConnection,
  type FilingConnection,
  insertConnection,
  notOnFile,
  onFile,
} from '../../database/filing-connections.ts';
import { filesOf, type RecordKind, recordKinds } from '../../domain/filing.ts';
import { type FiledAt, problemsOfChoice, readFolder } from '../../domain/filing-choice.ts';
import { refused } from '../../domain/result.ts';
import { placeOf } from '../../filing/place.ts';
import type { FilingSystem } from '../../filing/system.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, notThere } from '../case-door.ts';
import { changeByPost, type FormByPost, withPost } from '../post-door.ts';
import type { Actor, Service } from '../service.ts';
import { chooseFilingView } from './choose-filing.view.ts';
import { connectFilingView } from './connect-filing.view.ts';
import { inWordsOf, systemsOf } from './reach-system.ts';

const act = 'connect-filing';

type Kind = { readonly kind: RecordKind };
type Visit = FastifyRequest<{ Params: { kind: string }; Body: Typed }>;

const kindIn = (given: string): RecordKind => {
  const kind = recordKinds.find((one) => one === given);
  if (kind === undefined) throw notThere();
  return kind;
};

const councilOf = async (tx: Transaction, { organisationId }: Actor): Promise<string> =>
  (
    await tx
      .selectFrom('organisation')
      .where('id', '=', organisationId)
      .select('name')
      .executeTakeFirstOrThrow()
  ).name;

/** Where a council files each kind of record, what is on file, and what is not and why. */
export const showFilingPlaces =
  (service: Service) => async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = signedIn(request);
    const shown = await withPost(service, actor, act, async (tx) => {
      const council = await councilOf(tx, actor);
      const inUse = await connectionsOf(tx, actor.organisationId);
      const places = recordKinds.map((kind) => {
        const connection = inUse.find((one) => one.kind === kind) ?? null;
        return { kind, connection, where: inWordsOf(service, { connection, kind, council }) };
      });
      return { places, notOnFile: await notOnFile(tx), onFile: await onFile(tx) };
    });
    return reply.html(
      connectFilingView(shellFor(request, reply), {
        ...shown,
        hasSystems: service.filingSystems.length > 0,
        wasAsked: readText(request.query as Typed, 'check') === 'asked',
      }),
    );
  };

/** The service's own folder as a choice: no system has an empty id. */
const OWN = '';

type Loaded = {
  readonly kind: RecordKind;
  readonly systems: readonly FilingSystem[];
  readonly current: FilingConnection | null;
  readonly others: readonly FiledAt[];
};

const loadChoice = async (
  tx: Transaction,
  service: Service,
  actor: Actor,
  given: string,
): Promise<Loaded> => {
  const kind = kindIn(given);
  const council = await councilOf(tx, actor);
  const systems = systemsOf(service, council);
  const inUse = await connectionsOf(tx, actor.organisationId);
  const others = recordKinds
    .filter((one) => one !== kind)
    .flatMap((one): readonly FiledAt[] => {
      const connection = inUse.find((used) => used.kind === one);
      const own = {
        id: OWN,
        organisation: council,
        name: '',
        way: 'folder',
        path: service.filingDir,
      } as const;
      const system = connection ? systems.find(({ id }) => id === connection.system) : own;
      return system ? [{ kind: one, place: placeOf(system, connection?.folder ?? filesOf[one].folder) }] : [];
    });
  return { kind, systems, current: inUse.find((one) => one.kind === kind) ?? null, others };
};

/** Chooses where a council files one kind of record. What is chosen is tried with a test document at once. */
export const chooseFilingForm = (service: Service): FormByPost<Kind, Loaded> => ({
  act,
  load: (tx, { actor, params }) => loadChoice(tx, service, actor, params.kind),
  show: chooseFilingView,
  save: async (tx, { actor, params, typed }) => {
    const { kind, systems, others } = await loadChoice(tx, service, actor, params.kind);
    const chosen = readText(typed, 'system');
    const at = service.clock();
    const system = systems.find(({ id }) => id === chosen);
    if (chosen === 'own') {
      await endConnection(tx, { organisationId: actor.organisationId, kind, at });
      return '/filing';
    }
    if (system === undefined)
      return insist(refused([{ field: 'system', message: 'Choose where it is filed' }]));
    const folder = readFolder(readText(typed, 'folder'));
    const problems = problemsOfChoice({ kind, folder, place: placeOf(system, folder) }, others);
    if (problems.length > 0) return insist(refused(problems));
    await endConnection(tx, { organisationId: actor.organisationId, kind, at });
    const id = randomUUID();
    await insertConnection(tx, {
      ...{ id, organisationId: actor.organisationId, kind, system: system.id, folder },
      ...{ chosenBy: actor.id, chosenAt: at },
    });
    await askForTry(tx, id, at);
    return '/filing';
  },
});

/** Tries where one kind of record is filed with a test document once more. */
export const postTry = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  const kind = kindIn(request.params.kind);
  await changeByPost(service, actor, { act, key: readText(request.body, '_key') }, async (tx) => {
    const inUse = await connectionsOf(tx, actor.organisationId);
    const connection = inUse.find((one) => one.kind === kind);
    if (connection !== undefined) await askForTry(tx, connection.id, service.clock());
    return '/filing';
  });
  return reply.redirect('/filing', 303);
};

/** Has everything on file read back now. */
export const postCheckAll = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  await changeByPost(service, actor, { act, key: readText(request.body, '_key') }, async (tx) => {
    await askForCheck(tx, actor.organisationId);
    return '/filing';
  });
  return reply.redirect('/filing?check=asked', 303);
};
