import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dateInLondon } from '../../domain/dates.ts';
import { newKeyExpires } from '../../domain/directory-key.ts';
import type { Problem } from '../../domain/result.ts';
import { readText, type Typed } from '../../web/typed.ts';
import { shellFor, signedIn } from '../../web/visitor.ts';
import { insist, isUuid, notThere } from '../case-door.ts';
import { changeByPost, withPost } from '../post-door.ts';
import type { Service } from '../service.ts';
import { connectDirectoryView } from './connect-directory.view.ts';
import { hashOf, newKey } from './keys.ts';
import { holdKeys, keysOf, revokeKey, saveKey } from './keys-store.ts';

type Visit = FastifyRequest<{ Params: { id: string }; Body: Typed }>;

const act = 'connect-directory';

const showKeys = async (
  service: Service,
  request: Visit,
  reply: FastifyReply,
  { problems = [], made }: { readonly problems?: readonly Problem[]; readonly made?: string } = {},
): Promise<FastifyReply> => {
  const actor = signedIn(request);
  const keys = await withPost(service, actor, act, (tx) => keysOf(tx, actor.organisationId));
  return reply.code(problems.length > 0 ? 422 : 200).html(
    connectDirectoryView(shellFor(request, reply), {
      keys,
      scimUrl: `${service.publicUrl}/scim/v2`,
      today: dateInLondon(service.clock()),
      problems,
      ...(made === undefined ? {} : { made }),
    }),
  );
};

export const showDirectory = (service: Service) => (request: Visit, reply: FastifyReply) =>
  showKeys(service, request, reply);

/** Makes a key and shows it in this answer alone: it is kept as a hash, so that sending the form again cannot show it. */
export const postKey = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const actor = signedIn(request);
  let made: string | undefined;
  const outcome = await changeByPost(
    service,
    actor,
    { act, key: readText(request.body, '_key') },
    async (tx) => {
      await holdKeys(tx, actor.organisationId);
      const now = service.clock();
      const expiresOn = insist(newKeyExpires(await keysOf(tx, actor.organisationId), dateInLondon(now)));
      const key = newKey();
      const { organisationId } = actor;
      const of = { id: randomUUID(), organisationId, madeBy: actor.id, madeAt: now, expiresOn };
      await saveKey(tx, { ...of, tokenHash: hashOf(key) });
      made = key;
      return '/directory';
    },
  );
  if (!outcome.ok) return showKeys(service, request, reply, { problems: outcome.problems });
  return made === undefined
    ? reply.redirect(outcome.location, 303)
    : showKeys(service, request, reply, { made });
};

export const postRevoke = (service: Service) => async (request: Visit, reply: FastifyReply) => {
  const { id } = request.params;
  const actor = signedIn(request);
  if (!isUuid(id)) throw notThere();
  const subject = { kind: 'directory-key', id };
  await changeByPost(service, actor, { act, key: readText(request.body, '_key'), subject }, async (tx) => {
    if (!(await revokeKey(tx, actor.organisationId, id, service.clock()))) throw notThere();
    return '/directory';
  });
  return reply.redirect('/directory', 303);
};
